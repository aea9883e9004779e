// Within how many minutes somebody who asks now, without a contract, hears from us: what the home page says
// is what his case will promise. Not: the promise itself (core/case/deed/next-word.ts).
import { answerMinutesIn, overloadMinutesIn } from '#core/capacity/overload.ts'
import type { Severity } from '#core/case/event.ts'
import { dueOf } from '#core/clock/due.ts'
import { newestVersion, owed } from '#core/clock/policy.ts'
import type { TeamId } from '#core/kit/id.ts'
import { earliest, hourMs, type Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

type Facts = Pick<DeskFacts, 'answerMinutes' | 'overloads' | 'policies' | 'calendars' | 'housePolicy'>

/** most cases begin with it */
const severity: Severity = 3

/** What the policy of those without a contract owes, else the desk’s usual minutes; more in an overload. */
export function usualAnswerMinutes(facts: Facts, team: TeamId | undefined, now: Instant): number {
  const due = owedBy(facts, now)
  const usual = team ? answerMinutesIn(facts, { team, severity }) : facts.answerMinutes[severity - 1]
  if (due === null) return usual as number
  // In whole hours, never fewer than there are: it is said without a clock.
  const minutes = Math.ceil((due - now) / hourMs) * 60
  return team ? Math.max(minutes, overloadMinutesIn(facts, { team, severity })) : minutes
}

/** When a case of now would be owed its first word; null: no policy owes one. */
function owedBy({ housePolicy, policies, calendars }: Facts, now: Instant): Instant | null {
  const policy = housePolicy && policies[housePolicy]
  const version = policy && newestVersion(policy)
  if (!version) return null
  return earliest(
    (['first_response', 'periodic_update'] as const).map(kind => {
      const target = owed(version, kind, severity)
      const counting = target?.rule.counts === 'working' ? (calendars[version.calendar] ?? null) : null
      return target && dueOf(counting, target.length, now, 0)
    }),
  )
}

// Within how many minutes somebody who asks or writes now hears from us: what his pages say is what his case
// will promise. Not: the promise itself (core/case/deed/next-word.ts).
import { answerMinutesIn, overloadMinutesIn } from '#core/capacity/overload.ts'
import type { Severity } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { dueOf } from '#core/clock/due.ts'
import { newestVersion, owed, type PolicyVersion, type TargetKind, versionOf } from '#core/clock/policy.ts'
import type { TeamId } from '#core/kit/id.ts'
import { earliest, hourMs, type Instant, minuteMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

type Facts = Pick<DeskFacts, 'answerMinutes' | 'overloads' | 'policies' | 'calendars' | 'housePolicy'>

/** most cases begin with it */
const usual: Severity = 3

/** What the policy of those without a contract owes, else the desk’s usual minutes; more in an overload. */
export function usualAnswerMinutes(facts: Facts, team: TeamId | undefined, now: Instant): number {
  const policy = facts.housePolicy && facts.policies[facts.housePolicy]
  const version = policy ? newestVersion(policy) : null
  const due = dueBy(facts, { version, severity: usual, kinds: ['first_response', 'periodic_update'] }, now)
  const minutes = team ? answerMinutesIn(facts, { team, severity: usual }) : facts.answerMinutes[usual - 1]
  if (due === null) return minutes as number
  return team ? inOverload(facts, { team, severity: usual }, hoursTo(due, now)) : hoursTo(due, now)
}

/** The same for whoever writes to a case: what the policy it was judged by owes his next words. */
export function nextAnswerMinutes(
  facts: Facts,
  { entitled, severity, team }: Pick<OpenedCase, 'entitled' | 'severity' | 'team'>,
  now: Instant,
): number {
  const version = entitled?.policy ? versionOf(facts.policies[entitled.policy], entitled.version) : null
  const due = dueBy(facts, { version, severity, kinds: ['next_response'] }, now)
  if (due === null) return answerMinutesIn(facts, { team, severity })
  const minutes = hoursTo(due, now)
  // What a contract owes is told as it is owed.
  return entitled?.outcome === 'house' ? inOverload(facts, { team, severity }, minutes) : minutes
}

type Within = { readonly team: TeamId; readonly severity: Severity }
const inOverload = (facts: Facts, of: Within, minutes: number): number =>
  Math.max(minutes, overloadMinutesIn(facts, of))

/** In whole hours, never fewer than there are, as no clock stands there; less than one in minutes. */
function hoursTo(due: Instant, now: Instant): number {
  const ms = due - now
  return ms < hourMs ? Math.ceil(ms / minuteMs) : Math.ceil(ms / hourMs) * 60
}

type Owed = {
  readonly version: PolicyVersion | null
  readonly severity: Severity
  readonly kinds: readonly TargetKind[]
}

/** When the first word of one of these kinds would be owed that begins now; null: no policy owes one. */
function dueBy({ calendars }: Facts, { version, severity, kinds }: Owed, now: Instant): Instant | null {
  if (!version) return null
  return earliest(
    kinds.map(kind => {
      const target = owed(version, kind, severity)
      const counting = target?.rule.counts === 'working' ? (calendars[version.calendar] ?? null) : null
      return target && dueOf(counting, target.length, now, 0)
    }),
  )
}

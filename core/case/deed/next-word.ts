// The next word a customer is owed by a policy, promised to him: while his case is open and it is not his
// turn, he always has a time by which he hears from us. Not: what a policy owes (deed/target.ts).
import type { Setting, Wish } from '#core/case/deed/deed.ts'
import { housePromise, openPromises } from '#core/case/deed/promise.ts'
import { openTargets } from '#core/case/deed/target.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import type { Event } from '#core/case/event.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { Case, OpenCase } from '#core/case/state.ts'
import { overloadMinutesIn } from '#core/capacity/overload.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { earliest, type Instant, instant, minuteMs } from '#core/kit/time.ts'

const words: readonly TargetKind[] = ['first_response', 'next_response', 'periodic_update']

/**
 * What the desk adds when all wishes of a deed are decided: the promise of the next word, where none is open.
 * Before the first answer and when no word is owed by the policy, the desk's usual minutes rule.
 */
export function nextWord(state: Case, decided: readonly Event[], setting: Setting): Event[] {
  if (state.phase !== 'open' || !state.entitled?.policy) return []
  if (openPromises(state).length > 0 || waitOf(state)?.turn === 'customer') return []
  const wish: Wish = {
    by: { kind: 'system', part: 'desk' },
    at: instant(Math.max(setting.now, state.lastAt)),
    setting,
  }
  const { customer: to, severity, team } = state
  const owed = openTargets(state).filter(([, one]) => words.includes(one.kind) && one.dueAt > wish.at)
  const dueAt = earliest(owed.map(([, one]) => one.dueAt))
  if (dueAt !== null)
    return [housePromise(wish, { to, severity, team, means: 'email', dueAt: tellable(state, wish, dueAt) })]
  const isWaitedFor = decided.some(
    event =>
      event.type === 'case.opened' ||
      event.type === 'case.reopened' ||
      event.type === 'message.sender_confirmed' ||
      (event.type === 'wait.ended' && event.how === 'not_reached') ||
      (event.type === 'message.received' && isWord(event)),
  )
  return isWaitedFor ? [housePromise(wish, { to, severity, team, means: 'email' })] : []
}

/**
 * What a contract owes is told as it is owed. What the house owes everybody is told as the time that can be
 * kept while more comes than can be done; the target stays, and is missed where it is.
 */
function tellable({ entitled, severity, team }: OpenCase, { at, setting }: Wish, dueAt: Instant): Instant {
  if (entitled?.outcome !== 'house') return dueAt
  const minutes = overloadMinutesIn(setting.desk, { team, severity })
  return instant(Math.max(dueAt, at + minutes * minuteMs))
}

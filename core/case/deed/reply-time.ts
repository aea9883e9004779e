// How much working time a customer waited for a word of ours, said with the word that ends the wait. Not:
// which word he waits for (case/awaited.ts), nor in whose hours it is counted (worked-time.ts).
import type { Wish } from '#core/case/deed/deed.ts'
import { type WorkedTime, workedTime } from '#core/case/deed/worked-time.ts'
import { type Awaited, isAfter, stillAwaitedAfter } from '#core/case/awaited.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { Instant } from '#core/kit/time.ts'

const words: readonly TargetKind[] = ['first_response', 'next_response']

/** `awaitedSince`: he said more meanwhile, which the word does not answer. */
type ReplyTime = WorkedTime & { readonly awaitedSince?: Instant }

/**
 * In the hours the word is owed in; where nobody waits, nothing. A word answers what was said before it.
 * @param until up to when he was listened to: the click of a reply, the end of a call
 */
export function replyTime(state: OpenedCase, wish: Wish, until: Instant): ReplyTime {
  const awaitedSince = stillAwaitedAfter(state, until)
  const left = awaitedSince === null ? {} : { awaitedSince }
  const { awaited } = state
  return awaited === null || isAfter(awaited, until) ? left : { ...waited(state, wish, awaited), ...left }
}

function waited(state: OpenedCase, wish: Wish, { since, word }: Awaited): WorkedTime {
  // A clock that ended before he wrote was that of another word.
  const owed = Object.values(state.targets).findLast(
    ({ kind, standing, metAt }) =>
      words.includes(kind) && standing !== 'cancelled' && (metAt === null || metAt >= since),
  )
  return workedTime(state, wish, { since, kind: word === 'first' ? 'first_response' : 'next_response', owed })
}

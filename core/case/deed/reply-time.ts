// How much working time a customer waited for a word of ours, said with the word that ends the wait. Not:
// which word he waits for (case/awaited.ts), nor in whose hours it is counted (worked-time.ts).
import type { Wish } from '#core/case/deed/deed.ts'
import { type WorkedTime, workedTime } from '#core/case/deed/worked-time.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'

const words: readonly TargetKind[] = ['first_response', 'next_response']

/** In the hours the word is owed in; where nobody waits, nothing. */
export function replyTime(state: OpenedCase, wish: Wish): WorkedTime {
  const { awaited } = state
  if (awaited === null) return {}
  const { since, word } = awaited
  // A clock that ended before he wrote was that of another word.
  const owed = Object.values(state.targets).findLast(
    ({ kind, standing, metAt }) =>
      words.includes(kind) && standing !== 'cancelled' && (metAt === null || metAt >= since),
  )
  return workedTime(state, wish, { since, kind: word === 'first' ? 'first_response' : 'next_response', owed })
}

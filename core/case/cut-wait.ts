// The wait that a merge cut short, and that goes on when the merge is taken back: nobody is asked twice.
// Not: how waits end otherwise (deed/wait.ts).
import { fold } from '#core/case/case.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { Waiting } from '#core/case/state.ts'
import { present } from '#core/case/deed/deed.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import { endsAt } from '#core/case/waiting.ts'
import type { Instant } from '#core/kit/time.ts'

/** What was waited for, as it is waited for again. */
export type CutWait = Pick<Waiting, 'turn' | 'reason' | 'text' | 'atMost'> & { readonly until?: Instant }

/**
 * The wait that ended in the same append as a merge.
 * @param ledger the case that waited
 * @param at where in it the merge is: its own, or that of the case which came
 * @param now what was to be over by then is not waited for any more
 */
export function cutWait(ledger: readonly Recorded[], at: number, now: Instant): CutWait | undefined {
  const merge = ledger[at]!
  const how = merge.type === 'case.merged' ? 'end' : 'answer'
  const isEnd = (one: Recorded, i: number) =>
    one.type === 'wait.ended' && one.how === how && one.at === merge.at && Math.abs(i - at) <= appendMost
  const ended = ledger.findIndex(isEnd)
  const state = ended < 0 ? null : fold(ledger.slice(0, ended))
  const wait = state && state.phase !== 'unopened' ? waitOf(state) : null
  if (!wait || (endsAt(wait) ?? now + 1) <= now) return undefined
  const { turn, reason, text, until, atMost } = wait
  return { turn, reason, ...present({ text, atMost, until: until ?? undefined }) }
}

/** So many facts at most stand between a merge and what it ended. */
const appendMost = 20

/** Whether somebody of theirs said something since, so that nothing is waited for any more. */
export const spokeSince = (since: readonly Recorded[]): boolean =>
  since.some(
    one =>
      (one.type === 'message.received' && isWord(one as EventOf<'message.received'>)) ||
      (one.type === 'contact.held' && one.reach === 'reached'),
  )

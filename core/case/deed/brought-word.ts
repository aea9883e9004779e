// The word a customer still waited for in a case that goes on in this one. Not: what else it brings along
// (case/brought.ts), nor what is owed then (target.ts).
import type { Brought } from '#core/case/brought.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { Instant } from '#core/kit/time.ts'

/** What a word of ours meets, by whatever way it went. */
const metByWords: ReadonlySet<TargetKind> = new Set(['first_response', 'next_response', 'periodic_update'])

/**
 * Since when the customer of a case that goes on in this one waits for our word; null: he has had it,
 * there or here since.
 */
export function unansweredSince(state: OpenedCase, brings: Brought): Instant | null {
  const since = brings.awaitedSince
  if (since === undefined) return null
  // What somebody else was told is no answer to him.
  if (brings.customer !== undefined && brings.customer !== state.customer) return since
  const isTold =
    Object.values(state.messages).some(
      one => one.way === 'out' && one.standing === 'sent' && !one.automatic && one.at >= since,
    ) ||
    Object.values(state.targets).some(
      one => metByWords.has(one.kind) && one.metAt !== null && one.metAt >= since,
    )
  return isTold ? null : since
}

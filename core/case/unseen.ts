// What somebody should have seen before he writes to the customer. Not: the entries themselves (timeline.ts).
import type { Event, Recorded } from '#core/case/event.ts'
import type { Actor } from '#core/people/actor.ts'

/**
 * Entries made after `seenSeq` by others, which a writer should have seen before he writes to the customer.
 */
export function unseenBy(ledger: readonly Recorded[], actor: Actor, seenSeq: number): number[] {
  const unseen: number[] = []
  // From the end: who writes has mostly seen all but the last, and a ledger has no gaps.
  for (let i = ledger.length - 1; i >= 0; i--) {
    const { seq, type, by } = ledger[i]!
    if (seq <= seenSeq) break
    if (matters.has(type) && !isSame(by, actor)) unseen.push(seq)
  }
  return unseen.reverse()
}

const matters = new Set<Event['type']>([
  'message.received',
  'message.queued',
  'contact.held',
  'note.added',
  'note.mended',
  'claim.made',
  'claim.judged',
  'step.tried',
  'wanted_fact.recorded',
  'reproduction.tried',
  'hypothesis.ruled_out',
  'cause.found',
  'cause.withdrawn',
  'verification.made',
  'regression.checked',
  'promise.made',
  'hand_off.returned',
  'hand_off.corrected',
  'hand_off.decided',
  'hand_off.answered',
  'case.solved',
  'case.reopened',
  'case.parted',
  'help.asked',
  'help.raised',
  'help.withdrawn',
])
const isSame = (a: Actor, b: Actor): boolean =>
  a.kind === 'system' || (a.kind === b.kind && 'id' in a && 'id' in b && a.id === b.id)

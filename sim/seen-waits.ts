// Since when a customer waits for a word of ours, as a bystander keeps it: the coming of what he wrote, and
// the oldest of what he said since. Part of seen-case.ts.
import type { Event } from '#core/case/event.ts'
import type { MessageId } from '#core/kit/id.ts'

export type SeenWaits = {
  openedAt: number
  /** null: the first word was given, or is owed to nobody */
  first: number | null
  next: number | null
  /** letters people of ours wrote */
  readonly letters: Set<MessageId>
}

export const noWaits = (): SeenWaits => ({ openedAt: 0, first: null, next: null, letters: new Set() })

/** Whether a fact is a word of ours that has reached its way. */
export const isWordOfOurs = ({ letters }: SeenWaits, event: Event): boolean =>
  (event.type === 'message.sent' && letters.has(event.message)) ||
  (event.type === 'contact.held' && event.direction === 'out' && event.reach === 'reached')

/** Writes down whether he waits after one more fact. */
export function seeWait(waits: SeenWaits, event: Event): void {
  const { type, by, at } = event
  if (type === 'case.opened') {
    waits.openedAt = at
    waits.first = by.kind === 'agent' ? null : at
  }
  if (type === 'message.received' && event.automatic === null && at > waits.openedAt) waits.next ??= at
  if (type === 'message.queued' && by.kind === 'agent' && !event.automatic) waits.letters.add(event.message)
  if (type === 'case.solved') waits.next = null
  if (!isWordOfOurs(waits, event)) return
  waits.first = null
  waits.next = null
}

// Since when a customer waits for a word of ours, as a bystander keeps it: the coming of what he wrote, and
// the oldest of what he said since. Part of seen-case.ts.
import type { Event } from '#core/case/event.ts'
import type { MessageId } from '#core/kit/id.ts'

export type SeenWaits = {
  openedAt: number
  /** null: the first word was given, or is owed to nobody */
  first: number | null
  /** when he said what no word of ours has answered */
  said: readonly number[]
  /** letters people of ours wrote, and when they were clicked */
  readonly letters: Map<MessageId, number>
}

export const noWaits = (): SeenWaits => ({ openedAt: 0, first: null, said: [], letters: new Map() })

/** Whether a fact is a word of ours that has reached its way. */
export const isWordOfOurs = ({ letters }: SeenWaits, event: Event): boolean =>
  (event.type === 'message.sent' && letters.has(event.message)) ||
  (event.type === 'contact.held' && event.direction === 'out' && event.reach === 'reached')

/** Since when he waits for what this word of ours answers: what was said before it. Null: for nothing. */
export function answeredBy(waits: SeenWaits, event: Event): number | null {
  if (!isWordOfOurs(waits, event)) return null
  const until = saidUntil(waits, event)
  return waits.first ?? waits.said.find(at => at <= until) ?? null
}

/** Up to when we had listened: the click, or the end of a call. */
function saidUntil({ letters }: SeenWaits, event: Event): number {
  if (event.type === 'message.sent') return letters.get(event.message)!
  return event.type === 'contact.held' ? event.startedAt + event.minutes * 60_000 : event.at
}

/** Writes down whether he waits after one more fact. */
export function seeWait(waits: SeenWaits, event: Event): void {
  const { type, by, at } = event
  if (type === 'case.opened') {
    waits.openedAt = at
    waits.first = by.kind === 'agent' ? null : at
  }
  if (type === 'message.received' && event.automatic === null && at > waits.openedAt)
    waits.said = [...waits.said, at]
  if (type === 'message.queued' && by.kind === 'agent' && !event.automatic)
    waits.letters.set(event.message, at)
  if (type === 'message.sent_again' && waits.letters.has(event.message)) waits.letters.set(event.message, at)
  if (type === 'case.solved') waits.said = []
  // He heard of us in the case it was part of: all of this one had been said before.
  const { spokenAt } = type === 'case.parted' ? event.meanwhile : {}
  if (spokenAt !== undefined) {
    if (waits.first !== null && waits.first <= spokenAt) waits.first = null
    waits.said = waits.said.filter(one => one > spokenAt)
  }
  if (!isWordOfOurs(waits, event)) return
  waits.first = null
  const until = saidUntil(waits, event)
  waits.said = waits.said.filter(one => one > until)
}

// What notes of a kind say about the case now: where the customer wants to be reached, on what it happens,
// what is done next. Not: the notes themselves (deed/note.ts).
import type { Event, Recorded } from '#core/case/event.ts'
import type { NoteKind } from '#core/case/note-kind.ts'
import type { Entry, NoteEntry } from '#core/case/timeline.ts'

/** The newest note of a kind that was not struck; null: there is none. */
export const newestNote = (entries: readonly Entry[], what: NoteKind): NoteEntry | null =>
  entries.findLast(
    (one): one is NoteEntry => one.kind === 'note' && one.what === what && one.struck === null,
  ) ?? null

/** What one of ours does with a case. Having looked, judged or written for the team is not yet that. */
const acts = new Set<Event['type']>([
  'message.queued',
  'contact.held',
  'step.tried',
  'reproduction.tried',
  'hypothesis.ruled_out',
  'cause.found',
  'verification.made',
  'regression.planned',
  'regression.checked',
  'hand_off.offered',
  'hand_off.accepted',
  'hand_off.returned',
  'hand_off.answered',
  'wait.started',
  'walk.begun',
  'walk.answered',
  'case.solved',
])

/** What was said to be done next; null: nobody said, or one of ours has acted since. */
export function nextStep(ledger: readonly Recorded[], entries: readonly Entry[]): NoteEntry | null {
  const note = newestNote(entries, 'next_step')
  const isOver = (event: Recorded) =>
    note !== null && event.seq > note.seq && event.by.kind === 'agent' && acts.has(event.type)
  return ledger.some(isOver) ? null : note
}

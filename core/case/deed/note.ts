// Team notes: words that stay inside. A mistaken note is struck, never removed.
import { newsWithout } from '#core/case/deed/pass-on.ts'
import { type Deciders, type Evolver, fact, present, writerOf } from '#core/case/deed/deed.ts'
import type { NoteKind } from '#core/case/note-kind.ts'
import type { AgentId, NoteId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { withOne } from '#core/kit/table.ts'

export type NoteCommands = {
  'note.add': {
    note: NoteId
    text: TextRef
    mentions: readonly AgentId[]
    /** how long was worked beside the contacts with the customer */
    minutes?: number | undefined
    /** the customer should hear it: it waits for his contact to pass on */
    tell?: boolean | undefined
    kind?: NoteKind | undefined
    /** a partner who has the case reads it, too; else it stays in the house of its writer */
    shared?: true | undefined
  }
  'note.strike': { note: NoteId; because: TextRef }
}

export const noteDeciders: Deciders<NoteCommands> = {
  'note.add': (_state, { note, text, mentions, minutes, kind, tell, shared }, wish) => [
    fact(wish, 'note.added', {
      ...present({ note, text, mentions, minutes, kind, shared }),
      ...(tell && { tell: true as const }),
    }),
  ],
  'note.strike': (state, { note, because }, wish) => {
    const one = state.notes[note]
    if (!one) return refuse('note.not_found')
    return one.struck ? refuse('note.already_struck') : [fact(wish, 'note.struck', { note, because })]
  },
}

export const noteAdded: Evolver<'note.added'> = (state, event) => {
  const minutes = event.minutes ?? 0
  return {
    ...state,
    workedMinutes: state.workedMinutes + minutes,
    notes: withOne(state.notes, event.note, { struck: false, minutes, by: writerOf(event.by) }),
  }
}
/** What was worked by mistake of the pen counts no more. */
export const noteStruck: Evolver<'note.struck'> = (state, event) => {
  const one = state.notes[event.note]
  if (!one) return state
  return {
    ...state,
    workedMinutes: state.workedMinutes - one.minutes,
    untold: newsWithout(state.untold, event.note),
    notes: withOne(state.notes, event.note, { ...one, struck: true, minutes: 0 }),
  }
}

// Team notes: words that stay inside. A mistaken note is struck, never removed.
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import type { AgentId, NoteId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { withOne } from '#core/kit/table.ts'

export type NoteCommands = {
  'note.add': { note: NoteId; text: TextRef; mentions: readonly AgentId[] }
  'note.strike': { note: NoteId; because: TextRef }
}

export const noteDeciders: Deciders<NoteCommands> = {
  'note.add': (_state, { note, text, mentions }, wish) => [
    fact(wish, 'note.added', { note, text, mentions }),
  ],
  'note.strike': (state, { note, because }, wish) => {
    const one = state.notes[note]
    if (!one) return refuse('note.not_found')
    return one.struck ? refuse('note.already_struck') : [fact(wish, 'note.struck', { note, because })]
  },
}

export const noteAdded: Evolver<'note.added'> = (state, event) => ({
  ...state,
  notes: withOne(state.notes, event.note, { struck: false }),
})
export const noteStruck: Evolver<'note.struck'> = (state, event) => ({
  ...state,
  notes: withOne(state.notes, event.note, { struck: true }),
})

// Unclear writing: whoever has to work with a note, a step or a hand-off says what he misses in it; its
// author mends it, and what stood there stays readable. Not: what repeated ones lead to (core/coach).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { FlaggableId, Missing } from '#core/case/note-kind.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, HandOffId, NoteId, StepId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type FlagCommands = {
  'note.flag': { about: FlaggableId; missing: Missing; words?: TextRef | undefined }
  'note.mend': { about: FlaggableId; text: TextRef }
}

export const flagDeciders: Deciders<FlagCommands> = {
  'note.flag': (state, { about, missing, words }, wish) => {
    const author = authorOf(state, about)
    if (author === null || wish.by.kind !== 'agent') return refuse('note.not_found')
    if (author === wish.by.id) return refuse('note.own')
    if (isStanding(state, about)) return refuse('note.already_flagged')
    if (missing === 'other' && words === undefined) return refuse('note.needs_words')
    return [fact(wish, 'note.flagged', present({ about, author, missing, words }))]
  },
  'note.mend': (state, { about, text }, wish) => {
    if (!isStanding(state, about)) return refuse('note.not_flagged')
    return isMender(state, about, wish) ? [fact(wish, 'note.mended', { about, text })] : notYours
  },
}

const notYours: Refusal = refuse('note.not_yours')

/** Its author mends it; a lead, where the author no longer can. */
function isMender(
  state: OpenedCase,
  about: FlaggableId,
  { by, setting }: Parameters<typeof fact>[0],
): boolean {
  if (by.kind !== 'agent') return false
  return state.flags[about]?.author === by.id || setting.desk.agents[by.id]?.roles.includes('lead') === true
}

/** Who of ours wrote it; null: there is no such thing, it was struck, or it came from outside. */
export function authorOf(state: OpenedCase, about: FlaggableId): AgentId | null {
  const note = state.notes[about as NoteId]
  if (note) return note.struck ? null : note.by
  return state.steps[about as StepId]?.by ?? state.handOffs[about as HandOffId]?.from.agent ?? null
}

const isStanding = (state: OpenedCase, about: FlaggableId): boolean => state.flags[about]?.mendedAt === null

export const noteFlagged: Evolver<'note.flagged'> = (state, { about, author, by, at }) =>
  by.kind === 'agent'
    ? { ...state, flags: withOne(state.flags, about, { by: by.id, author, at, mendedAt: null }) }
    : state

export const noteMended: Evolver<'note.mended'> = (state, { about, at }) => {
  const one = state.flags[about]
  return one ? { ...state, flags: withOne(state.flags, about, { ...one, mendedAt: at }) } : state
}

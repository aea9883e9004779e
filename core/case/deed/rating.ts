// Rating a hand-off: whoever accepted it or sent it back says whether it was clear. Not: that a note is
// unclear, which its author mends (flag.ts).
import { type Deciders, type Evolver, fact, present, writerOf } from '#core/case/deed/deed.ts'
import type { Missing } from '#core/case/note-kind.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, HandOffId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type RatingCommands = {
  'hand_off.rate': { handOff: HandOffId; missing?: Missing | undefined; text?: TextRef | undefined }
}

/** Who received it: accepted it, or sent it back; null: nobody yet. */
export const receiverOf = ({ acceptedBy, returnedBy }: HandOffState): AgentId | null =>
  acceptedBy ?? returnedBy ?? null

/** Whether somebody received it and may say how clear it was. */
export const mayRate = (state: OpenedCase, handOff: HandOffId, agent: AgentId): boolean => {
  const one = state.handOffs[handOff]
  return one !== undefined && receiverOf(one) === agent
}

export const ratingDeciders: Deciders<RatingCommands> = {
  'hand_off.rate': (state, { handOff, missing, text }, wish) => {
    const one = state.handOffs[handOff]
    if (!one) return refuse('hand_off.not_found')
    const by = writerOf(wish.by)
    if (by === null || receiverOf(one) !== by) return refuse('hand_off.not_received')
    // Saying the same twice adds nothing.
    if (!text && one.rated && (one.rated.missing ?? undefined) === missing) return []
    return [fact(wish, 'hand_off.rated', present({ handOff, missing, text }))]
  },
}

const handOffRated: Evolver<'hand_off.rated'> = (state, { handOff, missing }) => {
  const one = state.handOffs[handOff]
  if (!one) return state
  const rated = { missing: missing ?? null }
  return { ...state, handOffs: withOne(state.handOffs, handOff, { ...one, rated }) }
}

export const ratingEvolvers = { 'hand_off.rated': handOffRated }

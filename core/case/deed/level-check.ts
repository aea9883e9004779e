// Checking an answered hand-off: a lead who did not answer it says whether level 1 could have, and why. Not:
// which ones are drawn for it (core/measure/level-check-sample.ts), nor what the answer itself says of it.
import { type Deciders, type Evolver, fact, writerOf } from '#core/case/deed/deed.ts'
import type { LevelCheck } from '#core/case/level-check-fact.ts'
import type { HandOffId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type LevelCheckCommands = {
  'hand_off.check': { handOff: HandOffId; says: LevelCheck; because: TextRef; week: string }
}

export const levelCheckDeciders: Deciders<LevelCheckCommands> = {
  'hand_off.check': (state, { handOff, says, because, week }, wish) => {
    const one = state.handOffs[handOff]
    if (!one) return refuse('hand_off.not_found')
    if (one.standing !== 'answered') return refuse('hand_off.not_answered')
    const by = writerOf(wish.by)
    if (by === null || by === one.answeredBy) return refuse('hand_off.own_answer')
    // The first word counts: a share that could be talked over would be no check.
    if (one.checked)
      return one.checked.by === by && one.checked.says === says ? [] : refuse('hand_off.checked_before')
    return [fact(wish, 'hand_off.checked', { handOff, says, because, week })]
  },
}

const handOffChecked: Evolver<'hand_off.checked'> = (state, { handOff, says, by }) => {
  const one = state.handOffs[handOff]
  if (!one) return state
  const checked = { says, by: writerOf(by) }
  return { ...state, handOffs: withOne(state.handOffs, handOff, { ...one, checked }) }
}

export const levelCheckEvolvers = { 'hand_off.checked': handOffChecked }

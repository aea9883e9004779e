// Which answered hand-offs of a week a lead checks: some of all, drawn without looking at whether whoever
// answered says that level 1 could have, so that the checks speak for the week and for the flag as well. Not:
// what is drawn from (store/desk/answered-above.ts), nor what a check says (case/deed/level-check.ts).
import type { AgentId, CaseId, HandOffId } from '#core/kit/id.ts'
import { fairSample } from '#core/measure/fair-sample.ts'

/** So many a week; a fifth of an hour for one lead. */
export const checkedAWeek = 10

export type AnsweredAbove = {
  readonly caseId: CaseId
  readonly handOff: HandOffId
  /** who answered it */
  readonly by: AgentId
}

/** The sample of a week (2026-W40), fair over who answered: the same for whoever asks, and for ever. */
export const levelCheckSample = <T extends AnsweredAbove>(answered: readonly T[], week: string): T[] =>
  fairSample(answered, {
    seed: `level check ${week}`,
    count: checkedAWeek,
    personOf: one => one.by,
    keyOf: one => `${one.caseId} ${one.handOff}`,
  })

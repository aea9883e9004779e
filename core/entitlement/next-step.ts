// What a customer is told of who covers him, where that is not plain: that we do not know yet what it is
// about, or that no contract covers it. Not: the words (portal, mail, screens), nor the decision
// (entitle.ts).
import type { OpenedCase } from '#core/case/state.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** `unregistered`: a serial or contract number may tell; `not_covered`: it was looked for and not found. */
export const nextSteps = ['unregistered', 'not_covered'] as const
export type NextStep = (typeof nextSteps)[number]

/** The next step to tell; null: he is covered, everybody gets it, or the desk judges nothing. */
export function nextStep(
  state: OpenedCase,
  { hasContracts = true }: Pick<DeskFacts, 'hasContracts'>,
): NextStep | null {
  if (state.phase !== 'open' || !state.entitled) return null
  const { outcome, hasNumber } = state.entitled
  if (outcome === 'covered' || outcome === 'waiver') return null
  // Where nothing was ever agreed by number, nobody is asked for one.
  if (state.organisation === null && !hasNumber && hasContracts) return 'unregistered'
  return outcome === 'not_covered' ? 'not_covered' : null
}

// What a customer is told of who covers him, where that is not plain: that we do not know yet what it is
// about, or that no contract covers it. Not: the words (portal, mail, screens), nor the decision
// (entitle.ts).
import type { OpenedCase } from '#core/case/state.ts'

/** `unregistered`: a serial or contract number would tell; `not_covered`: it was looked for and not found. */
export const nextSteps = ['unregistered', 'not_covered'] as const
export type NextStep = (typeof nextSteps)[number]

/** The next step to tell; null: he is covered, everybody gets it, or the desk judges nothing. */
export function nextStep(state: OpenedCase): NextStep | null {
  if (state.phase !== 'open' || !state.entitled) return null
  const { outcome, hasNumber } = state.entitled
  if (outcome === 'covered' || outcome === 'waiver') return null
  if (state.organisation === null && !hasNumber) return 'unregistered'
  return outcome === 'not_covered' ? 'not_covered' : null
}

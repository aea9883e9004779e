// A ledger as it is audited, folded once for all the rules that ask of it. Not: the product's own fold of a
// case that it worked on before (server/folds.ts), which is what the rules look behind.
import { type CardStep, cardSteps } from '#core/case/card.ts'
import type { Recorded } from '#core/case/event.ts'

const folded = new WeakMap<object, readonly CardStep[]>()

/** What the case was after each of its facts, from the first on. */
export function stepsOf(ledger: { readonly events: readonly Recorded[] }): readonly CardStep[] {
  const steps = folded.get(ledger) ?? cardSteps(ledger.events)
  folded.set(ledger, steps)
  return steps
}

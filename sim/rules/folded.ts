// A ledger folded for the rules that ask of it, on from where it was folded for them last. Not: the product's
// own fold of a case that it worked on before (server/folds.ts), which is what the rules look behind.
import { type Card, type CardStep, cardAfter } from '#core/case/card.ts'
import { evolve } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import { type Case, unopened } from '#core/case/state.ts'
import type { Ledger } from '#store/store.ts'

/** A ledger as it was folded: what of, and what came of it. */
export type Folded = {
  readonly facts: readonly Recorded[]
  readonly state: Case
  readonly card: Card | null
}

/**
 * What a case is by its ledger, and its card. Where the ledger still begins with the very facts it was folded
 * from before, only those behind them are folded; else all from the first.
 * @param before left out where nothing was folded yet, or words were erased since
 */
export function foldedOn(ledger: Ledger, before: Folded = nothing): Folded {
  const { caseId, events: facts, texts, card: kept } = ledger
  const base = beginsWith(facts, before.facts) ? before : nothing
  let state = base.state
  const steps: CardStep[] = []
  for (let i = base.facts.length; i < facts.length; i++) {
    const event = facts[i]!
    state = evolve(state, event)
    if (state.phase !== 'unopened') steps.push({ state, event })
  }
  const { customerName, organisationName } = kept
  const card = cardAfter(base.card, caseId, steps, {
    ...{ customerName, organisationName },
    text: ({ text }) => texts.get(text) ?? null,
  })
  return { facts, state, card }
}

const nothing: Folded = { facts: [], state: unopened, card: null }

function beginsWith(facts: readonly Recorded[], before: readonly Recorded[]): boolean {
  if (before.length > facts.length) return false
  for (let i = 0; i < before.length; i++) if (before[i] !== facts[i]) return false
  return true
}

// A card folded in two ways, which must agree: from the whole ledger, and fact by fact as appends do it.
import assert from 'node:assert/strict'
import { type Card, type CardWords, card, cardOf } from '#core/case/card.ts'
import { evolve } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import { type Case, unopened } from '#core/case/state.ts'
import type { CaseId } from '#core/kit/id.ts'

/** The card of a ledger. Fails when it is another one if each fact comes in an append of its own. */
export function cardBothWays(id: CaseId, ledger: readonly Event[], words: CardWords): Card | null {
  let state: Case = unopened
  let one: Card | null = null
  for (const event of ledger) {
    state = evolve(state, event)
    if (state.phase !== 'unopened') one = card(one, id, state, event, words)
  }
  const whole = cardOf(id, ledger, words)
  assert.deepEqual(one, whole)
  return whole
}

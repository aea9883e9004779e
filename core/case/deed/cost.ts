// Noting what a case cost beside people's time, and taking it back with a reason. What was noted stays in the
// ledger. Not: who may wish it (access/may.ts), nor how it is added up (core/measure/spent.ts).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { belongs } from '#core/case/deed/matter.ts'
import type { CostFacts } from '#core/case/cost-fact.ts'
import type { CostId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type CostCommands = {
  'cost.note': CostFacts['cost.noted']
  'cost.withdraw': { cost: CostId; because: TextRef }
}

export const costDeciders: Deciders<CostCommands> = {
  'cost.note': (state, { cost, kind, amountMinor, currency, what, supplierCase }, wish) => {
    const { costs } = wish.setting.desk
    if (!costs) return refuse('cost.no_currency')
    if (currency !== costs.currency) return refuse('cost.other_currency', { currency: costs.currency })
    if (state.costs?.[cost]) return refuse('cost.already')
    if (supplierCase && !belongs(state, supplierCase)) return refuse('matter.not_joined')
    return [fact(wish, 'cost.noted', present({ cost, kind, amountMinor, currency, what, supplierCase }))]
  },
  'cost.withdraw': (state, { cost, because }, wish) => {
    const one = state.costs?.[cost]
    if (!one) return refuse('cost.not_found')
    return one === 'withdrawn' ? refuse('cost.withdrawn') : [fact(wish, 'cost.withdrawn', { cost, because })]
  },
}

export const costEvolvers: { readonly [T in keyof CostFacts]: Evolver<T> } = {
  'cost.noted': (state, { cost }) => ({ ...state, costs: withOne(state.costs ?? {}, cost, 'noted') }),
  'cost.withdrawn': (state, { cost }) => ({ ...state, costs: withOne(state.costs ?? {}, cost, 'withdrawn') }),
}

// The facts of what a case cost beside people's time, with their closed lists. Part of event.ts: shapes are
// forever. Not: what people's time costs, which follows from the minutes they noted (core/measure/spent.ts),
// nor goodwill, which has facts of its own (goodwill-fact.ts).
import type { CostId, SupplierCaseId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** What somebody notes. */
export const costKinds = ['supplier', 'parts', 'travel'] as const
export type CostKind = (typeof costKinds)[number]

/** All a case can cost. */
export const costSorts = ['people', ...costKinds, 'goodwill'] as const
export type CostSort = (typeof costSorts)[number]

export type CostFacts = {
  'cost.noted': {
    cost: CostId
    kind: CostKind
    amountMinor: number
    currency: string
    /** what for */
    what: TextRef
    /** the case with a supplier it came of */
    supplierCase?: SupplierCaseId
  }
  'cost.withdrawn': { cost: CostId; because: TextRef }
}

/** What a case that was merged into another had cost, sort by sort. */
export type CostBrought = {
  readonly currency: string
  readonly minor: Readonly<Partial<Record<CostSort, number>>>
}

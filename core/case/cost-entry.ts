// The entry of a cost that was noted, and why it was taken back. Part of timeline.ts.
import type { CostKind } from '#core/case/cost-fact.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { CostId, SupplierCaseId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type CostEntry = At & {
  kind: 'cost'
  cost: CostId
  of: CostKind
  amountMinor: number
  currency: string
  what: TextRef
  supplierCase: SupplierCaseId | null
  withdrawn: { because: TextRef; by: Actor; at: Instant } | null
}

export const costBegun = (e: Extract<Recorded, { type: 'cost.noted' }>): CostEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'cost', cost: e.cost, of: e.kind },
  ...{ amountMinor: e.amountMinor, currency: e.currency, what: e.what },
  ...{ supplierCase: e.supplierCase ?? null, withdrawn: null },
})

export const costChanges = {
  'cost.withdrawn': (e: EventOf<'cost.withdrawn'>) => [
    e.cost,
    { withdrawn: { because: e.because, by: e.by, at: e.at } },
  ],
} satisfies Record<string, (event: never) => [string, object]>

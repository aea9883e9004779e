// What was noted, given and brought along of what a case cost, each with its instant; what was taken back
// later counts against it then, so that the past stays as it was. Not: people's time (spent.ts).
import type { Brought } from '#core/case/brought.ts'
import { type CostSort, costSorts } from '#core/case/cost-fact.ts'
import type { Recorded } from '#core/case/event.ts'
import type { CaseId, CostId, GoodwillId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** So much more, or below 0 less. */
export type Charged = {
  readonly at: Instant
  readonly sort: CostSort
  readonly minor: number
  readonly currency: string
  /** it came with a case that was merged into this one, and was counted there */
  readonly isBrought?: true
}

/** The facts it is read from. */
export const factsOfCost = [
  ...(['cost.noted', 'cost.withdrawn', 'case.linked', 'case.unlinked'] as const),
  ...(['goodwill.asked', 'goodwill.granted', 'goodwill.revoked'] as const),
] as const satisfies readonly Recorded['type'][]

type Worth = Pick<Charged, 'sort' | 'minor' | 'currency'>

/** In the order it was recorded. A coupon counts from when it was granted, used or not. */
export function chargedIn(events: readonly Recorded[]): Charged[] {
  const known = new Map<CostId | GoodwillId, Worth>()
  const along = new Map<CaseId, readonly Worth[]>()
  return events.flatMap((event): Charged[] => {
    const { at } = event
    switch (event.type) {
      case 'cost.noted':
        known.set(event.cost, { sort: event.kind, minor: event.amountMinor, currency: event.currency })
        return charged(known, event.cost, at, 1)
      case 'cost.withdrawn':
        return charged(known, event.cost, at, -1)
      case 'goodwill.asked':
        known.set(event.goodwill, {
          ...{ sort: 'goodwill', minor: event.amountMinor, currency: event.currency },
        })
        return []
      case 'goodwill.granted':
        return charged(known, event.goodwill, at, 1)
      case 'goodwill.revoked':
        return charged(known, event.goodwill, at, -1)
      case 'case.linked': {
        if (!event.brings) return []
        along.set(event.to, broughtBy(event.brings))
        return brought(along, event.to, at, 1)
      }
      case 'case.unlinked':
        return brought(along, event.to, at, -1)
      default:
        return []
    }
  })
}

const broughtBy = ({ costs }: Brought): Worth[] =>
  costSorts.flatMap(sort => {
    const minor = costs?.minor[sort]
    return costs && minor ? [{ sort, minor, currency: costs.currency }] : []
  })

const brought = (
  along: ReadonlyMap<CaseId, readonly Worth[]>,
  from: CaseId,
  at: Instant,
  sign: 1 | -1,
): Charged[] => (along.get(from) ?? []).map(one => ({ ...one, at, minor: sign * one.minor, isBrought: true }))

function charged(
  known: ReadonlyMap<CostId | GoodwillId, Worth>,
  id: CostId | GoodwillId,
  at: Instant,
  sign: 1 | -1,
): Charged[] {
  const one = known.get(id)
  return one ? [{ ...one, at, minor: sign * one.minor }] : []
}

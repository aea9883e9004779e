// What a case cost, instant by instant: the time people noted by what an hour cost then at the level it lay
// on, and what was noted, given and brought along. Not: how it is noted (deed/cost.ts), nor which measures
// are made of it (of-period.ts).
import { type CostBrought, type CostSort, costSorts } from '#core/case/cost-fact.ts'
import type { Recorded } from '#core/case/event.ts'
import { type DeskCosts, rateAt } from '#core/cost/desk-costs.ts'
import { hourMs, type Instant, secondMs } from '#core/kit/time.ts'
import { type CaseCourse, courseOf } from '#core/measure/case-course.ts'

export type Spent = {
  readonly at: Instant
  readonly sort: CostSort
  /** below 0: something was taken back */
  readonly minor: number
  /** it was counted in the case it came with */
  readonly isBrought: boolean
}

const hourSeconds = hourMs / secondMs

/** In no order of time. Another currency than the desk's is not added; without one nothing is known. */
export function spentOn({ worked, stood, charged }: CaseCourse, costs: DeskCosts | null): readonly Spent[] {
  if (!costs) return []
  const people = worked.flatMap(({ at, seconds }): Spent[] => {
    const { level } = stood.findLast(one => one.at <= at)!
    const rate = rateAt(costs, level, at)
    if (rate === null) return []
    return [{ at, sort: 'people', minor: Math.round((seconds * rate) / hourSeconds), isBrought: false }]
  })
  const others = charged
    .filter(({ currency }) => currency === costs.currency)
    .map(({ at, sort, minor, isBrought = false }): Spent => ({ at, sort, minor, isBrought }))
  return [...people, ...others]
}

/** Added up, sort by sort; what comes to nothing is left out. */
export function sumsOf(spent: readonly Spent[]): Partial<Record<CostSort, number>> {
  const sums: Partial<Record<CostSort, number>> = {}
  for (const sort of costSorts) {
    const own = spent.filter(one => one.sort === sort).reduce((sum, { minor }) => sum + minor, 0)
    if (own !== 0) sums[sort] = own
  }
  return sums
}

/** What a case has cost by its ledger, in the desk's currency; null: nothing is known of it. */
export function costOf(ledger: readonly Recorded[], costs: DeskCosts | null): CostBrought | null {
  const course = courseOf({ id: 'cas_any', number: 0 }, ledger)
  if (!course || !costs) return null
  const minor = sumsOf(spentOn(course, costs))
  return Object.keys(minor).length > 0 ? { currency: costs.currency, minor } : null
}

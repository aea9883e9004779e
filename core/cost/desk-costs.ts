// What an hour of a person costs the desk, level by level, since when, and in which currency the desk counts.
// Versions are added and never changed, and none holds before it was set: an old week costs what it cost.
// Not: what a case cost (core/measure/spent.ts).
import type { Instant } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Of an hour, in the smallest coin; null: it is not known, and nobody's time is counted there. */
export type HourRates = Readonly<Record<HouseLevel, number | null>>

/** What an hour costs from an instant on. */
export type CostVersion = { readonly version: number; readonly at: Instant; readonly rates: HourRates }

export type DeskCosts = {
  readonly currency: string
  /** the oldest first; the browser is told none */
  readonly versions: readonly CostVersion[]
}

/** So much an hour can cost, and so much one cost can be: a mark holds no more. */
export const rateMax = 10_000_000
export const costMax = 1_000_000_000

/** What an hour at a level cost at an instant; null: nobody had said it. */
export const rateAt = ({ versions }: DeskCosts, level: HouseLevel, at: Instant): number | null =>
  versions.findLast(one => one.at <= at)?.rates[level] ?? null

export type CostFault = 'currency' | 'other_currency'

/**
 * What is wrong with what is to be set; null: nothing.
 * @param before what holds; costs were counted in its currency, so that none else can follow
 */
export function faultOfCosts(currency: string, before: Pick<DeskCosts, 'currency'> | null): CostFault | null {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return 'currency'
  return before && before.currency !== currency ? 'other_currency' : null
}

// What help without a contract came to, by the month it was approved in and by its kind. Not: who may
// approve it (core/access/set-up.ts), nor whether it still covers (core/entitlement).
import type { WaiverKind } from '#core/entitlement/contract.ts'
import type { Used } from '#core/entitlement/units.ts'
import type { Instant } from '#core/kit/time.ts'

/** Money in the smallest coin of its currency. */
export type Money = { readonly amountMinor: number; readonly currency: string }

/** A waiver as far as it is summed up. */
export type Told = {
  readonly kind: WaiverKind
  readonly createdAt: Instant
  readonly used: Used
  readonly cost: Money | null
  readonly recoveredAt: Instant | null
}

export type WaiverTotal = {
  /** in the desk's zone, such as 2026-11 */
  readonly month: string
  readonly kind: WaiverKind
  readonly approved: number
  readonly cases: number
  readonly minutes: number
  /** what is known of the cost, by currency: amounts of two are never added */
  readonly cost: readonly Money[]
  readonly recovered: readonly Money[]
}

/** The newest month first, the kinds within it by name. */
export function waiverTotals(told: readonly Told[], timeZone: string): WaiverTotal[] {
  const groups = new Map<string, Told[]>()
  for (const one of told) {
    const key = `${monthOf(one.createdAt, timeZone)} ${one.kind}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups]
    .map(([key, all]): WaiverTotal => {
      const [month = '', kind] = key.split(' ')
      return {
        month,
        kind: kind as WaiverKind,
        approved: all.length,
        cases: sum(all, one => one.used.cases),
        minutes: sum(all, one => one.used.minutes),
        cost: added(all.map(one => one.cost)),
        recovered: added(all.map(one => (one.recoveredAt === null ? null : one.cost))),
      }
    })
    .sort((a, b) => (a.month === b.month ? byName(a.kind, b.kind) : byName(b.month, a.month)))
}

const monthOf = (at: Instant, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString().slice(0, 7)

const sum = (all: readonly Told[], of: (one: Told) => number): number =>
  all.reduce((so, one) => so + of(one), 0)

function added(all: readonly (Money | null)[]): Money[] {
  const found = new Map<string, number>()
  for (const one of all) if (one) found.set(one.currency, (found.get(one.currency) ?? 0) + one.amountMinor)
  return [...found]
    .map(([currency, amountMinor]) => ({ currency, amountMinor }))
    .sort((a, b) => byName(a.currency, b.currency))
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1)

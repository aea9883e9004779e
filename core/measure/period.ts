// A week of the calendar as instants: Monday 00:00 to the next Monday 00:00 of a zone; where clocks change
// within it, it is an hour longer or shorter. Not: what is measured in it (of-period.ts).
import { dayOf, weekdayOf } from '#core/clock/date.ts'
import { instantOf, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'

/** From the first instant until, and not with, the second. */
export type Period = { readonly from: Instant; readonly until: Instant }

const written = /^(\d{4})-W(\d{2})$/

/**
 * Reads a week as ISO 8601 writes it (2026-W40; the first of a year is the one with its first Thursday).
 * Null: no such week.
 */
export function readWeek(text: string, zone: string): Period | null {
  const [, year, week] = (written.exec(text) ?? []).map(Number)
  if (year === undefined || week === undefined || year === 0) return null
  const first = mondayOfFirst(year)
  const start = first + 7 * (week - 1)
  if (week < 1 || start >= mondayOfFirst(year + 1)) return null
  const [from, until] = [start * dayMs, (start + 7) * dayMs]
  const stretch = zoneStretch(zone, from - 2 * dayMs, until + 2 * dayMs)
  return { from: instantOf(stretch, from), until: instantOf(stretch, until) }
}

/** 4 January is always in the first week. */
function mondayOfFirst(year: number): number {
  const fourth = dayOf(year, 1, 4)
  return fourth - weekdayOf(fourth)
}

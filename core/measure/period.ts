// A week, a day, a month or some days of the calendar as instants: midnight to midnight of a zone; where
// clocks change within it, it is an hour longer or shorter. Not: what is measured in it (of-period.ts).
import {
  type Day,
  dateText,
  day,
  dayOf,
  daysIn,
  partsOf,
  readDate,
  weekdayOf,
  yearMax,
} from '#core/clock/date.ts'
import { instantOf, localMsOf, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'

/** From the first instant until, and not with, the second. */
export type Period = { readonly from: Instant; readonly until: Instant }

/** More days than that are not measured at once. */
export const periodDaysMax = 3 * 366

/**
 * Reads a week as ISO 8601 writes it (2026-W40; the first of a year is the one with its first Thursday).
 * Null: no such week.
 */
export const readWeek = (text: string, zone: string): Period | null => periodOf(daysOfWeek(text), zone)

/**
 * Reads a week (2026-W40), a day (2026-10-02), a month (2026-10), or from one day to another, both within it
 * (2026-10-02..2026-10-05). Null: no such time, or too long a one.
 */
export const readPeriod = (text: string, zone: string): Period | null => periodOf(daysOf(text), zone)

/** The one right before (-1) or after (1) a period that can be read, as long as it and written like it. */
export function periodBeside(text: string, step: -1 | 1): string {
  const [from, until] = daysOf(text)!
  const near = day(step === -1 ? from - 1 : until)
  if (weekly.test(text)) return weekText(near)
  if (monthly.test(text)) return dateText(near).slice(0, 7)
  const first = day(from + step * (until - from))
  const last = day(first + until - from - 1)
  return first === last ? dateText(first) : `${dateText(first)}..${dateText(last)}`
}

/** The week an instant lies in, as ISO 8601 writes it. */
export function weekAt(at: Instant, zone: string): string {
  const stretch = zoneStretch(zone, at - dayMs, at + dayMs)
  return weekText(day(Math.floor(localMsOf(stretch, at) / dayMs)))
}

/**
 * The same a year before: the week or month of the same number, of days those of the same weekdays. Null: not
 * written as a period is.
 */
export function periodYearBefore(text: string): string | null {
  const [, year, rest] = /^(\d{4})(-W?\d{2})$/.exec(text) ?? []
  if (year !== undefined) {
    const before = `${String(Number(year) - 1).padStart(4, '0')}${rest}`
    // Not each year has a week 53.
    return rest === '-W53' && daysOf(before) === null ? before.replace('53', '52') : before
  }
  const days = text.split('..').map(readDate)
  if (days.some(one => one === null)) return null
  return days.map(one => dateText(day(one! - 52 * 7))).join('..')
}

/** The first day, and the one behind the last. */
type Days = readonly [from: Day, until: Day]

const weekly = /^(\d{4})-W(\d{2})$/
const monthly = /^(\d{4})-(\d{2})$/

function daysOf(text: string): Days | null {
  if (weekly.test(text)) return daysOfWeek(text)
  if (monthly.test(text)) return daysOfMonth(text)
  const [first, last, ...rest] = text.split('..')
  const from = readDate(first!)
  const until = last === undefined ? from : readDate(last)
  if (rest.length > 0 || from === null || until === null) return null
  return until < from || until - from >= periodDaysMax ? null : [from, day(until + 1)]
}

function daysOfMonth(text: string): Days | null {
  const first = readDate(`${text}-01`)
  if (first === null) return null
  const { year, month } = partsOf(first)
  return [first, day(first + daysIn(year, month))]
}

function daysOfWeek(text: string): Days | null {
  const [, year, week] = (weekly.exec(text) ?? []).map(Number)
  if (year === undefined || week === undefined || year === 0) return null
  const first = mondayOfFirst(year)
  const start = first + 7 * (week - 1)
  if (week < 1 || start >= mondayOfFirst(year + 1)) return null
  return [day(start), day(start + 7)]
}

function periodOf(days: Days | null, zone: string): Period | null {
  if (days === null || partsOf(days[1]).year > yearMax) return null
  const [from, until] = [days[0] * dayMs, days[1] * dayMs]
  const stretch = zoneStretch(zone, from - 2 * dayMs, until + 2 * dayMs)
  return { from: instantOf(stretch, from), until: instantOf(stretch, until) }
}

/** The week a day lies in, as ISO 8601 writes it: of the year in which its Thursday lies. */
export function weekText(one: Day): string {
  const { year } = partsOf(day(one - weekdayOf(one) + 3))
  const week = Math.floor((one - mondayOfFirst(year)) / 7) + 1
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}

/** 4 January is always in the first week. */
function mondayOfFirst(year: number): number {
  const fourth = dayOf(year, 1, 4)
  return fourth - weekdayOf(fourth)
}

// Working time: when so much of it will have passed, how much has passed, whether it runs, when it next
// starts and stops. A calendar is a stream of spans, and each question is a fold over it. Not: business
// days (business-day.ts).
import type { Calendar } from '#core/clock/calendar.ts'
import { yearMax, yearMin } from '#core/clock/date.ts'
import { lastBelow, lastUpTo, workedUpTo, type WorkingYear, workingYears } from '#core/clock/working-year.ts'
import { type Instant, instant } from '#core/kit/time.ts'

/**
 * The first instant at which `workMs` of working time have passed since `from`; what is due at a closing
 * second is due at that second, not at the next opening. Nothing to work is due at the next opening.
 * Negative looks back: the last instant since which so much has been worked.
 */
export function dueAt(calendar: Calendar, from: Instant, workMs: number): Instant {
  if (Number.isNaN(workMs)) throw new RangeError('nothing is due in no number of milliseconds')
  if (workMs === 0) return nextOpen(calendar, from)
  const years = workingYears(calendar)
  const own = years.at(from)
  let year = own.year
  let fromStartMs = workedUpTo(own, from) + workMs
  if (workMs > 0) {
    for (let sum = years.sum(year); fromStartMs > sum.workMs; sum = years.sum(year)) {
      fromStartMs -= sum.workMs
      year++
    }
  } else while (fromStartMs < 0) fromStartMs += years.sum(--year).workMs
  const { opens, before } = years.year(year)
  // Ahead, the end of a span is its own; back, it is the next one's opening.
  const index = workMs > 0 ? lastBelow(before, fromStartMs) : lastUpTo(before, fromStartMs)
  return instant((opens[index] as number) + fromStartMs - (before[index] as number))
}

/** The working time from one instant to another; negative when they stand the other way round. */
export function workedMs(calendar: Calendar, from: Instant, to: Instant): number {
  if (to < from) return 0 - workedMs(calendar, to, from)
  const years = workingYears(calendar)
  const first = years.at(from)
  const last = years.at(to)
  let ms = workedUpTo(last, to) - workedUpTo(first, from)
  for (let { year } = first; year < last.year; year++) ms += years.sum(year).workMs
  return ms
}

/** Whether somebody works at this instant; at the closing second nobody does any more. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  const { opens, closes } = workingYears(calendar).at(at)
  const index = lastUpTo(opens, at)
  return index >= 0 && at < (closes[index] as number)
}

/** The instant itself when it is open, else the next opening. */
export function nextOpen(calendar: Calendar, at: Instant): Instant {
  const span = spanAfter(calendar, at)
  return instant(Math.max(at, span.year.opens[span.index] as number))
}

/** The instant itself when it is open, else the last closing. */
export function previousOpen(calendar: Calendar, at: Instant): Instant {
  if (isOpen(calendar, at)) return at
  const span = spanBefore(calendar, at)
  return instant(Math.min(at, span.year.closes[span.index] as number))
}

/** A calendar that has not closed (or opened) for so many years never does. */
const alwaysOpenYears = 100

/** The closing of the span that is open, or of the next; null when it never closes. */
export function nextClose(calendar: Calendar, at: Instant): Instant | null {
  const { year, index } = spanAfter(calendar, at)
  const closesAt = year.closes[index] as number
  if (closesAt < year.endAt) return instant(closesAt)
  // It is open over new year: on through years that are open from end to end.
  const years = workingYears(calendar)
  for (let next = year.year + 1; next <= Math.min(year.year + alwaysOpenYears, yearMax); next++) {
    const { startAt, endAt, workMs } = years.sum(next)
    if (workMs === endAt - startAt) continue
    const { opens, closes } = years.year(next)
    return opens[0] === startAt ? instant(closes[0] as number) : startAt
  }
  return null
}

/** The opening of the span that is open or, when none is, of the last; null when it always was open. */
export function lastOpening(calendar: Calendar, at: Instant): Instant | null {
  const { year, index } = spanBefore(calendar, at)
  const opensAt = year.opens[index] as number
  if (opensAt > year.startAt) return instant(opensAt)
  const years = workingYears(calendar)
  for (let next = year.year - 1; next >= Math.max(year.year - alwaysOpenYears, yearMin); next--) {
    const { startAt, endAt, workMs } = years.sum(next)
    if (workMs === endAt - startAt) continue
    const { opens, closes } = years.year(next)
    return closes.at(-1) === endAt ? instant(opens.at(-1) as number) : endAt
  }
  return null
}

type Place = { readonly year: WorkingYear; readonly index: number }

/** The first span of a year that ends after an instant. */
function spanAfter(calendar: Calendar, at: Instant): Place {
  const years = workingYears(calendar)
  let year = years.at(at)
  let index = lastUpTo(year.closes, at) + 1
  // A year of holidays has no span; parseCalendar has proven that not all years are such.
  while (index >= year.opens.length) {
    year = years.year(year.year + 1)
    index = 0
  }
  return { year, index }
}

/** The last span that opened before an instant. */
function spanBefore(calendar: Calendar, at: Instant): Place {
  const years = workingYears(calendar)
  let year = years.at(at)
  let index = lastBelow(year.opens, at)
  while (index < 0) {
    year = years.year(year.year - 1)
    index = year.opens.length - 1
  }
  return { year, index }
}

// Business days: a unit of its own. A business day is a date on which we work, never 24 hours and never
// eight. Not: working time (working-time.ts).
import type { Calendar } from '#core/clock/calendar.ts'
import { type Day, day, partsOf } from '#core/clock/date.ts'
import { nextOpen, previousOpen } from '#core/clock/working-time.ts'
import { workingYears } from '#core/clock/working-year.ts'
import { instantOf, localMsOf } from '#core/clock/zone.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'

/**
 * When something is due in so many business days: at the same time of day, so many of our days on. What comes
 * while we are closed counts from the next opening; where that day has no such hour it is due when we next
 * open, and its closing second is still of it.
 */
export function dueInDays(calendar: Calendar, from: Instant, days: number): Instant {
  if (!(days >= 0)) throw new RangeError(`nothing is due in ${days} business days`)
  const at = sameTimeAfter(calendar, nextOpen(calendar, from), days)
  return previousOpen(calendar, at) === at ? at : nextOpen(calendar, at)
}

/** The same local time so many business days later (negative: earlier); it may be closed then. */
export function sameTimeAfter(calendar: Calendar, from: Instant, days: number): Instant {
  const local = localTime(calendar, from)
  return instantAt(calendar, { ...local, day: businessDayAfter(calendar, local.day, days) })
}

/** The date so many business days later (negative: earlier). None later is the date itself, worked or not. */
export function businessDayAfter(calendar: Calendar, from: Day, days: number): Day {
  const step = Math.sign(days)
  let one = from
  for (let left = Math.abs(days); left > 0; ) {
    one = day(one + step)
    if (isBusinessDay(calendar, one)) left--
  }
  return one
}

/** How many business days there are from one date up to, not with, another; negative the other way round. */
export function businessDaysBetween(calendar: Calendar, from: Day, until: Day): number {
  if (until < from) return 0 - businessDaysBetween(calendar, until, from)
  let count = 0
  for (let one = from; one < until; one = day(one + 1)) if (isBusinessDay(calendar, one)) count++
  return count
}

/** Whether anything is worked on a date. */
export function isBusinessDay(calendar: Calendar, one: Day): boolean {
  const { firstDay, isWorked } = workingYears(calendar).year(partsOf(one).year)
  return isWorked[one - firstDay] as boolean
}

/** A date and the milliseconds of it that have passed on the clock on the wall. */
export type LocalTime = { readonly day: Day; readonly ms: number }

/** What the clocks of the calendar's zone show at an instant. */
export function localTime(calendar: Calendar, at: Instant): LocalTime {
  const localMs = localMsOf(workingYears(calendar).at(at).zone, at)
  const one = day(Math.floor(localMs / dayMs))
  return { day: one, ms: localMs - one * dayMs }
}

/** The instant at which they show it. */
export const instantAt = (calendar: Calendar, { day: one, ms }: LocalTime): Instant =>
  instantOf(workingYears(calendar).year(partsOf(one).year).zone, one * dayMs + ms)

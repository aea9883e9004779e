// What one date is: which version is in force, whether it is a holiday, which hours are worked. Not: instants
// (working-year.ts).
import type { Calendar, Holiday, Hours, Interval, Version } from '#core/clock/calendar.ts'
import { type Day, dayOf, partsOf, weekdayOf } from '#core/clock/date.ts'
import { dayInYear } from '#core/clock/day-rule.ts'

export type DayPlan = {
  readonly day: Day
  readonly holiday: Holiday | null
  /** as planned, before breaks are cut out */
  readonly planned: Hours
  readonly breaks: Hours
  /** what is worked */
  readonly hours: Hours
}

const none: Hours = []

/** A holiday goes before a shift, a shift before the week; breaks are cut out of whatever it is. */
export function dayPlans(calendar: Calendar, year: number): (one: Day) => DayPlan {
  const kept = new Map(calendar.versions.map(version => [version, holidaysIn(version, year)]))
  return one => {
    const version = versionOn(calendar, one)
    const holiday = kept.get(version)?.get(one) ?? null
    const planned = holiday?.hours ?? version.shifts.get(one) ?? (version.week[weekdayOf(one)] as Hours)
    const breaks = version.breaks.get(one) ?? none
    return { day: one, holiday, planned, breaks, hours: breaks.length === 0 ? planned : cut(planned, breaks) }
  }
}

/** What a single date is. */
export const dayPlan = (calendar: Calendar, one: Day): DayPlan => dayPlans(calendar, partsOf(one).year)(one)

/** The version in force on a date: the last that began on it or before. */
function versionOn({ versions }: Calendar, one: Day): Version {
  const [first, ...later] = versions
  return later.reduce((found, each) => ((each.validFrom as Day) <= one ? each : found), first)
}

/**
 * The holidays of a year by date. A date that is listed goes before a rule, then the first before the
 * next.
 */
function holidaysIn(version: Version, year: number): ReadonlyMap<Day, Holiday> {
  const from = dayOf(year, 1, 1)
  const until = dayOf(year + 1, 1, 1)
  const found = new Map<Day, Holiday>()
  const keep = (one: Day | null, holiday: Holiday) => {
    if (one !== null && one >= from && one < until && !found.has(one)) found.set(one, holiday)
  }
  for (const holiday of version.holidays) if (holiday.rule.kind === 'once') keep(holiday.rule.day, holiday)
  for (const holiday of version.holidays) {
    if (holiday.rule.kind === 'once') continue
    // The Monday on or after 28 December may lie in the year before or after its own.
    for (const own of [year - 1, year, year + 1])
      if (holiday.since <= own && own <= holiday.until) keep(dayInYear(holiday.rule, own), holiday)
  }
  return found
}

/** Hours without what the breaks take of them. */
const cut = (hours: Hours, breaks: Hours): Hours =>
  breaks.reduce<Hours>((left, each) => left.flatMap(one => cutOne(one, each)), hours)

const cutOne = ({ fromMs, untilMs }: Interval, off: Interval): Hours =>
  [
    { fromMs, untilMs: Math.min(untilMs, off.fromMs) },
    { fromMs: Math.max(fromMs, off.untilMs), untilMs },
  ].filter(part => part.fromMs < part.untilMs)

// What one date is: which version is in force, whether it is a holiday, which hours are worked. Not: instants
// (working-year.ts).
import type { Calendar, Holiday, Hours, Interval, Version } from '#core/clock/calendar.ts'
import { type Day, dayOf, partsOf, weekdayOf } from '#core/clock/date.ts'
import { dayInYear, type YearlyRule } from '#core/clock/day-rule.ts'

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
  const closed = new Map(calendar.versions.map(version => [version, closedIn(version, year)]))
  return one => {
    const version = versionOn(calendar, one)
    const holiday = kept.get(version)?.get(one) ?? null
    const planned = holiday?.hours ?? version.shifts.get(one) ?? (version.week[weekdayOf(one)] as Hours)
    const dated = version.breaks.get(one) ?? none
    const yearly = closed.get(version)?.get(one)
    const breaks = yearly ? [...dated, ...yearly] : dated
    return { day: one, holiday, planned, breaks, hours: breaks.length === 0 ? planned : cut(planned, breaks) }
  }
}

/** What a single date is. */
export const dayPlan = (calendar: Calendar, one: Day): DayPlan => dayPlans(calendar, partsOf(one).year)(one)

/** The version in force on a date: the last that began on it or before. */
export function versionOn({ versions }: Calendar, one: Day): Version {
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
    for (const one of daysAround(holiday.rule, holiday, year)) keep(one, holiday)
  }
  return found
}

/** The dates of a rule around a year: the Monday on or after 28 December may lie before or after its own. */
const daysAround = (rule: YearlyRule, { since, until }: Holiday, year: number): (Day | null)[] =>
  [year - 1, year, year + 1].map(own => (since <= own && own <= until ? dayInYear(rule, own) : null))

/** What is closed every year, by the dates of one. */
function closedIn({ yearlyBreaks }: Version, year: number): ReadonlyMap<Day, Hours> {
  const found = new Map<Day, Hours>()
  for (const each of yearlyBreaks)
    for (const one of daysAround(each.rule, each, year))
      if (one !== null) found.set(one, [...(found.get(one) ?? none), ...each.hours])
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

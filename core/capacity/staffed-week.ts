// The hours of a week side by side: what comes, how many people that needs, how many are planned, what is
// missing; and where most is missing. Not: how it is said (words/capacity-text.ts).
import type { CapacitySetting } from '#core/capacity/capacity-setting.ts'
import { neededFor, type Rate, rateOf } from '#core/capacity/needed.ts'
import { peopleIn, type plannedIn } from '#core/capacity/planned.ts'
import { type HourOfWeek, hoursOfWeek, type WeekHours } from '#core/capacity/week-hours.ts'
import { instantOf, localMsOf, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, hourMs, type Instant } from '#core/kit/time.ts'
import type { Period } from '#core/measure/period.ts'

export type HourStaffing = {
  readonly hour: HourOfWeek
  /** how many contacts came in such hours, and of how many hours */
  readonly came: number
  readonly hours: number
  readonly perHour: number | null
  readonly range: readonly [from: number, to: number] | null
  /** people; null: no such hour was measured */
  readonly needed: number | null
  readonly neededRange: readonly [from: number, to: number] | null
  /** people of the week it is held against; null: they are not planned by this part of the desk */
  readonly planned: number | null
  /** planned less needed: below 0 somebody is missing */
  readonly gap: number | null
}

type Against = {
  readonly handleS: number
  readonly setting: CapacitySetting
  readonly planned: ReturnType<typeof plannedIn>
  /** the week people are planned in, midnight to midnight of the zone */
  readonly week: Period
  readonly zone: string
  readonly now: Instant
}

/** Each hour of the week, Monday first. */
export function staffedWeek(
  { came, hours }: Pick<WeekHours, 'came' | 'hours'>,
  { handleS, setting, planned, week, zone, now }: Against,
): readonly HourStaffing[] {
  const stretches = hoursOfWeekIn(week, zone)
  return Array.from({ length: hoursOfWeek }, (_, hour) => {
    const rate = rateOf(came[hour]!, hours[hour]!)
    const there = planned && peopleIn(planned, stretches[hour]!, now)
    const needed = rate && neededFor(rate.perHour, handleS, setting)
    return {
      ...{ hour, came: came[hour]!, hours: hours[hour]! },
      ...{ perHour: rate?.perHour ?? null, range: rate?.range ?? null },
      ...{ needed, neededRange: rate && neededBetween(rate, handleS, setting) },
      planned: there,
      gap: there === null || needed === null ? null : Math.round((there - needed) * 100) / 100,
    }
  })
}

const neededBetween = ({ range: [low, high] }: Rate, handleS: number, setting: CapacitySetting) =>
  [neededFor(low, handleS, setting), neededFor(high, handleS, setting)] as const

/** When each hour of a week is, by the clocks of a zone; one they leave out has no length. */
function hoursOfWeekIn({ from, until }: Period, zone: string): Period[] {
  const stretch = zoneStretch(zone, from - dayMs, until + dayMs)
  const monday = localMsOf(stretch, from)
  return Array.from({ length: hoursOfWeek }, (_, hour) => ({
    from: instantOf(stretch, monday + hour * hourMs),
    until: instantOf(stretch, monday + (hour + 1) * hourMs),
  }))
}

/** Hours of one day, one after another, in which people are missing. */
export type Shortage = {
  /** 0 is Monday */
  readonly weekday: number
  readonly from: number
  /** and not with it; 24 is midnight */
  readonly until: number
  /** whole people, in the worst of these hours */
  readonly missing: number
  /** people times hours */
  readonly hours: number
}

/**
 * Where whole people are missing, the worst first. A part of a person is none: less than a half of one is not
 * told.
 */
export function shortagesOf(week: readonly HourStaffing[]): readonly Shortage[] {
  const found: Shortage[] = []
  for (const { hour, gap } of week) {
    const missing = Math.round(-(gap ?? 0))
    if (missing < 1) continue
    const [weekday, from] = [Math.floor(hour / 24), hour % 24]
    const last = found.at(-1)
    if (last?.weekday === weekday && last.until === from) {
      found[found.length - 1] = {
        ...last,
        until: from + 1,
        missing: Math.max(last.missing, missing),
        hours: last.hours + missing,
      }
    } else found.push({ weekday, from, until: from + 1, missing, hours: missing })
  }
  return found.toSorted((a, b) => b.hours - a.hours || a.weekday - b.weekday || a.from - b.from)
}

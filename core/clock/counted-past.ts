// What a change of hours may not touch: hours that have passed were counted by the calendar as it was, and
// what was told of a clock to the second is not told otherwise later. Not: which hours can be kept at all
// (parse-calendar.ts), nor from when on anything was counted (server/).
import { localTime } from '#core/clock/business-day.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { type Day, dateText, day } from '#core/clock/date.ts'
import { dayPlan, versionOn } from '#core/clock/day-plan.ts'
import { isOpen, nextClose, nextOpen } from '#core/clock/working-time.ts'
import { type Instant, instant } from '#core/kit/time.ts'

export type PastFault = {
  /** where, as a calendar's form names it: `versions.0.holidays` */
  readonly path: string
  readonly code: 'past_counted' | 'zone_counted'
  /** what would be right there */
  readonly example: string
}

/**
 * What is wrong with hours in place of others after these were counted by since `from`; null: every second up
 * to now is worked, or not, as it was.
 */
export function pastFault(
  kept: Calendar,
  next: Calendar,
  { from, now }: { readonly from: Instant; readonly now: Instant },
): PastFault | null {
  // A zone says which hours are of one date, so business days part even where the hours are the same.
  if (kept.zone !== next.zone) return { path: 'zone', code: 'zone_counted', example: kept.zone }
  const at = parting(kept, next, from, now)
  if (at === null) return null
  const tomorrow = dateText(day(localTime(next, now).day + 1))
  const path = placeOf(kept, next, localTime(next, at).day)
  return { path, code: 'past_counted', example: `a version with "validFrom": "${tomorrow}"` }
}

/** The first instant at which one is open and the other is not. */
function parting(one: Calendar, other: Calendar, from: Instant, to: Instant): Instant | null {
  for (let at = from; at < to; at = instant(Math.min(turnAfter(one, at), turnAfter(other, at))))
    if (isOpen(one, at) !== isOpen(other, at)) return at
  return null
}

/** When it next opens or closes. */
const turnAfter = (calendar: Calendar, at: Instant): number =>
  isOpen(calendar, at) ? (nextClose(calendar, at) ?? Number.POSITIVE_INFINITY) : nextOpen(calendar, at)

/** What in the form makes a date another than it was. */
function placeOf(kept: Calendar, next: Calendar, one: Day): string {
  const index = next.versions.findLastIndex(({ validFrom }) => (validFrom ?? one) <= one)
  const [was, is] = [dayPlan(kept, one), dayPlan(next, one)]
  const version = next.versions[index]
  if (!kept.versions.some(({ validFrom }) => validFrom === version?.validFrom))
    return `versions.${index}.validFrom`
  const isOther = (before: unknown, after: unknown) => JSON.stringify(before) !== JSON.stringify(after)
  if (isOther(was.holiday?.hours, is.holiday?.hours)) return `versions.${index}.holidays`
  if (!isOther(was.breaks, is.breaks)) return `versions.${index}.week`
  const isDated = isOther(
    ...([kept, next].map(each => versionOn(each, one).breaks.get(one)) as [unknown, unknown]),
  )
  return `versions.${index}.${isDated ? 'breaks' : 'yearlyBreaks'}`
}

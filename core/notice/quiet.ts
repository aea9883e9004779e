// Quiet hours of a person: when nothing but the gravest reaches him. Not: working time (core/clock).
import { type Day, day, type Weekday, weekdayOf, weekdays } from '#core/clock/date.ts'
import { instantOf, localMsOf, type ZoneStretch, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, hourMs, type Instant, minuteMs } from '#core/kit/time.ts'

/** Local times; `until` at or before `from` is of the next day. */
export type Quiet = {
  /** the days on which it begins */
  readonly days: readonly Weekday[]
  /** HH:MM */
  readonly from: string
  readonly until: string
}

/** Quiet that runs into quiet again and again ends here: nobody is out of reach for longer. */
const quietDaysMax = 7

/** When the quiet hours end in which an instant lies; null: it lies in none. */
export function quietUntil(quiet: readonly Quiet[], zone: string, at: Instant): Instant | null {
  if (quiet.length === 0) return null
  const stretch = zoneStretch(zone, at - 2 * dayMs, at + (quietDaysMax + 2) * dayMs)
  let until = at
  while (until - at < quietDaysMax * dayMs) {
    const end = endOf(quiet, stretch, until)
    if (end === null) break
    until = end
  }
  return until === at ? null : until
}

function endOf(quiet: readonly Quiet[], stretch: ZoneStretch, at: Instant): Instant | null {
  const today = Math.floor(localMsOf(stretch, at) / dayMs)
  for (const one of quiet)
    for (const begins of [day(today - 1), day(today)]) {
      const span = spanOf(one, stretch, begins)
      if (span !== null && at >= span.from && at < span.until) return span.until
    }
  return null
}

function spanOf(one: Quiet, stretch: ZoneStretch, begins: Day) {
  if (!one.days.includes(weekdays[weekdayOf(begins)] as Weekday)) return null
  const [fromMs, untilMs] = [ofDayMs(one.from), ofDayMs(one.until)]
  return {
    from: instantOf(stretch, begins * dayMs + fromMs),
    until: instantOf(stretch, (begins + (untilMs <= fromMs ? 1 : 0)) * dayMs + untilMs),
  }
}

const ofDayMs = (time: string): number => Number(time.slice(0, 2)) * hourMs + Number(time.slice(3)) * minuteMs

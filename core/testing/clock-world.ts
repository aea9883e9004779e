// Calendars and instants as tests write them.
import type { Calendar, CalendarForm, IntervalForm, VersionForm } from '#core/clock/calendar.ts'
import { type Weekday, weekdays } from '#core/clock/date.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { type Instant, instant } from '#core/kit/time.ts'

type Week = VersionForm['week']

/** The same hours on each of these days; Monday to Friday when none is named. */
export const weekOf = (
  hours: readonly IntervalForm[],
  days: readonly Weekday[] = weekdays.slice(0, 5),
): Week => Object.fromEntries(days.map(name => [name, hours]))

export const nineToFive: readonly IntervalForm[] = [['09:00', '17:00']]
export const allDay: readonly IntervalForm[] = [['00:00', '24:00']]

/** A calendar of one version; its fields beside the zone. */
export const form = (zone: string, version: VersionForm): CalendarForm => ({ zone, versions: [version] })

/** A calendar that must be one. */
export function calendarOf(input: CalendarForm): Calendar {
  const parsed = parseCalendar(input)
  if ('calendar' in parsed) return parsed.calendar
  throw new Error(JSON.stringify(parsed.faults))
}

/** Monday to Friday, nine to five, unless said otherwise. */
export const office = (zone: string, more: Partial<VersionForm> = {}): Calendar =>
  calendarOf(form(zone, { week: weekOf(nineToFive), ...more }))

/** `2027-01-04T08:00Z`, or with an offset or zone in place of the Z. */
export const when = (text: string): Instant =>
  instant(
    (text.includes('[') ? Temporal.ZonedDateTime.from(text) : Temporal.Instant.from(text)).epochMilliseconds,
  )

/** An instant as tests read it. */
export const shown = (at: Instant | null): string | null =>
  at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString()

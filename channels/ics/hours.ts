// An event of hours in an iCalendar file as breaks of a calendar: by the clocks of the calendar's zone, on
// each date it touches. Not: whole days (holidays.ts).
import { Broken, type ContentLine } from '#channels/ics/content-lines.ts'
import type { IcsEvent } from '#channels/ics/events.ts'
import { compactDate } from '#channels/ics/yearly.ts'
import type { IntervalForm } from '#core/clock/calendar.ts'
import { dateText } from '#core/clock/date.ts'
import { readZone } from '#core/clock/zone.ts'

export type DateBreak = readonly [date: string, interval: IntervalForm]

/** An event of hours closes us for these: a break on each date it touches, and none that lasts longer. */
export function hours(event: IcsEvent, start: ContentLine, zone: string, daysMax: number): DateBreak[] {
  const rule = event.properties.get('RRULE')
  if (rule) throw new Broken(rule.line, 'rule_of_hours', rule.value)
  const { line, value } = event.properties.get('DTEND') ?? event.properties.get('DURATION') ?? {}
  if (line === undefined) throw new Broken(event.line, 'end_missing')
  const begins = timeIn(start, zone)
  const ends = endOf(event, begins, zone)
  const isLater = Temporal.ZonedDateTime.compare(begins, ends) < 0
  if (!isLater || begins.until(ends, { largestUnit: 'days' }).days > daysMax)
    throw new Broken(line, 'end_not_later', value)
  return datesBetween(begins.withTimeZone(zone).toPlainDateTime(), untilIn(ends.withTimeZone(zone)))
}

function endOf(event: IcsEvent, begins: Temporal.ZonedDateTime, zone: string): Temporal.ZonedDateTime {
  const end = event.properties.get('DTEND')
  return end ? timeIn(end, zone) : begins.add(durationIn(event.properties.get('DURATION') as ContentLine))
}

/** `PT4H30M`, `P1DT2H`, `P1W` */
function durationIn({ line, value }: ContentLine): Temporal.Duration {
  const form = /^\+?P(?=[\dT])(?:\d{1,3}W)?(?:\d{1,3}D)?(?:T(?=\d)(?:\d{1,4}H)?(?:\d{1,5}M)?(?:\d{1,6}S)?)?$/
  if (!form.test(value)) throw new Broken(line, 'time_unreadable', value)
  return Temporal.Duration.from(value)
}

function datesBetween(from: Temporal.PlainDateTime, until: Temporal.PlainDateTime): DateBreak[] {
  const found: DateBreak[] = []
  for (let at = from; Temporal.PlainDateTime.compare(at, until) < 0; ) {
    const midnight = at.toPlainDate().add({ days: 1 }).toPlainDateTime()
    const isLast = Temporal.PlainDateTime.compare(until, midnight) < 0
    const ends = isLast ? until.toPlainTime().toString() : '24:00'
    found.push([at.toPlainDate().toString(), [at.toPlainTime().toString(), ends]])
    at = isLast ? until : midnight
  }
  return found
}

/**
 * What the wall shows at the end of a break. A time that comes twice is its first coming in a calendar, so
 * that an end at its second is written as the end of both: rather some minutes more closed than the break
 * not taken.
 */
function untilIn(ends: Temporal.ZonedDateTime): Temporal.PlainDateTime {
  const wall = ends.toPlainDateTime()
  const first = wall.toZonedDateTime(ends.timeZoneId, { disambiguation: 'earlier' })
  const change = ends.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  if (!change || first.epochMilliseconds === ends.epochMilliseconds) return wall
  const fold = change.subtract({ nanoseconds: 1 }).offsetNanoseconds - change.offsetNanoseconds
  return change.toPlainDateTime().add({ nanoseconds: fold })
}

/** An instant, in the zone it is written in; without one of its own that is the calendar's. */
function timeIn({ line, value, parameters }: ContentLine, zone: string): Temporal.ZonedDateTime {
  const [, date = '', time = '', utc] = value.match(/^(\d{8})T(\d{6})(Z?)$/) ?? []
  const iso = time.replace(/^(..)(..)(..)$/, '$1:$2:$3')
  const one = compactDate(date)
  if (one === null || !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(iso))
    throw new Broken(line, 'time_unreadable', value)
  const named = parameters.get('TZID')
  const own = utc ? 'UTC' : named === undefined ? zone : readZone(named)
  if (own === null) throw new Broken(line, 'zone_unknown', named)
  return Temporal.PlainDateTime.from(`${dateText(one)}T${iso}`).toZonedDateTime(own)
}

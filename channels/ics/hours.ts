// An event of hours in an iCalendar file as breaks of a calendar: by the clocks of the calendar's zone, on
// each date it touches. Not: whole days (holidays.ts).
import { Broken, type ContentLine } from '#channels/ics/content-lines.ts'
import type { IcsEvent } from '#channels/ics/events.ts'
import { compactDate, type Yearly, yearly } from '#channels/ics/yearly.ts'
import type { IntervalForm } from '#core/clock/calendar.ts'
import { type Day, dateText, readDate } from '#core/clock/date.ts'
import { readZone } from '#core/clock/zone.ts'

export type DateBreak = readonly [date: string, interval: IntervalForm]

type Closed = {
  readonly breaks: readonly DateBreak[]
  /** it comes every year: the one break is that of its first date */
  readonly years: Yearly | null
}

/** An event of hours closes us for these: a break on each date it touches, and none that lasts longer. */
export function hours(event: IcsEvent, start: ContentLine, zone: string, daysMax: number): Closed {
  const { line, value } = event.properties.get('DTEND') ?? event.properties.get('DURATION') ?? {}
  if (line === undefined) throw new Broken(event.line, 'end_missing')
  const begins = timeIn(start, zone)
  const ends = endOf(event, begins, zone)
  const isLater = Temporal.ZonedDateTime.compare(begins, ends) < 0
  if (!isLater || begins.until(ends.withTimeZone(begins), { largestUnit: 'days' }).days > daysMax)
    throw new Broken(line, 'end_not_later', value)
  const breaks = datesBetween(begins.withTimeZone(zone).toPlainDateTime(), untilIn(ends.withTimeZone(zone)))
  const rule = event.properties.get('RRULE')
  return { breaks, years: rule ? yearsOf(rule, [begins, ends], { breaks, zone }) : null }
}

/**
 * In which years it comes again. By the clocks of another zone it would not be at the same hours in each, and
 * where it goes over midnight its dates may not follow each other in every year.
 */
function yearsOf(
  rule: ContentLine,
  ends: readonly [Temporal.ZonedDateTime, Temporal.ZonedDateTime],
  { breaks, zone }: { readonly breaks: readonly DateBreak[]; readonly zone: string },
): Yearly {
  const [begins] = ends
  const isOwn = ends.every(({ timeZoneId }) => timeZoneId === (readZone(zone) ?? zone))
  if (!isOwn || breaks.length !== 1) throw new Broken(rule.line, 'rule_of_hours', rule.value)
  const value = rule.value.replace(/(?<=UNTIL=)\d{8}T\d{6}Z?/i, until =>
    lastDate({ ...rule, value: until }, begins),
  )
  return yearly({ ...rule, value }, readDate(begins.toPlainDate().toString()) as Day)
}

/** The last date on which what begins at that time of day has begun by UNTIL. */
function lastDate(until: ContentLine, begins: Temporal.ZonedDateTime): string {
  const last = timeIn({ ...until, parameters: new Map() }, begins.timeZoneId).withTimeZone(begins.timeZoneId)
  const isBefore = Temporal.PlainTime.compare(last.toPlainTime(), begins.toPlainTime()) < 0
  return last
    .toPlainDate()
    .subtract({ days: isBefore ? 1 : 0 })
    .toString()
    .replaceAll('-', '')
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
  const own = readZone(utc ? 'UTC' : (named ?? zone))
  if (own === null) throw new Broken(line, 'zone_unknown', named)
  return Temporal.PlainDateTime.from(`${dateText(one)}T${iso}`).toZonedDateTime(own)
}

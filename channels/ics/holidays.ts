// Holidays from an iCalendar file: whole days become holidays, hours become breaks. All of the file or
// nothing: a broken one is answered with its line and cause. Made by ourselves, because the library of the
// field (ical.js 2.2.1) knows no line numbers, takes 2024-13-99 for 9 April 2025 and lets BEGIN:VEVENT end
// with END:VTODO, and because we keep a yearly rule as a rule instead of listing its dates.
import { Broken, type ContentLine, type IcsFault } from '#channels/ics/content-lines.ts'
import { events, type IcsEvent } from '#channels/ics/events.ts'
import { compactDate, yearly } from '#channels/ics/yearly.ts'
import type { CalendarForm, HolidayForm, IntervalForm, VersionForm } from '#core/clock/calendar.ts'
import { type Day, dateText, day, partsOf } from '#core/clock/date.ts'
import { readZone } from '#core/clock/zone.ts'

export type IcsHolidays = {
  readonly holidays: readonly HolidayForm[]
  /** by date, as a calendar takes them */
  readonly breaks: Readonly<Record<string, readonly IntervalForm[]>>
}

const nameLengthMax = 200
const datesMax = 5000
/** An event that lasts longer is no holiday. */
const daysMax = 366

/** Reads a file for a calendar in a zone. */
export function readIcs(bytes: Uint8Array, zone: string): IcsHolidays | { readonly fault: IcsFault } {
  try {
    const holidays = new Map<string, HolidayForm>()
    const breaks = new Map<string, IntervalForm[]>()
    for (const event of events(bytes)) {
      if (event.properties.get('STATUS')?.value.toUpperCase() === 'CANCELLED') continue
      const read = datesOf(event, zone)
      for (const one of read.holidays) {
        const key = `${one.on} ${one.since}`
        const known = holidays.get(key)
        holidays.set(key, known && known.name !== one.name ? { ...one, name: both(known, one) } : one)
      }
      for (const [date, interval] of read.breaks)
        breaks.set(date, united([...(breaks.get(date) ?? []), interval]))
      if (holidays.size + breaks.size > datesMax)
        throw new Broken(event.line, 'too_many_dates', String(datesMax))
    }
    return { holidays: [...holidays.values()], breaks: Object.fromEntries(breaks) }
  } catch (problem) {
    if (problem instanceof Broken) return { fault: problem.fault }
    throw problem
  }
}

/**
 * A calendar with what a file holds added to its last version. What was imported before is there once. A
 * version already in force is better followed by a new one first, so that no past date changes.
 */
export function withIcs(
  form: CalendarForm,
  bytes: Uint8Array,
): { readonly form: CalendarForm } | { readonly fault: IcsFault } {
  const read = readIcs(bytes, form.zone)
  if ('fault' in read) return read
  return {
    form: {
      ...form,
      versions: form.versions.map((one, at) => (at < form.versions.length - 1 ? one : added(one, read))),
    },
  }
}

function added(version: VersionForm, { holidays, breaks }: IcsHolidays): VersionForm {
  const kept = new Map([...(version.holidays ?? []), ...holidays].map(one => [`${one.on} ${one.since}`, one]))
  const all = { ...version.breaks }
  for (const [date, hours] of Object.entries(breaks)) all[date] = united([...(all[date] ?? []), ...hours])
  return { ...version, holidays: [...kept.values()], breaks: all }
}

const both = (known: HolidayForm, one: HolidayForm): string =>
  `${known.name} / ${one.name}`.slice(0, nameLengthMax)

/** Intervals in order, those that touch or overlap as one. */
function united(hours: readonly IntervalForm[]): IntervalForm[] {
  const found: IntervalForm[] = []
  for (const [from, until] of [...hours].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const before = found.at(-1)
    if (!before || from > before[1]) found.push([from, until])
    else if (until > before[1]) found[found.length - 1] = [before[0], until]
  }
  return found
}

type Dates = {
  readonly holidays: readonly HolidayForm[]
  readonly breaks: readonly (readonly [date: string, interval: IntervalForm])[]
}

function datesOf(event: IcsEvent, zone: string): Dates {
  const start = event.properties.get('DTSTART')
  if (!start) throw new Broken(event.line, 'start_missing')
  const name = unescaped(event.properties.get('SUMMARY')?.value ?? '').slice(0, nameLengthMax)
  if (name === '') throw new Broken(event.line, 'name_missing')
  const isWholeDays = start.parameters.get('VALUE')?.toUpperCase() === 'DATE' || /^\d{8}$/.test(start.value)
  return isWholeDays
    ? { holidays: wholeDays(event, start, name), breaks: [] }
    : { holidays: [], breaks: hours(event, start, zone) }
}

const unescaped = (text: string): string =>
  text
    .replace(/\\([nN,;\\])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? ' ' : letter))
    .replace(/\s+/g, ' ')
    .trim()

function wholeDays(event: IcsEvent, start: ContentLine, name: string): HolidayForm[] {
  const first = dateIn(start)
  const end = event.properties.get('DTEND')
  const length = event.properties.get('DURATION')
  const after = end ? dateIn(end) : day(first + (length ? wholeDaysOf(length) : 1))
  if (after <= first || after - first > daysMax)
    throw new Broken((end ?? length ?? start).line, 'end_not_later')
  const dates = Array.from({ length: after - first }, (_, index) => day(first + index))
  const rule = event.properties.get('RRULE')
  if (!rule) return dates.map(one => ({ on: dateText(one), name }))
  const { on, ...years } = yearly(rule, first)
  const [last] = dates.slice(-1) as [Day]
  if (first === last) return [{ on, name, ...years }]
  // Only fixed dates follow each other alike in every year, and not over the end of February.
  const isOverFebruary = dates.some(one => dateText(one).slice(5) === '03-01') || on === '*-02-29'
  if (!on.startsWith('*') || isOverFebruary) throw new Broken(rule.line, 'rule_not_read', rule.value)
  return dates.map(one => {
    const later = partsOf(one).year - partsOf(first).year
    const { since, until } = years
    return {
      on: `*-${dateText(one).slice(5)}`,
      name,
      since: since + later,
      ...(until !== undefined && { until: until + later }),
    }
  })
}

function dateIn(one: ContentLine): Day {
  const found = compactDate(one.value)
  if (found === null) throw new Broken(one.line, 'time_unreadable', one.value)
  return found
}

/** P2D or P1W */
function wholeDaysOf({ line, value }: ContentLine): number {
  const [, count, unit] = value.match(/^\+?P(\d{1,3})([DW])$/) ?? []
  if (count === undefined) throw new Broken(line, 'time_unreadable', value)
  return Number(count) * (unit === 'W' ? 7 : 1)
}

/** An event of hours closes us for these: a break on each date it touches. */
function hours(event: IcsEvent, start: ContentLine, zone: string): Dates['breaks'] {
  const rule = event.properties.get('RRULE')
  if (rule) throw new Broken(rule.line, 'rule_not_read', rule.value)
  const end = event.properties.get('DTEND')
  if (!end) throw new Broken(event.line, 'end_missing')
  const from = localTime(start, zone)
  const until = localTime(end, zone)
  const days = from.until(until, { largestUnit: 'days' }).days
  if (Temporal.PlainDateTime.compare(from, until) >= 0 || days > daysMax)
    throw new Broken(end.line, 'end_not_later', end.value)
  const found: (readonly [string, IntervalForm])[] = []
  for (let at = from; Temporal.PlainDateTime.compare(at, until) < 0; ) {
    const midnight = at.toPlainDate().add({ days: 1 }).toPlainDateTime()
    const isLast = Temporal.PlainDateTime.compare(until, midnight) < 0
    const ends = isLast ? until.toPlainTime().toString() : '24:00'
    found.push([at.toPlainDate().toString(), [at.toPlainTime().toString(), ends]])
    at = isLast ? until : midnight
  }
  return found
}

/** A time as the clocks of the calendar's zone show it. Without a zone of its own it is in that one. */
function localTime({ line, value, parameters }: ContentLine, zone: string): Temporal.PlainDateTime {
  const [, date = '', time = '', utc] = value.match(/^(\d{8})T(\d{6})(Z?)$/) ?? []
  const iso = time.replace(/^(..)(..)(..)$/, '$1:$2:$3')
  const one = compactDate(date)
  if (one === null || !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(iso))
    throw new Broken(line, 'time_unreadable', value)
  const local = Temporal.PlainDateTime.from(`${dateText(one)}T${iso}`)
  const named = parameters.get('TZID')
  const own = utc ? 'UTC' : named === undefined ? zone : readZone(named)
  if (own === null) throw new Broken(line, 'zone_unknown', named)
  return local.toZonedDateTime(own).withTimeZone(zone).toPlainDateTime()
}

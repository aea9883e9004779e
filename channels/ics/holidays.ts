// Holidays from an iCalendar file: whole days become holidays, hours become breaks, also of every year. All
// of the file or nothing: a broken one is answered with its line and cause. Made by ourselves, because the
// library of the field (ical.js 2.2.1) knows no line numbers, takes 2024-13-99 for 9 April 2025 and lets
// BEGIN:VEVENT end with END:VTODO, and because we keep a yearly rule as a rule instead of listing its dates.
import { Broken, type ContentLine, type IcsFault } from '#channels/ics/content-lines.ts'
import { events, type IcsEvent } from '#channels/ics/events.ts'
import { type DateBreak, hours } from '#channels/ics/hours.ts'
import { compactDate, yearly } from '#channels/ics/yearly.ts'
import type { HolidayForm, IntervalForm } from '#core/clock/calendar.ts'
import { type Day, dateText, day, partsOf } from '#core/clock/date.ts'

export type IcsHolidays = {
  readonly holidays: readonly HolidayForm[]
  /** by date, as a calendar takes them */
  readonly breaks: Readonly<Record<string, readonly IntervalForm[]>>
  /** hours that are closed every year */
  readonly yearlyBreaks: readonly HolidayForm[]
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
    const yearlyBreaks: HolidayForm[] = []
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
      yearlyBreaks.push(...read.yearlyBreaks)
      if (holidays.size + breaks.size + yearlyBreaks.length > datesMax)
        throw new Broken(event.line, 'too_many_dates', String(datesMax))
    }
    return { holidays: [...holidays.values()], breaks: Object.fromEntries(breaks), yearlyBreaks }
  } catch (problem) {
    if (problem instanceof Broken) return { fault: problem.fault }
    throw problem
  }
}

const both = (known: HolidayForm, one: HolidayForm): string =>
  `${known.name} / ${one.name}`.slice(0, nameLengthMax)

/** Intervals in order, those that touch or overlap as one. */
export function united(hours: readonly IntervalForm[]): IntervalForm[] {
  const found: IntervalForm[] = []
  for (const [from, until] of [...hours].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const before = found.at(-1)
    if (!before || from > before[1]) found.push([from, until])
    else if (until > before[1]) found[found.length - 1] = [before[0], until]
  }
  return found
}

type Dates = Pick<IcsHolidays, 'holidays' | 'yearlyBreaks'> & { readonly breaks: readonly DateBreak[] }

function datesOf(event: IcsEvent, zone: string): Dates {
  const start = event.properties.get('DTSTART')
  if (!start) throw new Broken(event.line, 'start_missing')
  const name = unescaped(event.properties.get('SUMMARY')?.value ?? '').slice(0, nameLengthMax)
  if (name === '') throw new Broken(event.line, 'name_missing')
  const isWholeDays = start.parameters.get('VALUE')?.toUpperCase() === 'DATE' || /^\d{8}$/.test(start.value)
  if (isWholeDays) return { holidays: wholeDays(event, start, name), breaks: [], yearlyBreaks: [] }
  const { breaks, years } = hours(event, start, zone, daysMax)
  if (years === null) return { holidays: [], breaks, yearlyBreaks: [] }
  return {
    holidays: [],
    breaks: [],
    yearlyBreaks: breaks.map(([, closed]) => ({ ...years, name, hours: [closed] })),
  }
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

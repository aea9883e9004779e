// A yearly RRULE as a rule of our calendars: the forms that holidays take, and no others. Not: dates that
// come once (holidays.ts).
import { Broken, type ContentLine } from '#channels/ics/content-lines.ts'
import { type Day, dateText, partsOf, readDate } from '#core/clock/date.ts'
import { dayInYear, readDayRule } from '#core/clock/day-rule.ts'

/** A rule, and the years in which it is kept. */
export type Yearly = { readonly on: string; readonly since: number; readonly until?: number }

const parts = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']
const ordinals: Readonly<Record<string, string>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '-1': 'last',
}

/** The rule of an event that begins on a date. */
export function yearly(rule: ContentLine, start: Day): Yearly {
  const broken = () => new Broken(rule.line, 'rule_not_read', rule.value)
  const told = new Map(rule.value.split(';').map(part => part.toUpperCase().split('=') as [string, string]))
  const isKnown = [...told].every(([key, value]) => parts.includes(key) && value !== undefined)
  if (!isKnown || told.get('FREQ') !== 'YEARLY' || Number(told.get('INTERVAL') ?? 1) !== 1) throw broken()
  const on = dayOfYear(told, start)
  const read = on === null ? null : readDayRule(on)
  const { year } = partsOf(start)
  // The first time is the event's own date, or the rule says something else than the event.
  if (on === null || !read || read.kind === 'once' || dayInYear(read, year) !== start) throw broken()
  const count = told.get('COUNT')
  const last = told.get('UNTIL')
  if (count === undefined && last === undefined) return { on, since: year }
  // A leap day does not come every year, so that counting its times is not counting years.
  const until =
    count === undefined ? untilYear(last ?? '', year, at => dayInYear(read, at)) : year + Number(count) - 1
  if (!(until >= year) || (count !== undefined && on === '*-02-29')) throw broken()
  return { on, since: year, until }
}

/** `*-12-25` or `last mon of 05`; null for what is neither. */
function dayOfYear(told: ReadonlyMap<string, string>, start: Day): string | null {
  const byDay = told.get('BYDAY')
  const byMonth = told.get('BYMONTH')
  const byMonthDay = told.get('BYMONTHDAY')
  const monthDay = dateText(start).slice(5)
  if (byDay === undefined) {
    if (byMonthDay !== undefined && byMonth === undefined) return null
    const fits =
      Number(byMonth ?? partsOf(start).month) === partsOf(start).month &&
      Number(byMonthDay ?? partsOf(start).dayOfMonth) === partsOf(start).dayOfMonth
    return fits ? `*-${monthDay}` : null
  }
  const [, number = '', weekday = ''] = byDay.match(/^\+?(-?\d)(MO|TU|WE|TH|FR|SA|SU)$/) ?? []
  const ordinal = ordinals[number]
  if (!ordinal || byMonth === undefined || byMonthDay !== undefined) return null
  const names: Readonly<Record<string, string>> = {
    MO: 'mon',
    TU: 'tue',
    WE: 'wed',
    TH: 'thu',
    FR: 'fri',
    SA: 'sat',
    SU: 'sun',
  }
  return `${ordinal} ${names[weekday]} of ${byMonth.padStart(2, '0')}`
}

/** The last year whose day is not after UNTIL; NaN when that is no date. */
function untilYear(text: string, since: number, dayIn: (year: number) => Day | null): number {
  const last = compactDate(text.slice(0, 8))
  if (last === null || !/^\d{8}(T\d{6}Z?)?$/.test(text)) return Number.NaN
  const { year } = partsOf(last)
  return year >= since && (dayIn(year) ?? last) > last ? year - 1 : year
}

/** A date as iCalendar writes it, YYYYMMDD. */
export const compactDate = (text: string): Day | null =>
  readDate(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'))

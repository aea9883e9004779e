// The door of calendars: whatever was typed or sent becomes a calendar, or the list of what is wrong with it,
// each at its field, with an example of what would be right. Not: sentences for people (words/).
import { type Fields, isFields } from '#core/kit/fields.ts'
import type { Calendar, Holiday, Hours, Interval, Version, YearlyBreak } from '#core/clock/calendar.ts'
import { type Day, day, readDate, weekdays, yearMax, yearMin } from '#core/clock/date.ts'
import { dayRuleExample, readDayRule } from '#core/clock/day-rule.ts'
import { readZone } from '#core/clock/zone.ts'
import { dayMs, secondMs } from '#core/kit/time.ts'

/** Everything that can be wrong with a calendar. */
export const calendarFaultCodes = [
  'not_an_object',
  'not_a_list',
  'key_unknown',
  'too_many',
  'zone_unknown',
  'versions_missing',
  'valid_from_wrong',
  'valid_from_not_later',
  'no_working_hours',
  'interval_unreadable',
  'interval_empty',
  'interval_reversed',
  'interval_overlaps',
  'date_wrong',
  'rule_unreadable',
  'name_wrong',
  'year_wrong',
  'holiday_twice',
] as const
export type CalendarFaultCode = (typeof calendarFaultCodes)[number]

export type CalendarFault = {
  /** where, from the outside in: `versions.0.week.mon.1` */
  readonly path: string
  readonly code: CalendarFaultCode
  /** what would be right there */
  readonly example: string
}

export type ParsedCalendar = { readonly calendar: Calendar } | { readonly faults: readonly CalendarFault[] }

const versionsMax = 100
const datesMax = 5000
const intervalsMax = 24
const nameLengthMax = 200
/**
 * Why every calendar has working time ahead: a rule takes one date a year, so forty take at most 440 in any
 * ten years, and each weekday comes at least 521 times in them; what is listed by date is a finite list.
 */
export const yearlyRulesMax = 40

const rulesExample = `at most ${yearlyRulesMax} that come every year`
const isYearly = (one: Holiday): one is YearlyBreak => one.rule.kind !== 'once'

const noHours: Hours = []
const hoursExample = '[["09:00", "12:00"], ["13:00", "17:00"]]'
const weekExample = '{"mon": [["09:00", "17:00"]]}'

/** Reads a calendar's form. Nothing is repaired silently: with one fault there is no calendar. */
export function parseCalendar(input: unknown): ParsedCalendar {
  const faults: CalendarFault[] = []
  const read = reader((path, code, example) => void faults.push({ path, code, example }))
  const fields = read.fields('', input, ['zone', 'versions'], '{"zone": "Europe/Stockholm", "versions": […]}')
  const zone = typeof fields.zone === 'string' ? readZone(fields.zone) : null
  if (zone === null) read.fault('zone', 'zone_unknown', 'Europe/Stockholm')
  const forms = read.list('versions', fields.versions, versionsMax)
  const [first, ...later] = forms.map((form, index) => read.version(`versions.${index}`, form))
  if (!first) {
    read.fault('versions', 'versions_missing', `[{"week": ${weekExample}}]`)
    return { faults }
  }
  read.order([first, ...later])
  return zone === null || faults.length > 0 ? { faults } : { calendar: { zone, versions: [first, ...later] } }
}

type Complain = (path: string, code: CalendarFaultCode, example: string) => void

/**
 * Everything it reads it gives back in full; what is wrong goes to `fault`, and something harmless stands
 * in.
 */
function reader(fault: Complain) {
  /** An object with these keys and no others. */
  function fields(path: string, input: unknown, keys: readonly string[], example: string): Fields {
    if (!isFields(input)) {
      fault(path, 'not_an_object', example)
      return {}
    }
    for (const key of Object.keys(input))
      if (!keys.includes(key)) fault(under(path, key), 'key_unknown', keys.join(', '))
    return input
  }

  function list(path: string, input: unknown, max: number): readonly unknown[] {
    if (!Array.isArray(input)) fault(path, 'not_a_list', '[…]')
    else if (input.length > max) fault(path, 'too_many', `at most ${max}`)
    else return input
    return []
  }

  function version(path: string, input: unknown): Version {
    const keys = ['validFrom', 'week', 'holidays', 'shifts', 'breaks', 'yearlyBreaks']
    const form = fields(path, input, keys, `{"week": ${weekExample}}`)
    const { validFrom = null, holidays: listed = [], shifts = {}, breaks = {}, yearlyBreaks = [] } = form
    const from = typeof validFrom === 'string' ? readDate(validFrom) : null
    const isWrong = validFrom !== null && from === null
    if (isWrong) fault(`${path}.validFrom`, 'date_wrong', '2027-01-01')
    const known = holidays(`${path}.holidays`, listed)
    const rulesMax = yearlyRulesMax - known.filter(isYearly).length
    return {
      // No date is before, after or the same: nothing more is said of it.
      validFrom: isWrong ? day(Number.NaN) : from,
      week: week(`${path}.week`, form.week),
      holidays: known,
      shifts: byDate(`${path}.shifts`, shifts),
      breaks: byDate(`${path}.breaks`, breaks),
      yearlyBreaks: closings(`${path}.yearlyBreaks`, yearlyBreaks, rulesMax),
    }
  }

  function week(path: string, input: unknown): readonly Hours[] {
    const form = fields(path, input, weekdays, weekExample)
    const read = weekdays.map(name => hours(`${path}.${name}`, form[name] ?? []))
    // Of hours that are there and wrong the fault is told already.
    if (!weekdays.some(name => form[name] !== undefined && !isEmptyList(form[name])))
      fault(path, 'no_working_hours', weekExample)
    return read
  }

  function byDate(path: string, input: unknown): ReadonlyMap<Day, Hours> {
    if (!isFields(input)) fault(path, 'not_an_object', `{"2027-12-24": ${hoursExample}}`)
    const entries = isFields(input) ? Object.entries(input) : []
    if (entries.length > datesMax) fault(path, 'too_many', `at most ${datesMax}`)
    const dates = new Map<Day, Hours>()
    for (const [date, form] of entries.slice(0, datesMax)) {
      const one = readDate(date)
      if (one === null) fault(under(path, date), 'date_wrong', '2027-12-24')
      else dates.set(one, hours(under(path, date), form))
    }
    return dates
  }

  function holidays(path: string, input: unknown): readonly Holiday[] {
    const read = list(path, input, datesMax).map((form, index) => holiday(`${path}.${index}`, form))
    const known = read.flatMap(each => (each === null ? [] : [each]))
    if (known.filter(isYearly).length > yearlyRulesMax) fault(path, 'too_many', rulesExample)
    const seen = new Set<string>()
    for (const [index, form] of read.entries()) {
      if (form === null) continue
      const key = JSON.stringify([(input as Fields[])[index]?.on, form.since])
      if (seen.has(key)) fault(`${path}.${index}.on`, 'holiday_twice', 'each date or rule once')
      seen.add(key)
    }
    return known
  }

  /** Of each the hours that are closed; with the holidays as many rules as there may be. */
  function closings(path: string, input: unknown, rulesMax: number): readonly YearlyBreak[] {
    const read = list(path, input, datesMax).flatMap((form, index) => {
      const one = holiday(`${path}.${index}`, form)
      if (one === null) return []
      if (!isYearly(one)) fault(`${path}.${index}.on`, 'rule_unreadable', '*-12-24')
      if (isFields(form) && (form.hours === undefined || isEmptyList(form.hours)))
        fault(`${path}.${index}.hours`, 'interval_unreadable', hoursExample)
      return isYearly(one) ? [one] : []
    })
    if (read.length > Math.max(0, rulesMax)) fault(path, 'too_many', rulesExample)
    return read
  }

  function holiday(path: string, input: unknown): Holiday | null {
    const keys = ['on', 'name', 'hours', 'since', 'until']
    const form = fields(path, input, keys, '{"on": "*-12-25", "name": "Christmas Day"}')
    const rule = typeof form.on === 'string' ? readDayRule(form.on) : null
    if (rule === null) fault(`${path}.on`, 'rule_unreadable', dayRuleExample)
    const name = typeof form.name === 'string' ? form.name.trim() : ''
    if (name === '' || name.length > nameLengthMax) fault(`${path}.name`, 'name_wrong', 'Christmas Day')
    const since = year(`${path}.since`, form.since, yearMin)
    const until = year(`${path}.until`, form.until, yearMax)
    if (since > until) fault(`${path}.until`, 'year_wrong', String(since))
    const worked = form.hours === undefined ? noHours : hours(`${path}.hours`, form.hours)
    return rule && { rule, name, hours: worked, since, until }
  }

  function year(path: string, input: unknown, absent: number): number {
    if (input === undefined) return absent
    if (Number.isInteger(input) && yearMin <= (input as number) && (input as number) <= yearMax)
      return input as number
    fault(path, 'year_wrong', '2027')
    return absent
  }

  function hours(path: string, input: unknown): Hours {
    const read = list(path, input, intervalsMax).flatMap((form, index) => {
      const one = interval(form)
      if (typeof one !== 'string') return [{ ...one, index }]
      fault(`${path}.${index}`, one, intervalExamples[one])
      return []
    })
    const sorted = read.sort((one, two) => one.fromMs - two.fromMs)
    for (const [at, { fromMs, index }] of sorted.entries()) {
      const before = sorted[at - 1]
      if (before && fromMs < before.untilMs) fault(`${path}.${index}`, 'interval_overlaps', hoursExample)
    }
    return sorted.map(({ fromMs, untilMs }) => ({ fromMs, untilMs }))
  }

  /** The first version always was in force, each other begins later than the one before it. */
  function order(versions: readonly Version[]): void {
    for (const [index, { validFrom }] of versions.entries()) {
      const path = `versions.${index}.validFrom`
      const before = versions[index - 1]
      if (!before && validFrom !== null)
        fault(path, 'valid_from_wrong', 'none: the first was always in force')
      else if (before && validFrom === null) fault(path, 'valid_from_wrong', '2027-01-01')
      else if (before && validFrom !== null && validFrom <= (before.validFrom ?? -Infinity))
        fault(path, 'valid_from_not_later', 'a date after that of the version before')
    }
  }

  return { fault, fields, list, version, order }
}

const under = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)
const isEmptyList = (input: unknown): boolean => Array.isArray(input) && input.length === 0

type IntervalFault = 'interval_unreadable' | 'interval_empty' | 'interval_reversed'

const intervalExamples: Readonly<Record<IntervalFault, string>> = {
  interval_unreadable: '["09:00", "17:00"]',
  interval_empty: '["09:00", "17:00"]; the whole day is ["00:00", "24:00"]',
  // A night belongs to two dates, each with its own holidays and clocks: whoever types it says how.
  interval_reversed: 'over midnight in two: ["22:00", "24:00"] here, ["00:00", "06:00"] on the next day',
}

function interval(form: unknown): Interval | IntervalFault {
  if (!Array.isArray(form) || form.length !== 2) return 'interval_unreadable'
  const [fromMs, untilMs] = form.map(timeMs) as [number | null, number | null]
  if (fromMs === null || untilMs === null) return 'interval_unreadable'
  if (fromMs === untilMs) return 'interval_empty'
  return fromMs > untilMs ? 'interval_reversed' : { fromMs, untilMs }
}

/** HH:MM or HH:MM:SS, up to 24:00, as milliseconds of the day. */
function timeMs(text: unknown): number | null {
  const [, hour, minute, second = '0'] =
    (typeof text === 'string' && text.match(/^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/)) || []
  if (hour === undefined || minute === undefined) return null
  const ms = (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * secondMs
  return ms > dayMs ? null : ms
}

// A calendar as the set-up shows and changes it: its week in few words, its form with every dated version,
// what is wrong with it. Not: how hours are laid out (core/clock/), nor what is said about a fault (words/).
import type { HolidayForm } from '#core/clock/calendar.ts'
import {
  closingLines,
  closingsIn,
  type Dates,
  dateLines,
  datesIn,
  type Holiday,
  holidayLine,
  holidaysIn,
} from './date-lines.ts'
import { type Part, partFault, time } from './day-part.ts'
import type { Fault } from './field-faults.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
export type Week = Readonly<Record<Weekday, readonly Part[]>>
type Version = {
  readonly validFrom?: string
  readonly week?: Readonly<Partial<Record<Weekday, readonly Part[]>>>
  readonly holidays?: readonly Holiday[]
  readonly shifts?: Dates
  readonly breaks?: Dates
  readonly yearlyBreaks?: readonly Holiday[]
  readonly [more: string]: unknown
}
/** What is stored: the versions in their order; what this form does not know stays as it is. */
export type Hours = { readonly zone: string; readonly versions?: readonly Version[] }

export type VersionForm = {
  /** tells versions apart on the screen */
  readonly key: string
  /** YYYY-MM-DD; the first was always in force and has none */
  readonly validFrom: string
  readonly week: Week
  /** one a line: a day, and after blanks a name, the years, the hours worked all the same */
  readonly holidays: string
  /** one a line: a date, and its hours instead of its weekday's */
  readonly shifts: string
  /** one a line: a date, or a day of every year as of holidays, and the hours of it in which we are closed */
  readonly breaks: string
  /** as it is stored, with what a form does not show */
  readonly kept: Version
}
export type CalendarForm = {
  readonly name: string
  readonly zone: string
  /** in the order of their dates */
  readonly versions: readonly VersionForm[]
}

const office: readonly Part[] = [['08:00', '17:00']]
const usualWeek = { mon: office, tue: office, wed: office, thu: office, fri: office }
const shownParts = 2
/** as many as a calendar takes (core/clock/parse-calendar.ts) */
const partsMax = 24
const unsaid: Part = ['', '']

/** All versions as a form; a new calendar begins with an office's week. */
export function calendarForm(kept: { name: string; hours: Hours } | null, zone: string): CalendarForm {
  const versions = kept ? (kept.hours.versions ?? []) : [{ week: usualWeek, holidays: [] }]
  return {
    name: kept?.name ?? '',
    zone: kept?.hours.zone ?? zone,
    versions: (versions.length > 0 ? versions : [{}]).map((one, index) => versionForm(one, `kept-${index}`)),
  }
}

function versionForm(kept: Version, key: string): VersionForm {
  const partsOf = (day: Weekday) => withRoom(kept.week?.[day] ?? [])
  return {
    key,
    validFrom: kept.validFrom ?? '',
    week: Object.fromEntries(weekdays.map(day => [day, partsOf(day)])) as unknown as Week,
    holidays: (kept.holidays ?? []).map(holidayLine).join('\n'),
    shifts: dateLines(kept.shifts),
    breaks: closingLines(kept.breaks, kept.yearlyBreaks),
    kept,
  }
}

/** The parts of a day with room for one more. */
function withRoom(parts: readonly Part[]): readonly Part[] {
  const isFull = parts.every(part => part.some(one => one !== ''))
  const room = Math.max(shownParts - parts.length, isFull && parts.length < partsMax ? 1 : 0)
  return [...parts, ...Array<Part>(room).fill(unsaid)]
}

const lastOf = (hours: Hours): Version => hours.versions?.at(-1) ?? {}

/** The form with one version changed. */
export const withVersion = (
  form: CalendarForm,
  index: number,
  change: Partial<VersionForm>,
): CalendarForm => ({
  ...form,
  versions: form.versions.map((one, at) => (at === index ? { ...one, ...change } : one)),
})

/** One version more, from a day on: the hours and holidays of the last, to be changed. */
export function withNext(form: CalendarForm, from: string): CalendarForm {
  const last = form.versions.at(-1) as VersionForm
  const isLater = from > last.validFrom
  const validFrom = isLater ? from : dayAfter(last.validFrom)
  const key = `new-${form.versions.length}-${validFrom}`
  return { ...form, versions: [...form.versions, { ...last, key, validFrom }] }
}

/** The next date; empty after what is none. */
export const dayAfter = (day: string): string => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? '' : new Date(at + 86_400_000).toISOString().slice(0, 10)
}

/**
 * The form with all that is in force before a day as it is stored, and what was entered for it as a version
 * from that day on; null where that is no way: one begins on that day already, or the zone is another.
 */
export function fromDay(form: CalendarForm, stored: CalendarForm, day: string): CalendarForm | null {
  const isBefore = ({ validFrom }: VersionForm) => validFrom < day
  const entered = form.versions.findLast(isBefore)
  if (!entered || form.zone !== stored.zone || form.versions.some(one => one.validFrom === day)) return null
  const next = { ...entered, key: `from-${day}`, validFrom: day }
  const ahead = form.versions.filter(one => !isBefore(one))
  return { ...form, versions: [...stored.versions.filter(isBefore), next, ...ahead] }
}

/** The form without a version; the first stays, because it was always in force. */
export const withoutVersion = (form: CalendarForm, index: number): CalendarForm =>
  index === 0 ? form : { ...form, versions: form.versions.filter((_, at) => at !== index) }

/** A version with more holidays: those it has already, by the same rule, stay as they are. */
export function withHolidays(version: VersionForm, more: readonly HolidayForm[]): VersionForm {
  const known = new Set(holidaysIn(version.holidays, version.kept.holidays ?? []).map(ruleOf))
  const added = more.filter(one => !known.has(ruleOf(one)))
  if (added.length === 0) return version
  const lines = [version.holidays.trimEnd(), ...added.map(holidayLine)].filter(line => line !== '')
  const holidays = [...(version.kept.holidays ?? []), ...added] as readonly Holiday[]
  return { ...version, holidays: lines.join('\n'), kept: { ...version.kept, holidays } }
}

const ruleOf = ({ on, since }: { readonly on: string; readonly since?: unknown }) => `${on} ${since ?? ''}`

/** The week with one time changed; where every part of the day has its hours there is room for one more. */
export function withTime(week: Week, at: { day: Weekday; part: number; end: 0 | 1 }, time: string): Week {
  const parts = week[at.day].map((part, index): Part => {
    if (index !== at.part) return part
    return at.end === 0 ? [time, part[1]] : [part[0], time]
  })
  return { ...week, [at.day]: withRoom(parts) }
}

/** What is sent: each version as the form has it, and what a form does not show as it was. */
export const hoursOf = (form: CalendarForm, kept: Hours | null): Hours => ({
  ...kept,
  zone: form.zone.trim(),
  versions: form.versions.map(versionOf),
})

function versionOf({ validFrom, week, kept, ...lines }: VersionForm, index: number): Version {
  const { validFrom: _from, shifts: keptShifts, breaks: keptBreaks, yearlyBreaks: keptYearly, ...rest } = kept
  const open = weekdays.flatMap(day => {
    const parts = entered(week[day])
    return parts.length > 0 ? [[day, parts] as const] : []
  })
  const shifts = datesIn(lines.shifts, keptShifts)
  const { breaks, yearlyBreaks } = closingsIn(lines.breaks, keptBreaks, keptYearly)
  const isSaid = (dates: Dates, before: Dates | undefined) => before || Object.keys(dates).length > 0
  return {
    ...(index > 0 && { validFrom }),
    ...rest,
    week: Object.fromEntries(open),
    holidays: holidaysIn(lines.holidays, kept.holidays ?? []),
    ...(isSaid(shifts, keptShifts) && { shifts }),
    ...(isSaid(breaks, keptBreaks) && { breaks }),
    ...((keptYearly || yearlyBreaks.length > 0) && { yearlyBreaks }),
  }
}

const entered = (parts: readonly Part[]): Part[] =>
  parts
    .filter(([from, until]) => from.trim() || until.trim())
    .map(([from, until]) => [time(from), time(until)])

const dayForms = [
  /^\d{4}-\d{2}-\d{2}$/,
  /^\*-\d{2}-\d{2}( [a-z]{3}\+\d)*$/,
  /^easter([+-]\d{1,3})?$/,
  /^[a-z]{3} on or (after|before) \d{2}-\d{2}$/,
  /^[a-z]+ [a-z]{3} of \d{2}$/,
]

/** What can be told at once; the server knows the rest. Paths are the server's: `versions.0.week.mon.1`. */
export function calendarFaults(form: CalendarForm): Fault[] {
  const zone = form.zone.trim() === '' ? [{ path: 'zone', code: 'zone_unknown' }] : []
  return [
    ...zone,
    ...form.versions.flatMap((one, index) => {
      const before = form.versions[index - 1]
      const faults = before ? fromFaults(one.validFrom, before.validFrom) : []
      return [...faults, ...versionFaults(one)].map(({ path, code }) => ({
        path: `versions.${index}.${path}`,
        code,
      }))
    }),
  ]
}

function fromFaults(from: string, before: string): Fault[] {
  if (from === '') return [{ path: 'validFrom', code: 'date_wrong' }]
  return from <= before ? [{ path: 'validFrom', code: 'valid_from_not_later' }] : []
}

function versionFaults({ week, holidays, shifts, breaks }: VersionForm): Fault[] {
  const faults = weekdays.flatMap(day =>
    week[day].flatMap((part, index): Fault[] => {
      const code = entered([part]).map(partFault)[0]
      return code ? [{ path: `week.${day}.${index}`, code }] : []
    }),
  )
  if (weekdays.every(day => entered(week[day]).length === 0))
    faults.push({ path: 'week', code: 'no_working_hours' })
  const closed = closingsIn(breaks)
  return [
    ...faults,
    ...dayFaults('holidays', holidaysIn(holidays, []), false),
    ...dateFaults('shifts', datesIn(shifts), false),
    ...dateFaults('breaks', closed.breaks, true),
    ...dayFaults('yearlyBreaks', closed.yearlyBreaks, true),
  ]
}

/** Days by a rule that cannot be kept; `isClosing`: without hours one says nothing. */
const dayFaults = (name: string, days: readonly Holiday[], isClosing: boolean): Fault[] =>
  days.flatMap(({ on, hours = [] }, index): Fault[] => {
    const path = `${name}.${index}`
    if (!dayForms.some(one => one.test(on))) return [{ path: `${path}.on`, code: 'rule_unreadable' }]
    if (isClosing && hours.length === 0) return [{ path: `${path}.hours`, code: 'interval_unreadable' }]
    return partFaults(`${path}.hours`, hours)
  })

/** Dates with hours that cannot be kept; `isClosing`: without hours a date says nothing. */
function dateFaults(name: 'shifts' | 'breaks', dates: Dates, isClosing: boolean): Fault[] {
  return Object.entries(dates).flatMap(([date, parts]) => {
    const path = `${name}.${date}`
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return [{ path, code: 'date_wrong' }]
    if (isClosing && parts.length === 0) return [{ path, code: 'interval_unreadable' }]
    return partFaults(path, parts)
  })
}

const partFaults = (path: string, parts: readonly Part[]): Fault[] =>
  parts.flatMap((part, index) => {
    const code = partFault(part)
    return code ? [{ path: `${path}.${index}`, code }] : []
  })

/**
 * The path of a fault of the server as the form has its fields: `versions.1.week.mon.1`. Parts left empty are
 * not sent, so they are counted in.
 */
export function formPath(path: string, form: CalendarForm): string {
  const own = path.replace(/^hours\.?/, '')
  const [, at, day, part] = /^versions\.(\d+)\.week\.([a-z]{3})\.(\d+)$/.exec(own) ?? []
  const week = form.versions[Number(at)]?.week
  if (!week || !day || !(day in week)) return own
  const filled = week[day as Weekday].flatMap((one, index) => (entered([one]).length > 0 ? [index] : []))
  return `versions.${at}.week.${day}.${filled[Number(part)] ?? part}`
}

/** In which version a fault is; null: in none of them. */
export const versionAt = (path: string): number | null => {
  const [, at] = /^versions\.(\d+)\./.exec(path) ?? []
  return at === undefined ? null : Number(at)
}

/** Which version is in force on a day: the last that has begun. */
export const inForce = (form: Pick<CalendarForm, 'versions'>, day: string): number =>
  Math.max(
    0,
    form.versions.findLastIndex(({ validFrom }) => validFrom <= day),
  )

type Names = { readonly weekday: (day: number) => string; readonly closed: string }

/** The last version's week in few words, days with the same hours together: `Mon–Fri 08:00–17:00`. */
export function weekText(hours: Hours, { weekday, closed }: Names): string {
  const { week = {} } = lastOf(hours)
  const groups: { first: number; last: number; text: string }[] = []
  weekdays.forEach((day, index) => {
    const text = (week[day] ?? []).map(([from, until]) => `${from}–${until}`).join(', ')
    const before = groups.at(-1)
    if (before && before.text === text) before.last = index
    else groups.push({ first: index, last: index, text })
  })
  const open = groups.filter(one => one.text !== '')
  if (open.length === 0) return closed
  const days = ({ first, last }: { first: number; last: number }) =>
    first === last ? weekday(first) : `${weekday(first)}–${weekday(last)}`
  return open.map(one => `${days(one)} ${one.text}`).join(' · ')
}

/** How many holidays the last version has, and how many versions there are. */
export const countsOf = (hours: Hours): { holidays: number; versions: number } => ({
  holidays: lastOf(hours).holidays?.length ?? 0,
  versions: hours.versions?.length ?? 0,
})

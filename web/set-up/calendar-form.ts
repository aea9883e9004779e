// A calendar as the set-up shows and changes it: its week in few words, its form, what is wrong with it.
// Not: how hours are laid out (core/clock/), nor what is said about a fault (words/).
import type { Fault } from './field-faults.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
/** From, until; `24:00` ends a day. Both empty: not entered. */
export type Part = readonly [string, string]
export type Week = Readonly<Record<Weekday, readonly Part[]>>
type Holiday = { readonly on: string; readonly name?: string; readonly [more: string]: unknown }
type Version = {
  readonly week?: Readonly<Partial<Record<Weekday, readonly Part[]>>>
  readonly holidays?: readonly Holiday[]
  readonly [more: string]: unknown
}
/** What is stored: the versions in their order; what this form does not know stays as it is. */
export type Hours = { readonly zone: string; readonly versions?: readonly Version[] }

export type CalendarForm = {
  readonly name: string
  readonly zone: string
  readonly week: Week
  /** one a line: a day, and a name after a blank */
  readonly holidays: string
}

const office: readonly Part[] = [['08:00', '17:00']]
const usualWeek = { mon: office, tue: office, wed: office, thu: office, fri: office }
const shownParts = 2
const unsaid: Part = ['', '']

/** The last version as a form; a new calendar begins with an office's week. */
export function calendarForm(kept: { name: string; hours: Hours } | null, zone: string): CalendarForm {
  const last: Version = kept ? lastOf(kept.hours) : { week: usualWeek, holidays: [] }
  const partsOf = (day: Weekday) => {
    const parts = last.week?.[day] ?? []
    return [...parts, ...Array<Part>(Math.max(0, shownParts - parts.length)).fill(unsaid)]
  }
  return {
    name: kept?.name ?? '',
    zone: kept?.hours.zone ?? zone,
    week: Object.fromEntries(weekdays.map(day => [day, partsOf(day)])) as unknown as Week,
    holidays: (last.holidays ?? []).map(lineOf).join('\n'),
  }
}

const lastOf = (hours: Hours): Version => hours.versions?.at(-1) ?? {}
const lineOf = ({ on, name }: Holiday) => (name && name !== on ? `${on} ${name}` : on)

/** The week with one time changed. */
export function withTime(week: Week, at: { day: Weekday; part: number; end: 0 | 1 }, time: string): Week {
  const parts = week[at.day].map((part, index): Part => {
    if (index !== at.part) return part
    return at.end === 0 ? [time, part[1]] : [part[0], time]
  })
  return { ...week, [at.day]: parts }
}

/** What is sent: the last version changed, those before it and what a form does not show as they were. */
export function hoursOf(form: CalendarForm, kept: Hours | null): Hours {
  const versions = kept?.versions ?? []
  const last = versions.at(-1) ?? {}
  const open = weekdays.flatMap(day => {
    const parts = entered(form.week[day])
    return parts.length > 0 ? [[day, parts] as const] : []
  })
  const holidays = holidaysOf(form.holidays, last.holidays ?? [])
  const next = { ...last, week: Object.fromEntries(open), holidays }
  return { ...kept, zone: form.zone.trim(), versions: [...versions.slice(0, -1), next] }
}

const entered = (parts: readonly Part[]): Part[] =>
  parts
    .filter(([from, until]) => from.trim() || until.trim())
    .map(([from, until]) => [time(from), time(until)])

/** `8`, `8:30`, `0830` and `8.30` as they are written; anything else as it is. */
export function time(typed: string): string {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed.trim())
  if (!found) return typed.trim()
  return `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}`
}

/** A day that is no day of work, in each form it can have; a name may follow. */
const holidayLine =
  /^((?:[a-z]{3} on or (?:after|before) \S+)|(?:[a-z]+ [a-z]{3} of \d{2})|\S+(?: [a-z]{3}\+\d)*)(?:\s+(.*))?$/

function holidaysOf(text: string, kept: readonly Holiday[]): Holiday[] {
  const left = [...kept]
  return linesOf(text).map(({ line }) => {
    const [, on = line, name] = holidayLine.exec(line) ?? []
    const at = left.findIndex(one => one.on === on)
    const [known] = at >= 0 ? left.splice(at, 1) : []
    return { ...known, on, name: name || on }
  })
}

/** The lines with words on them, each with its number as one counts. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')

/** The number, as one counts, of the line a holiday stands on. */
export const lineOfHoliday = (text: string, index: number): number =>
  linesOf(text)[index]?.number ?? index + 1

const dayForms = [
  /^\d{4}-\d{2}-\d{2}$/,
  /^\*-\d{2}-\d{2}( [a-z]{3}\+\d)*$/,
  /^easter([+-]\d{1,3})?$/,
  /^[a-z]{3} on or (after|before) \d{2}-\d{2}$/,
  /^[a-z]+ [a-z]{3} of \d{2}$/,
]

/** What can be told at once; the server knows the rest. Paths are the server's, from the version on. */
export function calendarFaults(form: CalendarForm): Fault[] {
  const faults = weekdays.flatMap(day =>
    form.week[day].flatMap((part, index): Fault[] => {
      const code = entered([part]).map(partFault)[0]
      return code ? [{ path: `week.${day}.${index}`, code }] : []
    }),
  )
  if (weekdays.every(day => entered(form.week[day]).length === 0))
    faults.push({ path: 'week', code: 'no_working_hours' })
  if (form.zone.trim() === '') faults.push({ path: 'zone', code: 'zone_unknown' })
  holidaysOf(form.holidays, []).forEach(({ on }, index) => {
    if (!dayForms.some(one => one.test(on)))
      faults.push({ path: `holidays.${index}.on`, code: 'rule_unreadable' })
  })
  return faults
}

function partFault([from, until]: Part): string | null {
  const isTime = (one: string) => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(one)
  if (!isTime(from) || !isTime(until)) return 'interval_unreadable'
  if (from === until) return 'interval_empty'
  return from > until ? 'interval_reversed' : null
}

/**
 * The path of a fault of the server as the form has its fields: `week.mon.1`; one about an earlier version
 * keeps its whole path, and so stands at no field. Parts left empty are not sent, so they are counted in.
 */
export function formPath(path: string, form: CalendarForm, kept: Hours | null): string {
  const own = path.replace(/^hours\.?/, '')
  const last = `versions.${Math.max(0, (kept?.versions?.length ?? 0) - 1)}.`
  if (!own.startsWith(last)) return own
  const field = own.slice(last.length)
  const [, day, index] = /^week\.([a-z]{3})\.(\d+)$/.exec(field) ?? []
  if (!day || !index || !(day in form.week)) return field
  const filled = form.week[day as Weekday].flatMap((part, at) => (entered([part]).length > 0 ? [at] : []))
  return `week.${day}.${filled[Number(index)] ?? index}`
}

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

/** How many holidays the last version has, and how many versions stand before it. */
export const countsOf = (hours: Hours): { holidays: number; earlier: number } => ({
  holidays: lastOf(hours).holidays?.length ?? 0,
  earlier: Math.max(0, (hours.versions?.length ?? 0) - 1),
})

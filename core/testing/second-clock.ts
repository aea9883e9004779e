// A second working-time clock for the tests: slow, naive, and made otherwise than core/clock. It asks Intl
// for the offset and not Temporal, paints minutes instead of cutting intervals, asks of each date whether a
// rule hits it instead of listing a rule's dates, and adds span by span. It reads the form, not the parsed
// calendar.
import type { CalendarForm, HolidayForm, VersionForm } from '#core/clock/calendar.ts'

const day = 86_400_000
const minute = 60_000
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const texts = new Map<number, string>()
/** YYYY-MM-DD */
function iso(utc: number): string {
  const found = texts.get(utc) ?? new Date(utc).toISOString().slice(0, 10)
  texts.set(utc, found)
  return found
}
const weekdayName = (utc: number) => names[new Date(utc).getUTCDay()]!

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/**
 * What a zone's clocks show at an instant, less the instant: twice asked a day, and if it differs, each
 * quarter.
 */
function offsetAt(zone: string, at: number): number {
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const start = Math.floor(at / day) * day
  const offset = shownAt(zone, known, start)
  if (offset === shownAt(zone, known, start + day)) return offset
  return shownAt(zone, known, Math.floor(at / (15 * minute)) * 15 * minute)
}

function shownAt(zone: string, known: Map<number, number>, at: number): number {
  const found = known.get(at)
  if (found !== undefined) return found
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  formats.set(zone, format)
  const shown: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value)
  const { year = 0, month = 0, day: date = 0, hour = 0, minute: minutes = 0 } = shown
  const offset = Date.UTC(year, month - 1, date, hour, minutes) - at
  known.set(at, offset)
  return offset
}

/**
 * The first instant at which the clocks show this; if they never do, the one that the offset before gives.
 */
function instantOf(zone: string, local: number): number {
  const before = local - offsetAt(zone, local - 1.5 * day)
  const after = local - offsetAt(zone, local + 1.5 * day)
  const shows = (at: number) => at + offsetAt(zone, at) === local
  const showing = [before, after].filter(shows).sort((one, two) => one - two)
  return showing[0] ?? before
}

/** Easter Sunday by Oudin's way, as UTC midnight. */
function easter(year: number): number {
  const c = Math.floor(year / 100)
  const n = year - 19 * Math.floor(year / 19)
  const k = Math.floor((c - 17) / 25)
  let i = c - Math.floor(c / 4) - Math.floor((c - k) / 3) + 19 * n + 15
  i -= 30 * Math.floor(i / 30)
  i -= Math.floor(i / 28) * (1 - Math.floor(i / 28) * Math.floor(29 / (i + 1)) * Math.floor((21 - n) / 11))
  let j = year + Math.floor(year / 4) + i + 2 - c + Math.floor(c / 4)
  j -= 7 * Math.floor(j / 7)
  const l = i - j
  const month = 3 + Math.floor((l + 40) / 44)
  return Date.UTC(year, month - 1, l + 28 - 31 * Math.floor(month / 4))
}

const ordinals = ['first', 'second', 'third', 'fourth']

/** The year whose holiday this date is by a rule; null when the rule does not hit it. */
function hitYear(on: string, date: number): number | null {
  const year = new Date(date).getUTCFullYear()
  const monthDay = iso(date).slice(5)
  const words = on.split(' ')
  if (/^\d/.test(on)) return on === iso(date) ? year : null
  if (on.startsWith('easter')) {
    const from = Number(on.slice('easter'.length) || '0')
    const own = new Date(date - from * day).getUTCFullYear()
    return easter(own) + from * day === date ? own : null
  }
  if (on.startsWith('*') && words.length === 1) return on.slice(2) === monthDay ? year : null
  if (on.startsWith('*')) {
    for (const move of words.slice(1)) {
      const origin = date - Number(move.slice(4)) * day
      if (move.slice(0, 3) === weekdayName(origin) && words[0]!.slice(2) === iso(origin).slice(5))
        return new Date(origin).getUTCFullYear()
    }
    return null
  }
  if (words[1] === 'on') {
    if (words[0] !== weekdayName(date)) return null
    for (let away = 0; away < 7; away++) {
      const near = date + (words[3] === 'after' ? -away : away) * day
      if (iso(near).slice(5) === words[4]) return new Date(near).getUTCFullYear()
    }
    return null
  }
  if (words[1] !== weekdayName(date) || words[3] !== monthDay.slice(0, 2)) return null
  const nth = Math.floor((Number(monthDay.slice(3)) - 1) / 7)
  const isLast = iso(date + 7 * day).slice(5, 7) !== words[3]
  return (words[0] === 'last' ? isLast : ordinals[nth] === words[0]) ? year : null
}

const hits = ({ on, since = 0, until = 9999 }: HolidayForm, date: number): boolean => {
  const year = hitYear(on, date)
  return year !== null && since <= year && year <= until
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

function versionFor(form: CalendarForm, date: number): VersionForm {
  return form.versions.findLast(({ validFrom }) => !validFrom || validFrom <= iso(date))!
}

/** The minutes of a date that are worked, painted one by one. */
function paint(form: CalendarForm, date: number): Uint8Array {
  const version = versionFor(form, date)
  const listed = (version.holidays ?? []).filter(each => hits(each, date))
  const holiday = listed.find(({ on }) => /^\d/.test(on)) ?? listed[0]
  const hours = holiday
    ? (holiday.hours ?? [])
    : (version.shifts?.[iso(date)] ?? version.week[weekdayName(date)] ?? [])
  const worked = new Uint8Array(1441)
  for (const [from, until] of hours) worked.fill(1, minutes(from), minutes(until))
  const yearly = (version.yearlyBreaks ?? [])
    .filter(each => hits(each, date))
    .flatMap(({ hours = [] }) => hours)
  for (const [from, until] of [...(version.breaks?.[iso(date)] ?? []), ...yearly])
    worked.fill(0, minutes(from), minutes(until))
  return worked
}

type Piece = readonly [from: number, until: number]

/** What is worked on the dates around two instants, as instants, in order; pieces may touch and overlap. */
export function pieces(form: CalendarForm, from: number, to: number): Piece[] {
  const found: Piece[] = []
  for (let date = Math.floor(from / day) * day - 2 * day; date <= to + day; date += day)
    found.push(...piecesOn(form, date))
  return found.sort((one, two) => one[0] - two[0])
}

function piecesOn(form: CalendarForm, date: number): Piece[] {
  const worked = paint(form, date)
  const found: Piece[] = []
  for (let start = worked.indexOf(1); start >= 0; start = worked.indexOf(1, start)) {
    const end = worked.indexOf(0, start)
    const [from, until] = [start, end].map(at => instantOf(form.zone, date + at * minute)) as [number, number]
    if (from < until) found.push([from, until])
    start = end
  }
  return found
}

/** Working time between two instants. */
export function worked(all: readonly Piece[], from: number, to: number): number {
  let reached = from
  let sum = 0
  for (const [start, end] of all) {
    const [begin, stop] = [Math.max(start, reached), Math.min(end, to)]
    if (begin < stop) sum += stop - begin
    reached = Math.max(reached, stop)
  }
  return sum
}

/** The first instant after which so much was worked. */
export function due(all: readonly Piece[], from: number, ms: number): number | null {
  let reached = from
  let left = ms
  for (const [start, end] of all) {
    const begin = Math.max(start, reached)
    if (begin >= end) continue
    if (left <= end - begin) return begin + left
    left -= end - begin
    reached = end
  }
  return null
}

/** The last instant since which so much was worked. */
export function dueBack(all: readonly Piece[], from: number, ms: number): number | null {
  const mirrored = all.map(([start, end]) => [-end, -start] as const).sort((one, two) => one[0] - two[0])
  const found = due(mirrored, -from, ms)
  return found === null ? null : -found
}

export const open = (all: readonly Piece[], at: number): boolean =>
  all.some(([from, until]) => from <= at && at < until)

/** The date so many worked dates later, as UTC midnight. */
export function workedDateAfter(form: CalendarForm, date: number, days: number): number {
  let one = date
  for (let left = days; left > 0; ) {
    one += day
    if (piecesOn(form, one).length > 0) left--
  }
  return one
}

export const localDate = (zone: string, at: number): number =>
  Math.floor((at + offsetAt(zone, at)) / day) * day

// The questions of the corpora of working time, and how the core answers each. Not: reading lines
// (bin/commands/clock.ts), nor the rules themselves (core/clock/).
import { calendarForm } from '#bin/clock/corpus-calendar.ts'
import {
  businessDayAfter,
  businessDaysBetween,
  dueInDays,
  instantAt,
  isBusinessDay,
  localTime,
  sameTimeAfter,
} from '#core/clock/business-day.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { type Day, dateText, day, readDate } from '#core/clock/date.ts'
import { dayPlan } from '#core/clock/day-plan.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { spans } from '#core/clock/spans.ts'
import {
  dueAt,
  isOpen,
  lastOpening,
  nextClose,
  nextOpen,
  previousOpen,
  workedMs,
} from '#core/clock/working-time.ts'
import { dayMs, hourMs, type Instant, instant, secondMs } from '#core/kit/time.ts'

export type Answer = { readonly id: unknown } & ({ readonly result: unknown } | { readonly error: string })

/** What cannot be answered, said as `code: where`. */
class Unanswerable extends Error {}

type Fields = Readonly<Record<string, unknown>>

/** Answers one question. Each is answered by itself: what is wrong with one is no matter of the next. */
export function answerer(): (question: unknown) => Answer {
  const calendarOf = calendarReader()
  return question => {
    if (typeof question !== 'object' || question === null || Array.isArray(question))
      return { id: null, error: 'line.not_an_object' }
    const fields = question as Fields
    const id = fields.id ?? null
    const name = String(fields.op)
    const op = Object.hasOwn(ops, name) ? ops[name] : undefined
    if (!op) return { id, error: `op.unknown: ${name}` }
    try {
      return { id, result: op(calendarOf(fields.calendar), fields) }
    } catch (problem) {
      if (problem instanceof Unanswerable) return { id, error: problem.message }
      // Calendars reach from the year 1 to 9999.
      if (problem instanceof RangeError) return { id, error: 'time.out_of_range' }
      throw problem
    }
  }
}

/** Each may hold a megabyte, when asked about a century. */
const calendarsKeptMax = 50
const faultsToldMax = 5

/** Lines that carry the same calendar share what was computed from it. */
function calendarReader(): (input: unknown) => Calendar {
  const kept = new Map<string, Calendar>()
  return input => {
    const key = JSON.stringify(input) ?? ''
    const found = kept.get(key)
    if (found) return found
    const parsed = parseCalendar(calendarForm(input))
    if ('faults' in parsed) throw new Unanswerable(parsed.faults.slice(0, faultsToldMax).map(told).join('; '))
    if (kept.size >= calendarsKeptMax) kept.clear()
    kept.set(key, parsed.calendar)
    return parsed.calendar
  }
}

const told = ({ code, path, example }: { code: string; path: string; example: string }) =>
  `calendar.${code}: ${path || 'calendar'}, for example ${example}`

type Op = (calendar: Calendar, line: Fields) => unknown

const ops: Readonly<Record<string, Op>> = {
  add: (calendar, line) =>
    text(dueAt(calendar, instantIn(calendar, line, 'start'), number(line, 'seconds') * secondMs)),
  diff: (calendar, line) => worked(calendar, line) / secondMs,
  diff_hours_truncated: (calendar, line) => Math.trunc(worked(calendar, line) / hourMs) + 0,
  is_open: (calendar, line) => isOpen(calendar, instantIn(calendar, line)),
  next_open: (calendar, line) => text(nextOpen(calendar, instantIn(calendar, line))),
  prev_open: (calendar, line) => text(previousOpen(calendar, instantIn(calendar, line))),
  next_close: (calendar, line) => text(nextClose(calendar, instantIn(calendar, line))),
  next_segment_start: (calendar, line) => {
    const at = instantIn(calendar, line)
    const closesAt = isOpen(calendar, at) ? nextClose(calendar, at) : at
    return closesAt === null ? null : text(nextOpen(calendar, closesAt))
  },
  next_transition: (calendar, line) => {
    const at = instantIn(calendar, line)
    return text(isOpen(calendar, at) ? nextClose(calendar, at) : nextOpen(calendar, at))
  },
  prev_transition: (calendar, line) => {
    const { startAt, endAt } = segmentBefore(calendar, instantIn(calendar, line))
    return text(endAt === instantIn(calendar, line) ? startAt : endAt)
  },
  segments_forward: (calendar, line) =>
    segments(line, at => {
      const startAt = nextOpen(calendar, at)
      return { startAt, endAt: nextClose(calendar, at), next: 'endAt' }
    })(instantIn(calendar, line, 'start')),
  segments_backward: (calendar, line) =>
    segments(line, at => ({ ...segmentBefore(calendar, at), next: 'startAt' }))(
      instantIn(calendar, line, 'start'),
    ),
  spans: (calendar, line) => {
    const [from, to] = [instantIn(calendar, line, 'start'), instantIn(calendar, line, 'end')]
    if (to - from > spansMsMax) throw new Unanswerable('time.too_long: spans of at most ten years')
    return spans(calendar, from, to).map(({ startAt, endAt, ...why }) => ({
      start: text(startAt),
      end: text(endAt),
      ...why,
    }))
  },
  is_holiday: (calendar, line) => dayPlan(calendar, dateIn(calendar, line)).holiday !== null,
  is_break: (calendar, line) => {
    const local = localTime(calendar, instantIn(calendar, line))
    const { breaks } = dayPlan(calendar, local.day)
    return breaks.some(({ fromMs, untilMs }) => fromMs <= local.ms && local.ms < untilMs)
  },
  is_workday: (calendar, line) => isBusinessDay(calendar, dateIn(calendar, line)),
  add_days: (calendar, line) => {
    const days = number(line, 'days')
    const date = bareDate(line, 'start')
    if (date !== null)
      return dateText(businessDayAfter(calendar, date, days || toBusinessDay(calendar, date)))
    // There: the same time of day, then on (or back) to where it is open.
    const at = sameTimeAfter(calendar, instantIn(calendar, line, 'start'), days)
    return text(days < 0 ? previousOpen(calendar, at) : nextOpen(calendar, at))
  },
  due_in_days: (calendar, line) =>
    text(dueInDays(calendar, instantIn(calendar, line, 'start'), number(line, 'days'))),
  diff_days: (calendar, line) =>
    businessDaysBetween(calendar, dateIn(calendar, line, 'start'), dateIn(calendar, line, 'end')),
  diff_days_inclusive: (calendar, line) =>
    bothWays(dateIn(calendar, line, 'start'), dateIn(calendar, line, 'end'), (from, to) =>
      businessDaysBetween(calendar, from, day(to + 1)),
    ),
  diff_full_days: (calendar, line) =>
    bothWays(instantIn(calendar, line, 'start'), instantIn(calendar, line, 'end'), (from, to) =>
      fullDays(calendar, from, to),
    ),
  diff_calendar_days: (calendar, line) => dateIn(calendar, line, 'end') - dateIn(calendar, line, 'start'),
}

/** The names of all questions, for the help. */
export const opNames: readonly string[] = Object.keys(ops)

const spansMsMax = 3660 * dayMs
const segmentsMax = 10_000

const worked = (calendar: Calendar, line: Fields): number =>
  workedMs(calendar, instantIn(calendar, line, 'start'), instantIn(calendar, line, 'end'))

type Segment = { readonly startAt: Instant | null; readonly endAt: Instant | null }

/** The open span before an instant, cut at it. */
function segmentBefore(calendar: Calendar, at: Instant): Segment & { endAt: Instant } {
  const before = instant(at - 1)
  const endAt = isOpen(calendar, before) ? at : previousOpen(calendar, before)
  return { startAt: lastOpening(calendar, at), endAt }
}

/** So many open spans, each found from the end of the one before; fewer when one never ends. */
const segments =
  (line: Fields, find: (at: Instant) => Segment & { next: keyof Segment }) =>
  (from: Instant): (readonly (string | null)[])[] => {
    const count = number(line, 'count')
    if (count > segmentsMax) throw new Unanswerable(`count.too_large: at most ${segmentsMax}`)
    const found: (readonly (string | null)[])[] = []
    for (let at: Instant | null = from; at !== null && found.length < count; ) {
      const one = find(at)
      found.push([text(one.startAt), text(one.endAt)])
      at = one[one.next]
    }
    return found
  }

/** No days from a date that is not worked lead to the next that is. */
const toBusinessDay = (calendar: Calendar, date: Day): number => (isBusinessDay(calendar, date) ? 0 : 1)

/** How often one may go on by a business day, at the same time of day, without passing the end. */
function fullDays(calendar: Calendar, from: Instant, to: Instant): number {
  const [first, last] = [localTime(calendar, from), localTime(calendar, to)]
  const days = businessDaysBetween(calendar, day(first.day + 1), day(last.day + 1))
  const isPast = days > 0 && sameTimeAfter(calendar, from, days) > to
  return isPast ? days - 1 : days
}

/** A count from one to another; negative when they stand the other way round. */
const bothWays = <T extends number>(from: T, to: T, count: (from: T, to: T) => number): number =>
  to < from ? 0 - count(to, from) : count(from, to)

function number(line: Fields, name: string): number {
  const value = line[name]
  if (Number.isSafeInteger(value)) return value as number
  throw new Unanswerable(`field.not_a_whole_number: ${name}`)
}

/** A date alone, YYYY-MM-DD; null for an instant. */
const bareDate = (line: Fields, name: string): Day | null =>
  typeof line[name] === 'string' ? readDate(line[name]) : null

const dateIn = (calendar: Calendar, line: Fields, name = 'at'): Day =>
  bareDate(line, name) ?? localTime(calendar, instantIn(calendar, line, name)).day

/** An instant; a date alone is its beginning in the calendar's zone. */
function instantIn(calendar: Calendar, line: Fields, name = 'at'): Instant {
  const date = bareDate(line, name)
  if (date !== null) return instantAt(calendar, { day: date, ms: 0 })
  try {
    return instant(Temporal.Instant.from(String(line[name])).epochMilliseconds)
  } catch {
    throw new Unanswerable(`field.not_a_time: ${name}`)
  }
}

const text = (at: Instant | null): string | null =>
  at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString()

// The working time of a calendar, year by year: spans of instants with what was worked before each, made when
// first asked for. Everything else about working time is a search in these. Not: the questions themselves
// (working-time.ts).
import type { Calendar, Hours } from '#core/clock/calendar.ts'
import { type Day, day, dayOf, partsOf, yearMax, yearMin } from '#core/clock/date.ts'
import { dayPlans } from '#core/clock/day-plan.ts'
import { instantOf, isLeftOut, type ZoneStretch, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'

/** What is kept of a year for good: enough to step over it. */
export type YearSum = {
  readonly year: number
  /** its local new year, and the next */
  readonly startAt: Instant
  readonly endAt: Instant
  readonly workMs: number
}

/** The spans of a year, in order, none touching another: opening and closing instants, and the sum so far. */
export type WorkingYear = YearSum & {
  readonly opens: readonly number[]
  readonly closes: readonly number[]
  /** ms worked in this year before each opening */
  readonly before: readonly number[]
  readonly firstDay: Day
  /** for each date of the year, whether anything is worked */
  readonly isWorked: readonly boolean[]
  readonly zone: ZoneStretch
}

export type WorkingYears = {
  year(year: number): WorkingYear
  sum(year: number): YearSum
  /** the year in which an instant lies, by the clocks of the calendar's zone */
  at(at: Instant): WorkingYear
}

/** A year's spans take some 10 kB; whoever looks farther builds them again. */
const yearsKeptMax = 120

// A memory, no state: what it holds follows from the calendar alone, and goes when the calendar goes.
const known = new WeakMap<Calendar, WorkingYears>()

export function workingYears(calendar: Calendar): WorkingYears {
  const found = known.get(calendar)
  if (found) return found
  const made = makeYears(calendar)
  known.set(calendar, made)
  return made
}

function makeYears(calendar: Calendar): WorkingYears {
  const kept = new Map<number, WorkingYear>()
  const sums = new Map<number, YearSum>()
  const year = (number: number): WorkingYear => {
    const found = kept.get(number)
    if (found) return found
    const made = makeYear(calendar, number)
    const { startAt, endAt, workMs } = made
    sums.set(number, { year: number, startAt, endAt, workMs })
    const [oldest] = kept.keys()
    if (kept.size >= yearsKeptMax && oldest !== undefined) kept.delete(oldest)
    kept.set(number, made)
    return made
  }
  return {
    year,
    sum: number => sums.get(number) ?? year(number),
    at: at => {
      const guess = year(partsOf(day(Math.floor(at / dayMs))).year)
      if (at < guess.startAt) return year(guess.year - 1)
      return at < guess.endAt ? guess : year(guess.year + 1)
    },
  }
}

/** A zone's clocks are at most a day from UTC; so far around a year its offsets matter. */
const aroundMs = 2 * dayMs

function makeYear(calendar: Calendar, year: number): WorkingYear {
  if (!(year >= yearMin && year <= yearMax)) throw new RangeError(`no calendar reaches the year ${year}`)
  const firstDay = dayOf(year, 1, 1)
  const nextDay = dayOf(year + 1, 1, 1)
  const zone = zoneStretch(calendar.zone, firstDay * dayMs - aroundMs, nextDay * dayMs + aroundMs)
  const plan = dayPlans(calendar, year)
  const all: OpenSpan[] = []
  const isWorked: boolean[] = []
  for (let one = firstDay; one < nextDay; one = day(one + 1)) {
    const spans = isLeftOut(zone, one) ? [] : spansOf(zone, one, plan(one).hours)
    all.push(...spans)
    isWorked.push(spans.length > 0)
  }
  const { opens, closes } = joined(all)
  const before: number[] = []
  let workMs = 0
  for (const [index, opensAt] of opens.entries()) {
    before.push(workMs)
    workMs += (closes[index] as number) - opensAt
  }
  const startAt = instantOf(zone, firstDay * dayMs)
  const endAt = instantOf(zone, nextDay * dayMs)
  return { year, startAt, endAt, workMs, opens, closes, before, firstDay, isWorked, zone }
}

type OpenSpan = { readonly opensAt: Instant; readonly closesAt: Instant }

/** A date's hours as instants. One that begins where clocks leave out time may end before it has begun. */
const spansOf = (zone: ZoneStretch, one: Day, hours: Hours): OpenSpan[] =>
  hours
    .map(({ fromMs, untilMs }) => ({
      opensAt: instantOf(zone, one * dayMs + fromMs),
      closesAt: instantOf(zone, one * dayMs + untilMs),
    }))
    .filter(({ opensAt, closesAt }) => opensAt < closesAt)

/** Spans in order; those that touch or reach into each other become one. */
function joined(spans: readonly OpenSpan[]): { opens: readonly number[]; closes: readonly number[] } {
  const opens: number[] = []
  const closes: number[] = []
  // Hours that clocks leave out are read with the offset before, and so may lie after those that follow them.
  const inOrder = spans.toSorted((one, other) => one.opensAt - other.opensAt)
  for (const { opensAt, closesAt } of inOrder) {
    const last = closes.at(-1)
    if (last !== undefined && opensAt <= last) closes[closes.length - 1] = Math.max(last, closesAt)
    else {
      opens.push(opensAt)
      closes.push(closesAt)
    }
  }
  return { opens, closes }
}

/** The last index whose value is at most `limit`; -1 when all are greater. */
export const lastUpTo = (values: readonly number[], limit: number): number =>
  lastThat(values, value => value <= limit)

/** The last index whose value is less than `limit`; -1 when none is. */
export const lastBelow = (values: readonly number[], limit: number): number =>
  lastThat(values, value => value < limit)

/** Of ascending values the last that is low; whoever is after one that is not, is not either. */
function lastThat(values: readonly number[], isLow: (value: number) => boolean): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isLow(values[middle] as number)) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** What a year has worked up to an instant in it. */
export function workedUpTo({ opens, closes, before }: WorkingYear, at: Instant): number {
  const index = lastUpTo(opens, at)
  if (index < 0) return 0
  return (before[index] as number) + Math.min(at, closes[index] as number) - (opens[index] as number)
}

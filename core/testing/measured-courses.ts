// Courses one can count by hand, all in one week, and what is measured of them.
import type { DeskCosts } from '#core/cost/desk-costs.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant, instant } from '#core/kit/time.ts'
import type { CaseCourse, Standing } from '#core/measure/case-course.ts'
import { sumsOf } from '#core/measure/day-sum.ts'
import { layOn, type LyingOpen } from '#core/measure/lie-open.ts'
import type { Mark } from '#core/measure/mark.ts'
import { pageOf } from '#core/measure/mark-page.ts'
import { marksOf } from '#core/measure/marks-of.ts'
import { type Asked, type Measure, tallyOf } from '#core/measure/of-period.ts'
import { readWeek } from '#core/measure/period.ts'
import { scopeText } from '#core/measure/scope.ts'

export const week = readWeek('2026-W40', 'UTC')!
export const at = (days: number, hours = 0) => instant(week.from + days * dayMs + hours * hourMs)
export const standing = (since: Instant, more: Partial<Standing>): Standing => ({
  ...{ at: since, team: 'tea_one', level: 1, product: null, kind: 'question' },
  ...more,
})
/** One of which nothing is said but that it came. */
export const course = (number: number, more: Partial<CaseCourse>): CaseCourse => ({
  ...{ id: `cas_${number}` as CaseId, number, customer: `cus_${number}` as CustomerId, channel: 'email' },
  ...{
    openedAt: at(0),
    stood: [standing(more.openedAt ?? at(0), {})],
    answers: [],
    isWritten: true,
    isSplitOff: false,
    contacts: [more.openedAt ?? at(0)],
    replies: [],
    firstWorkingMs: null,
  },
  ...{
    solved: [],
    helpedBy: [],
    reopened: [],
    referred: [],
    highest: 1,
    calls: [],
    worked: [],
    charged: [],
    answeredAbove: [],
    checkedAbove: [],
  },
  lay: [{ at: more.openedAt ?? at(0), isOpen: true }],
  ...{ promises: [], takenUp: [], owed: [], satisfaction: [] },
  ...more,
})
/** A fix; in nobody’s hours and of no known cause, unless said otherwise. */
export const fix = (
  when: Instant,
  level: 1 | 2,
  more: Partial<CaseCourse['solved'][number]> = {},
): CaseCourse['solved'][number] => ({ ...{ at: when, level, workingMs: null, cause: null }, ...more })
export const ended = (openedAt: Instant, until: Instant) => [
  { at: openedAt, isOpen: true },
  { at: until, isOpen: false },
]

/** An hour at level 3 is not known. */
const costs: DeskCosts = {
  currency: 'EUR',
  versions: [{ version: 1, at: instant(0), rates: { 1: 6_000, 2: 9_000, 3: null } }],
}

/**
 * Of these courses all that is marked until now, a day a page; from sums of whole days, and the marks of
 * others, it is the same, or this throws.
 */
export function measuresOf(
  courses: readonly CaseCourse[],
  asked: Asked,
  alone: number | null = null,
): readonly Measure[] {
  const near = Map.groupBy(courses, one => one.customer)
  const until = instant(asked.now + 1)
  const marks = courses.flatMap(one => marksOf(one, { from: instant(0), until }, near, costs))
  const days = Map.groupBy<number, Mark>(marks, one => Math.floor(one.at / dayMs))
  const open: LyingOpen = new Map()
  const [tally, bySums] = [tallyOf(asked), tallyOf(asked)]
  for (const day of [...days.keys()].toSorted((a, b) => a - b)) {
    const page = pageOf(instant(day * dayMs), days.get(day)!)
    layOn(open, page, instant(Math.min(asked.until, until)))
    tally.add(page)
    bySums.addPart(page)
    for (const sum of sumsOf(page)) if (sum.scope === scopeText(asked.scope)) bySums.addSum(page.from, sum)
  }
  const told = tally.told(open, alone)
  if (spelled(bySums.told(open, alone)) !== spelled(told))
    throw new Error('sums and marks tell different things')
  return told
}

const spelled = (measures: readonly Measure[]): string => JSON.stringify(measures)

// The page of reports as plain values: what its address says and how it is written, the periods one can go
// to, the columns of a chart. Not: the page (reports-screen.tsx), nor how measures are said
// (words/measure-text.ts).
import { channels, kinds } from '#core/case/event.ts'
import { day, readDate } from '#core/clock/date.ts'
import type { GoalBand } from '#core/measure/goal-band.ts'
import { periodBeside, periodYearBefore, weekText } from '#core/measure/period.ts'
import type { Figure } from '#core/measure/moved.ts'
import { dayMs } from '#core/kit/time.ts'
import type { Say } from '#words/say.ts'
import type { Course, ReportMeasure } from './reports-api.ts'

export const lengths = ['week', 'month', 'day', 'days'] as const
export type Length = (typeof lengths)[number]
export const ways = ['charts', 'table'] as const
export type Way = (typeof ways)[number]

/** What the address says: `?of=2026-W40&scope=level:1&against=year&as=table&m=reopened_7d`. */
export type View = {
  /** a week, month, day or days, as the desk reads them */
  readonly of: string
  readonly scope: string
  readonly against: 'before' | 'year'
  readonly as: Way
  /** the measure that is looked at alone; empty: all */
  readonly measure: string
  /** its own scope, where the desk gives it one */
  readonly within: string
}

type Search = Readonly<Record<string, string | undefined>>

/** What is not said is the last whole week of the whole desk, as charts. */
export function viewOf({ of, scope, against, as, m, w }: Search, lastWeek: string): View {
  return {
    of: of ?? lastWeek,
    scope: scope ?? 'desk',
    against: against === 'year' ? 'year' : 'before',
    as: as === 'table' ? 'table' : 'charts',
    measure: m ?? '',
    within: w ?? '',
  }
}

/** The address of a view. The period is always named: whoever gets the link sees the same. */
export function searchOf({ of, scope, against, as, measure, within }: View): Record<string, string> {
  return {
    of,
    ...(scope !== 'desk' && { scope }),
    ...(against === 'year' && { against }),
    ...(as === 'table' && { as }),
    ...(measure !== '' && { m: measure }),
    ...(measure !== '' && within !== '' && { w: within }),
  }
}

/** The period the desk is asked to put beside it; absent: the one before. */
export const againstOf = ({ against, of }: View): string | undefined =>
  against === 'year' ? (periodYearBefore(of) ?? undefined) : undefined

/** The day an instant lies in, by the clocks of a zone, as `2026-10-02`. */
export const dayText = (at: number, zone: string | undefined): string =>
  new Intl.DateTimeFormat('sv', { dateStyle: 'short', ...(zone && { timeZone: zone }) }).format(at)

/** The last week that is over at an instant. */
export const lastWeekAt = (now: number, zone: string | undefined): string =>
  periodBeside(weekText(readDate(dayText(now, zone))!), -1)

/** How long a period is, by how it is written. */
export function lengthOf(of: string): Length {
  if (/^\d{4}-W\d{2}$/.test(of)) return 'week'
  if (/^\d{4}-\d{2}$/.test(of)) return 'month'
  return of.includes('..') ? 'days' : 'day'
}

/** The period of another length that ends with the last day of this one, or holds it. */
export function inLength(length: Length, lastDay: string): string {
  const last = readDate(lastDay)
  if (last === null) return lastDay
  if (length === 'week') return weekText(last)
  if (length === 'month') return lastDay.slice(0, 7)
  return length === 'day' ? lastDay : `${textOf(last - 6)}..${lastDay}`
}

const textOf = (count: number): string => new Date(day(count) * dayMs).toISOString().slice(0, 10)

/** The parts of the desk a report can be of, as `[by, is]`; people are none. */
export function scopesOf(
  desk: { readonly teams: readonly { id: string }[]; readonly products: readonly { id: string }[] },
  reader: { readonly teams: readonly string[]; readonly seesAll: boolean },
): readonly string[] {
  const teams = desk.teams.filter(one => reader.seesAll || reader.teams.includes(one.id))
  const own = ['desk', ...teams.map(one => `team:${one.id}`)]
  if (!reader.seesAll) return own
  return [
    ...own,
    ...[1, 2, 3].map(level => `level:${level}`),
    ...desk.products.map(one => `product:${one.id}`),
    ...channels.map(one => `channel:${one}`),
    ...kinds.map(one => `kind:${one}`),
  ]
}

export type Point = Figure & { readonly of: string }

/** The course of one measure: a point a period, also where there was nothing to measure. */
export const pointsOf = (
  course: Course,
  { measure, scope }: Pick<ReportMeasure, 'measure' | 'scope'>,
): Point[] =>
  course.items.map(({ of, items }) => {
    const {
      value = null,
      n = 0,
      range = null,
    } = items.find(one => one.measure === measure && one.scope === scope) ?? {}
    return { of, value, n, range }
  })

/** The highest value a chart has room for: a share's is the whole, others' what is there with its range. */
export function topOf(points: readonly Point[], isShare: boolean, band: GoalBand | null = null): number {
  const highest = Math.max(band?.[1] ?? 0, ...points.flatMap(one => [one.value ?? 0, one.range?.[1] ?? 0]))
  if (isShare) return highest > 0.5 ? 1 : Math.max(0.1, Math.ceil(highest * 10) / 10)
  return highest === 0 ? 1 : highest
}

/** How a measure is named in an address and a list. */
export const keyOfMeasure = ({ measure, scope }: Pick<ReportMeasure, 'measure' | 'scope'>): string =>
  `${measure} ${scope}`

/** The short name under a column, a week's as its readers write it: `W40`, `KW 40`, `2/10`. */
export function shortName(of: string, say: Say): string {
  const week = /-W(\d{2})$/.exec(of)?.[1]
  if (week) return say('reports.week_short', { n: String(Number(week)) })
  const [, month, dayOfMonth] = /^\d{4}-(\d{2})(?:-(\d{2}))?/.exec(of) ?? []
  return dayOfMonth ? `${Number(dayOfMonth)}/${Number(month)}` : `${of.slice(0, 4)}/${Number(month)}`
}

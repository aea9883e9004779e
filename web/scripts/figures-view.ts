// The page of a script's figures as plain values: what its address says, the steps in the order asked for,
// which of them stand out. Not: the page (figures-screen.tsx), nor how anything is counted (core/measure).
import { dayMs } from '#core/kit/time.ts'
import { type Share, shareOf } from '#core/measure/walk-tally.ts'
import { dayEnd, dayStart } from '../set-up/days.ts'
import type { FiguresAsked, StepFigures } from './figures-api.ts'

export const spans = ['7', '30', '90', '365', 'all', 'days'] as const
export type Span = (typeof spans)[number]
export const columns = [
  ...(['step', 'reached', 'solved', 'skipped', 'cannot', 'nowhere', 'abandoned'] as const),
  ...(['median', 'p90', 'reopened'] as const),
] as const
export type ColumnName = (typeof columns)[number]
export type Sort = { readonly by: ColumnName; readonly isDown: boolean }

/** What the address says: `?version=2&span=30&against=1&sort=-skipped`, or `&span=days&from=2026-09-01`. */
export type View = {
  /** a number, or `all`; empty: the live one */
  readonly version: string
  readonly against: string
  readonly span: Span
  readonly from: string
  readonly until: string
  readonly sort: Sort
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
const isVersion = (text: string | undefined): text is string =>
  text !== undefined && /^[1-9]\d{0,5}$/.test(text)

/** What cannot be read is as if it had not been said. */
export function viewOf(search: Readonly<Record<string, string | undefined>>): View {
  const { version, against, span, from, until, sort = '' } = search
  const by = sort.replace(/^-/, '') as ColumnName
  return {
    version: version === 'all' || isVersion(version) ? version : '',
    against: isVersion(against) && version !== 'all' ? against : '',
    span: spans.includes(span as Span) ? (span as Span) : '90',
    from: isDay(from) ? from : '',
    until: isDay(until) ? until : '',
    sort: columns.includes(by) ? { by, isDown: sort.startsWith('-') } : { by: 'step', isDown: false },
  }
}

/** The address of a view; what goes without saying is left out. */
export function searchOf({ version, against, span, from, until, sort }: View): Record<string, string> {
  const by = sort.by === 'step' && !sort.isDown ? '' : `${sort.isDown ? '-' : ''}${sort.by}`
  const days = span === 'days' ? { from, until } : {}
  const all = { version, against, span: span === '90' ? '' : span, ...days, sort: by }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

const quarterMs = 15 * 60_000

/**
 * What the desk is asked for. A time that ends now moves by quarters of an hour, so that it is asked once.
 */
export function askedOf(view: View, { now, zone }: { now: number; zone: string }): FiguresAsked {
  const { version, against, span, from, until } = view
  const named = { ...(version && { version }), ...(against && { against }) }
  if (span === 'all') return named
  if (span !== 'days')
    return { ...named, since: Math.floor(now / quarterMs) * quarterMs - Number(span) * dayMs }
  const [since, before] = [dayStart(from, zone), dayEnd(until, zone)]
  return { ...named, ...(since !== null && { since }), ...(before !== null && { until: before }) }
}

/** A step with the figures of its row. */
export type Row = {
  readonly n: number
  readonly step: string
  readonly reached: number
  readonly shares: Readonly<Record<ShareName, Share>>
  readonly median: number | null
  readonly p90: number | null
  readonly timed: number
}
export type ShareName = 'solved' | 'skipped' | 'cannot' | 'nowhere' | 'abandoned' | 'reopened'

/**
 * Shares are of the walks that came to the step; what came back, of those it solved. Nobody leaves an end.
 */
export function rowOf(one: StepFigures, n: number, isEnd = false): Row {
  const { step, reached, solved, left, nowhere, abandoned, givenUp, reopened } = one
  // Somebody may come to a step more than once in a walk, and skip it each time.
  const of = (times: number) => (isEnd ? shareOf(0, 0) : shareOf(Math.min(times, reached), reached))
  return {
    n,
    step,
    reached,
    shares: {
      solved: isEnd ? shareOf(0, 0) : solved,
      skipped: of(left.skipped ?? 0),
      cannot: of(left.cannot ?? 0),
      nowhere: of(nowhere),
      abandoned: of(abandoned + givenUp),
      reopened: shareOf(Math.min(reopened, solved.times), solved.times),
    },
    median: one.medianSeconds,
    p90: one.p90Seconds,
    timed: one.timed,
  }
}

const figureOf = (row: Row, by: ColumnName): number | null => {
  switch (by) {
    case 'step':
      return row.n
    case 'reached':
      return row.reached
    case 'median':
    case 'p90':
      return row[by]
    default:
      return row.shares[by].range?.share ?? null
  }
}

/** Rows by one figure; those that have none are last, and equal ones stay as the script has them. */
export function sorted(rows: readonly Row[], { by, isDown }: Sort): Row[] {
  return rows.toSorted((one, other) => {
    const [a, b] = [figureOf(one, by), figureOf(other, by)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return isDown ? b - a : a - b
  })
}

/** Pressed once, numbers stand with the greatest first; again, the other way round; then as in the script. */
export function nextSort(now: Sort, by: ColumnName): Sort {
  if (by === 'step') return { by, isDown: now.by === 'step' && !now.isDown }
  if (now.by !== by) return { by, isDown: true }
  return now.isDown ? { by, isDown: false } : { by: 'step', isDown: false }
}

/** A way by the numbers of its steps; three and more in a row are one stretch: `1–4 → 9 → 12`. */
export function wayText(steps: readonly (number | string)[]): string {
  const stretches: (number | string)[][] = []
  for (const one of steps) {
    const own = stretches.at(-1)
    const last = own?.at(-1)
    if (own && typeof last === 'number' && one === last + 1) own.push(one)
    else stretches.push([one])
  }
  return stretches.map(own => (own.length > 2 ? `${own[0]}–${own.at(-1)}` : own.join(' → '))).join(' → ')
}

/** Whether a share is so unsure that its bounds have to stand beside it. */
export const isUnsure = ({ range }: Share): boolean => range !== null && range.to - range.from > 0.1

/** A step of which it is nearly sure that it is skipped, or given up at, much more often than the others. */
export type Outlier = { readonly why: 'skipped' | 'abandoned'; readonly share: number }

const reachedMin = 20
const outliersMost = 5
const noticeable = 0.05

/**
 * The steps that stand out, at most five: what is sure of them (the lower bound) is twice what is usual in
 * the script, and more than one in twenty.
 */
export function outliersOf(rows: readonly Row[]): ReadonlyMap<string, Outlier> {
  const known = rows.filter(one => one.reached >= reachedMin)
  const found = (['skipped', 'abandoned'] as const).flatMap(why => {
    const usual = median(known.map(one => one.shares[why].range!.share))
    return known.flatMap(({ step, shares }) => {
      const { share, from } = shares[why].range!
      return from > noticeable && from > 2 * usual ? [{ step, why, share, from }] : []
    })
  })
  const worst = found.sort((a, b) => b.from - a.from)
  const named = new Map<string, Outlier>()
  for (const { step, why, share } of worst)
    if (named.size < outliersMost && !named.has(step)) named.set(step, { why, share })
  return named
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

/** The browser's own, where nobody has chosen another. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

// Which days a period is counted from, and how: days that count as a whole by their sums, those of which only
// a part counts mark by mark. Not: how they are read (server/measured.ts).
import { dayMs, type Instant } from '#core/kit/time.ts'
import type { KindRun } from '#core/measure/mark-page.ts'
import { outlookDays } from '#core/measure/marks-of.ts'
import type { Period } from '#core/measure/period.ts'

/** Days since the epoch, by UTC, the second not included. */
export type Days = { readonly from: number; readonly until: number }
export type DaysNeeded = {
  /** in order, none twice */
  readonly sums: readonly Days[]
  /** each once, with the kinds that may count */
  readonly parts: readonly { readonly day: number; readonly kinds: KindRun }[]
}
/** Until an instant and not with it. */
export type Window = { readonly from: number; readonly until: number }

/** When a mark counts that is made so many days later; what is not over yet does not. */
export const windowOf = (days: number, { from, until, now }: Period & { readonly now: Instant }): Window =>
  days === 0 ? { from, until } : { from: from + days * dayMs, until: Math.min(until + days * dayMs, now + 1) }

/** Whether all of a day that begins at an instant counts. */
export const isWholeDay = (day: Instant, { from, until }: Window): boolean =>
  from <= day && day + dayMs <= until

const own: KindRun = ['opened', 'worked']
const lasted: KindRun = ['cost_lasted_7', 'cost_lasted_30']

/** The days a period is counted from: its own, and those on which its outlooks are over. */
export function daysNeeded(asked: Period & { readonly now: Instant }): DaysNeeded {
  const sums: Days[] = []
  const kinds = new Map<number, KindRun>()
  for (const days of [0, ...outlookDays]) {
    const { from, until } = windowOf(days, asked)
    for (const edge of [from, until].filter(at => at % dayMs !== 0)) {
      const day = Math.floor(edge / dayMs)
      if (!kinds.has(day)) kinds.set(day, days === 0 ? own : lasted)
    }
    const whole = { from: Math.ceil(from / dayMs), until: Math.floor(until / dayMs) }
    const last = sums.at(-1)
    if (whole.from >= whole.until) continue
    if (last && whole.from <= last.until)
      sums[sums.length - 1] = { from: last.from, until: Math.max(last.until, whole.until) }
    else sums.push(whole)
  }
  return { sums, parts: [...kinds].map(([day, kinds]) => ({ day, kinds })) }
}

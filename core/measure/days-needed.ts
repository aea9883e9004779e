// Which days a period is counted from, and which of their marks: what looks ahead and what lay open need
// few of them, and of a large desk whole days are megabytes. Not: how they are read (server/measured.ts).
import { dayMs } from '#core/kit/time.ts'
import type { KindRun } from '#core/measure/mark-page.ts'
import { outlookDays } from '#core/measure/marks-of.ts'
import type { Period } from '#core/measure/period.ts'

/** Days since the epoch, by UTC, those after the second not included; `kinds`: null: all there are. */
export type DaysNeeded = { readonly from: number; readonly until: number; readonly kinds: KindRun | null }

/**
 * The days a period is counted from; some may come twice, with other marks each time.
 * @param openFrom the day from which on it is followed what lies open
 */
export function daysNeeded({ from, until }: Period, openFrom: number): DaysNeeded[] {
  const [first, end] = [dayOf(from), dayOf(until - 1) + 1]
  const ahead = outlookDays.map((days): DaysNeeded => {
    const [since, over] = [from + days * dayMs, until - 1 + days * dayMs]
    return {
      ...{ from: Math.max(end, dayOf(since)), until: dayOf(over) + 1 },
      kinds: days === 7 ? ['cost_lasted_7', 'lasted_7'] : ['lasted_30', 'cost_lasted_30'],
    }
  })
  // What came to lie before that day is known: a fifth or so of all marks, and none of it counts.
  const split = Math.min(end, Math.max(first, openFrom))
  return [
    { from: openFrom, until: first, kinds: ['lay', 'lay'] } as const,
    { from: first, until: split, kinds: ['opened', 'worked'] } as const,
    { from: split, until: end, kinds: null },
    ...ahead,
  ].filter(one => one.from < one.until)
}

const dayOf = (at: number): number => Math.floor(at / dayMs)

// The values of measures of past periods, remembered: a chart asks for eight of them each time it is looked
// at, and a week that is long over says the same for ever. Not: the cases behind them, which are read anew
// (http/measures.ts), nor what a measure is (core/measure).
import { outlookMs } from '#core/measure/marks-of.ts'
import type { Measure } from '#core/measure/of-period.ts'
import type { Period } from '#core/measure/period.ts'
import { readScope } from '#core/measure/scope.ts'
import { hourMs, secondMs } from '#core/kit/time.ts'
import { measured } from '#server/measured.ts'
import type { Shell } from '#server/shell.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

/** A measure without the cases behind it. */
export type MeasureValue = {
  readonly measure: string
  readonly scope: string
  readonly value: number | null
  readonly n: number
  readonly range: number[] | null
}
export type ReadCourse = (period: Period, scope: string) => Promise<readonly MeasureValue[]>

/** What still grows is looked at again soon; what no outlook reaches any more stays, but for erased cases. */
const growsMs = 30 * secondMs
const staysMs = 6 * hourMs
const rememberedMax = 400

/** Reads the values of a period, from what this node remembers where that still holds. */
export function courseReader(shell: Pick<Shell, 'store' | 'now'>): ReadCourse {
  const known = new Map<
    string,
    { readonly until: number; readonly found: Promise<readonly MeasureValue[]> }
  >()
  return (period, scope) => {
    const key = `${period.from} ${period.until} ${scope}`
    const now = shell.now()
    const one = known.get(key)
    if (one && now < one.until) return one.found
    const found = measured(shell.store as PostgresStore, period, readScope(scope) ?? undefined).then(valuesOf)
    const isSettled = period.until + outlookMs < now
    known.delete(key)
    known.set(key, { until: now + (isSettled ? staysMs : growsMs), found })
    found.catch(() => known.delete(key))
    for (const old of known.keys()) if (known.size > rememberedMax) known.delete(old)
    return found
  }
}

const valuesOf = (all: readonly Measure[]): MeasureValue[] =>
  all.map(({ measure, scope, value, n, range }) => ({ measure, scope, value, n, range: range && [...range] }))

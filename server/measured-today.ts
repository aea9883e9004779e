// Marks of what came since the last day that is kept: what was read of it stays in mind, so that each
// question reads only what came since the one before. Not: days that are over (measured-days.ts).
import { type Instant, instant } from '#core/kit/time.ts'
import type { Mark } from '#core/measure/mark.ts'
import type { Period } from '#core/measure/period.ts'
import { marksBetween, type MeasuredStore, settledMs } from '#server/measured-days.ts'
import type { MeasuredDays } from '#store/desk/measured-day.ts'

/** What is in mind of a desk; whatever a later transaction recorded of it makes it worthless. */
type Minded = Period & { readonly seen: string; readonly marks: readonly Mark[] }
const minded = new WeakMap<MeasuredStore['pool'], Minded>()

/** The marks of a stretch that begins where nothing is kept any more. Its last minute is read each time. */
export async function marksOfToday(
  { pool }: MeasuredStore,
  days: MeasuredDays,
  { from, until }: Period,
  now: Instant,
): Promise<readonly Mark[]> {
  const settled = instant(Math.max(from, Math.min(until, now - settledMs)))
  const known = minded.get(pool)
  const isSound =
    known?.from === from && known.until <= settled && !(await days.cameLate(known.seen, known.until))
  const before = isSound ? known : { until: from, marks: [] }
  const seen = await days.seen()
  const more = await marksBetween(pool, days, { from: before.until, until: settled })
  const marks = [...before.marks, ...more]
  minded.set(pool, { from, until: settled, seen, marks })
  return [...marks, ...(await marksBetween(pool, days, { from: settled, until }))]
}

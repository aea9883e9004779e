// The measures of a period by what the store holds now. Not: what they are (core/measure/of-period.ts), nor
// how they are shown (server/http/measures.ts, bin/commands/measures.ts).
import { after as later, instant } from '#core/kit/time.ts'
import { type CaseCourse, courseOf, untouchedCourse } from '#core/measure/case-course.ts'
import { type Measure, measuresOf, outlookMs } from '#core/measure/of-period.ts'
import type { Period } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'
import { measuredCases, untouchedCases } from '#store/desk/measured.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

/** The measures of a period; of a part of the desk where one is named. */
export async function measured(
  store: Pick<PostgresStore, 'pool' | 'now'>,
  period: Period,
  scope?: Scope,
): Promise<readonly Measure[]> {
  const now = await store.now()
  const seenUntil = instant(Math.min(later(period.until, outlookMs), now))
  const atEnd: CaseCourse[] = []
  const after: CaseCourse[] = []
  const seen = new Set<string>()
  // What is touched between the two questions is in both: the first is believed.
  for await (const { id, number, events } of measuredCases(store.pool, { ...period, until: seenUntil })) {
    if (seen.has(id)) continue
    seen.add(id)
    const then = courseOf({ id, number }, events, period.until)
    const since = courseOf({ id, number }, events, seenUntil)
    if (then) atEnd.push(then)
    if (since) after.push(since)
  }
  for (const one of await untouchedCases(store.pool, period.from))
    if (!seen.has(one.id)) atEnd.push(untouchedCourse(one))
  return measuresOf(atEnd, after, { ...period, now, ...(scope && { scope }) })
}

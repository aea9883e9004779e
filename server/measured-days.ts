// Keeps the marks of days that are over, each read once: what a day says is never said otherwise later. Not:
// which marks there are (core/measure/marks-of.ts), nor what is counted of them (measured.ts).
import type { CaseId } from '#core/kit/id.ts'
import { after, dayMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import { type CaseCourse, courseOf } from '#core/measure/case-course.ts'
import { sumsOf } from '#core/measure/day-sum.ts'
import { layOn, type LyingOpen, openPage } from '#core/measure/lie-open.ts'
import type { Mark } from '#core/measure/mark.ts'
import { marksIn, pageOf } from '#core/measure/mark-page.ts'
import { answerDays, marksOf, outlookDays, outlookMs } from '#core/measure/marks-of.ts'
import type { Period } from '#core/measure/period.ts'
import {
  casesOfCustomers,
  casesOfNumbers,
  firstOpened,
  measuredCases,
  touchedCases,
} from '#store/desk/measured.ts'
import { readCosts } from '#store/desk/costs.ts'
import { type KeptDay, type MeasuredDays, measuredDaysOf } from '#store/desk/measured-day.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

export type MeasuredStore = Pick<PostgresStore, 'pool' | 'now'>

/** As many days are read at once, from one that is kept with what lay open to the next. */
const stride = 7
/** A fact is recorded a moment after the instant it bears. */
export const settledMs = minuteMs

const keeping = new WeakMap<object, Promise<Instant>>()
const ending = new WeakSet<object>()

/** Days were still to be read when their node ended: whoever comes next goes on where it stopped. */
export class KeepingEnded extends Error {
  constructor() {
    super('the node is ending, and reads no more days')
    this.name = 'KeepingEnded'
  }
}

/**
 * Lets what reads days in this node come to an end now; each that is kept stays kept. Of a large desk that
 * was never read it would go on for half an hour. Whoever waits for it meets KeepingEnded.
 */
export function endKeeping({ pool }: MeasuredStore): void {
  ending.add(pool)
}

/**
 * Keeps every day that is over and is not kept yet. Answers the instant from which on nothing is kept.
 * One at a time in this node, so that a page that is opened ten times waits on one connection.
 */
export function keepDays(store: MeasuredStore): Promise<Instant> {
  const running = keeping.get(store.pool)
  if (running) return running
  const mine = keep(store).finally(() => keeping.delete(store.pool))
  keeping.set(store.pool, mine)
  return mine
}

/** Forgets all that is kept, reads it anew, and tells of how many days it said something else. */
export async function keepDaysAnew(store: MeasuredStore): Promise<{ done: number; mended: number }> {
  const days = measuredDaysOf(store.pool)
  await keepDays(store)
  const was = await days.digests()
  await days.forget()
  await keepDays(store)
  const is = await days.digests()
  const mended = [...is].filter(([day, digest]) => was.get(day) !== digest)
  return { done: is.size, mended: mended.length }
}

async function keep(store: MeasuredStore): Promise<Instant> {
  const days = measuredDaysOf(store.pool)
  const last = dayOf((await store.now()) - settledMs)
  await days.forgetStale()
  if ((await days.until()) !== last && (await firstOpened(store.pool)) !== null)
    await days.alone(() => keepUntil(store, days, last))
  return instant(((await days.until()) ?? last) * dayMs)
}

const dayOf = (at: number): number => Math.floor(at / dayMs)

async function keepUntil({ pool }: MeasuredStore, days: MeasuredDays, last: number): Promise<void> {
  const seen = await days.seen()
  await days.forgetStale()
  const first = await firstOpened(pool)
  let day = (await days.until()) ?? dayOf(first!)
  const open = await layOpenAt(days, day)
  let isFirst = (await days.openBefore(day)) === null
  while (day < last) {
    if (ending.has(pool)) throw new KeepingEnded()
    const end = Math.min(last, day - (day % stride) + stride)
    const stretch = { from: instant(day * dayMs), until: instant(end * dayMs) }
    const byDay = Map.groupBy(await marksBetween(pool, days, stretch), ({ at }) => dayOf(at))
    const kept: KeptDay[] = []
    for (; day < end; day++) {
      const from = instant(day * dayMs)
      const page = pageOf(from, byDay.get(day) ?? [])
      const lay = isFirst || day % stride === 0 ? openPage(open, from) : null
      isFirst = false
      layOn(open, page, instant(end * dayMs))
      kept.push({ day, page, open: lay, sums: sumsOf(page) })
    }
    await days.put(kept, seen)
  }
}

/** What lay open when a day began, from what is kept of those before it. */
async function layOpenAt(days: MeasuredDays, day: number): Promise<LyingOpen> {
  const open: LyingOpen = new Map()
  const from = await days.openBefore(day)
  if (from === null) return open
  layOn(open, await days.openAt(from), instant(day * dayMs))
  for await (const { page } of days.days(from, day, ['lay', 'lay'])) layOn(open, page, instant(day * dayMs))
  return open
}

/**
 * The marks of a stretch of some days at most, all days before which are kept: of the cases touched in it,
 * and of those an outlook of which ended in it.
 */
export async function marksBetween(
  pool: MeasuredStore['pool'],
  days: MeasuredDays,
  stretch: Period,
): Promise<Mark[]> {
  if (stretch.from >= stretch.until) return []
  const touched = await touchedCases(pool, stretch)
  const earlier = await earlierSeen(days, stretch)
  const courses = new Map<CaseId, CaseCourse>()
  const read = async (ids: readonly CaseId[]) => {
    const missing = [...new Set(ids)].filter(id => !courses.has(id))
    for await (const { id, number, events } of measuredCases(pool, missing)) {
      if (ending.has(pool)) throw new KeepingEnded()
      const course = courseOf({ id, number }, events)
      if (course) courses.set(id, course)
    }
  }
  await read(touched)
  await read(earlier.length === 0 ? [] : await casesOfNumbers(pool, earlier))
  const own = [...courses.values()]
  const seenIn = own.filter(one => isOutlookOver(one, stretch)).map(one => one.customer)
  const since = { from: after(stretch.from, -outlookMs), until: stretch.until }
  if (seenIn.length > 0) await read(await casesOfCustomers(pool, [...new Set(seenIn)], since))
  const near = Map.groupBy(courses.values(), one => one.customer)
  const costs = await readCosts(pool)
  return own.flatMap(one => marksOf(one, stretch, near, costs))
}

const isOutlookOver = ({ solved: [fix] }: CaseCourse, { from, until }: Period): boolean =>
  fix !== undefined &&
  outlookDays.some(days => fix.at + days * dayMs >= from && fix.at + days * dayMs < until)

/**
 * Numbers of the cases that were fixed first, or whose customer was asked, so long before a stretch that an
 * outlook ends in it.
 */
async function earlierSeen(days: MeasuredDays, { from, until }: Period): Promise<number[]> {
  const numbers: number[] = []
  const seen = [...outlookDays.map(after => ['solved', after] as const), ['asked', answerDays] as const]
  for (const [kind, after] of seen) {
    const back = after * dayMs
    const [first, last] = [dayOf(from - back), dayOf(until - 1 - back)]
    for await (const { page } of days.days(first, last + 1, [kind, kind]))
      for (const { at, number } of marksIn(page, kind))
        if (at >= from - back && at < until - back) numbers.push(number)
  }
  return numbers
}

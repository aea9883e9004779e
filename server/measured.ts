// The measures of a period by what the store holds now: from days that are kept, and from the ledgers of what
// came since. Not: what they are (core/measure/of-period.ts), how days are kept (measured-days.ts), nor how
// they are shown (server/http/measures.ts, bin/commands/measures.ts).
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { daysNeeded } from '#core/measure/days-needed.ts'
import { layOn, type LyingOpen } from '#core/measure/lie-open.ts'
import { pageOf } from '#core/measure/mark-page.ts'
import { outlookMs } from '#core/measure/marks-of.ts'
import { type Measure, tallyOf } from '#core/measure/of-period.ts'
import type { Period } from '#core/measure/period.ts'
import { type Scope, scopeText } from '#core/measure/scope.ts'
import { staffedIn } from '#core/measure/staffed.ts'
import { keepDays, type MeasuredStore } from '#server/measured-days.ts'
import { marksOfToday } from '#server/measured-today.ts'
import { type MeasuredDays, measuredDaysOf } from '#store/desk/measured-day.ts'
import { keptSums } from '#store/desk/measured-sum.ts'
import { readStaffed } from '#store/desk/staffed-day.ts'
import { walkFigures } from '#store/desk/walk-figure.ts'

/** The measures of a period; of a part of the desk where one is named. */
export async function measured(
  store: MeasuredStore,
  period: Period,
  scope?: Scope,
): Promise<readonly Measure[]> {
  const days = measuredDaysOf(store.pool)
  const keptUntil = await keepDays(store)
  const now = await store.now()
  const staffed = staffedIn(await readStaffed(store.pool, period), period, scope)
  const asked = { ...period, now, scope, staffed }
  const tally = tallyOf(asked)
  const open: LyingOpen = new Map()
  // What lay open is told of the last instant of the period, or of now.
  const openUntil = instant(Math.min(period.until, now + 1))
  await follow(days, open, openUntil)
  const { sums, parts } = daysNeeded(asked)
  for (const { day, kinds } of parts)
    for await (const { page } of days.days(day, day + 1, kinds)) tally.addPart(page)
  for (const some of sums)
    for await (const { from, sum } of keptSums(store.pool, scopeText(scope), some)) tally.addSum(from, sum)
  const seenUntil = Math.min(period.until + outlookMs, now + 1)
  if (seenUntil > keptUntil) {
    const rest = { from: keptUntil, until: instant(seenUntil) }
    const page = pageOf(keptUntil, await marksOfToday(store, days, rest, now))
    layOn(open, page, openUntil)
    tally.add(page)
  }
  // Who solves it by himself is in no team, on no level and of no product.
  const alone = scope === undefined ? await walkFigures(store.pool).solvedAlone(period) : null
  return tally.told(open, alone)
}

/** What lay open at an instant, as far as days are kept. Before the first of them nothing was there. */
async function follow(days: MeasuredDays, open: LyingOpen, until: Instant): Promise<void> {
  const last = dayOf(until - 1)
  const from = await days.openBefore(last)
  if (from === null) return
  layOn(open, await days.openAt(from), until)
  for await (const { page } of days.days(from, last + 1, ['lay', 'lay'])) layOn(open, page, until)
}

const dayOf = (at: number): number => Math.floor(at / dayMs)

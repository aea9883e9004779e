// The measures of a period by what the store holds now: from days that are kept, and from the ledgers of what
// came since. Not: what they are (core/measure/of-period.ts), how days are kept (measured-days.ts), nor how
// they are shown (server/http/measures.ts, bin/commands/measures.ts).
import { dayMs, instant } from '#core/kit/time.ts'
import { daysNeeded } from '#core/measure/days-needed.ts'
import { layOn, type LyingOpen } from '#core/measure/lie-open.ts'
import { pageOf } from '#core/measure/mark-page.ts'
import { outlookMs } from '#core/measure/marks-of.ts'
import { type Measure, tallyOf } from '#core/measure/of-period.ts'
import type { Period } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'
import { staffedIn } from '#core/measure/staffed.ts'
import { keepDays, type MeasuredStore } from '#server/measured-days.ts'
import { marksOfToday } from '#server/measured-today.ts'
import { measuredDaysOf } from '#store/desk/measured-day.ts'
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
  const tally = tallyOf({ ...period, now, scope, staffed })
  const open: LyingOpen = new Map()
  // What lay open is told of the last instant of the period, or of now.
  const openUntil = instant(Math.min(period.until, now + 1))
  // Before the first day that is kept nothing was there. What lay open when its last day began goes on.
  const openFrom = await days.openBefore(dayOf(openUntil - 1))
  if (openFrom !== null) layOn(open, await days.openAt(openFrom), openUntil)
  const followed = openFrom ?? dayOf(period.from)
  for (const { from, until, kinds } of daysNeeded(period, followed))
    for await (const { day, page } of days.days(from, until, kinds)) {
      if (day >= followed) layOn(open, page, openUntil)
      tally.add(page)
    }
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

const dayOf = (at: number): number => Math.floor(at / dayMs)

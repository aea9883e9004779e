// The staffing of the hours of a week by what the store holds: what came in them, from days that are kept and
// the ledgers since, against people's working weeks. Not: what it is (core/capacity), nor how it is shown
// (server/http/capacity.ts).
import { defaultCapacity, usualHandleS } from '#core/capacity/capacity-setting.ts'
import { plannedIn, unplannedIn } from '#core/capacity/planned.ts'
import { type HourStaffing, staffedWeek } from '#core/capacity/staffed-week.ts'
import { type Handle, type WeekHours, weekFold } from '#core/capacity/week-hours.ts'
import { dayMs, hourMs, type Instant, instant } from '#core/kit/time.ts'
import { pageOf } from '#core/measure/mark-page.ts'
import type { Period } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { keepDays, marksBetween } from '#server/measured-days.ts'
import type { Shell } from '#server/shell.ts'
import { measuredDaysOf } from '#store/desk/measured-day.ts'
import { firstOpened } from '#store/desk/measured.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

export type CapacityAsked = {
  readonly period: Period
  readonly zone: string
  readonly scope: Scope | undefined
  /** whose people it is held against */
  readonly week: Period
}
export type Capacity = {
  /** what was really measured: from the first case on, until now */
  readonly measured: Period
  /** so long a contact takes, and where that is measured, of how many */
  readonly handleS: number
  readonly handle: Handle | null
  /** so many people have no hours, and are counted nowhere */
  readonly unplanned: number
  readonly hours: readonly HourStaffing[]
  readonly cases: WeekHours['cases']
}

/** The hours of a week, each with what comes in it and who is there. */
export async function capacityOf(shell: CapacityShell, asked: CapacityAsked): Promise<Capacity> {
  const { zone, scope, week } = asked
  const store = shell.store as PostgresStore
  const now = await store.now()
  const measured = seenOf(asked.period, { first: await firstOpened(store.pool), now })
  const counted = await countedIn(store, { ...measured, zone, scope, now })
  const facts = shell.facts()
  const setting = shell.settings().capacity ?? defaultCapacity
  const handleS = counted.handle?.seconds ?? usualHandleS(setting, levelOf(facts, scope))
  const planned = plannedIn(facts, scope)
  return {
    ...{ measured, handleS, handle: counted.handle, cases: counted.cases },
    unplanned: planned ? unplannedIn(planned) : 0,
    hours: staffedWeek(counted, { handleS, setting, planned, week, zone, now }),
  }
}
export type CapacityShell = Pick<Shell, 'store' | 'facts' | 'settings'>

/**
 * Before the first case and after now nothing could come: such hours would make it seem quiet. By whole
 * hours, the one that runs among them: what came in a minute says nothing of an hour.
 */
function seenOf({ from, until }: Period, { first, now }: { first: number | null; now: Instant }): Period {
  const end = Math.min(until, Math.ceil(now / hourMs) * hourMs)
  const begin = Math.min(Math.max(from, Math.floor((first ?? end) / hourMs) * hourMs), end)
  return { from: instant(begin), until: instant(end) }
}

async function countedIn(
  store: PostgresStore,
  asked: Period & Omit<CapacityAsked, 'period' | 'week'> & { readonly now: Instant },
): Promise<WeekHours> {
  const days = measuredDaysOf(store.pool)
  const keptUntil = await keepDays(store)
  const fold = weekFold(asked)
  const seenUntil = instant(Math.min(asked.until + dayMs, asked.now + 1))
  for await (const { page } of days.days(dayOf(asked.from), dayOf(seenUntil - 1) + 1)) fold.add(page)
  if (seenUntil > keptUntil)
    fold.add(pageOf(keptUntil, await marksBetween(store.pool, days, { from: keptUntil, until: seenUntil })))
  return fold.told()
}

const dayOf = (at: number): number => Math.floor(at / dayMs)

/** At which level a part of the desk works, for what nobody noted: the first, where it is of none. */
function levelOf({ teams }: DeskFacts, scope: Scope | undefined): HouseLevel {
  if (scope?.by === 'level') return scope.is
  return (scope?.by === 'team' && teams[scope.is]?.level) || 1
}

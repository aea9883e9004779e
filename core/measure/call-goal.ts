// A goal for calls handled in a week, which is never looked at alone: what came of it stands beside how many
// of the cases solved needed one contact only, and where too few can be judged, neither is told. Nothing of
// anybody is counted for weeks in which no goal held. Not: who sees it (core/access/call-goals.ts).
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { periodBeside, readWeek, weekAt } from '#core/measure/period.ts'
import { shareOf } from '#core/measure/walk-tally.ts'

/** More calls in a week are no goal for anybody. */
export const goalMax = 2_000
/** Of fewer solved cases a share says nothing that could stand beside a number. */
export const judgedMin = 10
/** So many days after a fix it is judged. */
export const judgedDays = 7

/** Calls, and of so many cases first solved in the same week those whose customer did not come again. */
export type GoalFigures = { readonly calls: number; readonly judged: number; readonly inOneContact: number }
export type GoalPair = {
  readonly calls: number
  readonly firstContact: {
    readonly value: number
    readonly n: number
    readonly range: readonly [from: number, to: number]
  }
}

/** Both or neither; null: too few can be judged. */
export function goalPair({ calls, judged, inOneContact }: GoalFigures): GoalPair | null {
  if (judged < judgedMin) return null
  const { range } = shareOf(inOneContact, judged)
  return { calls, firstContact: { value: inOneContact / judged, n: judged, range: [range!.from, range!.to] } }
}

/** The last week of which every fix can be judged by days that are kept until an instant. */
export function lastJudgedWeek(keptUntil: Instant, zone: string): string {
  let week = weekAt(keptUntil, zone)
  while (!isJudged(week, keptUntil, zone)) week = periodBeside(week, -1)
  return week
}

/** Whether every fix of a week can be judged; what is no week cannot. */
export function isJudged(week: string, keptUntil: Instant, zone: string): boolean {
  const period = readWeek(week, zone)
  return period !== null && period.until + judgedDays * dayMs <= keptUntil
}

/** When the first week a goal held in can be judged: that in which it was set. */
export function judgedFrom(setAt: Instant, zone: string): Instant {
  const { until } = readWeek(weekAt(setAt, zone), zone)!
  return instant((Math.ceil(until / dayMs) + judgedDays) * dayMs)
}

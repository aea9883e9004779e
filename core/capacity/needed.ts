// How many people an hour of the week needs, from what came in it and how long that takes, by Erlang. Not:
// the formulas (core/staffing/erlang.ts), nor who is there (planned.ts).
import type { CapacitySetting } from '#core/capacity/capacity-setting.ts'
import { leastAgents, withinOccupancy } from '#core/staffing/erlang.ts'

/** What comes in an hour on average, and between which rates the truth lies with 95 % certainty. */
export type Rate = { readonly perHour: number; readonly range: readonly [from: number, to: number] }

/**
 * The rate of what came by chance, and its range by Byar's approximation to that of Poisson. Null: there was
 * no such hour.
 */
export function rateOf(came: number, hours: number): Rate | null {
  if (hours === 0) return null
  const z = 1.96
  const low = came === 0 ? 0 : came * (1 - 1 / (9 * came) - z / (3 * Math.sqrt(came))) ** 3
  const more = came + 1
  const high = more * (1 - 1 / (9 * more) + z / (3 * Math.sqrt(more))) ** 3
  return { perHour: came / hours, range: [Math.max(0, low) / hours, high / hours] }
}

/**
 * The least number of people with which as many are begun in time as the setting wants, and who are no busier
 * than it says. Nobody needs nobody.
 */
export function neededFor(perHour: number, handleS: number, setting: CapacitySetting): number {
  const { begunPercent, waitMinutes, busyPercent, patienceMinutes } = setting
  const load = { calls: perHour, intervalS: 3_600, ahtS: handleS }
  const goal = { serviceLevel: begunPercent / 100, waitS: 60 * waitMinutes }
  // A share under the whole is reached by some number: by the load itself and a few.
  const { agents, queueing } = leastAgents(
    load,
    goal,
    patienceMinutes === null ? undefined : 60 * patienceMinutes,
  )!
  return withinOccupancy(agents, queueing.erlangs, busyPercent / 100)
}

// Hours of a played week: who is there quarter by quarter, and how much of the time between two instants
// somebody is planned. Not: what comes in them (played-arrivals.ts).
import { hoursOfWeek } from '#core/capacity/week-hours.ts'

const hourS = 3_600
const quartersOfHour = 4

/**
 * Whole people for each quarter of an hour, Monday's first: a half of one is there every second quarter, so
 * that over the hours as many are there as are planned.
 */
export function peopleByQuarter(people: readonly number[]): readonly number[] {
  let [planned, given] = [0, 0]
  return people.flatMap(there =>
    Array.from({ length: quartersOfHour }, () => {
      planned += there
      const now = Math.round(planned) - given
      given += now
      return now
    }),
  )
}

/** So many seconds of the time until an instant were such in which somebody is planned. */
export type OpenClock = (atS: number) => number

/** A clock that goes while somebody is planned; where nobody ever is it always goes. */
export function openClock(planned: readonly number[]): OpenClock {
  const until = [0]
  for (const there of planned) until.push(until.at(-1)! + (there > 0 ? hourS : 0))
  const week = until[hoursOfWeek]!
  if (week === 0) return atS => atS
  return atS => {
    const hours = Math.floor(atS / hourS)
    const hour = hours % hoursOfWeek
    const part = planned[hour]! > 0 ? atS - hours * hourS : 0
    return Math.floor(hours / hoursOfWeek) * week + until[hour]! + part
  }
}

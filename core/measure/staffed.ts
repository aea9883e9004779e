// How long people were there, by a record that is made of each day when it is over: team by team, quarter of
// an hour by quarter. Weeks and absences that change later change nothing of it. Not: who is planned for days
// to come (core/capacity/planned.ts), nor where the record lies (store/desk/staffed-day.ts).
import { plannedIn } from '#core/capacity/planned.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { workedMs } from '#core/clock/working-time.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { dayMs, type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import type { Period } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Midnights of all zones lie between quarters of an hour. */
export const quarterMs = 15 * minuteMs
const quartersOfDay = dayMs / quarterMs

export type StaffedPart = {
  /** null: people of no team */
  readonly team: TeamId | null
  readonly level: HouseLevel
  /** whole seconds of people in each quarter of the day, by UTC */
  readonly quarters: readonly number[]
}
/** `day`: since the epoch, by UTC. */
export type StaffedDay = { readonly day: number; readonly parts: readonly StaffedPart[] }

/** When people were away, as far as it is known when a day is over. */
export type Away = Readonly<Record<AgentId, Period>>

/**
 * The record of a day. Who works in several teams is there for each with an equal part; who has no hours is
 * counted nowhere.
 */
export function staffedOn(desk: DeskFacts, day: number, away: Away): StaffedDay {
  const parts = new Map<string, { team: TeamId | null; level: HouseLevel; ms: number[] }>()
  for (const { agent, calendar } of plannedIn(desk, undefined)!) {
    const places = calendar ? placesOf(agent, desk) : []
    if (!calendar || places.length === 0) continue
    const ms = quartersOf(calendar, day, away[agent.id])
    if (ms.every(one => one === 0)) continue
    for (const { team, level } of places) {
      const key = `${team} ${level}`
      const part = parts.get(key) ?? { team, level, ms: ms.map(() => 0) }
      parts.set(key, part)
      for (const [i, own] of ms.entries()) part.ms[i]! += own / places.length
    }
  }
  const sorted = [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    day,
    parts: sorted.map(([, { team, level, ms }]) => ({
      ...{ team, level, quarters: ms.map(one => Math.round(one / secondMs)) },
    })),
  }
}

type Spot = { readonly team: TeamId | null; readonly level: HouseLevel }

function placesOf({ teams, levels }: AgentFacts, desk: DeskFacts): Spot[] {
  if (teams.length === 0) return levels.map(level => ({ team: null, level }))
  return teams.flatMap(team => {
    const level = desk.teams[team]?.level
    return level === undefined ? [] : [{ team, level }]
  })
}

function quartersOf(calendar: Calendar, day: number, away: Period | undefined): number[] {
  return Array.from({ length: quartersOfDay }, (_, i) => {
    const from = instant(day * dayMs + i * quarterMs)
    const until = instant(from + quarterMs)
    if (!away) return workedMs(calendar, from, until)
    const left = instant(Math.max(from, Math.min(until, away.from)))
    const back = instant(Math.min(until, Math.max(from, away.until)))
    return left >= back
      ? workedMs(calendar, from, until)
      : workedMs(calendar, from, left) + workedMs(calendar, back, until)
  })
}

/** How long people were there in a period, as far as it was recorded. */
export type Staffed = {
  readonly seconds: number
  /** whether an instant lies in a day that was recorded */
  isKnown(at: number): boolean
}

/** Of a part of the desk; null: people are not there for such a part, a channel for one. */
export function staffedIn(
  days: readonly StaffedDay[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
  scope: Scope | undefined,
): Staffed | null {
  if (scope && scope.by !== 'team' && scope.by !== 'level') return null
  const known = new Set(days.map(({ day }) => day))
  let seconds = 0
  for (const { day, parts } of days)
    for (const { team, level, quarters } of parts) {
      if (scope && (scope.by === 'team' ? team : level) !== scope.is) continue
      for (const [i, own] of quarters.entries()) {
        const at = day * dayMs + i * quarterMs
        if (at >= from && at < until) seconds += own
      }
    }
  return { seconds, isKnown: at => known.has(Math.floor(at / dayMs)) }
}

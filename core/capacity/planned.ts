// Who is planned to be there in an hour: by people's working weeks, else by the hours of their teams, less
// absences. Not: who is really there (live presence), nor how many are needed (needed.ts).
import { isOpen, workedMs } from '#core/clock/working-time.ts'
import type { Period } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { calendarOf } from '#core/people/week.ts'

/** Somebody, with the part of him that is there for a part of the desk. */
type Planned = { readonly agent: AgentFacts; readonly part: number; readonly calendar: Calendar | null }

/**
 * People who work in a part of the desk. Who works in several teams is there for each with an equal part, so
 * that nobody is counted twice. Null: people are not planned by such a part, a channel for one.
 */
export function plannedIn(desk: DeskFacts, scope: Scope | undefined): readonly Planned[] | null {
  if (scope && scope.by !== 'team' && scope.by !== 'level') return null
  return Object.values(desk.agents).flatMap(agent => {
    const part = worksOnCases(agent) ? partOf(desk, agent, scope) : 0
    return part === 0 ? [] : [{ agent, part, calendar: hoursOf(desk, agent) }]
  })
}

/** Programs and those who only oversee take no cases. */
const worksOnCases = ({ active, reach, roles }: AgentFacts): boolean =>
  active && reach !== undefined && (roles.includes('agent') || roles.includes('partner'))

function partOf(desk: DeskFacts, { teams, levels }: AgentFacts, scope: Scope | undefined): number {
  if (!scope) return 1
  if (scope.by === 'team') return teams.some(one => one === scope.is) ? 1 / teams.length : 0
  // Whoever is of no team works at his levels.
  const own = teams.length === 0 ? levels : teams.flatMap(one => desk.teams[one]?.level ?? [])
  return own.filter(one => one === scope.is).length / Math.max(1, own.length)
}

function hoursOf(desk: DeskFacts, { week, teams }: AgentFacts): Calendar | null {
  if (week) return calendarOf(week)
  for (const team of teams) {
    const hours = desk.teams[team]?.duty?.hours
    const calendar = hours && desk.calendars[hours]
    if (calendar) return calendar
  }
  return null
}

/** Of how many it is not known when they work: they are counted nowhere. */
export const unplannedIn = (planned: readonly Planned[]): number =>
  planned.filter(one => one.calendar === null).length

/**
 * How many are planned to be there in a stretch: a half is somebody for half of it. Who is absent now is away
 * from now until he is back; of earlier absences nothing is known any more.
 */
export function peopleIn(planned: readonly Planned[], { from, until }: Period, now: Instant): number {
  if (until <= from) return 0
  let people = 0
  for (const { agent, part, calendar } of planned) {
    if (calendar === null) continue
    const back = agent.absence?.until ?? now
    const ms = workedIn(calendar, from, earlier(until, now)) + workedIn(calendar, later(from, back), until)
    people += (part * ms) / (until - from)
  }
  return Math.round(people * 100) / 100
}

/** How many are there now: who has no hours and is not absent is always taken as there. */
export function peopleThere(planned: readonly Planned[], now: Instant): number {
  const there = planned.filter(
    ({ agent, calendar }) => !agent.absent && (calendar === null || isOpen(calendar, now)),
  )
  return Math.round(there.reduce((sum, { part }) => sum + part, 0) * 100) / 100
}

const earlier = (a: Instant, b: Instant): Instant => instant(Math.min(a, b))
const later = (a: Instant, b: Instant): Instant => instant(Math.max(a, b))
const workedIn = (calendar: Calendar, from: Instant, until: Instant): number =>
  from < until ? workedMs(calendar, from, until) : 0

// The desk as it is at an instant: who is outside his week, who is on call. What follows from hours is
// worked out here once, so that whoever has no hours (a right that is asked for, the browser) reads it.
// Not: the rules themselves (week.ts, on-call.ts).
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts, TeamFacts } from '#core/people/desk-facts.ts'
import { onCallAt } from '#core/people/on-call.ts'
import { opensAt } from '#core/people/team-there.ts'
import { backAt } from '#core/people/week.ts'

const mapped = <Id extends string, T>(of: Readonly<Record<Id, T>>, map: (one: T) => T) =>
  Object.fromEntries(Object.entries<T>(of).map(([id, one]) => [id, map(one)])) as Record<Id, T>

/** The same facts with what holds at an instant. */
export const deskAt = (desk: DeskFacts, at: Instant): DeskFacts => ({
  ...desk,
  at,
  agents: mapped(desk.agents, agent => (agent.week ? { ...agent, off: offAt(agent, at) } : agent)),
  teams: mapped<keyof DeskFacts['teams'], TeamFacts>(desk.teams, team =>
    team.duty ? { ...team, onCall: onCallAt(desk, team.id, at), opensAt: opensAt(desk, team.id, at) } : team,
  ),
})

function offAt(agent: AgentFacts, at: Instant): NonNullable<AgentFacts['off']> | null {
  const until = backAt(agent, at)
  return until === null ? null : { until, cover: agent.week?.cover ?? null }
}

/** What a browser is told of it: what holds, without the hours it follows from. */
export const deskTold = ({ zone: _zone, ...desk }: DeskFacts): DeskFacts => ({
  ...desk,
  // A direct number is for the customers of whoever has it.
  agents: mapped(desk.agents, ({ week: _week, number: _number, ...agent }) => agent),
  teams: mapped<keyof DeskFacts['teams'], TeamFacts>(desk.teams, ({ duty: _duty, ...team }) => team),
  calendars: {},
  pins: {},
  // What an hour costs is for who leads.
  ...(desk.costs && { costs: { ...desk.costs, versions: [] } }),
})

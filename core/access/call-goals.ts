// Who sets a goal for calls handled, and who sees what came of it: the person it is for and whoever leads
// him, the people of a team and whoever leads in it; nobody else. Not: what came of it
// (core/measure/call-goal.ts).
import { isPartner } from '#core/access/share.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { leads } from '#core/people/leads.ts'

/** Whom a goal is for: a person or a team. */
export type GoalFor = AgentId | TeamId

/** Whether it is for a team. */
export const isOfTeam = (whose: GoalFor): whose is TeamId => whose.startsWith('tea_')

/** Whether somebody sets or takes back a goal for a person or team: whoever leads there, of our own house. */
export function maySetGoal(by: AgentFacts, whose: GoalFor, desk: DeskFacts): boolean {
  if (!by.active || !by.roles.includes('lead') || isPartner(by, desk)) return false
  if (!isOfTeam(whose)) return desk.agents[whose]?.active === true && leads(desk, by.id, whose)
  if (!desk.teams[whose]) return false
  return by.teams.includes(whose) || !Object.values(desk.agents).some(one => leadsIn(one, whose))
}

const leadsIn = ({ active, roles, teams }: AgentFacts, team: TeamId): boolean =>
  active && roles.includes('lead') && teams.includes(team)

/** Whether somebody sees it with what came of it. */
export function maySeeGoal(by: AgentFacts, whose: GoalFor, desk: DeskFacts): boolean {
  const isHis = isOfTeam(whose) ? by.teams.includes(whose) : by.id === whose
  return (by.active && isHis && !isPartner(by, desk)) || maySetGoal(by, whose, desk)
}

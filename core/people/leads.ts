// Who leads whom: the leads of somebody's teams; who has none there is led by all of them.
import type { AgentId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

const isLead = ({ active, roles }: AgentFacts): boolean => active && roles.includes('lead')
const share = (one: AgentFacts, other: AgentFacts): boolean =>
  one.teams.some(team => other.teams.includes(team))

/** Whether one leads the other; nobody leads himself. */
export function leads(desk: Pick<DeskFacts, 'agents'>, lead: AgentId, agent: AgentId): boolean {
  const [one, other] = [desk.agents[lead], desk.agents[agent]]
  if (!one || !other || lead === agent || !isLead(one)) return false
  if (share(one, other)) return true
  return !Object.values(desk.agents).some(who => who.id !== agent && isLead(who) && share(who, other))
}

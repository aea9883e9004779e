// Who sees a wish for somebody who leads: leads whom it is not about; where there is none, administrators.
// The one place this is said; lists, counts, pages and letters all ask it.
import type { AgentId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

type Concerning = { readonly concerns: readonly AgentId[] }

const leads = (agent: AgentFacts): boolean => agent.active && agent.roles.includes('lead')
const administers = (agent: AgentFacts): boolean => agent.active && agent.roles.includes('admin')

/** All who see it and are to act on it. Nobody it is about, whatever his roles. */
export function whoSees({ concerns }: Concerning, desk: DeskFacts): AgentFacts[] {
  const others = Object.values(desk.agents).filter(one => !concerns.includes(one.id))
  const found = others.filter(leads)
  return found.length > 0 ? found : others.filter(administers)
}

/** Whether an agent sees it. */
export const sees = (agent: AgentId, one: Concerning, desk: DeskFacts): boolean =>
  whoSees(one, desk).some(({ id }) => id === agent)

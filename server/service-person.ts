// The person an API token acts as: what the token's roles allow, under the token's name. It has no password
// and no screen.
import type { AgentId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { houseLevels } from '#core/people/level.ts'
import type { ApiToken } from '#store/desk/access.ts'

/** The agent's id under which a token's deeds stand in the ledger. */
export const serviceAgentId = (tokenId: string): AgentId => `agt_${tokenId.slice(tokenId.indexOf('_') + 1)}`

/** The facts of a token's person; one that may work does so at every level of the house. */
export function servicePerson(token: ApiToken): AgentFacts {
  const works = token.roles.some(role => role === 'agent' || role === 'lead' || role === 'admin')
  const roles = token.roles.includes('admin')
    ? [...new Set([...token.roles, 'agent', 'lead'] as const)]
    : token.roles
  return {
    id: serviceAgentId(token.id),
    name: token.name,
    roles,
    levels: works ? houseLevels : [],
    teams: [],
    active: token.revokedAt === null,
    absent: true,
  }
}

// What somebody of another house sees: his share, and nothing beside it. Not: the other rights (may.ts), nor
// who of ours answers for it (case/deed/accountable.ts).
import type { Readable } from '#core/access/may.ts'
import type { TeamId } from '#core/kit/id.ts'
import { after, dayMs } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

/**
 * Somebody of another house, by his role or by his teams: he sees what is shared with him and nothing else,
 * also where he leads there.
 */
export const isPartner = (agent: AgentFacts, desk: DeskFacts): boolean =>
  (agent.roles.includes('partner') && !agent.roles.includes('agent') && !agent.roles.includes('lead')) ||
  agent.teams.some(team => desk.teams[team]?.partner)

/** Whether a team of the agent is shared with: it takes cases, and what was agreed with its house holds. */
export function isSharing(team: TeamId, desk: DeskFacts): boolean {
  const facts = desk.teams[team]
  const endsAt = facts?.partner?.endsAt ?? null
  return Boolean(facts?.active) && (endsAt === null || desk.at === undefined || endsAt > desk.at)
}

/** A partner's team had the case and still reads it: so many days after it gave it on. */
function readsOn(team: TeamId, { shares }: Readable, desk: DeskFacts): boolean {
  const leftAt = shares?.[team]
  const partner = desk.teams[team]?.partner
  if (!leftAt || !partner) return false
  return after(leftAt, partner.readDays * dayMs) > (desk.at ?? 0)
}

/** What lies with a partner's teams or is offered to them or him. To read, also what they gave on lately. */
export function isInShare(agent: AgentFacts, one: Readable, desk: DeskFacts, to: 'read' | 'do'): boolean {
  const teams = agent.teams.filter(team => isSharing(team, desk))
  const { offer } = one
  if (teams.includes(one.team)) return true
  if (offer && (teams.includes(offer.team) || (offer.agent === agent.id && isSharing(offer.team, desk))))
    return true
  if (to === 'do') return false
  // Somebody of another house who sits in none of its teams has what was his.
  const isAlone = !agent.teams.some(team => desk.teams[team]?.partner)
  return teams.some(team => readsOn(team, one, desk)) || (isAlone && one.hadBy.includes(agent.id))
}

// What of his open cases somebody may keep when his roles, levels or teams change. Pure. Not: who gets them
// (server/placing.ts), nor handing over for a while (hand-over.ts).
import { isPartner } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentFacts, DeskFacts, Role } from '#core/people/desk-facts.ts'

const working: readonly Role[] = ['agent', 'lead', 'technician', 'partner']
/** Whether somebody of these roles can answer to a customer at all. */
export const worksWith = (roles: readonly Role[]): boolean => roles.some(one => working.includes(one))

export type Change = { readonly before: AgentFacts; readonly after: AgentFacts }
export type Losing = { readonly work: boolean; readonly contact: boolean }

/**
 * Whether he may work on a case no more, because its team or its level is not his any more, and whether its
 * customer needs another contact. A customer keeps him who works at the case's level or below it, where a
 * contact belongs; where he works for another house, or with no customers, he keeps none.
 */
export function losingOf(
  desk: DeskFacts,
  { before, after }: Change,
  { team, level }: Pick<Card, 'team' | 'level'>,
): Losing {
  const isOut = !worksWith(after.roles) || (isPartner(after, desk) && !isPartner(before, desk))
  const isTeamLost = before.teams.includes(team) && !after.teams.includes(team)
  const isLevelLost = before.levels.includes(level) && !after.levels.includes(level)
  const work = isOut || isTeamLost || isLevelLost
  return { work, contact: isOut || (work && !after.levels.some(one => one <= level)) }
}

// A case that goes on again lies with people who are there: whoever left meanwhile neither works on it nor
// answers for it. Not: his open cases, which are placed as he leaves (server/placing.ts).
import { deskFact, type Outcome, type Wish } from '#core/case/deed/deed.ts'
import type { Event } from '#core/case/event.ts'
import { goesOnBy } from '#core/case/goes-on.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { standIn } from '#core/people/cover.ts'

/** What was decided, and where a case lies that is opened again. */
export const withPlace = (state: OpenedCase, outcome: Outcome, wish: Wish): Outcome =>
  !isRefusal(outcome) && outcome.some(goesOnBy) ? [...outcome, ...placedAgain(state, wish)] : outcome

/** Its work in the queue of its team, its customer with whoever stands in for the contact who left. */
function placedAgain({ contact, worker, team, level }: OpenedCase, wish: Wish): Event[] {
  const { desk } = wish.setting
  const hasLeft = (agent: AgentId | null): agent is AgentId => agent !== null && !desk.agents[agent]?.active
  const events: Event[] = []
  if (hasLeft(contact)) {
    const agent = nextContact(contact, team, wish)
    const change = { change: wish.setting.newId('chg'), from: contact, reason: 'left' } as const
    // Where nobody at all is there the customer keeps the name he knows.
    if (agent) events.push(deskFact(wish, 'contact.assigned', { agent, ...change }))
  }
  return [...events, ...(hasLeft(worker) ? [deskFact(wish, 'worker.queued', { team, level })] : [])]
}

/**
 * Whoever stands in; else of those of the team who still work here whoever opens it again, else the first.
 */
function nextContact(contact: AgentId, team: TeamId, { setting: { desk }, by, at }: Wish): AgentId | null {
  const next = standIn(desk, contact, team, at)
  if (next.as !== 'team') return next.agent
  const members = Object.values(desk.agents).filter(one => one.active && one.teams.includes(team))
  const all = members.map(one => one.id).sort()
  return all.find(one => by.kind === 'agent' && by.id === one) ?? all[0] ?? null
}

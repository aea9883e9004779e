// Who keeps what is due next on a case: the clock owner, one of the three roles every case has.
// Not: who stands in for him (kept-for.ts), nor what is due (card.ts).
import { clockOf, type Clock } from '#core/case/card.ts'
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'

export const clockRoles = ['contact', 'worker', 'keeper', 'receiver', 'team'] as const
export type ClockRole = (typeof clockRoles)[number]
export type ClockOwner = {
  readonly as: ClockRole
  /** null: a team's, nobody has it */
  readonly agent: AgentId | null
  readonly team: TeamId
  readonly clock: Clock
}

/** Whose what is due next is; null: nothing is due. */
export function clockOwner(state: OpenedCase): ClockOwner | null {
  const clock = clockOf(state)
  if (!clock) return null
  const { contact, worker, team } = state
  const owned = (as: ClockRole, agent: AgentId | null): ClockOwner =>
    agent ? { as, agent, team, clock } : { as: 'team', agent: null, team, clock }
  const byContact = () => (contact ? owned('contact', contact) : owned('worker', worker))
  switch (clock.kind) {
    case 'promise': {
      const keeper = openPromises(state).find(([, one]) => one.topic && one.dueAt === clock.dueAt)?.[1].keeper
      return keeper ? owned('keeper', keeper) : byContact()
    }
    case 'accept': {
      const to = offerOf(state)!.to
      return to.agent
        ? { as: 'receiver', agent: to.agent, team: to.team, clock }
        : { as: 'team', agent: null, team: to.team, clock }
    }
    case 'wait':
    case 'workaround':
    case 'resolution':
      return owned('worker', worker)
    default:
      return byContact()
  }
}

// Supplier cases that were given to a house outside: whether somebody of theirs reads one. Not: which of
// its words he is shown (server/supplier-share.ts), nor cases in a share (core/access/share.ts).
import { isSharing } from '#core/access/share.ts'
import type { TeamId } from '#core/kit/id.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import type { SupplierCase } from '#core/supplier/state.ts'

/** What it is decided on: a supplier case has it, and so has its row in the list. */
export type SharedSupplier = {
  readonly partner: TeamId | null
  /** they know of it since then; null: it is a draft of ours */
  readonly sentAt: Instant | null
  readonly isOpen: boolean
  readonly solvedAt: Instant | null
}

export const sharedOf = ({ partner, sentAt, end, solvedAt }: SupplierCase): SharedSupplier => ({
  ...{ partner, sentAt, isOpen: end === 'open', solvedAt },
})

/** The partners' teams whose share an agent has at present: what was agreed with their house holds. */
export const sharingTeams = (agent: AgentFacts, desk: DeskFacts): readonly TeamId[] =>
  agent.active ? agent.teams.filter(team => desk.teams[team]?.partner && isSharing(team, desk)) : []

/** Whether he reads it: nothing before it was sent, and some days on after it is over. */
export function isSharedWith(
  agent: AgentFacts,
  { partner, sentAt, isOpen, solvedAt }: SharedSupplier,
  desk: DeskFacts,
): boolean {
  if (partner === null || sentAt === null || !sharingTeams(agent, desk).includes(partner)) return false
  if (isOpen || solvedAt === null) return isOpen
  const { readDays } = desk.teams[partner]!.partner!
  return after(solvedAt, readDays * dayMs) > (desk.at ?? 0)
}

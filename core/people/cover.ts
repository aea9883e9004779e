// Who stands in for somebody who is away: his cover, else a lead of the team, else the team itself. Read from
// the desk's settings whenever it is asked, never written into a case: the ledger keeps who gave his word.
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

/** Who keeps something now: its keeper, whoever covers for him, or whoever of the team is there. */
export type KeptBy =
  | { readonly as: 'keeper' | 'cover' | 'lead'; readonly agent: AgentId }
  | { readonly as: 'team'; readonly team: TeamId }

const isThere = (desk: DeskFacts, agent: AgentId | null | undefined): agent is AgentId => {
  const facts = agent && desk.agents[agent]
  return facts ? facts.active && !facts.absent : false
}

/** Whether somebody is away now and will not be back by an instant; without one: whether he is away now. */
export function isAway(desk: DeskFacts, agent: AgentId, by: Instant | null = null): boolean {
  const facts = desk.agents[agent]
  if (!facts?.active) return true
  if (!facts.absent) return false
  const until = facts.absence?.until ?? null
  return by === null || until === null || until > by
}

/** Who stands in for an agent who is away, in a team. */
export function standIn(desk: DeskFacts, agent: AgentId | null, team: TeamId): KeptBy {
  const cover = agent && desk.agents[agent]?.absence?.cover
  if (isThere(desk, cover)) return { as: 'cover', agent: cover }
  const lead = leadOf(desk, team, agent)
  return lead ? { as: 'lead', agent: lead } : { as: 'team', team }
}

// One of several leads, always the same: two who each think it is the other's keep nothing.
const leadOf = (desk: DeskFacts, team: TeamId, except: AgentId | null): AgentId | null =>
  Object.values(desk.agents)
    .filter(({ id, roles, teams }) => id !== except && roles.includes('lead') && teams.includes(team))
    .map(one => one.id)
    .sort()
    .find(id => isThere(desk, id)) ?? null

/** Who keeps what somebody promised by an instant, for a case of a team. */
export function keeperNow(
  desk: DeskFacts,
  { keeper, dueAt, team }: { keeper: AgentId | null; dueAt: Instant; team: TeamId },
): KeptBy {
  if (keeper && !isAway(desk, keeper, dueAt)) return { as: 'keeper', agent: keeper }
  return standIn(desk, keeper, team)
}

/** Whether an agent keeps now what another promised, because he stands in for him. */
export function isCovering(
  desk: DeskFacts,
  agent: AgentId,
  promised: { keeper: AgentId; dueAt: Instant; team: TeamId },
): boolean {
  const kept = keeperNow(desk, promised)
  return (kept.as === 'cover' || kept.as === 'lead') && kept.agent === agent
}

/** Whether an agent stands in now for another, in a team. */
export function coversFor(desk: DeskFacts, agent: AgentId, other: AgentId | null, team: TeamId): boolean {
  if (other === null || other === agent || !isAway(desk, other)) return false
  const kept = standIn(desk, other, team)
  return kept.as !== 'team' && kept.agent === agent
}

/** What an agent keeps for others now: of whom, due before when (null: ever), in which teams (null: all). */
export type Covered = {
  readonly keepers: readonly AgentId[]
  readonly before: Instant | null
  readonly teams: readonly TeamId[] | null
}

/** For whom an agent stands in now, as a list can be asked for it. */
export function coveredBy(desk: DeskFacts, me: AgentId): Covered[] {
  const found = new Map<string, { keepers: AgentId[]; before: Instant | null; teams: TeamId[] | null }>()
  for (const { id } of Object.values(desk.agents)) {
    if (id === me || !isAway(desk, id)) continue
    const teams = teamsCovered(desk, id, me)
    if (teams?.length === 0) continue
    const before = desk.agents[id]?.active ? (desk.agents[id]?.absence?.until ?? null) : null
    const key = JSON.stringify([before, teams])
    const same = found.get(key)
    if (same) same.keepers.push(id)
    else found.set(key, { keepers: [id], before, teams })
  }
  return [...found.values()]
}

/** The teams in which one stands in for another; null: in all. */
function teamsCovered(desk: DeskFacts, other: AgentId, me: AgentId): TeamId[] | null {
  const cover = desk.agents[other]?.absence?.cover
  if (isThere(desk, cover)) return cover === me ? null : []
  const mine: AgentFacts['teams'] = desk.agents[me]?.teams ?? []
  return mine.filter(team => leadOf(desk, team, other) === me)
}

// Who stands in for somebody. Outside his week: his cover, else whoever of the team is on duty, else who is
// on call, else a lead. While he is absent or gone: his cover, else a lead, else who is on call; in the end
// the team itself. Read from the desk's settings whenever it is asked, never written into a case: the
// ledger keeps who gave his word.
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { after, type Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { onCallAt } from '#core/people/on-call.ts'
import { backAt, isOff, isOnDuty } from '#core/people/week.ts'

/** Who keeps something now: its keeper, whoever stands in for him, or whoever of the team is there. */
export type KeptBy = StandIn | { readonly as: 'keeper'; readonly agent: AgentId }
type Stood = { readonly as: 'cover' | 'on_duty' | 'on_call' | 'lead'; readonly agent: AgentId }
export type StandIn = Stood | { readonly as: 'team'; readonly team: TeamId }

/** Neither gone nor absent; and, of an instant (null: the facts' own), in his week. */
function isThere(desk: DeskFacts, agent: AgentId | null | undefined, at: Instant | null): agent is AgentId {
  const facts = agent && desk.agents[agent]
  return facts ? facts.active && !facts.absent && !isOffAt(facts, at) : false
}
const isOffAt = (facts: AgentFacts, at: Instant | null): boolean =>
  at === null ? Boolean(facts.off) : isOff(facts, at)

/**
 * Whether somebody is away now and will not be back by an instant, or is outside his week then; without one:
 * whether he is away, or outside his week, now.
 */
export function isAway(desk: DeskFacts, agent: AgentId, by: Instant | null = null): boolean {
  const facts = desk.agents[agent]
  return !facts || isGone(facts, by) || isOffAt(facts, by)
}

/** Left, or absent and not back by an instant. */
function isGone(facts: AgentFacts, by: Instant | null): boolean {
  if (!facts.active) return true
  if (!facts.absent) return false
  const until = facts.absence?.until ?? null
  return by === null || until === null || until > by
}

/** Who stands in for an agent in a team, at an instant; null: at that of the facts. */
export function standIn(
  desk: DeskFacts,
  agent: AgentId | null,
  team: TeamId,
  at: Instant | null = null,
): StandIn {
  const named = namedCover(desk, agent, at)
  return named ? { as: 'cover', agent: named } : firstOf(desk, othersNow(desk, team, at), { agent, team })
}

// A memory, no state: rights are asked of every card of a list, for facts that hold for a second.
const known = new WeakMap<DeskFacts, Map<TeamId, Others>>()

function othersNow(desk: DeskFacts, team: TeamId, at: Instant | null): Others {
  if (at !== null) return othersOf(desk, team, at)
  const teams = known.get(desk) ?? new Map<TeamId, Others>()
  known.set(desk, teams)
  const others = teams.get(team) ?? othersOf(desk, team, null)
  teams.set(team, others)
  return others
}

/** Whom he named for his absence, else for the time outside his week. */
function namedCover(desk: DeskFacts, agent: AgentId | null, at: Instant | null): AgentId | null {
  const facts = agent && desk.agents[agent]
  if (!facts) return null
  const named = [facts.absence?.cover, facts.week?.cover ?? facts.off?.cover]
  return named.find(one => isThere(desk, one, at)) ?? null
}

/** Who would stand in for anybody of a team, of each kind always in the same order. */
type Others = {
  readonly onDuty: readonly Stood[]
  readonly onCall: readonly Stood[]
  readonly leads: readonly Stood[]
  /**
   * a lead who is asleep is still better than nobody: his quiet hours hold a word back, they do not lose
   * it
   */
  readonly leadsOff: readonly Stood[]
}

/** Of several always the same: two who each think it is the other's keep nothing. */
function firstOf(
  { agents }: DeskFacts,
  { onDuty, onCall, leads, leadsOff }: Others,
  { agent, team }: { readonly agent: AgentId | null; readonly team: TeamId },
): StandIn {
  // Who only went home left his work to whoever works on; who is away for days, or for good, left it to a
  // lead.
  const facts = agent && agents[agent]
  const isHome = facts ? facts.active && !facts.absent : false
  const all = isHome ? [...onDuty, ...onCall, ...leads] : [...leads, ...onCall]
  return [...all, ...leadsOff].find(one => one.agent !== agent) ?? { as: 'team', team }
}

function othersOf(desk: DeskFacts, team: TeamId, at: Instant | null): Others {
  const members = Object.values(desk.agents)
    .filter(one => one.teams.includes(team))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  // On duty is who is known to be: nobody is told anything at night only because nobody set his week.
  const onDuty = members.filter(
    one =>
      one.roles.includes('agent') &&
      isThere(desk, one.id, at) &&
      (at === null ? one.off === null : isOnDuty(one, at)),
  )
  const onCall = at === null ? desk.teams[team]?.onCall : onCallAt(desk, team, at)
  const leads = members.filter(one => one.roles.includes('lead') && one.active && !one.absent)
  const as = (kind: Stood['as']) => (one: { readonly id: AgentId }) => ({ as: kind, agent: one.id })
  return {
    onDuty: onDuty.map(as('on_duty')),
    onCall: onCall ? [{ as: 'on_call', agent: onCall.agent }] : [],
    leads: leads.filter(one => !isOffAt(one, at)).map(as('lead')),
    leadsOff: leads.filter(one => isOffAt(one, at)).map(as('lead')),
  }
}

export type Promised = {
  readonly keeper: AgentId | null
  readonly dueAt: Instant
  readonly team: TeamId
  /** for what is late already: who keeps it now */
  readonly now?: Instant
}

/**
 * The instant that counts for what is due: a word is kept before its time, so it is the last moment before
 * it. What is due as the doors close is still of the day, what is due as they open is not.
 */
const momentOf = ({ dueAt, now }: Pick<Promised, 'dueAt' | 'now'>): Instant =>
  now !== undefined && now >= dueAt ? now : after(dueAt, -1)

/** Who keeps what somebody promised by an instant, for a case of a team. */
export function keeperNow(desk: DeskFacts, promised: Promised): KeptBy {
  const { keeper, dueAt, team } = promised
  const facts = keeper && desk.agents[keeper]
  const at = momentOf(promised)
  if (!keeper || !facts || isGone(facts, dueAt)) return standIn(desk, keeper, team, at)
  const itself = { as: 'keeper', agent: keeper } as const
  if (!isOff(facts, at)) return itself
  const kept = standIn(desk, keeper, team, at)
  // Nobody is there, and nobody is named: it is his own, whenever he looks.
  return kept.as === 'team' || isOwnTurn(kept, othersNow(desk, team, at), keeper) ? itself : kept
}

/** Whether he is on call himself, while only a lead would stand in for him: he is the one who is awake. */
const isOwnTurn = ({ as }: StandIn, { onCall }: Others, agent: AgentId): boolean =>
  as === 'lead' && onCall.some(one => one.agent === agent)

/** When the keeper himself has it again: the end of his absence or of the time outside his week. */
export function backFor(desk: DeskFacts, promised: Promised): Instant | null {
  const facts = promised.keeper && desk.agents[promised.keeper]
  if (!facts?.active) return null
  return facts.absent ? (facts.absence?.until ?? null) : backAt(facts, momentOf(promised))
}

/** Whether an agent keeps now what another promised, because he stands in for him. */
export function isCovering(desk: DeskFacts, agent: AgentId, promised: Promised): boolean {
  const kept = keeperNow(desk, promised)
  return kept.as !== 'keeper' && kept.as !== 'team' && kept.agent === agent
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
  const away = Object.values(desk.agents).filter(({ id }) => id !== me && isAway(desk, id))
  if (away.length === 0) return []
  const others = Object.values(desk.teams).map(({ id }) => ({ team: id, others: othersNow(desk, id, null) }))
  const found = new Map<string, { keepers: AgentId[]; before: Instant | null; teams: TeamId[] | null }>()
  for (const one of away) {
    const { id } = one
    const named = namedCover(desk, id, null)
    const own = others.filter(({ team, others: all }) => {
      const first = firstOf(desk, all, { agent: id, team })
      return first.as !== 'team' && first.agent === me && !isOwnTurn(first, all, id)
    })
    const teams = named ? null : own.map(({ team }) => team)
    if (named ? named !== me : own.length === 0) continue
    const before = backOf(one)
    const key = JSON.stringify([before, teams])
    const same = found.get(key)
    if (same) same.keepers.push(id)
    else found.set(key, { keepers: [id], before, teams })
  }
  return [...found.values()]
}

/** When somebody who is away is back; null: he has left, or nobody knows. */
function backOf(facts: AgentFacts): Instant | null {
  if (!facts.active) return null
  return (facts.absent ? facts.absence?.until : facts.off?.until) ?? null
}

// Who of ours is told that a problem, supplier case or change request wants him: its owner, whoever stands
// in for him, or those who lead; whom a policy of the house binds; and who of another house, of what is in
// its share. Not: which of its facts tell it (MatterRules.wants), nor notices of cases (who.ts).
import { isOfHouse } from '#core/house-policy/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { BoundWant, MatterWant, ShareWant } from '#core/matter/matter.ts'
import { leadsOf, reachedAt, type Told, type ToldAs } from '#core/notice/who.ts'
import type { Actor } from '#core/people/actor.ts'
import { isAway, standIn } from '#core/people/cover.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { worksWithSuppliers } from '#core/supplier/decide.ts'
import { sharingTeams } from '#core/supplier/share.ts'

type Wanting = {
  readonly owner: AgentId | null
  readonly team: TeamId | null
  /** of a supplier case; what has none breaks into nobody's quiet hours */
  readonly severity: 1 | 2 | 3 | 4
  readonly by: Actor
  readonly now: Instant
}

/** Each once; never whoever did it himself, and nobody of another house. */
export function whoIsWanted(desk: DeskFacts, { hears, inHouse }: MatterWant, wanting: Wanting): Told[] {
  const { by, severity, now } = wanting
  const owners = inHouse ? answeringFor : ownersOf
  const first = hears === 'lead' ? [] : owners(desk, wanting)
  const leads = hears === 'lead' || hears === 'both' || first.length === 0 ? leadsFor(desk, wanting) : []
  const known = new Set(by.kind === 'agent' ? [by.id] : [])
  const mayHear = inHouse ? isOfHouse : worksWithSuppliers
  return [...first, ...leads].flatMap(({ agent, as }) => {
    if (known.has(agent.id) || !mayHear(agent, desk)) return []
    known.add(agent.id)
    return [{ agent: agent.id, as, tellAt: reachedAt({ severity }, agent, now) }]
  })
}

/** Each of them himself, while he is of our house; never whoever did it. */
export function whoIsBound(
  desk: DeskFacts,
  { agents }: BoundWant,
  { by, severity, now }: Pick<Wanting, 'by' | 'severity' | 'now'>,
): Told[] {
  return agents.flatMap((id): Told[] => {
    const agent = desk.agents[id]
    const isTold = agent && isOfHouse(agent, desk) && !(by.kind === 'agent' && by.id === id)
    return isTold ? [{ agent: id, as: 'bound', tellAt: reachedAt({ severity }, agent, now) }] : []
  })
}

/**
 * Whoever of the other house answered last, while he is there; else all of theirs who have it in their share:
 * nobody of a house outside is told to look into a list now and then.
 */
export function whoOfShare(
  desk: DeskFacts,
  { team, agent }: ShareWant,
  { by, severity, now }: Pick<Wanting, 'by' | 'severity' | 'now'>,
): Told[] {
  const theirs = Object.values(desk.agents).filter(one => sharingTeams(one, desk).includes(team))
  const last = theirs.filter(one => one.id === agent && !isAway(desk, one.id))
  return (last.length > 0 ? last : theirs)
    .filter(one => by.kind !== 'agent' || by.id !== one.id)
    .map(one => ({ agent: one.id, as: 'share', tellAt: reachedAt({ severity }, one, now) }))
}

type Candidate = { readonly agent: AgentFacts; readonly as: ToldAs }

/** He himself; while he is away whoever stands in for him. Nobody has it, or nobody stands in: none. */
function ownersOf(desk: DeskFacts, { owner, team }: Wanting): Candidate[] {
  const own = (owner && desk.agents[owner]) || undefined
  if (!own?.active) return []
  const at = team ?? own.teams[0]
  if (!isAway(desk, own.id) || !at) return [{ agent: own, as: 'owner' }]
  const kept = standIn(desk, own.id, at)
  const agent = kept.as === 'team' ? undefined : desk.agents[kept.agent]
  if (!agent || kept.as === 'team') return [{ agent: own, as: 'owner' }]
  // Whoever is only outside his week leaves it to who is on duty: he stands in like a cover.
  return [{ agent, as: kept.as === 'on_duty' ? 'cover' : kept.as }]
}

/** Who answers for a policy, away or not: its page says to him and to those who lead whom it waits for. */
function answeringFor(desk: DeskFacts, { owner }: Wanting): Candidate[] {
  const own = (owner && desk.agents[owner]) || undefined
  return own && isOfHouse(own, desk) ? [{ agent: own, as: 'owner' }] : []
}

function leadsFor(desk: DeskFacts, { owner, team, now }: Wanting): Candidate[] {
  const at = team ?? ((owner && desk.agents[owner]?.teams[0]) || 'tea_')
  return leadsOf(desk, at, now).map(agent => ({ agent, as: 'lead' as const }))
}

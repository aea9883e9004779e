// Who of ours answers for a case that a partner's team works on: exactly one, always there, never a partner.
// Put behind whatever was decided, so that no way to a partner's team can miss it. Not: what a partner reads
// (access/may.ts), nor who is told (notice/who.ts).
import { isPartner } from '#core/access/share.ts'
import { type Deciders, deskFact, type Evolver, fact } from '#core/case/deed/deed.ts'
import type { Wish } from '#core/case/deed/deed.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts, TeamFacts } from '#core/people/desk-facts.ts'

export type ShareEnd = EventOf<'share.ended'>['because']
export type AccountableCommands = {
  'accountable.assign': { agent: AgentId; because: TextRef }
  /** what a partner's team still has comes back to us */
  'share.end': { team: TeamId; because: ShareEnd }
}

/** One of ours who can answer for something: there, and no partner. */
export const isOurs = (agent: AgentFacts | undefined, desk: DeskFacts): agent is AgentFacts =>
  Boolean(
    agent?.active && !isPartner(agent, desk) && agent.roles.some(role => role === 'agent' || role === 'lead'),
  )

/** The team of ours from which a partner's team got the case; null: from none. */
function giverOf(state: OpenedCase, team: TeamId, desk: DeskFacts): TeamId | null {
  const given = Object.values(state.handOffs).findLast(one => one.to.team === team)
  return given && !desk.teams[given.from.team]?.partner ? given.from.team : null
}

const leadsOf = (desk: DeskFacts, team: TeamId | null): AgentId[] =>
  Object.values(desk.agents)
    .filter(one => one.roles.includes('lead') && (team === null || one.teams.includes(team)))
    .map(one => one.id)
    .sort()

/**
 * Who of ours answers for a case at a partner's team: who does already, the contact, whom the partnership
 * names, a lead of the team that gave it, any lead. null: there is nobody of ours.
 */
export function accountableFor(state: OpenedCase, team: TeamId, desk: DeskFacts): AgentId | null {
  const named = desk.teams[team]?.partner?.accountable ?? null
  const leads = [...leadsOf(desk, giverOf(state, team, desk)), ...leadsOf(desk, null)]
  const all = [state.accountable?.agent ?? null, state.contact, named, ...leads]
  return all.find(one => one !== null && isOurs(desk.agents[one], desk)) ?? null
}

/**
 * A partner gives what he has to his own people, or back: to the team it came from or to who answers for
 * it.
 */
export function mayGiveTo(state: OpenedCase, team: TeamId, { by, setting }: Wish): boolean {
  const { desk } = setting
  const giver = by.kind === 'agent' ? desk.agents[by.id] : undefined
  if (!giver || !isPartner(giver, desk)) return true
  const answers = state.accountable ? desk.agents[state.accountable.agent] : undefined
  return (
    giver.teams.includes(team) ||
    giverOf(state, state.team, desk) === team ||
    Boolean(answers?.teams.includes(team))
  )
}

/** The same for a person: of his own team. */
export function mayGiveToAgent(state: OpenedCase, agent: AgentId, { by, setting }: Wish): boolean {
  const { desk } = setting
  const giver = by.kind === 'agent' ? desk.agents[by.id] : undefined
  return !giver || !isPartner(giver, desk) || Boolean(desk.agents[agent]?.teams.includes(state.team))
}

/** The team of ours a case comes back to: his own, at best the one that gave it, else any of the level. */
function homeOf(state: OpenedCase, team: TeamId, desk: DeskFacts): TeamFacts | null {
  const isHome = (one: TeamFacts | undefined) => Boolean(one?.active && !one.partner)
  const agent = accountableFor(state, team, desk)
  const giver = giverOf(state, team, desk)
  const own = (agent ? desk.agents[agent]!.teams : []).map(one => desk.teams[one])
  const given = giver ? desk.teams[giver] : undefined
  const all = Object.values(desk.teams)
  const ordered = [
    ...own.filter(one => one?.id === giver),
    ...own.filter(one => one?.level === state.level),
    ...own,
    given,
    ...all.filter(one => one.level === state.level),
    ...all,
  ]
  return ordered.find(isHome) ?? null
}

export const accountableDeciders: Deciders<AccountableCommands> = {
  'accountable.assign': (state, { agent, because }, wish) => {
    const { desk } = wish.setting
    if (!desk.teams[state.team]?.partner) return refuse('accountable.not_shared')
    if (!isOurs(desk.agents[agent], desk)) return refuse('accountable.not_ours')
    if (state.accountable?.agent === agent) return []
    return [fact(wish, 'accountable.assigned', { agent, team: state.team, because })]
  },
  'share.end': (state, { team, because }, wish) => {
    const isWith = state.team === team
    const offers = Object.entries(state.handOffs).filter(
      ([, one]) => one.to.team === team && (one.standing === 'offered' || one.standing === 'accepted'),
    )
    const isKnown = state.shares?.[team] !== undefined
    if (!isWith && offers.length === 0 && !isKnown) return []
    const home = isWith ? homeOf(state, team, wish.setting.desk) : null
    if (isWith && !home) return refuse('team.not_found')
    return [
      fact(wish, 'share.ended', { team, because }),
      ...offers.map(([id]) => fact(wish, 'hand_off.withdrawn', { handOff: id as `hnd_${string}` })),
      ...(home ? [fact(wish, 'worker.queued', { team: home.id, level: home.level })] : []),
    ]
  },
}

/** Whether a case lies at a partner's team after these facts: then somebody of ours answers for it. */
export function isOutsourced(state: OpenedCase | null, events: readonly Event[], desk: DeskFacts): boolean {
  let team = state?.team
  for (const event of events)
    if (event.type === 'worker.assigned' || event.type === 'worker.queued' || event.type === 'case.opened')
      team = event.team
  return Boolean(desk.teams[team as TeamId]?.partner)
}

/** The fact that names him, where it is not recorded yet that he is it. */
export function accountableAfter(after: OpenedCase, wish: Wish): Event[] | ReturnType<typeof refuse> {
  const { desk } = wish.setting
  const agent = accountableFor(after, after.team, desk)
  if (!agent) return refuse('accountable.needed')
  const { accountable } = after
  if (accountable?.agent === agent && accountable.team === after.team) return []
  return [deskFact(wish, 'accountable.assigned', { agent, team: after.team })]
}

export const accountableAssigned: Evolver<'accountable.assigned'> = (state, { agent, team }) => ({
  ...state,
  accountable: { agent, team },
  shares: { ...state.shares, [team]: null },
})
export const shareEnded: Evolver<'share.ended'> = (state, { team }) => {
  const { [team]: _, ...shares } = state.shares ?? {}
  return { ...state, shares }
}

/** What changes when the work goes to a team: a partner's team that had it reads it from then on only. */
export function leftBehind(
  state: OpenedCase,
  { team, at }: { readonly team: TeamId; readonly at: Instant },
): Partial<Pick<OpenedCase, 'accountable' | 'shares'>> {
  const { accountable } = state
  if (!accountable || accountable.team === team) return {}
  const isKnown = state.shares?.[accountable.team] !== undefined
  return { accountable: null, ...(isKnown && { shares: { ...state.shares, [accountable.team]: at } }) }
}

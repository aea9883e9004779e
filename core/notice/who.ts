// Who is told of a fact now, as what, and when it may reach him: the one whose case it is, whoever covers for
// him or is on call, and in the end the lead. Not: which facts are told at all (notice.ts), nor who stands in
// for whom (people/cover.ts).
import { accountableFor } from '#core/case/deed/accountable.ts'
import type { EventOf } from '#core/case/event.ts'
import { findingsOf } from '#core/case/findings.ts'
import { onLine } from '#core/case/live.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { earliest, type Instant } from '#core/kit/time.ts'
import {
  holderOf,
  isPersonal,
  isEndedByLook,
  isSettled,
  isTaken,
  leadAt,
  type NoticeCause,
  noticeRules,
  type Telling,
} from '#core/notice/notice.ts'
import { quietUntil } from '#core/notice/quiet.ts'
import { standIn } from '#core/people/cover.ts'
import type { AgentFacts, DeskFacts, NoticeMail } from '#core/people/desk-facts.ts'
import { isThere, onCallAt } from '#core/people/on-call.ts'
import { ownersOfProduct } from '#core/people/product-owner.ts'
import { isOff, isOnDuty } from '#core/people/week.ts'

/** As what somebody is told. */
export const toldAs = [
  'owner',
  'cover',
  'on_call',
  'lead',
  'before',
  'asker',
  'accountable',
  'asked',
  'helper',
  'contact',
  'follower',
  'share',
  'bound',
  'product_owner',
] as const
export type ToldAs = (typeof toldAs)[number]

export type Told = {
  readonly agent: AgentId
  readonly as: ToldAs
  /** not before: the end of his quiet hours */
  readonly tellAt: Instant
}

export type Asked = {
  readonly now: Instant
  readonly desk: DeskFacts
  /** who was told of this fact before */
  readonly before: readonly Pick<Told, 'agent' | 'tellAt'>[]
  /** somebody who was told has looked, or anybody has done something with the case since */
  readonly isTakenUp: boolean
}

/** Whom to tell now, and when to ask again; null: all who are to hear of it have been told. */
export function whoIsTold(
  state: OpenedCase,
  event: Telling,
  asked: Asked,
): { readonly tell: readonly Told[]; readonly againAt: Instant | null } {
  const { now, desk, before, isTakenUp } = asked
  const leadFrom = leadAt(event, state.severity, desk.noticeMinutes)
  const isOver = (isTakenUp && isEndedByLook(event)) || isSettled(state, event)
  const isLeadDue = leadFrom !== null && now >= leadFrom && !(isOver && leadFrom > event.at)
  const first =
    before.length === 0
      ? [
          ...firstTold(state, event, asked),
          ...accountableTold(state, event, desk),
          ...endTold(state, event, desk),
        ]
      : []
  const leads = isLeadDue ? leadsOf(desk, teamOf(state, event), now).map(told('lead')) : []
  const known = new Set(before.map(one => one.agent))
  // Who said no, or decided, knows it.
  if (isEnd(event) && event.by.kind === 'agent') known.add(event.by.id)
  const tell: Told[] = []
  for (const { agent, as } of [...first, ...leads]) {
    if (known.has(agent.id)) continue
    known.add(agent.id)
    tell.push({ agent: agent.id, as, tellAt: reachedAt(state, agent, now) })
  }
  const held = [...before, ...tell].map(one => (one.tellAt > now ? one.tellAt : null))
  const later = leadFrom !== null && leadFrom > now && !isOver ? leadFrom : null
  return { tell, againAt: earliest([...held, later]) }
}

type Candidate = { readonly agent: AgentFacts; readonly as: ToldAs }
const told =
  (as: ToldAs) =>
  (agent: AgentFacts): Candidate => ({ agent, as })

/**
 * Whoever's week says that he is at work; whoever stands in for him when it says that he is not. Of
 * those whose week nobody set: outside the team's hours whoever is on call, else the holder, else his
 * cover, else the leads.
 */
function firstTold(state: OpenedCase, event: Telling, { now, desk }: Asked): Candidate[] {
  if (event.type === 'message.received') return toldOfMail(state, event, { now, desk })
  if (event.type === 'thanks.given') return thanked(state, event, desk)
  if (event.type === 'case.closed') return productOwners(state, event, desk)
  if (isForLeads(event)) return leadsOf(desk, state.team, now).map(told('lead'))
  const holder = holderOf(state, event)
  const owner = (holder && desk.agents[holder]) || undefined
  if (noticeRules[event.type].first === 'named')
    return owner?.active ? [{ agent: owner, as: asNamed(event) }] : []
  if (isPersonal(event)) return toldPersonally(owner, event.type, leadsOf(desk, state.team, now))
  // Nobody stands in for whoever was asked by name: whoever asked would wait for somebody he does not know.
  if (event.type === 'stuck.answered') return owner && isThere(owner) ? [{ agent: owner, as: 'asked' }] : []
  if (owner && isThere(owner)) {
    if (isOnDuty(owner, now)) return [{ agent: owner, as: 'owner' }]
    if (isOff(owner, now)) return toldFor(state, event, { owner, desk, now })
  }
  const onCall = desk.agents[onCallAt(desk, state.team, now)?.agent as AgentId]
  if (onCall) return [{ agent: onCall, as: 'on_call' }]
  if (owner && isThere(owner)) return [{ agent: owner, as: 'owner' }]
  const cover = owner?.reach?.cover ? desk.agents[owner.reach.cover] : undefined
  if (cover && isThere(cover)) return [{ agent: cover, as: 'cover' }]
  return leadsOf(desk, teamOf(state, event), now).map(told('lead'))
}

/** Whoever owns the product it is about, but for who referred it himself. */
const productOwners = (
  { product }: OpenedCase,
  { by }: EventOf<'case.closed'>,
  desk: DeskFacts,
): Candidate[] =>
  ownersOfProduct(product, desk)
    .filter(({ id }) => by.kind !== 'agent' || by.id !== id)
    .map(told('product_owner'))

/** Whether something may be told is asked of those who lead. */
const isForLeads = (event: Telling): boolean =>
  (event.type === 'matter.told' && (event.news === 'may_tell_asked' || event.news === 'may_tell_late')) ||
  event.type === 'contact_end.asked' ||
  event.type === 'goodwill.asked' ||
  event.type === 'goodwill.late'

/** What somebody is told who alone is meant. */
function asNamed(event: Telling): ToldAs {
  if (event.type !== 'contact.assigned') return 'asker'
  return isTaken(event) ? 'before' : 'owner'
}

/** Who of ours answers for a case at a partner hears what is at risk there, whoever works on it. */
function accountableTold(state: OpenedCase, event: Telling, desk: DeskFacts): Candidate[] {
  const team = event.type === 'hand_off.expired' ? state.handOffs[event.handOff]?.to.team : state.team
  const isAtRisk = event.type === 'hand_off.expired' || 'target' in event
  if (!team || !isAtRisk || !desk.teams[team]?.partner) return []
  const agent = desk.agents[accountableFor(state, team, desk) as AgentId]
  return agent ? [{ agent, as: 'accountable' }] : []
}

/** A no, or what a lead decided: not only its giver's matter. */
const isEnd = ({ type }: Telling): boolean => type === 'hand_off.returned' || type === 'hand_off.decided'

/** The contact, and whoever has to take it now. */
function endTold(state: OpenedCase, event: Telling, desk: DeskFacts): Candidate[] {
  if (!isEnd(event)) return []
  const contact = desk.agents[state.contact as AgentId]
  const to = event.type === 'hand_off.decided' ? state.handOffs[event.handOff]?.to.agent : undefined
  const named = desk.agents[to as AgentId]
  return [
    ...(contact && isThere(contact) ? [{ agent: contact, as: 'contact' as const }] : []),
    ...(named && isThere(named) ? [{ agent: named, as: 'owner' as const }] : []),
  ]
}

type OfMail = Extract<Telling, { type: 'message.received' }>

/** Of a thank-you whoever worked on the case, at any level; of a mail to several teams their leads. */
function toldOfMail(
  state: OpenedCase,
  { thanks, also = [] }: OfMail,
  { now, desk }: Pick<Asked, 'now' | 'desk'>,
): Candidate[] {
  const leads = also.flatMap(team => leadsOf(desk, team, now)).map(told('lead'))
  const helpers = thanks ? helpersOf(state).flatMap(id => desk.agents[id] ?? []) : []
  return [...helpers.filter(one => one.active).map(told('helper')), ...leads]
}

/** Whom a colleague thanks, and whoever else worked on the case; not whoever thanks. */
function thanked(state: OpenedCase, { to, by }: EventOf<'thanks.given'>, desk: DeskFacts): Candidate[] {
  const all = [...new Set([to, ...helpersOf(state)])].filter(id => !(by.kind === 'agent' && by.id === id))
  return all
    .flatMap(id => desk.agents[id] ?? [])
    .filter(one => one.active)
    .map(told('helper'))
}

/** Everybody of ours who had a part in it, each once. */
export function helpersOf(state: OpenedCase): AgentId[] {
  const { contact, worker, hadBy, handOffs, notes, steps } = state
  const parts = [
    ...[contact, worker, ...hadBy],
    ...Object.values(handOffs).flatMap(one => [one.from.agent, one.acceptedBy]),
    ...[notes, steps].flatMap(writersOf),
    ...helpedAtOnce(state),
    ...foundOut(state),
  ]
  return [...new Set(parts.filter((one): one is AgentId => one !== null && one !== undefined))]
}

const writersOf = (entries: Readonly<Record<string, { readonly by: AgentId | null }>>) =>
  Object.values(entries).map(one => one.by)

/** Who talked on the newest live line, if anybody answered there, and who is in the newest swarm. */
function helpedAtOnce({ live }: OpenedCase): readonly AgentId[] {
  const { line, swarm } = live ?? {}
  return [...(line?.answeredBy ? onLine(line) : []), ...(swarm?.helpers ?? [])]
}

/** Who made the fault happen again, said what it may be, or looked whether the fix holds. */
function foundOut(state: OpenedCase): readonly (AgentId | null)[] {
  const { reproductions, hypotheses, verifications = {} } = findingsOf(state)
  return [reproductions, hypotheses, verifications].flatMap(writersOf)
}

/** Him alone, whenever he comes; what somebody wrote who is gone, a lead mends. */
function toldPersonally(
  agent: AgentFacts | undefined,
  cause: NoticeCause,
  leads: readonly AgentFacts[],
): Candidate[] {
  if (agent?.active) return [{ agent, as: 'owner' }]
  return cause === 'note.flagged' ? leads.map(told('lead')) : []
}

/** In place of somebody who is outside his week; where nobody stands in, he himself hears of it. */
function toldFor(
  state: OpenedCase,
  event: Telling,
  { owner, desk, now }: { owner: AgentFacts; desk: DeskFacts; now: Instant },
): Candidate[] {
  const kept = standIn(desk, owner.id, state.team, now)
  const agent = kept.as === 'team' || kept.as === 'lead' ? undefined : desk.agents[kept.agent]
  // His own turn: he is the one who is awake.
  if (!agent && onCallAt(desk, state.team, now)?.agent === owner.id) return [{ agent: owner, as: 'on_call' }]
  if (agent && isThere(agent)) return [{ agent, as: kept.as === 'on_call' ? 'on_call' : 'cover' }]
  const leads = leadsOf(desk, teamOf(state, event), now)
  return leads.length > 0 ? leads.map(told('lead')) : [{ agent: owner, as: 'owner' }]
}

/** An offer nobody takes up is the matter of those it was offered to. */
const teamOf = (state: OpenedCase, event: Telling): TeamId =>
  ('handOff' in event && state.handOffs[event.handOff]?.to.team) || state.team

/**
 * The leads of a team who are there, those at work first of all; a team without one is led by all of the
 * desk.
 */
export function leadsOf(desk: DeskFacts, team: TeamId, now: Instant): AgentFacts[] {
  const leads = Object.values(desk.agents).filter(one => isThere(one) && one.roles.includes('lead'))
  const own = leads.filter(one => one.teams.includes(team))
  const all = own.length > 0 ? own : leads
  const working = all.filter(one => !isOff(one, now))
  return working.length > 0 ? working : all
}

/** Only severity 1 breaks into quiet hours. */
export function reachedAt(
  { severity }: Pick<OpenedCase, 'severity'>,
  { reach }: AgentFacts,
  now: Instant,
): Instant {
  const until = severity === 1 || !reach ? null : quietUntil(reach.quiet, reach.zone, now)
  return until ?? now
}

/** Whether a person who can be told just now is told by mail, too. */
export const isMailed = (mail: NoticeMail, cause: NoticeCause, isSignedIn: boolean): boolean =>
  mail === 'always' || (mail === 'away' && !isSignedIn && cause !== 'target.warned')

// Who may do what with a case: the only rule book, which buttons, server, API and simulator ask. Not: in
// which phase a deed is possible (case/lifecycle.ts), nor who sees a settings page (access/set-up.ts).
import type { CommandType } from '#core/case/case.ts'
import { type ReadsLive, readsLive } from '#core/case/live.ts'
import { wishesAtOnce } from '#core/case/live-fact.ts'
import { saidByAll, saidByLeads, saidByOurs } from '#core/case/deed/people.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import { saysAsWorker, speaksAsWorker } from '#core/case/deed/speech.ts'
import type { Kind } from '#core/case/event.ts'
import type { Case, OpenedCase } from '#core/case/state.ts'
import { costDeeds, givenByLeads, givingDeeds } from '#core/access/giving-deeds.ts'
import { customerDeeds } from '#core/access/customer-deeds.ts'
import { isInShare, isPartner } from '#core/access/share.ts'
import { mayLook } from '#core/access/sight.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { coversFor, isAway, standIn } from '#core/people/cover.ts'
import { type AgentFacts, type DeskFacts, workSetting, worksAt } from '#core/people/desk-facts.ts'

/** What is known of the wisher: an agent's facts, or which customer or part of the desk it is. */
type Asking = { readonly agent: AgentFacts; readonly state: OpenedCase; readonly desk: DeskFacts }
type Rule = (asking: Asking) => true | Refusal

const is = (yes: boolean, refusal: Refusal): true | Refusal => (yes ? true : refusal)

export const isContact = (state: OpenedCase, agent: AgentId): boolean => state.contact === agent
export const isWorker = (state: OpenedCase, agent: AgentId): boolean => state.worker === agent
const isLead = (agent: AgentFacts): boolean => agent.roles.includes('lead')

/** What reaching a case is decided on: the card's own fields, so that lists and pages agree. */
export type Readable = {
  readonly customer: string
  readonly kind: Kind
  readonly level: number
  readonly team: TeamId
  readonly hadBy: readonly AgentId[]
  readonly offer: {
    readonly team: TeamId
    readonly level: number
    readonly agent: AgentId | null
    readonly raised?: AgentId
  } | null
  /** partners' teams that have or had it, and since when not any more */
  readonly shares?: Readonly<Record<TeamId, Instant | null>>
  /** who was asked about it at once, or helps */
  readonly live?: ReadsLive
}

/** Cases of such a team or kind are for those who have them, not for a whole level. */
const isRestricted = (one: Readable, desk: DeskFacts): boolean =>
  desk.restrictedKinds.includes(one.kind) || workSetting(desk, one.team).restricted

/** The case lies with a team of the agent, was with him or is offered to him; else, is of his level. */
function reaches(agent: AgentFacts, one: Readable, desk: DeskFacts): boolean {
  if (isPartner(agent, desk)) return isInShare(agent, one, desk, 'read')
  const { offer } = one
  const shared =
    agent.teams.includes(one.team) ||
    one.hadBy.some(had => had === agent.id || coversFor(desk, agent.id, had, one.team)) ||
    (offer !== null && isBefore(agent, offer)) ||
    one.live?.people.includes(agent.id) === true
  if (shared || isRestricted(one, desk)) return shared
  const levels: readonly number[] = agent.levels
  const { asks, raised } = one.live ?? {}
  if (raised || asks?.some(level => levels.includes(level))) return true
  return levels.includes(one.level) || (offer !== null && levels.includes(offer.level))
}

/** What is offered is before whoever it was meant for, his team, and whoever it was raised to. */
const isBefore = (agent: AgentFacts, offer: NonNullable<Readable['offer']>): boolean =>
  offer.agent === agent.id || offer.raised === agent.id || agent.teams.includes(offer.team)

/** A case's state as what reaching it is decided on. */
export function readable(state: OpenedCase): Readable {
  const { customer, kind, level, team, hadBy, shares } = state
  const one = state.offered && state.handOffs[state.offered]
  const offer = one
    ? {
        team: one.to.team,
        level: one.to.level,
        agent: one.to.agent ?? null,
        ...(one.raised?.agent && { raised: one.raised.agent }),
      }
    : null
  return {
    customer,
    kind,
    level,
    team,
    hadBy,
    offer,
    ...(shares && { shares }),
    ...(state.live && { live: readsLive(state) }),
  }
}

/**
 * Whether a case is within an agent's reach at all: his team, his level, his by history or offer; a lead
 * reaches all.
 */
export const isInReach = (state: OpenedCase, agent: AgentFacts, desk: DeskFacts): boolean =>
  (isLead(agent) && !isPartner(agent, desk)) || reaches(agent, readable(state), desk)

const inReach: Rule = ({ agent, state, desk }) => is(isInReach(state, agent, desk), refuse('access.denied'))

/** The contact or the worker ("assigned"); a lead stands in for both. */
const assigned: Rule = asking => {
  const { agent, state } = asking
  return is(
    isContact(state, agent.id) || isWorker(state, agent.id) || isLead(agent) || covers(asking),
    refuse('access.not_contact_or_worker'),
  )
}

/** Stands in for the contact, the worker, or somebody whose word to the customer is still open. */
const covers = ({ agent, state, desk }: Asking): boolean =>
  [state.contact, state.worker, ...openPromises(state).map(([, one]) => one.keeper)].some(other =>
    coversFor(desk, agent.id, other, state.team),
  )

/** A word of somebody else is kept by who has the case or stands in; where nobody does, by the team. */
const takesOver: Rule = asking => {
  const { agent, state, desk } = asking
  const isAnybodys = openPromises(state).some(
    ([, { keeper }]) =>
      keeper !== null && isAway(desk, keeper) && standIn(desk, keeper, state.team).as === 'team',
  )
  return isAnybodys && agent.teams.includes(state.team) ? true : assigned(asking)
}

/**
 * Speaks to the customer: the contact always; the worker where his team's setting lets it, or as the contact
 * agreed.
 */
const speaks: Rule = asking => {
  const { agent, state, desk } = asking
  if (isContact(state, agent.id) || isLead(agent) || covers(asking)) return true
  if (!isWorker(state, agent.id)) return refuse('access.not_contact_or_worker')
  return is(speaksAsWorker(state, agent, desk), refuse('access.may_not_speak'))
}

/** The same for one more letter: what was agreed for one word lets one go. */
const writes: Rule = asking => {
  const { agent, state, desk } = asking
  const may = speaks(asking)
  if (may !== true || isContact(state, agent.id) || isLead(agent) || covers(asking)) return may
  return is(saysAsWorker(state, agent, desk), refuse('access.may_not_speak'))
}

/** Anybody in reach may log a contact that came in; going out to the customer is speaking. */
const lead: Rule = ({ agent }) => is(isLead(agent), refuse('access.lead_only'))
/** A file that may do harm is given free by a lead of our own house. */
const givesFree: Rule = ({ agent, desk }) =>
  is(isLead(agent) && !isPartner(agent, desk), refuse('access.lead_only'))
const contactOnly: Rule = ({ agent, state, desk }) =>
  is(
    isContact(state, agent.id) || isLead(agent) || coversFor(desk, agent.id, state.contact, state.team),
    refuse('access.not_contact_or_worker'),
  )

/** The one who holds the work; where nobody does, anybody of the level. */
const worker: Rule = ({ agent, state }) =>
  is(
    isWorker(state, agent.id) || isLead(agent) || (state.worker === null && worksAt(agent, state.level)),
    refuse('access.worker_only'),
  )

/** Becomes the contact himself: who may name one, and who works on it where his team speaks. */
const takesContact: Rule = asking => {
  if (contactOnly(asking) === true) return true
  const may = worker(asking)
  return may === true
    ? is(workSetting(asking.desk, asking.state.team).speaks, refuse('access.may_not_speak'))
    : may
}

const giver: Rule = ({ agent, state }) => {
  const offer = state.offered && state.handOffs[state.offered]
  return is(
    (offer && offer.from.agent === agent.id) || isLead(agent) || isContact(state, agent.id),
    refuse('access.worker_only'),
  )
}

/** Who gave it says whether it was understood; the contact and a lead may, too. */
const correctsReadBack: Rule = ({ agent, state }) =>
  is(
    state.accepted.some(id => state.handOffs[id]?.from.agent === agent.id) ||
      isLead(agent) ||
      isContact(state, agent.id),
    refuse('hand_off.not_yours'),
  )

/**
 * The named receiver; where none is named, everybody of the team or its level, of another house's team its
 * own.
 */
const receiver: Rule = ({ agent, state, desk }) => {
  const offer = state.offered && state.handOffs[state.offered]
  if (!offer) return true // there is nothing to accept: the decision says so
  const named = offer.to.agent
  // Who was named and works elsewhere by now is not asked any more.
  const isOurs = !desk.teams[offer.to.team]?.partner
  const worksThere = agent.teams.includes(offer.to.team) || (isOurs && worksAt(agent, offer.to.level))
  const mine = worksThere && (!named || named === agent.id)
  // Nobody took it: now it is also his whom it was raised to.
  if (offer.raised && (offer.raised.agent ?? (isLead(agent) ? agent.id : null)) === agent.id) return true
  return is(mine || (isLead(agent) && worksAt(agent, offer.to.level)), refuse('hand_off.not_yours'))
}

const atLevel: Rule = ({ agent, state, desk }) =>
  is(worksAt(agent, state.level) && isInReach(state, agent, desk), refuse('access.denied'))

/** Ends an unassigned case that is none (spam); otherwise the contact. */
const closes: Rule = asking =>
  asking.state.contact === null && asking.state.worker === null ? atLevel(asking) : contactOnly(asking)

/** Kept from the customer's data, and his team lets him look with a reason. */
const looks: Rule = ({ agent, state, desk }) => {
  if (!isInReach(state, agent, desk)) return refuse('access.denied')
  return is(
    mayLook(agent, { ...readable(state), contact: state.contact }, desk),
    refuse('access.may_not_look'),
  )
}

/** Who answers for a case at a partner's team says who does after him; a lead says it for everybody. */
const answersFor: Rule = ({ agent, state, desk }) =>
  is(
    !isPartner(agent, desk) &&
      (state.accountable?.agent === agent.id || isContact(state, agent.id) || isLead(agent)),
    refuse('access.not_contact_or_worker'),
  )

/** One of our house, wherever the case lies: coupons are redeemed where people shop. */
const ofOurs: Rule = ({ agent, desk }) => is(!isPartner(agent, desk), refuse('access.denied'))
const gives: Rule = asking => (ofOurs(asking) === true ? inReach(asking) : refuse('access.denied'))
const spends: Rule = asking => (ofOurs(asking) === true ? assigned(asking) : refuse('access.denied'))

const systemOnly: Rule = () => refuse('access.denied')

const all = <T extends CommandType>(types: readonly T[], rule: Rule) =>
  Object.fromEntries(types.map(type => [type, rule])) as Record<T, Rule>

/** One line per deed: what an agent needs for it. */
const agentRules: { readonly [T in Exclude<CommandType, 'case.open'>]: Rule } = {
  'case.classify': inReach,
  'case.solve': speaks,
  'case.close': closes,
  'case.reopen': inReach,
  ...all(['case.link', 'case.merge', 'case.part', 'case.unlink'], inReach),
  'question.add': inReach,
  'question.answer': assigned,
  'question.decline': assigned,
  'question.split': assigned,
  'worker.take': atLevel,
  'worker.assign': assigned,
  'worker.queue': worker,
  'contact.assign': contactOnly,
  'contact.take_over': takesContact,
  'accountable.assign': answersFor,
  'share.end': systemOnly,
  'customer.look': looks,
  'skill.need': inReach,
  'skill.release': inReach,
  'matter.join': inReach,
  'matter.leave': inReach,
  'matter.tell': systemOnly,
  'matter.move': systemOnly,
  'message.receive': systemOnly,
  'message.confirm_sender': assigned,
  'writer.admit': assigned,
  'writer.leave_out': assigned,
  'message.queue': writes,
  'message.withdraw': speaks,
  'message.send_again': writes,
  'message.note_sent': systemOnly,
  'message.note_failed': systemOnly,
  'message.note_bounced': systemOnly,
  'message.note_echoed': systemOnly,
  'customer.note_unreachable': systemOnly,
  'case.note_flooded': systemOnly,
  'contact.hold': inReach,
  'news.set_aside': contactOnly,
  'speech.ask': assigned,
  'speech.agree': contactOnly,
  'speech.decline': contactOnly,
  'speech.withdraw': assigned,
  'note.add': inReach,
  'note.strike': inReach,
  'note.flag': inReach,
  'note.mend': inReach,
  'file.quarantine': systemOnly,
  'file.release': givesFree,
  'claim.make': inReach,
  'claim.judge': assigned,
  'step.try': assigned,
  'wanted_fact.record': inReach,
  'reproduction.try': inReach,
  'reproduction.strike': inReach,
  'hypothesis.raise': inReach,
  'hypothesis.rule_out': assigned,
  'hypothesis.take_up': assigned,
  'cause.find': assigned,
  'cause.withdraw': assigned,
  'verification.make': inReach,
  'verification.strike': inReach,
  'regression.plan': inReach,
  'regression.move': inReach,
  'regression.check': inReach,
  ...all(givenByLeads, lead),
  'goodwill.redeem': ofOurs,
  'promise.make': speaks,
  'promise.keep': lead,
  'promise.miss': assigned,
  'promise.move': speaks,
  'promise.withdraw': speaks,
  'promise.take_over': takesOver,
  'check_back.end': speaks,
  'satisfaction.ask': systemOnly,
  'satisfaction.answer': systemOnly,
  'satisfaction.follow_up': lead,
  'hand_off.offer': worker,
  'hand_off.accept': receiver,
  'hand_off.correct': correctsReadBack,
  'hand_off.return': receiver,
  'hand_off.decide': lead,
  'hand_off.withdraw': giver,
  'hand_off.answer': worker,
  'wait.start': assigned,
  'wait.end': assigned,
  'help.ask': inReach,
  'stuck.answer': worker,
  ...all(wishesAtOnce, inReach),
  ...all(saidByAll, inReach),
  ...all(saidByOurs, gives),
  ...all(givingDeeds, gives),
  ...all(costDeeds, spends),
  ...all(saidByLeads, lead),
  'live_line.join': lead,
  'call_back.withdraw': assigned,
  'lead.note_alerted': systemOnly,
  'help.take_up': assigned,
  'help.pass_on': assigned,
  'help.explain': speaks,
  'help.reply': inReach,
  'help.withdraw': assigned,
  'entitlement.decide': assigned,
  'severity.assess': inReach,
  'walk.begin': assigned,
  'walk.answer': assigned,
  'walk.reuse': assigned,
  'walk.go_back': assigned,
  'walk.jump': assigned,
  'walk.pause': assigned,
  'walk.resume': assigned,
  'walk.give_up': assigned,
  'walk.send': assigned,
  'clock.ring': systemOnly,
}

/** Roles that write: an auditor or editor alone reads. */
const working = ['agent', 'lead', 'technician', 'partner'] as const

/**
 * Whether the actor may do this to the case: true, or the refusal that says what is missing.
 * The phase is not asked here; an unopened case is asked for `case.open` only.
 */
export function may(actor: Actor, type: CommandType, state: Case, desk: DeskFacts): true | Refusal {
  if (actor.kind === 'system') return true
  if (actor.kind === 'customer') {
    const own = state.phase === 'unopened' || state.customer === actor.id
    return is(own && customerDeeds.has(type), refuse('access.denied'))
  }
  const agent = desk.agents[actor.id]
  if (!agent?.active || !working.some(role => agent.roles.includes(role))) return refuse('access.denied')
  if (state.phase === 'unopened') return is(type === 'case.open', refuse('case.not_found'))
  if (type === 'case.open') return refuse('case.already_open')
  // What a partner gave on he reads; he does nothing to it any more.
  if (isPartner(agent, desk) && !isInShare(agent, readable(state), desk, 'do')) return refuse('access.denied')
  return agentRules[type]({ agent, state, desk })
}

/**
 * Whether an agent may read a case with its team notes.
 * Whoever holds an open case of the same customer, organisation or device may read it as well
 * (`alsoHolds`), unless it is of a restricted team or kind, or he works for a partner.
 */
export function mayRead(agent: AgentFacts, one: Readable, alsoHolds: boolean, desk: DeskFacts): boolean {
  if (!agent.active) return false
  const isOurs = !isPartner(agent, desk)
  if (isOurs && (isLead(agent) || agent.roles.includes('auditor'))) return true
  // Somebody who only keeps the settings reads no case, whatever his level and teams.
  if (!working.some(role => agent.roles.includes(role))) return false
  return reaches(agent, one, desk) || (alsoHolds && isOurs && !isRestricted(one, desk))
}

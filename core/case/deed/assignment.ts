// Who works on a case and who is its contact: take, give, put into a queue. Not: hand-offs between levels.
import { leftBehind, mayGiveTo, mayGiveToAgent } from '#core/case/deed/accountable.ts'
import {
  type Deciders,
  deskFact,
  type Evolver,
  fact,
  type Outcome,
  present,
  type Wish,
} from '#core/case/deed/deed.ts'
import type { Channel, Event } from '#core/case/event.ts'
import type { ContactReason, WorkReason } from '#core/case/roles-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, MessageId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { worksAt } from '#core/people/desk-facts.ts'
import { pausesUntil } from '#core/people/hard-pause.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type AssignmentCommands = {
  'worker.take': Record<never, never>
  'worker.assign': { agent: AgentId } & WorkChange
  'worker.queue': { team: TeamId } & WorkChange
  'contact.assign': { agent: AgentId } & ContactChange
  'contact.take_over': ContactChange
}

/** Work goes to somebody else while its worker is away: from whom, why, and what the next one should know. */
export type WorkChange = {
  /** refused where somebody else has it by now */
  from?: AgentId | undefined
  reason?: WorkReason | undefined
  note?: TextRef | undefined
}

/** Another contact: why, what he should know, and the word to the customer or why he gets none. */
export type ContactChange = {
  /** refused where somebody else is it by now */
  from?: AgentId | undefined
  reason?: ContactReason | undefined
  because?: TextRef | undefined
  /** from the one who had the customer, to the one who has him now */
  note?: TextRef | undefined
  letter?: ContactLetter | undefined
  /** why the customer is not told */
  untold?: TextRef | undefined
}
export type ContactLetter = {
  readonly message: MessageId
  readonly channel: Channel
  readonly text: TextRef
  /** seconds it waits so that it can be undone */
  readonly undoSeconds: number
}

export const assignmentDeciders: Deciders<AssignmentCommands> = {
  'worker.take': (state, _command, wish) => {
    const taker = wish.by.kind === 'agent' ? wish.setting.desk.agents[wish.by.id] : undefined
    if (!taker) return refuse('agent.not_found')
    if (state.worker === taker.id) return []
    if (state.worker)
      return refuse('worker.taken', { agent: wish.setting.desk.agents[state.worker]?.name ?? state.worker })
    const events = [fact(wish, 'worker.assigned', { agent: taker.id, level: state.level, team: state.team })]
    return state.contact ? events : [fact(wish, 'contact.assigned', { agent: taker.id }), ...events]
  },
  'worker.assign': (state, { agent, ...change }, wish) => {
    const facts = wish.setting.desk.agents[agent]
    if (!facts?.active) return refuse('agent.not_found')
    if (!worksAt(facts, state.level) || !mayGiveToAgent(state, agent, wish))
      return refuse('agent.not_in_team')
    if (state.worker === agent) return refuse('worker.same')
    if (hasMovedOn(state.worker, change)) return movedOn(state.worker, state, wish)
    const no = pausing(agent, wish)
    if (no) return no
    const given = { agent, level: state.level, team: state.team, ...present(change) }
    const events = [fact(wish, 'worker.assigned', given)]
    return state.contact ? events : [fact(wish, 'contact.assigned', { agent }), ...events]
  },
  'worker.queue': (state, { team, ...change }, wish) => {
    const facts = wish.setting.desk.teams[team]
    if (!facts?.active) return refuse('team.not_found')
    // Another level is reached by a hand-off, which carries a question; a queue of the same level by this.
    if (!mayGiveTo(state, team, wish)) return refuse('partner.only_back')
    if (facts.level !== state.level) return refuse('hand_off.needs_worker')
    if (state.worker === null && state.team === team) return refuse('worker.same')
    if (hasMovedOn(state.worker, change)) return movedOn(state.worker, state, wish)
    return [fact(wish, 'worker.queued', { team, level: state.level, ...present(change) })]
  },
  'contact.assign': (state, { agent, ...change }, wish) => contactChanges(state, agent, change, wish),
  'contact.take_over': (state, change, wish) =>
    wish.by.kind === 'agent'
      ? contactChanges(state, wish.by.id, { reason: 'better_served', ...present(change) }, wish)
      : refuse('agent.not_found'),
}

/** What a person gives to somebody else waits while he takes nothing after a hard contact; null: he does. */
function pausing(agent: AgentId, { by, at, setting }: Wish): Refusal | null {
  const until = by.kind === 'agent' && by.id !== agent ? pausesUntil(setting.there, agent, at) : null
  if (until === null) return null
  const count = Math.ceil((until - at) / minuteMs)
  return refuse('agent.pausing', { agent: setting.desk.agents[agent]!.name, count })
}

/**
 * The customer never has to find out by himself who answers to him now: a person who changes it says why, and
 * tells him, or says why not.
 */
function contactChanges(state: OpenedCase, agent: AgentId, change: ContactChange, wish: Wish): Outcome {
  if (!wish.setting.desk.agents[agent]?.active) return refuse('agent.not_found')
  if (state.contact === agent) return refuse('contact.same')
  if (hasMovedOn(state.contact, change)) return movedOn(state.contact, state, wish)
  const { reason, because, note, letter, untold } = change
  const { contact: from } = state
  if (from === null) return [fact(wish, 'contact.assigned', present({ agent, reason, because, note }))]
  const isPerson = wish.by.kind === 'agent'
  if ((isPerson && !reason) || (reason === 'other' && !because)) return refuse('contact.needs_reason')
  if (isPerson && !letter && !untold) return refuse('contact.customer_untold')
  const id = wish.setting.newId('chg')
  const assigned = { agent, change: id, from, reason, because, note, untold: letter ? undefined : untold }
  return [fact(wish, 'contact.assigned', present(assigned)), ...(letter ? [told(state, letter, wish)] : [])]
}

const hasMovedOn = (has: AgentId | null, { from }: { readonly from?: AgentId | undefined }): boolean =>
  from !== undefined && from !== has

/** Who gives away what he had yesterday does not take it from whoever has it today. */
function movedOn(has: AgentId | null, { team }: OpenedCase, { setting: { desk } }: Wish) {
  const known = has ? desk.agents[has] : desk.teams[team]
  return refuse('case.moved_on', { agent: known?.name ?? has ?? team })
}

const told = (state: OpenedCase, { undoSeconds, ...letter }: ContactLetter, wish: Wish): Event =>
  deskFact(wish, 'message.queued', {
    ...letter,
    to: state.customer,
    attached: [],
    sendAt: after(wish.at, undoSeconds * secondMs),
    keeps: [],
    automatic: 'contact',
  })

const joined = (state: OpenedCase, agent: AgentId): readonly AgentId[] =>
  state.hadBy.includes(agent) ? state.hadBy : [...state.hadBy, agent]

export const contactAssigned: Evolver<'contact.assigned'> = (state, event) => ({
  ...state,
  contact: event.agent,
  hadBy: joined(state, event.agent),
})
const levelOf = (state: OpenedCase, { level, at }: { level: HouseLevel; at: Instant }) => ({
  level,
  levelSince: level === state.level ? state.levelSince : at,
})
export const workerAssigned: Evolver<'worker.assigned'> = (state, event) => ({
  ...state,
  ...levelOf(state, event),
  ...leftBehind(state, event),
  worker: event.agent,
  team: event.team,
  hadBy: joined(state, event.agent),
})
export const workerQueued: Evolver<'worker.queued'> = (state, event) => ({
  ...state,
  ...levelOf(state, event),
  ...leftBehind(state, event),
  worker: null,
  team: event.team,
})

// Who works on a case and who is its contact: take, give, put into a queue. Not: hand-offs between levels.
import { leftBehind } from '#core/case/deed/accountable.ts'
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import { worksAt } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type AssignmentCommands = {
  'worker.take': Record<never, never>
  'worker.assign': { agent: AgentId }
  'worker.queue': { team: TeamId }
  'contact.assign': { agent: AgentId; because?: TextRef | undefined }
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
  'worker.assign': (state, { agent }, wish) => {
    const facts = wish.setting.desk.agents[agent]
    if (!facts?.active) return refuse('agent.not_found')
    if (!worksAt(facts, state.level)) return refuse('agent.not_in_team')
    if (state.worker === agent) return refuse('worker.same')
    const events = [fact(wish, 'worker.assigned', { agent, level: state.level, team: state.team })]
    return state.contact ? events : [fact(wish, 'contact.assigned', { agent }), ...events]
  },
  'worker.queue': (state, { team }, wish) => {
    const facts = wish.setting.desk.teams[team]
    if (!facts?.active) return refuse('team.not_found')
    // Another level is reached by a hand-off, which carries a question; a queue of the same level by this.
    if (facts.level !== state.level) return refuse('hand_off.needs_worker')
    if (state.worker === null && state.team === team) return refuse('worker.same')
    return [fact(wish, 'worker.queued', { team, level: state.level })]
  },
  'contact.assign': (state, { agent, because }, wish) => {
    if (!wish.setting.desk.agents[agent]?.active) return refuse('agent.not_found')
    if (state.contact === agent) return refuse('contact.same')
    return [fact(wish, 'contact.assigned', present({ agent, because }))]
  },
}

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

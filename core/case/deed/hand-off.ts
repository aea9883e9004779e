// Hand-offs: work moves to a level, a team or a person, with a question; it is accepted or returned, and
// answered.
// Until somebody accepts, case, promise and clock stay with the giver. Level 4 is never a receiver.
import {
  type Deciders,
  deskFact,
  type Evolver,
  fact,
  type Outcome,
  present,
  type Wish,
} from '#core/case/deed/deed.ts'
import { mayGiveTo } from '#core/case/deed/accountable.ts'
import { acceptanceDue } from '#core/case/deed/target-times.ts'
import type { Event, EventOf, HandOffSummary, ReturnReason } from '#core/case/event.ts'
import type { HandOffState, OpenedCase } from '#core/case/state.ts'
import type { AgentId, HandOffId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, minuteMs } from '#core/kit/time.ts'
import { minutesFor, workSetting, worksAt } from '#core/people/desk-facts.ts'

export type HandOffCommands = {
  'hand_off.offer': {
    handOff: HandOffId
    team: TeamId
    agent?: AgentId | undefined
    question: TextRef
    summary: HandOffSummary
  }
  'hand_off.accept': { handOff: HandOffId; readBack?: TextRef | undefined }
  'hand_off.return': { handOff: HandOffId; reason: ReturnReason; nextAct: TextRef }
  'hand_off.withdraw': { handOff: HandOffId }
  'hand_off.answer': { handOff: HandOffId; result: TextRef; cause: TextRef; verified: TextRef; tell: TextRef }
}

/** The hand-off that waits to be accepted, or null. */
export const offerOf = (state: OpenedCase): (HandOffState & { id: HandOffId }) | null => {
  const one = state.offered && state.handOffs[state.offered]
  return one && state.offered ? { ...one, id: state.offered } : null
}

/** The accepted hand-off whose answer is owed next, or null. */
export const answerOwed = (state: OpenedCase): (HandOffState & { id: HandOffId }) | null => {
  const id = state.accepted.at(-1)
  const one = id && state.handOffs[id]
  return one ? { ...one, id } : null
}

const offered = (state: OpenedCase, handOff: HandOffId): HandOffState | Refusal => {
  const one = state.handOffs[handOff]
  if (!one) return refuse('hand_off.not_found')
  return one.standing === 'offered' ? one : refuse('hand_off.ended')
}

function offer(state: OpenedCase, command: HandOffCommands['hand_off.offer'], wish: Wish): Outcome {
  const { desk } = wish.setting
  const { handOff, team, agent, question, summary } = command
  if (state.offered) return refuse('hand_off.pending')
  if (!state.worker) return refuse('hand_off.needs_worker')
  const to = desk.teams[team]
  if (!to?.active) return refuse('team.not_found')
  if (!mayGiveTo(state, team, wish)) return refuse('partner.only_back')
  const named = agent && desk.agents[agent]
  if (agent && !named?.active) return refuse('agent.not_found')
  if (named && !named.teams.includes(team) && !worksAt(named, to.level)) return refuse('agent.not_in_team')
  if (to.level === state.level && (agent ? agent === state.worker : team === state.team))
    return refuse('hand_off.same_level')
  const steps = Object.keys(state.steps).length
  const must = workSetting(desk, state.team).stepsBeforeHandOff && to.level > state.level
  if (must && steps === 0 && !summary.noStepsBecause) return refuse('hand_off.steps_missing')
  const minutes = minutesFor(workSetting(desk, team).acceptMinutes, state.severity)
  return [
    fact(wish, 'hand_off.offered', {
      handOff,
      from: { level: state.level, team: state.team, agent: state.worker },
      to: { level: to.level, team, ...present({ agent }) },
      question,
      summary,
      // One time for both: what a policy owes rules, and else the minutes of the receiver.
      acceptBy: acceptanceDue(state, wish) ?? after(wish.at, minutes * minuteMs),
    }),
  ]
}

/**
 * Where the work goes back to when a hand-off is answered: the giver, else the contact, else the giver's
 * queue.
 */
function back(state: OpenedCase, from: HandOffState['from'], wish: Wish): Event {
  const { agents } = wish.setting.desk
  for (const agent of [from.agent, state.contact])
    if (agent && agents[agent]?.active)
      return deskFact(wish, 'worker.assigned', { agent, level: from.level, team: from.team })
  return deskFact(wish, 'worker.queued', { team: from.team, level: from.level })
}

export const handOffDeciders: Deciders<HandOffCommands> = {
  'hand_off.offer': offer,
  'hand_off.accept': (state, { handOff, readBack }, wish) => {
    const one = offered(state, handOff)
    if ('refused' in one) return one
    const accepter = wish.by.kind === 'agent' ? wish.by.id : null
    if (!accepter) return refuse('agent.not_found')
    return [
      fact(wish, 'hand_off.accepted', present({ handOff, readBack })),
      fact(wish, 'worker.assigned', { agent: accepter, level: one.to.level, team: one.to.team }),
    ]
  },
  'hand_off.return': (state, { handOff, reason, nextAct }, wish) => {
    const one = offered(state, handOff)
    if ('refused' in one) return one
    if (state.severity === 1) return refuse('hand_off.severity_1_not_returned')
    // No ping-pong: the same step of levels comes back once; then a lead decides.
    const before = Object.values(state.handOffs).some(
      h => h.standing === 'returned' && h.from.level === one.from.level && h.to.level === one.to.level,
    )
    const isLead = wish.by.kind === 'agent' && wish.setting.desk.agents[wish.by.id]?.roles.includes('lead')
    if (before && !isLead) return refuse('hand_off.returned_before')
    return [fact(wish, 'hand_off.returned', { handOff, reason, nextAct })]
  },
  'hand_off.withdraw': (state, { handOff }, wish) => {
    const one = offered(state, handOff)
    return 'refused' in one ? one : [fact(wish, 'hand_off.withdrawn', { handOff })]
  },
  'hand_off.answer': (state, { handOff, result, cause, verified, tell }, wish) => {
    const owed = answerOwed(state)
    if (!state.handOffs[handOff]) return refuse('hand_off.not_found')
    if (owed?.id !== handOff) return refuse('hand_off.not_accepted')
    return [
      fact(wish, 'hand_off.answered', { handOff, result, cause, verified, tell }),
      back(state, owed.from, wish),
    ]
  },
}

/** The verdict on an offer nobody accepted in time: it may still be accepted, and a lead is asked. */
export function offerVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const one = offerOf(state)
  return one && !one.expired && wish.setting.now >= one.acceptBy
    ? [fact(wish, 'hand_off.expired', { handOff: one.id })]
    : []
}

const changed = (state: OpenedCase, handOff: HandOffId, change: Partial<HandOffState>): OpenedCase => {
  const one = state.handOffs[handOff]
  return one ? { ...state, handOffs: { ...state.handOffs, [handOff]: { ...one, ...change } } } : state
}

export const handOffOffered: Evolver<'hand_off.offered'> = (state, event: EventOf<'hand_off.offered'>) => ({
  ...state,
  offered: event.handOff,
  handOffs: {
    ...state.handOffs,
    [event.handOff]: {
      standing: 'offered',
      from: event.from,
      to: event.to,
      offeredAt: event.at,
      acceptBy: event.acceptBy,
      expired: false,
      summary: event.summary,
      question: event.question,
    },
  },
})
export const handOffAccepted: Evolver<'hand_off.accepted'> = (state, event) => ({
  ...changed(state, event.handOff, { standing: 'accepted' }),
  offered: null,
  accepted: [...state.accepted, event.handOff],
})
export const handOffReturned: Evolver<'hand_off.returned'> = (state, event) => ({
  ...changed(state, event.handOff, { standing: 'returned', returned: event.reason }),
  offered: null,
})
export const handOffWithdrawn: Evolver<'hand_off.withdrawn'> = (state, event) => ({
  ...changed(state, event.handOff, { standing: 'withdrawn' }),
  offered: state.offered === event.handOff ? null : state.offered,
  accepted: state.accepted.filter(id => id !== event.handOff),
})
export const handOffExpired: Evolver<'hand_off.expired'> = (state, event) =>
  changed(state, event.handOff, { expired: true })
export const handOffAnswered: Evolver<'hand_off.answered'> = (state, event) => ({
  ...changed(state, event.handOff, { standing: 'answered' }),
  accepted: state.accepted.filter(id => id !== event.handOff),
})

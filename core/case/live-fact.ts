// The facts of help at once: the live line to another level, a swarm around a question, and a call-back that
// is wanted from a level; with their closed lists. Part of event.ts: shapes are forever. Not: the customer's
// own request for more help (help-fact.ts).
import type { AgentId, CallBackId, LiveId, SwarmId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** As what somebody is rung: of the level asked, whoever is on call for it, a lead. */
export const ringAs = ['level', 'on_call', 'lead'] as const
export type RingAs = (typeof ringAs)[number]

/** What came of a live line, as one of the two says it. */
export const liveOutcomes = ['answered', 'test', 'handed_off', 'nothing'] as const
export type LiveOutcome = (typeof liveOutcomes)[number]
/** Or it ended by itself: nobody said anything more, or the case came to its end. */
export type LiveEnd = LiveOutcome | 'unsaid' | 'case_ended'

/** Why a swarm is proposed. */
export const swarmSigns = ['severity_1', 'returned_twice', 'no_hypothesis'] as const
export type SwarmSign = (typeof swarmSigns)[number]
export const swarmOutcomes = [
  'answer',
  'test',
  'handed_off',
  'problem',
  'supplier',
  'nothing',
  'withdrawn',
] as const
export type SwarmOutcome = (typeof swarmOutcomes)[number]
export type SwarmEnd = SwarmOutcome | 'case_ended'

/** What anybody may wish who has the case in reach; whose turn it is says the decision. */
export const wishesAtOnce = [
  'live_line.ask',
  'live_line.answer',
  'live_line.decline',
  'live_line.say',
  'live_line.take_back',
  'live_line.end',
  'swarm.raise',
  'swarm.offer',
  'swarm.choose_lead',
  'swarm.say',
  'swarm.end',
  'call_back.want',
  'call_back.give',
] as const

/** What whoever is asked reads before he answers. */
export type LiveBrief = {
  readonly question: TextRef
  readonly problem?: TextRef
  readonly known?: TextRef
  readonly tried?: TextRef
}

export type LiveFacts = {
  'live_line.asked': {
    live: LiveId
    level: HouseLevel
    team?: TeamId
    question: TextRef
    problem?: TextRef
    known?: TextRef
    tried?: TextRef
    because?: 'begged'
  }
  'live_line.rang': { live: LiveId; agents: readonly AgentId[]; as: RingAs; until: Instant }
  'live_line.declined': { live: LiveId; text?: TextRef }
  'live_line.answered': { live: LiveId }
  'live_line.joined': { live: LiveId }
  'live_line.said': { live: LiveId; text: TextRef }
  'live_line.taken_back': { live: LiveId; minutes: number; people: readonly AgentId[] }
  'live_line.unanswered': { live: LiveId }
  'live_line.ended': {
    live: LiveId
    outcome: LiveEnd
    text?: TextRef
    minutes: number
    people: readonly AgentId[]
  }
  'swarm.raised': { swarm: SwarmId; question: TextRef; until: Instant; because?: SwarmSign }
  'swarm.offered': { swarm: SwarmId; text?: TextRef }
  'swarm.lead_chosen': { swarm: SwarmId; agent: AgentId }
  'swarm.said': { swarm: SwarmId; text: TextRef }
  'swarm.lapsed': { swarm: SwarmId }
  'swarm.ended': {
    swarm: SwarmId
    how: SwarmEnd
    text?: TextRef
    minutes: number
    helpers: readonly AgentId[]
    firstHelpMinutes?: number
  }
  'call_back.wanted': {
    callBack: CallBackId
    level: HouseLevel
    team?: TeamId
    dueAt: Instant
    text: TextRef
  }
  'call_back.given': { callBack: CallBackId; text?: TextRef }
  'call_back.withdrawn': { callBack: CallBackId }
  'call_back.missed': { callBack: CallBackId }
}

// Help at once in one: what may be wished of it, what it becomes, what the clock and other facts bring about.
// Not: each of them (live-line.ts, swarm.ts, call-back.ts, live-facts.ts).
import {
  type CallBackCommands,
  callBackDeciders,
  callBackVerdicts,
  liveAfter,
} from '#core/case/deed/call-back.ts'
import type { Deciders, Evolver, Outcome, Wish } from '#core/case/deed/deed.ts'
import * as facts from '#core/case/deed/live-facts.ts'
import { type LiveLineCommands, lineVerdicts, liveLineDeciders } from '#core/case/deed/live-line.ts'
import { type SwarmCommands, swarmDeciders, swarmVerdicts } from '#core/case/deed/swarm.ts'
import type { Event } from '#core/case/event.ts'
import type { LiveFacts } from '#core/case/live-fact.ts'
import type { Case, OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'

export { withIgnored } from '#core/case/deed/live-facts.ts'

export type LiveCommands = LiveLineCommands & SwarmCommands & CallBackCommands

export const liveDeciders: Deciders<LiveCommands> = {
  ...liveLineDeciders,
  ...swarmDeciders,
  ...callBackDeciders,
}

export const liveEvolvers: { readonly [T in keyof LiveFacts]: Evolver<T> } = {
  'live_line.asked': facts.lineAsked,
  'live_line.rang': facts.lineRang,
  'live_line.declined': facts.lineDeclined,
  'live_line.answered': facts.lineAnswered,
  'live_line.joined': facts.lineJoined,
  'live_line.said': facts.lineSaid,
  'live_line.taken_back': facts.lineTakenBack,
  'live_line.unanswered': facts.lineUnanswered,
  'live_line.ended': facts.lineEnded,
  'swarm.raised': facts.swarmRaised,
  'swarm.offered': facts.swarmOffered,
  'swarm.lead_chosen': facts.swarmLeadChosen,
  'swarm.said': facts.swarmSaid,
  'swarm.lapsed': facts.swarmLapsed,
  'swarm.ended': facts.swarmEnds,
  'call_back.wanted': facts.callBackWanted,
  'call_back.given': facts.callBackGiven,
  'call_back.withdrawn': facts.callBackWithdrawn,
  'call_back.missed': facts.callBackMissed,
}

/** What the clock has to say of it now. */
export const liveVerdicts = (state: OpenedCase, wish: Wish): Event[] => [
  ...lineVerdicts(state, wish),
  ...swarmVerdicts(state, wish),
  ...callBackVerdicts(state, wish),
]

type Evolve = (state: Case, event: Event) => Case

/** What was decided, and behind each fact what it means for help at once. */
export function withLive(state: OpenedCase, outcome: Outcome, wish: Wish, evolve: Evolve): Outcome {
  if (isRefusal(outcome)) return outcome
  const events: Event[] = []
  let after: OpenedCase = state
  for (const event of outcome) {
    after = evolve(after, event) as OpenedCase
    events.push(event)
    if (!after.live) continue
    for (const follows of liveAfter(after, event, wish)) {
      after = evolve(after, follows) as OpenedCase
      events.push(follows)
    }
  }
  return events
}

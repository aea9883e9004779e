// What a case knows of its live line, swarm and wanted call-back as facts change them: the newest of each.
// Not: what may be wished of them (live-line.ts, swarm.ts, call-back.ts).
import type { Evolver } from '#core/case/deed/deed.ts'
import type { EventOf, EventType } from '#core/case/event.ts'
import type { CallBack, LiveLine, LiveState, Swarm } from '#core/case/live.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { HouseLevel } from '#core/people/level.ts'

const withLive = (state: OpenedCase, change: LiveState): OpenedCase => ({
  ...state,
  live: { ...state.live, ...change },
})
/** Who of ours did it; the commands let nobody else. */
const agentOf = (by: Actor): AgentId => (by as { id: AgentId }).id

type OfLine = Exclude<Extract<EventType, `live_line.${string}`>, 'live_line.asked'>
/** A fact about another line than the newest changes nothing. */
const line =
  <T extends OfLine>(change: (event: EventOf<T>, line: LiveLine) => Partial<LiveLine>): Evolver<T> =>
  (state, event) => {
    const before = state.live?.line
    if (!before || before.id !== (event as EventOf<OfLine>).live) return state
    return withLive(state, { line: { ...before, ...change(event, before) } })
  }

type OfSwarm = Exclude<Extract<EventType, `swarm.${string}`>, 'swarm.raised'>
const swarm =
  <T extends OfSwarm>(change: (event: EventOf<T>, swarm: Swarm) => Partial<Swarm>): Evolver<T> =>
  (state, event) => {
    const before = state.live?.swarm
    if (!before || before.id !== (event as EventOf<OfSwarm>).swarm) return state
    return withLive(state, { swarm: { ...before, ...change(event, before) } })
  }

type OfCallBack = Exclude<Extract<EventType, `call_back.${string}`>, 'call_back.wanted'>
const callBack =
  <T extends OfCallBack>(standing: CallBack['standing']): Evolver<T> =>
  (state, event) => {
    const before = state.live?.callBack
    if (!before || before.id !== (event as EventOf<OfCallBack>).callBack) return state
    return heard(withLive(state, { callBack: { ...before, standing } }), before.level, event)
  }

/** A level was asked for a word and gave none by its time. */
function ignored(state: OpenedCase, level: HouseLevel, at: Instant): OpenedCase {
  return withLive(state, { ignored: { ...state.live?.ignored, [level]: at } })
}

/** It gave one: whoever asks next asks for the first time again. */
function answeredBy(state: OpenedCase, level: HouseLevel): OpenedCase {
  if (state.live?.ignored?.[level] === undefined) return state
  const { [level]: _, ...ignored } = state.live.ignored
  return withLive(state, { ignored })
}

const heard = (state: OpenedCase, level: HouseLevel, event: { type: EventType; at: Instant }): OpenedCase => {
  if (event.type === 'call_back.missed') return ignored(state, level, event.at)
  return event.type === 'call_back.given' ? answeredBy(state, level) : state
}

export const lineAsked: Evolver<'live_line.asked'> = (state, event) => {
  const { live, level, team, because, question, problem, known, tried, at, by } = event
  const brief = {
    question,
    ...(problem && { problem }),
    ...(known && { known }),
    ...(tried && { tried }),
  }
  return withLive(state, {
    line: {
      id: live,
      asker: agentOf(by),
      level,
      team: team ?? null,
      brief,
      isBegged: because === 'begged',
      at,
      standing: 'ringing',
      ringing: null,
      rung: [],
      answeredBy: null,
      answeredAt: null,
      joined: [],
      heardAt: at,
      outcome: null,
    },
  })
}
export const lineRang = line<'live_line.rang'>(({ agents, as, until }, { rung }) => ({
  ringing: { agents, as, until },
  rung: [...rung, ...agents],
}))
export const lineDeclined = line<'live_line.declined'>(({ by }, { ringing }) => ({
  ringing: ringing && { ...ringing, agents: ringing.agents.filter(one => one !== agentOf(by)) },
}))
const lineIsAnswered = line<'live_line.answered'>(({ by, at }) => ({
  standing: 'answered',
  ringing: null,
  answeredBy: agentOf(by),
  answeredAt: at,
  heardAt: at,
}))
export const lineAnswered: Evolver<'live_line.answered'> = (state, event) => {
  const level = state.live?.line?.id === event.live ? state.live.line.level : null
  const next = lineIsAnswered(state, event)
  return level === null ? next : answeredBy(next, level)
}
export const lineJoined = line<'live_line.joined'>(({ by }, { joined }) => ({
  joined: [...joined, agentOf(by)],
}))
export const lineSaid = line<'live_line.said'>(({ at }) => ({ heardAt: at }))
export const lineTakenBack = line<'live_line.taken_back'>(() => ({ standing: 'taken_back', ringing: null }))
const lineIsUnanswered = line<'live_line.unanswered'>(() => ({ standing: 'unanswered', ringing: null }))
export const lineUnanswered: Evolver<'live_line.unanswered'> = (state, event) => {
  const next = lineIsUnanswered(state, event)
  return next === state ? state : ignored(next, (next.live as { line: LiveLine }).line.level, event.at)
}
export const lineEnded = line<'live_line.ended'>(({ outcome }) => ({
  standing: 'ended',
  ringing: null,
  outcome,
}))

export const swarmRaised: Evolver<'swarm.raised'> = (state, { swarm: id, until, because, at, by }) =>
  withLive(state, {
    swarm: {
      id,
      asker: agentOf(by),
      because: because ?? null,
      at,
      until,
      standing: 'open',
      helpers: [],
      firstHelpAt: null,
      lead: null,
      how: null,
    },
  })
export const swarmOffered = swarm<'swarm.offered'>(({ by, at }, { helpers, firstHelpAt }) => ({
  helpers: [...helpers, agentOf(by)],
  firstHelpAt: firstHelpAt ?? at,
}))
export const swarmLeadChosen = swarm<'swarm.lead_chosen'>(({ agent }) => ({ lead: agent }))
export const swarmSaid = swarm<'swarm.said'>(() => ({}))
export const swarmLapsed = swarm<'swarm.lapsed'>(() => ({ standing: 'lapsed' }))
export const swarmEnds = swarm<'swarm.ended'>(({ how }) => ({ standing: 'ended', how }))

export const callBackWanted: Evolver<'call_back.wanted'> = (state, event) => {
  const { callBack: id, level, team, dueAt, at, by } = event
  const one = { id, asker: agentOf(by), level, team: team ?? null, at, dueAt, standing: 'wanted' } as const
  return withLive(state, { callBack: one })
}
export const callBackGiven = callBack<'call_back.given'>('given')
export const callBackWithdrawn = callBack<'call_back.withdrawn'>('withdrawn')
export const callBackMissed = callBack<'call_back.missed'>('missed')

type OfHandOff = 'hand_off.expired' | 'hand_off.accepted' | 'hand_off.returned'
/** An offer nobody took up in time was asking, too; taken or answered it was heard. */
export const withIgnored =
  <T extends OfHandOff>(evolver: Evolver<T>): Evolver<T> =>
  (state, event) => {
    const next = evolver(state, event)
    const to = state.handOffs[(event as EventOf<OfHandOff>).handOff]?.to
    if (!to) return next
    return event.type === 'hand_off.expired' ? ignored(next, to.level, event.at) : answeredBy(next, to.level)
  }

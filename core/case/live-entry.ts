// The entries of help at once: who was asked, whom it rang at, what was said and what came of it; a swarm;
// a wanted call-back. Part of timeline.ts.
import { present } from '#core/case/deed/deed.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { LiveBrief, LiveEnd, RingAs, SwarmEnd, SwarmSign } from '#core/case/live-fact.ts'
import type { At, Entry } from '#core/case/timeline.ts'
import type { AgentId, CallBackId, LiveId, SwarmId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Words of one of them, as a part of the case. */
export type LiveSaid = { readonly at: Instant; readonly by: Actor; readonly text: TextRef }
export type LiveRang = { readonly at: Instant; readonly agents: readonly AgentId[]; readonly as: RingAs }
export type LiveEntry = At & {
  kind: 'live'
  live: LiveId
  level: HouseLevel
  team: TeamId | null
  brief: LiveBrief
  /** it was asked for before in vain */
  begged: boolean
  rang: readonly LiveRang[]
  declined: readonly { at: Instant; by: Actor; text: TextRef | null }[]
  answered: { at: Instant; by: Actor } | null
  joined: readonly Actor[]
  said: readonly LiveSaid[]
  standing: 'ringing' | 'answered' | 'unanswered' | 'taken_back' | 'ended'
  ended: {
    at: Instant
    by: Actor
    outcome: LiveEnd | null
    text: TextRef | null
    minutes: number
    people: readonly AgentId[]
  } | null
}
export type SwarmEntry = At & {
  kind: 'swarm'
  swarm: SwarmId
  question: TextRef
  until: Instant
  because: SwarmSign | null
  offers: readonly { at: Instant; by: Actor; text: TextRef | null }[]
  lead: AgentId | null
  said: readonly LiveSaid[]
  standing: 'open' | 'lapsed' | 'ended'
  ended: {
    at: Instant
    by: Actor
    how: SwarmEnd
    text: TextRef | null
    minutes: number
    helpers: readonly AgentId[]
    firstHelpMinutes: number | null
  } | null
}
export type CallBackEntry = At & {
  kind: 'call_back'
  callBack: CallBackId
  level: HouseLevel
  team: TeamId | null
  dueAt: Instant
  text: TextRef
  standing: 'wanted' | 'given' | 'missed' | 'withdrawn'
  given: { at: Instant; by: Actor; text: TextRef | null } | null
}

export type HelpAtOnceEntry = LiveEntry | SwarmEntry | CallBackEntry

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>
const at = ({ seq, at, by }: Recorded): At => ({ seq, at, by })
const spoken = ({ at, by, text }: { at: Instant; by: Actor; text?: TextRef }) => ({
  at,
  by,
  text: text ?? null,
})

/** The entries as they begin. */
export const liveBegins = {
  'live_line.asked': (e: Of<'live_line.asked'>): LiveEntry => ({
    ...at(e),
    kind: 'live',
    live: e.live,
    level: e.level,
    team: e.team ?? null,
    brief: present({ question: e.question, problem: e.problem, known: e.known, tried: e.tried }),
    begged: e.because === 'begged',
    rang: [],
    declined: [],
    answered: null,
    joined: [],
    said: [],
    standing: 'ringing',
    ended: null,
  }),
  'swarm.raised': (e: Of<'swarm.raised'>): SwarmEntry => ({
    ...at(e),
    kind: 'swarm',
    swarm: e.swarm,
    question: e.question,
    until: e.until,
    because: e.because ?? null,
    offers: [],
    lead: null,
    said: [],
    standing: 'open',
    ended: null,
  }),
  'call_back.wanted': (e: Of<'call_back.wanted'>): CallBackEntry => ({
    ...at(e),
    kind: 'call_back',
    callBack: e.callBack,
    level: e.level,
    team: e.team ?? null,
    dueAt: e.dueAt,
    text: e.text,
    standing: 'wanted',
    given: null,
  }),
}

type Changed = [string, object]
type Change<E> = object | ((entry: E) => object)
const onLive = (e: { live: LiveId }, change: Change<LiveEntry>) =>
  [e.live, change as Change<Entry>] as [string, Change<Entry>]
const onSwarm = (e: { swarm: SwarmId }, change: Change<SwarmEntry>) =>
  [e.swarm, change as Change<Entry>] as [string, Change<Entry>]

/** What becomes of them. */
export const liveChanges = {
  'live_line.rang': (e: EventOf<'live_line.rang'>) =>
    onLive(e, one => ({ rang: [...one.rang, { at: e.at, agents: e.agents, as: e.as }] })),
  'live_line.declined': (e: EventOf<'live_line.declined'>) =>
    onLive(e, one => ({ declined: [...one.declined, spoken(e)] })),
  'live_line.answered': (e: EventOf<'live_line.answered'>) =>
    onLive(e, { answered: { at: e.at, by: e.by }, standing: 'answered' }),
  'live_line.joined': (e: EventOf<'live_line.joined'>) =>
    onLive(e, one => ({ joined: [...one.joined, e.by] })),
  'live_line.said': (e: EventOf<'live_line.said'>) =>
    onLive(e, one => ({ said: [...one.said, { at: e.at, by: e.by, text: e.text }] })),
  'live_line.taken_back': (e: EventOf<'live_line.taken_back'>) => {
    const { at, by, minutes, people } = e
    const ended = { at, by, outcome: null, text: null, minutes, people }
    return onLive(e, { standing: 'taken_back', ended })
  },
  'live_line.unanswered': (e: EventOf<'live_line.unanswered'>) => onLive(e, { standing: 'unanswered' }),
  'live_line.ended': (e: EventOf<'live_line.ended'>) => {
    const { outcome, minutes, people } = e
    return onLive(e, { standing: 'ended', ended: { ...spoken(e), outcome, minutes, people } })
  },
  'swarm.offered': (e: EventOf<'swarm.offered'>) =>
    onSwarm(e, one => ({ offers: [...one.offers, spoken(e)] })),
  'swarm.lead_chosen': (e: EventOf<'swarm.lead_chosen'>) => onSwarm(e, { lead: e.agent }),
  'swarm.said': (e: EventOf<'swarm.said'>) =>
    onSwarm(e, one => ({ said: [...one.said, { at: e.at, by: e.by, text: e.text }] })),
  'swarm.lapsed': (e: EventOf<'swarm.lapsed'>) => onSwarm(e, { standing: 'lapsed' }),
  'swarm.ended': (e: EventOf<'swarm.ended'>) => {
    const { how, minutes, helpers, firstHelpMinutes = null } = e
    const ended = { ...spoken(e), how, minutes, helpers, firstHelpMinutes }
    return onSwarm(e, { standing: 'ended', ended })
  },
  'call_back.given': (e: EventOf<'call_back.given'>): Changed => [
    e.callBack,
    { standing: 'given', given: spoken(e) },
  ],
  'call_back.withdrawn': (e: EventOf<'call_back.withdrawn'>): Changed => [
    e.callBack,
    { standing: 'withdrawn' },
  ],
  'call_back.missed': (e: EventOf<'call_back.missed'>): Changed => [e.callBack, { standing: 'missed' }],
} satisfies Record<string, (event: never) => unknown[]>

// What a case knows of help at once: its newest live line, swarm and wanted call-back, which levels did not
// answer, and who may read it for that. Not: what may be wished of them (deed/live-line.ts, deed/swarm.ts).
import type { LiveBrief, LiveEnd, RingAs, SwarmEnd, SwarmSign } from '#core/case/live-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, CallBackId, LiveId, SwarmId, TeamId } from '#core/kit/id.ts'
import { earliest, hourMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type LiveLine = {
  readonly id: LiveId
  readonly asker: AgentId
  readonly level: HouseLevel
  readonly team: TeamId | null
  readonly brief: LiveBrief
  readonly isBegged: boolean
  readonly at: Instant
  readonly standing: 'ringing' | 'answered' | 'unanswered' | 'taken_back' | 'ended'
  readonly ringing: {
    readonly agents: readonly AgentId[]
    readonly as: RingAs
    readonly until: Instant
  } | null
  /** everybody it rang at, the last ones included */
  readonly rung: readonly AgentId[]
  readonly answeredBy: AgentId | null
  readonly answeredAt: Instant | null
  readonly joined: readonly AgentId[]
  /** when something was said last */
  readonly heardAt: Instant
  readonly outcome: LiveEnd | null
}
export type Swarm = {
  readonly id: SwarmId
  readonly asker: AgentId
  readonly because: SwarmSign | null
  readonly at: Instant
  readonly until: Instant
  readonly standing: 'open' | 'lapsed' | 'ended'
  /** who offered help, the first first */
  readonly helpers: readonly AgentId[]
  readonly firstHelpAt: Instant | null
  readonly lead: AgentId | null
  readonly how: SwarmEnd | null
}
export type CallBack = {
  readonly id: CallBackId
  readonly asker: AgentId
  readonly level: HouseLevel
  readonly team: TeamId | null
  readonly at: Instant
  readonly dueAt: Instant
  readonly standing: 'wanted' | 'given' | 'missed' | 'withdrawn'
}
export type LiveState = {
  readonly line?: LiveLine
  readonly swarm?: Swarm
  readonly callBack?: CallBack
  /** levels that were asked for a word and gave none by its time, since when */
  readonly ignored?: Readonly<Partial<Record<HouseLevel, Instant>>>
}

/** A line on which nobody has said anything for so long has ended without a word. */
export const unsaidMs = hourMs

/** The line that rings, or on which two talk; null: none does. */
export function openLine({ live }: OpenedCase): LiveLine | null {
  const line = live?.line
  return line && (line.standing === 'ringing' || line.standing === 'answered') ? line : null
}

/** The swarm that goes on, or whose time is over without a word; null: none. */
export function openSwarm({ live }: OpenedCase): Swarm | null {
  const swarm = live?.swarm
  return swarm && swarm.standing !== 'ended' ? swarm : null
}

export function openCallBack({ live }: OpenedCase): CallBack | null {
  return live?.callBack?.standing === 'wanted' ? live.callBack : null
}

/** The call-back that is wanted, also where its time has gone by: it may be given still. */
export function leftCallBack({ live }: OpenedCase): CallBack | null {
  const one = live?.callBack
  return one?.standing === 'wanted' || one?.standing === 'missed' ? one : null
}

/** Whether a level was asked for a word and gave none: the next asking goes to a lead. */
export const isIgnoredBy = ({ live }: OpenedCase, level: HouseLevel): boolean =>
  live?.ignored?.[level] !== undefined

/** Who talks on a line. */
export const onLine = ({ asker, answeredBy, joined }: LiveLine): readonly AgentId[] => [
  ...new Set([asker, ...(answeredBy ? [answeredBy] : []), ...joined]),
]

/** Whole minutes from one instant to a later one, begun ones counted. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.ceil((to - from) / minuteMs))

/** So long two have talked; 0: nobody has answered. */
export const talkedMinutes = ({ answeredAt }: LiveLine, at: Instant): number =>
  answeredAt === null ? 0 : minutesBetween(answeredAt, at)

/** When the clock looks at what is open. */
export function liveRing(state: OpenedCase): Instant | null {
  if (state.phase !== 'open') return null
  const line = openLine(state)
  const swarm = openSwarm(state)
  return earliest([
    line?.ringing?.until ?? null,
    line?.standing === 'answered' ? instant(line.heardAt + unsaidMs) : null,
    swarm?.standing === 'open' ? swarm.until : null,
    openCallBack(state)?.dueAt ?? null,
  ])
}

/** Who reads a case because of it. */
export type ReadsLive = {
  /** who was asked, or helps */
  readonly people: readonly AgentId[]
  /** the levels that are asked now */
  readonly asks?: readonly HouseLevel[]
  /** a hand is raised: whoever can help is to see it */
  readonly raised?: true
}

/** What the card says of it. */
export type CardLive = ReadsLive & {
  /** absent: nothing is open, and who helped reads on */
  readonly since?: Instant
  readonly line?: Pick<LiveLine, 'id' | 'asker' | 'level' | 'team' | 'at' | 'answeredBy' | 'joined'> & {
    readonly standing: 'ringing' | 'answered' | 'unanswered'
    readonly ringing: LiveLine['ringing']
  }
  readonly swarm?: Pick<Swarm, 'id' | 'asker' | 'at' | 'until' | 'helpers' | 'lead'> & {
    readonly standing: 'open' | 'lapsed'
  }
  readonly callBack?: CallBack
}

/** Who reads a case for it: of a line that is open everybody it rang at, afterwards who talked on it. */
export function readsLive(state: OpenedCase): ReadsLive {
  const { line, swarm } = state.live as LiveState
  const open = openLine(state)
  const people = [...(open?.rung ?? []), ...(line ? onLine(line) : []), ...(swarm?.helpers ?? [])]
  const asks = [open, leftCallBack(state)].flatMap(one => (one ? [one.level] : []))
  return {
    people: [...new Set(people)],
    ...(asks.length > 0 && { asks }),
    ...(openSwarm(state) && { raised: true as const }),
  }
}

/** Nobody answered, and whoever asked has done nothing about it yet. */
const isLeftOpen = (state: OpenedCase, line: LiveLine): boolean =>
  line.standing === 'unanswered' && state.offered === null && openCallBack(state) === null

export function liveOn(state: OpenedCase): { readonly live?: CardLive } {
  if (state.phase !== 'open' || !state.live) return {}
  const { line } = state.live
  const swarm = openSwarm(state)
  const callBack = leftCallBack(state)
  const shown = line && (openLine(state) || isLeftOpen(state, line)) ? line : null
  const all = [shown?.at, swarm?.at, callBack?.at].filter(at => at !== undefined)
  const since = earliest(all)
  const reads = readsLive(state)
  if (since === null) return reads.people.length > 0 ? { live: reads } : {}
  return {
    live: {
      since,
      ...reads,
      ...(shown && { line: lineOn(shown) }),
      ...(swarm && { swarm: swarmOn(swarm) }),
      ...(callBack && { callBack }),
    },
  }
}

const lineOn = (line: LiveLine): NonNullable<CardLive['line']> => {
  const { id, asker, level, team, at, answeredBy, joined, ringing } = line
  const standing = line.standing as 'ringing' | 'answered' | 'unanswered'
  return { id, asker, level, team, at, answeredBy, joined, ringing, standing }
}
const swarmOn = (swarm: Swarm): NonNullable<CardLive['swarm']> => {
  const { id, asker, at, until, helpers, lead } = swarm
  return { id, asker, at, until, helpers, lead, standing: swarm.standing as 'open' | 'lapsed' }
}

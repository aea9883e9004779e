// A word wanted from another level by a time, and what follows where it does not come: who has to beg a
// second time gets a lead on the line at once, never a third note. Not: the line itself (live-line.ts).
import { type Deciders, fact, present, type Wish, writerOf } from '#core/case/deed/deed.ts'
import { asked, ended } from '#core/case/deed/live-line.ts'
import { swarmEnded } from '#core/case/deed/swarm.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import { type CallBack, isIgnoredBy, openCallBack, openLine, openSwarm } from '#core/case/live.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CallBackId, TeamId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type CallBackCommands = {
  'call_back.want': {
    callBack: CallBackId
    level: HouseLevel
    team?: TeamId | undefined
    dueAt: Instant
    text: TextRef
  }
  'call_back.give': { callBack: CallBackId; text?: TextRef | undefined }
  'call_back.withdraw': { callBack: CallBackId }
}

/** A word is wanted within so many days; what has longer is a hand-off. */
export const callBackDaysMax = 14

/** That call-back, while it is still wanted or was missed. */
function wanted({ live }: OpenedCase, id: CallBackId): CallBack | Refusal {
  const one = live?.callBack
  if (one?.id !== id) return refuse('call_back.not_found')
  return one.standing === 'wanted' || one.standing === 'missed' ? one : refuse('call_back.ended')
}

export const callBackDeciders: Deciders<CallBackCommands> = {
  'call_back.want': (state, { callBack, level, team, dueAt, text }, wish) => {
    const { desk } = wish.setting
    if (!writerOf(wish.by)) return refuse('agent.not_found')
    if (openCallBack(state)) return refuse('call_back.already')
    const of = team && desk.teams[team]
    if (team && (!of?.active || of.level !== level)) return refuse('team.not_found')
    if (dueAt <= wish.at) return refuse('promise.in_the_past')
    if (dueAt > wish.at + callBackDaysMax * dayMs)
      return refuse('call_back.too_far', { count: callBackDaysMax })
    return [fact(wish, 'call_back.wanted', present({ callBack, level, team, dueAt, text }))]
  },
  'call_back.give': (state, { callBack, text }, wish) => {
    const one = wanted(state, callBack)
    if ('refused' in one) return one
    if (writerOf(wish.by) === one.asker) return refuse('call_back.own')
    return [fact(wish, 'call_back.given', present({ callBack, text }))]
  },
  'call_back.withdraw': (state, { callBack }, wish) => {
    const one = wanted(state, callBack)
    return 'refused' in one ? one : [fact(wish, 'call_back.withdrawn', { callBack })]
  },
}

export function callBackVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const one = state.phase === 'open' ? openCallBack(state) : null
  return one && wish.setting.now >= one.dueAt ? [fact(wish, 'call_back.missed', { callBack: one.id })] : []
}

const ends = new Set<Event['type']>(['case.solved', 'case.closed', 'case.merged'])

/** What follows from a fact: begged a second time it rings at once; a case that ends ends what is open. */
export function liveAfter(after: OpenedCase, event: Event, wish: Wish): Event[] {
  if (ends.has(event.type)) return endsWithCase(after, wish)
  if (event.type === 'hand_off.offered') return begged(after, offerOf(event), wish)
  return event.type === 'call_back.wanted' ? begged(after, callOf(event), wish) : []
}

type Begging = {
  readonly level: HouseLevel
  readonly team: TeamId | null
  readonly question: TextRef
}
const offerOf = ({ to, question }: EventOf<'hand_off.offered'>): Begging => ({ ...to, question })
const callOf = ({ level, team, text }: EventOf<'call_back.wanted'>): Begging => ({
  level,
  team: team ?? null,
  question: text,
})

/** The level was asked before and let the time go by: whoever asks again gets a lead on the line. */
function begged(state: OpenedCase, { level, team, question }: Begging, wish: Wish): Event[] {
  const asker = writerOf(wish.by)
  if (!asker || !isIgnoredBy(state, level) || openLine(state)) return []
  const live = wish.setting.newId('liv')
  return asked(state, { live, level, team, asker, brief: { question } }, wish)
}

function endsWithCase(state: OpenedCase, wish: Wish): Event[] {
  const [line, swarm, callBack] = [openLine(state), openSwarm(state), openCallBack(state)]
  return [
    ...(line ? [ended(line, { outcome: 'case_ended' }, wish)] : []),
    ...(swarm ? [swarmEnded(swarm, { how: 'case_ended' }, wish)] : []),
    ...(callBack ? [fact(wish, 'call_back.withdrawn', { callBack: callBack.id })] : []),
  ]
}

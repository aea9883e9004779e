// A swarm: whoever is at a case raises a hand with a question, others offer help, one of them leads; it has a
// time and ends with what came of it. Not: the live line to one level (live-line.ts).
import { type Deciders, fact, type Outcome, present, type Wish, writerOf } from '#core/case/deed/deed.ts'
import { liveSetting } from '#core/case/deed/live-line.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import { minutesBetween, openSwarm, type Swarm } from '#core/case/live.ts'
import type { SwarmEnd, SwarmOutcome, SwarmSign } from '#core/case/live-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, SwarmId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, dayMs, type Instant, minuteMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

export type SwarmCommands = {
  /** `until`: another time than the desk's, for a question that need not be answered at once */
  'swarm.raise': {
    swarm: SwarmId
    question: TextRef
    until?: Instant | undefined
    because?: SwarmSign | undefined
  }
  'swarm.offer': { swarm: SwarmId; text?: TextRef | undefined }
  'swarm.choose_lead': { swarm: SwarmId; agent: AgentId }
  'swarm.say': { swarm: SwarmId; text: TextRef }
  'swarm.end': { swarm: SwarmId; how: SwarmOutcome; text?: TextRef | undefined }
}

/** No swarm goes on for longer. */
export const swarmDaysMax = 7

/** The swarm of that name, unless it has ended. */
function stillOpen(state: OpenedCase, id: SwarmId): Swarm | Refusal {
  const swarm = state.live?.swarm
  if (swarm?.id !== id) return refuse('swarm.not_found')
  return swarm.standing === 'ended' ? refuse('swarm.ended') : swarm
}

const isIn = ({ asker, helpers }: Swarm, agent: AgentId | null): boolean =>
  agent !== null && (asker === agent || helpers.includes(agent))
const leads = ({ by, setting }: Wish): boolean =>
  by.kind === 'agent' && setting.desk.agents[by.id]?.roles.includes('lead') === true
/** Whose question it is: who asked, who works on the case, its contact, a lead. */
const isOwner = (state: OpenedCase, { asker }: Swarm, wish: Wish): boolean =>
  [asker, state.worker, state.contact].includes(writerOf(wish.by)) || leads(wish)

function raise(state: OpenedCase, command: SwarmCommands['swarm.raise'], wish: Wish): Outcome {
  const { swarm, question, because } = command
  if (!writerOf(wish.by)) return refuse('agent.not_found')
  if (openSwarm(state)?.standing === 'open') return refuse('swarm.already')
  const until = command.until ?? after(wish.at, liveSetting(wish.setting.desk).swarmMinutes * minuteMs)
  if (until <= wish.at) return refuse('promise.in_the_past')
  if (until > wish.at + swarmDaysMax * dayMs) return refuse('swarm.too_far', { count: swarmDaysMax })
  return [fact(wish, 'swarm.raised', present({ swarm, question, until, because }))]
}

function end(state: OpenedCase, command: SwarmCommands['swarm.end'], wish: Wish): Outcome {
  const swarm = stillOpen(state, command.swarm)
  if ('refused' in swarm) return swarm
  const { how, text } = command
  if (!isOwner(state, swarm, wish) && !isIn(swarm, writerOf(wish.by))) return refuse('swarm.not_yours')
  if (!text && how !== 'withdrawn' && how !== 'handed_off') return refuse('swarm.words_missing')
  return [swarmEnded(swarm, { how, text }, wish)]
}

/** That it ends, with whom it was helped by and how long that took. */
export function swarmEnded(
  { id, at, helpers, firstHelpAt }: Swarm,
  { how, text }: { readonly how: SwarmEnd; readonly text?: TextRef | undefined },
  wish: Wish,
): EventOf<'swarm.ended'> {
  const firstHelpMinutes = firstHelpAt === null ? undefined : minutesBetween(at, firstHelpAt)
  const minutes = minutesBetween(at, wish.at)
  return fact(wish, 'swarm.ended', present({ swarm: id, how, text, minutes, helpers, firstHelpMinutes }))
}

export const swarmDeciders: Deciders<SwarmCommands> = {
  'swarm.raise': raise,
  'swarm.offer': (state, { swarm, text }, wish) => {
    const one = stillOpen(state, swarm)
    if ('refused' in one) return one
    const agent = writerOf(wish.by)
    if (!agent || agent === one.asker) return refuse('swarm.own')
    return one.helpers.includes(agent) ? [] : [fact(wish, 'swarm.offered', present({ swarm, text }))]
  },
  'swarm.choose_lead': (state, { swarm, agent }, wish) => {
    const one = stillOpen(state, swarm)
    if ('refused' in one) return one
    if (!isOwner(state, one, wish)) return refuse('swarm.not_yours')
    if (!one.helpers.includes(agent)) return refuse('swarm.no_helper')
    return one.lead === agent ? [] : [fact(wish, 'swarm.lead_chosen', { swarm, agent })]
  },
  'swarm.say': (state, { swarm, text }, wish) => {
    const one = stillOpen(state, swarm)
    if ('refused' in one) return one
    const isHis = isIn(one, writerOf(wish.by)) || leads(wish)
    return isHis ? [fact(wish, 'swarm.said', { swarm, text })] : refuse('swarm.not_yours')
  },
  'swarm.end': end,
}

/** Its time is over and nobody has said what came of it. */
export function swarmVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const swarm = state.phase === 'open' ? openSwarm(state) : null
  const isOver = swarm?.standing === 'open' && wish.setting.now >= swarm.until
  return isOver ? [fact(wish, 'swarm.lapsed', { swarm: swarm.id })] : []
}

/** Why a swarm would help now, though nobody has raised a hand; null: nothing speaks for one. */
export function swarmSign(state: OpenedCase, desk: DeskFacts, now: Instant): SwarmSign | null {
  // One was raised before: whoever did knows the way.
  if (state.phase !== 'open' || state.live?.swarm) return null
  if (state.severity === 1) return 'severity_1'
  const returned = Object.values(state.handOffs).filter(one => one.standing === 'returned')
  if (returned.length >= 2) return 'returned_twice'
  const isUntried = Object.keys(state.steps).length === 0 && state.worker !== null && state.severity === 2
  const late = after(state.stuck.since, liveSetting(desk).hypothesisMinutes * minuteMs)
  return isUntried && now >= late ? 'no_hypothesis' : null
}

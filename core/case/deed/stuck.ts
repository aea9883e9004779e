// A case that is stuck: the clock says so, with the signs; its worker says what he does about it. Passing on
// needs no answer beside it: the offer is one. Not: by which signs (case/stuck.ts), nor who is told
// (core/notice).
import { type Deciders, type Evolver, fact, type Outcome, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { dueSigns, stuckMinutesAfter } from '#core/case/stuck.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import type { AgentId } from '#core/kit/id.ts'
import { isRefusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'
import { worksAt } from '#core/people/desk-facts.ts'

export type StuckCommands = {
  'stuck.answer':
    | { how: 'carry_on'; until: Instant; because: TextRef }
    | { how: 'help'; agent: AgentId; until?: Instant | undefined; because?: TextRef | undefined }
}

/** So long somebody may carry on without anybody asking. */
export const carryOnDays = 7

const leadAfter = (state: OpenedCase, { at, setting }: Wish): Instant =>
  stuckMinutesAfter(state, setting.desk, at, setting.desk.stuck.leadMinutes)

export const stuckDeciders: Deciders<StuckCommands> = {
  'stuck.answer': (state, command, wish) => {
    const { noticed } = state.stuck
    if (!noticed) return refuse('stuck.not_noticed')
    const { how, because } = command
    const until = command.until ?? leadAfter(state, wish)
    if (until <= wish.setting.now) return refuse('promise.in_the_past')
    if (until > wish.setting.now + carryOnDays * dayMs) return refuse('stuck.too_far', { count: carryOnDays })
    const most = wish.setting.desk.stuck.carryOns
    if (how === 'carry_on' && noticed.carriedOn >= most) return refuse('stuck.carried_on', { count: most })
    const wrong = how === 'help' ? helperRefusal(state, command.agent, wish) : null
    if (wrong) return wrong
    const agent = how === 'help' ? command.agent : undefined
    return [fact(wish, 'stuck.answered', present({ stuck: noticed.id, how, until, agent, because }))]
  },
}

/** A colleague who can open the case: of its level or its team. */
function helperRefusal({ level, team, worker }: OpenedCase, agent: AgentId, { setting }: Wish) {
  const facts = setting.desk.agents[agent]
  if (!facts?.active || agent === worker) return refuse('agent.not_found')
  return worksAt(facts, level) || facts.teams.includes(team) ? null : refuse('agent.not_in_team')
}

/** What was decided, with the answer that lies in it: whoever offers a stuck case passes it on. */
export function withPassedOn(state: OpenedCase, outcome: Outcome, wish: Wish): Outcome {
  const { noticed } = state.stuck
  if (!noticed || isRefusal(outcome)) return outcome
  const offer = outcome.find(event => event.type === 'hand_off.offered')
  if (!offer) return outcome
  const passed = { stuck: noticed.id, how: 'pass_on', until: offer.acceptBy } as const
  return [fact(wish, 'stuck.answered', passed), ...outcome]
}

/** The verdict that is due: by these signs it is stuck. Each is said once, until something new comes. */
export function stuckVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const due = dueSigns(state, wish.setting.desk).filter(({ at }) => at <= wish.setting.now)
  if (due.length === 0) return []
  const signs = due.map(({ sign, since, evidence }) => ({ sign, since, evidence }))
  const leadAt = state.severity === 1 ? wish.at : leadAfter(state, wish)
  return [fact(wish, 'stuck.noticed', { stuck: wish.setting.newId('stk'), signs, leadAt })]
}

export const stuckNoticed: Evolver<'stuck.noticed'> = (state, { at, stuck, signs, leadAt }) => {
  const before = state.stuck.noticed
  const all = new Set([...(before?.signs ?? []), ...signs.map(({ sign }) => sign)])
  const noticed = {
    id: stuck,
    at: before?.at ?? at,
    signs: stuckSigns.filter(sign => all.has(sign)),
    leadAt: before?.until === null && before.leadAt < leadAt ? before.leadAt : leadAt,
    until: null,
    carriedOn: before?.carriedOn ?? 0,
  }
  return { ...state, stuck: { ...state.stuck, noticed } }
}

export const stuckAnswered: Evolver<'stuck.answered'> = (state, { how, until }) => {
  const { noticed } = state.stuck
  if (!noticed) return state
  const carriedOn = noticed.carriedOn + (how === 'carry_on' ? 1 : 0)
  return { ...state, stuck: { ...state.stuck, noticed: { ...noticed, until, carriedOn } } }
}

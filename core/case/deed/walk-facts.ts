// What facts of walks make of a case, and what is asked of its walks. Folded without the scripts. Not: which
// facts follow a wish (walk.ts).
import type { Evolver } from '#core/case/deed/deed.ts'
import type { KnownAnswer, OpenedCase, WalkState } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { those, withOne } from '#core/kit/table.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { unfit } from '#core/script/answer.ts'
import type { Value } from '#core/script/condition.ts'
import type { Step } from '#core/script/script.ts'
import { type Scripts, stepNow } from '#core/script/step-on.ts'
import { lastByPerson, type Walk, walkBegun, walkOn } from '#core/script/walk.ts'

export const isEnded = ({ isGivenUp, walk }: WalkState): boolean => isGivenUp || walk.end !== null
/** Whether somebody, the customer too, went through a script to one of its ends. */
export const isWalked = ({ walks }: Pick<OpenedCase, 'walks'>): boolean =>
  Object.values(walks).some(({ walk }) => walk.end !== null)
export const isRunning = (one: WalkState): boolean => !isEnded(one) && !one.walk.paused

/** Walks that are not at their end, the one that moved last at the end of the list. */
export const openWalks = (state: OpenedCase): [WalkId, WalkState][] =>
  those(state.walks, one => !isEnded(one)).sort(([, a], [, b]) => a.changedAt - b.changedAt)

export const walkerOf = (by: Actor): WalkState['walker'] => (by.kind === 'customer' ? 'customer' : 'agent')

export const stillTrue = ({ until }: Pick<KnownAnswer, 'until'>, now: Instant): boolean =>
  until === null || until > now

/** What is known already of the question a walk stands at; null: it has to be asked. */
export function knownAt(
  state: OpenedCase,
  walk: Walk,
  { scripts, now }: { readonly scripts: Scripts; readonly now: Instant },
): KnownAnswer | null {
  const step = stepNow(walk, scripts)?.step
  if (step?.kind !== 'ask') return null
  const known = state.answers.findLast(one => one.fact === step.fact && stillTrue(one, now))
  return known && isFit(step, known.value) ? known : null
}

/** What another case says to the question a walk stands at, where it is one of its answers. */
export function fitsAt(
  walk: Walk,
  { fact, value }: Pick<KnownAnswer, 'fact' | 'value'>,
  scripts: Scripts,
): boolean {
  const step = stepNow(walk, scripts)?.step
  return step?.kind === 'ask' && step.fact === fact && isFit(step, value)
}

/** Another script may ask for the same in other words: what is none of its answers is asked. */
const isFit = (step: Step, value: Value): boolean => unfit(step, { kind: 'known', value }) === null

const moved = (
  state: OpenedCase,
  { walk, at }: { walk: WalkId; at: Instant },
  change: (one: WalkState) => Partial<WalkState>,
): OpenedCase => {
  const one = state.walks[walk]
  return one
    ? { ...state, walks: withOne(state.walks, walk, { ...one, ...change(one), changedAt: at }) }
    : state
}

export const walkBegins: Evolver<'walk.begun'> = (state, { walk, pins, to, end, by, at }) => ({
  ...state,
  walks: withOne(state.walks, walk, {
    walk: walkBegun({ kind: 'begun', pins, to, end }),
    walker: walkerOf(by),
    needsSupport: false,
    isGivenUp: false,
    begunAt: at,
    changedAt: at,
  }),
})

export const walkAnswered: Evolver<'walk.answered'> = (state, event) => {
  const { walk: id, answer, to, end, fact, text = null, until = null, found, at } = event
  const before = state.walks[id]
  const after = moved(state, event, ({ walk }) => ({
    walk: walkOn(walk, { kind: 'given', answer, to, end, ...(found && { found }) }),
  }))
  if (!before || fact === undefined || answer.kind !== 'value') return after
  const known = { fact, value: answer.value, text, walk: id, place: before.walk.path.length, at, until }
  return { ...after, answers: [...state.answers, known] }
}

export const walkReused: Evolver<'walk.reused'> = (state, event) => {
  const { value, to, end } = event
  const answer = { kind: 'known', value } as const
  return moved(state, event, ({ walk }) => ({ walk: walkOn(walk, { kind: 'given', answer, to, end }) }))
}

export const walkJumped: Evolver<'walk.jumped'> = (state, event) => {
  const { to, end } = event
  return moved(state, event, ({ walk }) => ({ walk: walkOn(walk, { kind: 'jumped', to, end }) }))
}

/** What was answered there is history; nobody takes it for known any more. */
export const walkWentBack: Evolver<'walk.went_back'> = (state, event) => {
  const before = state.walks[event.walk]
  if (!before) return state
  const from = lastByPerson(before.walk)
  const answers = state.answers.filter(({ walk, place }) => walk !== event.walk || place < from)
  return {
    ...moved(state, event, ({ walk }) => ({ walk: walkOn(walk, { kind: 'back' }) })),
    answers,
  }
}

export const walkPaused: Evolver<'walk.paused'> = (state, event) =>
  moved(state, event, one => ({
    walk: walkOn(one.walk, { kind: 'paused' }),
    needsSupport: one.needsSupport || event.needs === 'support',
  }))

export const walkResumed: Evolver<'walk.resumed'> = (state, event) =>
  moved(state, event, ({ walk }) => ({
    walk: walkOn(walk, { kind: 'resumed' }),
    walker: walkerOf(event.by),
    needsSupport: false,
  }))

export const walkGivenUp: Evolver<'walk.given_up'> = (state, event) =>
  moved(state, event, () => ({ isGivenUp: true }))

/** It is the customer's to go on with, and rests until he does. */
export const walkSent: Evolver<'walk.sent'> = (state, event) =>
  moved(state, event, one => ({
    walk: walkOn(one.walk, { kind: 'paused' }),
    walker: 'customer',
    needsSupport: false,
  }))

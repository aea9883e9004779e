// Walks through scripts on a case. Each answer becomes facts of the ledger at once: a step tried, a claim.
// Not: where an answer leads (script/step-on.ts), nor what checks see (walk-check.ts). The scripts, and their
// words where they become facts, come with the command.
import { type Deciders, deskFact, fact, present, type Wish } from '#core/case/deed/deed.ts'
import { checkedBehind } from '#core/case/deed/walk-check.ts'
import { fitsAt, isEnded, isRunning, knownAt, walkerOf } from '#core/case/deed/walk-facts.ts'
import type { Attached, Event, EventOf, StepDoer } from '#core/case/event.ts'
import type { Elsewhere } from '#core/case/known-elsewhere.ts'
import type { OpenedCase, WalkState } from '#core/case/state.ts'
import type { ClaimId, MessageId, StepId, WalkId } from '#core/kit/id.ts'
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import { those } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, minuteMs } from '#core/kit/time.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Checks } from '#core/script/checks-behind.ts'
import type { Script, Step, StepName } from '#core/script/script.ts'
import { back, begin, given, jump, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Walk, walkBegun, walkOn, whereTo, type WentTo } from '#core/script/walk.ts'

/** What a walk goes by: every script that can be met on it, and what automatic checks were told elsewhere. */
export type Using = { readonly scripts: readonly Script[]; readonly checks: Checks }

export type WalkCommands = {
  /** `script`: its live version is among `scripts` */
  'walk.begin': { walk: WalkId; script: string } & Using
  'walk.answer': {
    walk: WalkId
    step: StepName
    answer: Answer
    /** of an ask for words or a serial number: what the value refers to */
    text?: TextRef | undefined
    /** of an ask for a photo */
    attached?: readonly Attached[] | undefined
    /** why it was skipped or cannot be done */
    because?: TextRef | undefined
    /** the customer's own words: a claim */
    says?: { readonly claim: ClaimId; readonly text: TextRef } | undefined
    /** of a do: the step as it is recorded */
    tried?:
      | {
          readonly step: StepId
          readonly what: TextRef
          readonly why: TextRef
          readonly result?: TextRef | undefined
          readonly doneBy: StepDoer
        }
      | undefined
    /** the customer said that this leads nowhere; then it was explained and done, or skipped */
    nowhere?: boolean | undefined
  } & Using
  /** takes over what is known already: here, else in another case of the same customer */
  'walk.reuse': { walk: WalkId; step: StepName; elsewhere?: Elsewhere | undefined } & Using
  'walk.go_back': { walk: WalkId }
  /** on to another step; `verified`: what whoever jumps has made sure of */
  'walk.jump': { walk: WalkId; to: StepName; verified: TextRef } & Using
  'walk.pause': { walk: WalkId }
  'walk.resume': { walk: WalkId }
  'walk.give_up': { walk: WalkId; because: TextRef }
  /** to the customer, who goes on with it by himself from where it stands; `message` leads him there */
  'walk.send': { walk: WalkId; message: MessageId } & Using
}

/** The scripts a command brought, as going through them asks for them; without a version the newest. */
export const scriptsOf =
  (scripts: readonly Script[]): Scripts =>
  (slug, version) =>
    scripts.find(one => one.slug === slug && (version === null || one.version === version)) ?? null

export const walkDeciders: Deciders<WalkCommands> = {
  'walk.begin': (state, { walk: id, script, ...using }, wish) => {
    const scripts = scriptsOf(using.scripts)
    const root = scripts(script, null)
    if (!root) return refuse('walk.no_such_script', { script })
    const begun = begin(root, scripts)
    if (isRefusal(begun)) return begun
    const { pins, to, end } = begun
    const facts = [...othersRest(state, id, wish), fact(wish, 'walk.begun', { walk: id, pins, to, end })]
    return [...facts, ...onBehind({ state, walk: walkBegun(begun), id, using, wish })]
  },
  'walk.answer': (state, command, wish) => {
    const { walk: id, step: name, answer, because } = command
    const one = going(state, id, wish)
    if (isRefusal(one)) return one
    const isLeft = answer.kind === 'skipped' || answer.kind === 'cannot'
    if (isLeft && !because) return refuse('walk.reason_missing')
    const scripts = scriptsOf(command.scripts)
    const led = given(one.walk, { step: name, answer }, scripts) as WentTo | Refusal
    if (isRefusal(led)) return led
    const { step } = stepNow(one.walk, scripts) as { step: Step }
    return [
      ...takenUp(state, id, one, wish),
      ...answerFacts({ state, command, step, led, wish }),
      ...onBehind({ state, walk: walkOn(one.walk, led), id, using: command, wish }),
    ]
  },
  'walk.reuse': (state, { walk: id, step, elsewhere, ...using }, wish) => {
    const one = going(state, id, wish)
    if (isRefusal(one)) return one
    const scripts = scriptsOf(using.scripts)
    const here = knownAt(state, one.walk, { scripts, now: wish.at })
    const known = here ?? (elsewhere && fitsAt(one.walk, elsewhere, scripts) ? elsewhere : null)
    if (!known) return refuse('walk.not_known')
    const { value, fact: name, walk: from, text } = known
    const fromCase = 'case' in known ? known.case : undefined
    const led = given(one.walk, { step, answer: { kind: 'known', value } }, scripts) as WentTo | Refusal
    if (isRefusal(led)) return led
    const more = present({ text: text ?? undefined, fromCase })
    const data = { walk: id, step, value, fact: name, from, ...whereTo(led), ...more }
    return [
      ...takenUp(state, id, one, wish),
      fact(wish, 'walk.reused', data),
      ...onBehind({ state, walk: walkOn(one.walk, led), id, using, wish }),
    ]
  },
  'walk.go_back': (state, { walk: id }, wish) => {
    const one = going(state, id, wish)
    if (isRefusal(one)) return one
    const led = back(one.walk)
    if (isRefusal(led)) return led
    return [...takenUp(state, id, one, wish), fact(wish, 'walk.went_back', { walk: id })]
  },
  'walk.jump': (state, { walk: id, to: step, verified, ...using }, wish) => {
    const one = going(state, id, wish)
    if (isRefusal(one)) return one
    const led = jump(one.walk, step, scriptsOf(using.scripts)) as WentTo | Refusal
    if (isRefusal(led)) return led
    return [
      ...takenUp(state, id, one, wish),
      fact(wish, 'walk.jumped', { walk: id, step, verified, ...whereTo(led) }),
      ...onBehind({ state, walk: walkOn(one.walk, led), id, using, wish }),
    ]
  },
  'walk.pause': (state, { walk }, wish) => {
    const one = unended(state, walk, wish)
    if (isRefusal(one)) return one
    return one.walk.paused ? [] : [fact(wish, 'walk.paused', { walk })]
  },
  'walk.resume': (state, { walk }, wish) => {
    const one = unended(state, walk, wish)
    return isRefusal(one) ? one : takenUp(state, walk, one, wish)
  },
  'walk.give_up': (state, { walk, because }, wish) => {
    const one = unended(state, walk, wish)
    return isRefusal(one) ? one : [fact(wish, 'walk.given_up', { walk, because })]
  },
  'walk.send': (state, { walk, message, scripts }, wish) => {
    const one = unended(state, walk, wish)
    if (isRefusal(one)) return one
    if (!state.messages[message]) return refuse('message.not_found')
    const step = stepNow(one.walk, scriptsOf(scripts))?.step
    // What needs one of us he could not answer, and would be sent back at once.
    if (!step || step.level > 0) return refuse('walk.not_alone')
    return [...othersRest(state, walk, wish), fact(wish, 'walk.sent', { walk, message })]
  },
}

/** The walk, where whoever wishes it may go on with it. */
function going(state: OpenedCase, id: WalkId, { by }: Wish): WalkState | Refusal {
  const one = state.walks[id]
  if (!one) return refuse('walk.not_found')
  if (one.isGivenUp) return refuse('walk.ended')
  const isHis = one.walker === 'customer' && !one.needsSupport
  return by.kind !== 'customer' || isHis ? one : refuse('walk.with_support')
}

function unended(state: OpenedCase, id: WalkId, wish: Wish): WalkState | Refusal {
  const one = going(state, id, wish)
  return !isRefusal(one) && isEnded(one) ? refuse('walk.ended') : one
}

/** A person goes one way at a time: the walk that was under way rests. */
const othersRest = (state: OpenedCase, id: WalkId, wish: Wish): Event[] =>
  those(state.walks, isRunning).flatMap(([walk]) =>
    walk === id ? [] : [deskFact(wish, 'walk.paused', { walk })],
  )

/** An agent who goes on with what the customer began has taken it up, paused or not. */
function takenUp(state: OpenedCase, walk: WalkId, one: WalkState, wish: Wish): Event[] {
  const isHeld = !one.walk.paused && one.walker === walkerOf(wish.by)
  const resumed = isHeld ? [] : [fact(wish, 'walk.resumed', { walk })]
  return [...othersRest(state, walk, wish), ...resumed]
}

type Answering = {
  readonly state: OpenedCase
  readonly command: WalkCommands['walk.answer']
  readonly step: Step
  readonly led: WentTo
  readonly wish: Wish
}

/** The answer, behind the facts of the ledger that it is. */
function answerFacts({ state, command, step, led, wish }: Answering): Event[] {
  const { walk, answer, text, attached, because, says, nowhere } = command
  const claim = says && fact(wish, 'claim.made', { ...says, from: state.customer })
  const tried = triedFact(command, step, wish)
  const more = {
    ...keptAs(step, answer, wish),
    text,
    attached,
    because,
    claim: claim?.claim,
    tried: tried?.step,
    nowhere: nowhere ? (true as const) : undefined,
  }
  const data = { walk, step: step.name, answer, ...whereTo(led), ...present(more) }
  const own = fact(wish, 'walk.answered', data)
  return [...(claim ? [claim] : []), ...(tried ? [tried] : []), own]
}

const outcomes = { worked: 'worked', failed: 'no_change', cannot: 'not_possible' } as const

/** What was done as a step tried. What was skipped was not tried. */
function triedFact(
  { answer, tried, because }: WalkCommands['walk.answer'],
  step: Step,
  wish: Wish,
): EventOf<'step.tried'> | null {
  if (step.kind !== 'do' || !tried || !(answer.kind in outcomes)) return null
  const outcome = outcomes[answer.kind as keyof typeof outcomes]
  return fact(wish, 'step.tried', present({ ...tried, outcome, result: tried.result ?? because }))
}

/** Under which name an answer is known beyond its walk, and how long. */
function keptAs(step: Step, answer: Answer, wish: Wish): { fact?: string; until?: Instant } {
  if (step.kind !== 'ask' || step.fact === null || answer.kind !== 'value') return {}
  const { fact, holdsMinutes } = step
  return { fact, ...(holdsMinutes !== null && { until: after(wish.at, holdsMinutes * minuteMs) }) }
}

type Behind = {
  readonly state: OpenedCase
  readonly walk: Walk
  readonly id: WalkId
  readonly using: Using
  readonly wish: Wish
}

/** What follows by itself: checks answer, and where a customer cannot go on alone somebody is waited for. */
function onBehind({ state, walk, id, using, wish }: Behind): Event[] {
  const scripts = scriptsOf(using.scripts)
  const { facts, walk: now } = checkedBehind({ state, walk, id, checks: using.checks, wish }, scripts)
  const isForSupport = wish.by.kind === 'customer' && stepNow(now, scripts)?.step.level === 1
  return isForSupport ? [...facts, deskFact(wish, 'walk.paused', { walk: id, needs: 'support' })] : facts
}

// Which fact follows when somebody begins a walk, answers, goes back or jumps: decided, not yet kept. Not:
// what the fact makes of the walk (walk.ts), nor who may do it and what the case says to it (its deeds).
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import { type Answer, unfit } from '#core/script/answer.ts'
import { holds } from '#core/script/condition.ts'
import {
  type End,
  type EndName,
  type Script,
  type Step,
  type StepName,
  type SubScript,
  stepOf,
} from '#core/script/script.ts'
import {
  answersOf,
  type Begun,
  type Ended,
  lastByPerson,
  type Passed,
  type Pins,
  type Place,
  placeOf,
  type Stack,
  type Walk,
  type WentOn,
} from '#core/script/walk.ts'

/** The scripts of the desk: one version, or (null) the published one. A gone script keeps its versions. */
export type Scripts = (slug: string, version: number | null) => Script | null

/** Sub-scripts within sub-scripts; checked ones form no ring, so this ends what nobody has checked. */
const depthMax = 32
/** So many steps in a row without anybody answering: no checked script comes near. */
const movesMax = 10_000

/** The first fact. Every sub-script is pinned now: its next version does not move a running walk. */
export function begin(script: Script, scripts: Scripts): Begun | Refusal {
  const pins = pinsOf(script, scripts)
  const first: Place = { ...rootOf(script), step: script.start, since: 0, reached: {} }
  const all: Scripts = (slug, version) => (slug === script.slug ? script : scripts(slug, version))
  const arrived = arrive({ stack: [first], step: script.start, pins, passed: 0 }, all)
  return isRefusal(arrived) ? arrived : { kind: 'begun', pins, ...arrived }
}

/** What follows an answer at the step that whoever answered has before him. */
export function given(
  walk: Walk,
  { step, answer }: { readonly step: StepName; readonly answer: Answer },
  scripts: Scripts,
): WentOn | Refusal {
  const here = standing(walk, step, scripts)
  if (isRefusal(here)) return here
  const refused = unfit(here, answer)
  if (refused) return refused
  const passed: Passed = { at: walk.stack, answer, undone: false }
  const arrived = arrive(onFrom({ ...walk, path: [...walk.path, passed] }, here, answer), scripts)
  return isRefusal(arrived) ? arrived : { kind: 'given', answer, ...arrived }
}

/** Back to the answer before, which is kept as said first. From an end, too: the last press may be wrong. */
export const back = (walk: Walk): WentOn | Refusal =>
  lastByPerson(walk) < 0 ? refuse('walk.nothing_back') : { kind: 'back' }

/** On to any step of the script it stands in, or of one around it: who knows the product need not be led. */
export function jump(walk: Walk, to: StepName, scripts: Scripts): WentOn | Refusal {
  if (walk.end !== null) return refuse('walk.ended')
  for (let depth = walk.stack.length; depth > 0; depth--) {
    const stack = walk.stack.slice(0, depth) as readonly Place[] as Stack
    const script = scriptAt(stack, scripts)
    if (!script || !stepOf(script, to)) continue
    const from = { stack, step: to, pins: walk.pins, passed: walk.path.length + 1 }
    const arrived = arrive(from, scripts)
    return isRefusal(arrived) ? arrived : { kind: 'jumped', ...arrived }
  }
  return refuse('walk.no_such_step', { step: to })
}

/** Rests until somebody takes it up: another one, days later. */
export function pause({ end, paused }: Walk): WentOn | Refusal {
  if (end !== null) return refuse('walk.ended')
  return paused ? refuse('case.already_there') : { kind: 'paused' }
}

export function resume({ paused }: Walk): WentOn | Refusal {
  return paused ? { kind: 'resumed' } : refuse('case.already_there')
}

/** The step it stands at, with the script it is of; null: nobody keeps that version any more. */
export function stepNow(walk: Walk, scripts: Scripts): { script: Script; step: Step } | null {
  const script = scriptAt(walk.stack, scripts)
  const step = script && stepOf(script, placeOf(walk.stack).step)
  return step && { script, step }
}

const rootOf = ({ slug, version }: Script) => ({ slug, version })

const scriptAt = (stack: Stack, scripts: Scripts): Script | null => {
  const { slug, version } = placeOf(stack)
  return scripts(slug, version)
}

/** The versions that are published now of every sub-script that can be met. */
function pinsOf(script: Script, scripts: Scripts): Pins {
  const pins: Record<string, number> = { [script.slug]: script.version }
  const open = [script]
  for (let one = open.pop(); one; one = open.pop())
    for (const step of one.steps) {
      if (step.kind !== 'script' || Object.hasOwn(pins, step.script)) continue
      const sub = scripts(step.script, null)
      if (!sub) continue
      pins[sub.slug] = sub.version
      open.push(sub)
    }
  return pins
}

/** The step that is answered, or why it cannot be. */
function standing(walk: Walk, step: StepName, scripts: Scripts): Step | Refusal {
  if (walk.end !== null) return refuse('walk.ended')
  const now = placeOf(walk.stack).step
  if (step !== now) return refuse('walk.not_there', { step: now })
  return stepNow(walk, scripts)?.step ?? refuse('walk.broken', { step: now })
}

type Moving = {
  readonly stack: Stack
  readonly step: StepName
  readonly pins: Pins
  /** how many answers lie behind it */
  readonly passed: number
}

function onFrom(walk: Walk, step: Step, answer: Answer): Moving {
  return { stack: walk.stack, step: wayOf(walk, step, answer), pins: walk.pins, passed: walk.path.length }
}

/** Where an answer leads. What was skipped, could not be done or stayed silent goes on at `otherwise`. */
function wayOf(walk: Walk, step: Step, answer: Answer): StepName {
  if (step.kind === 'tell') return step.next
  if (step.kind === 'do' && (answer.kind === 'worked' || answer.kind === 'failed')) return step[answer.kind]
  if ((step.kind === 'ask' || step.kind === 'check') && 'value' in answer) {
    const chosen =
      step.kind === 'ask' && step.asked.kind === 'choice'
        ? step.asked.choices.find(({ name }) => name === answer.value)?.to
        : undefined
    if (chosen !== undefined) return chosen
    const answers = answersOf(walk)
    const arrow = step.next.find(({ when }) => when === undefined || holds(when, answers))
    if (arrow) return arrow.to
  }
  return (step as Exclude<Step, { kind: 'tell' | 'script' | 'end' }>).otherwise
}

/**
 * Goes to a step and on from it for as long as nobody needs to answer: past steps that were reached often
 * enough, into sub-scripts, and out of them where they end.
 */
function arrive(from: Moving, scripts: Scripts): Arrived | Refusal {
  let at: Moving = from
  const ended: Ended[] = []
  for (let moves = 0; moves < movesMax; moves++) {
    const script = scriptAt(at.stack, scripts)
    const step = script && stepOf(script, at.step)
    if (!step) break
    const { tries, name } = step
    const place = placeOf(at.stack)
    const before = Object.hasOwn(place.reached, name) ? place.reached[name]! : 0
    if (tries && before >= tries.most) {
      at = { ...at, step: tries.spent }
      continue
    }
    const reached = tries ? { ...place.reached, [name]: before + 1 } : place.reached
    const stack = replaced(at.stack, { ...place, step: name, reached })
    if (step.kind !== 'script' && step.kind !== 'end') return arrived(stack, null, ended)
    const next =
      step.kind === 'script'
        ? into({ ...at, stack }, step, scripts)
        : outOf({ ...at, stack }, step.end, scripts)
    if (next === 'broken') break
    if (next === 'over') return arrived(stack, (step as End).end, ended)
    if (step.kind === 'end') ended.push(...endedIn(stack.slice(next.stack.length), step.end, from))
    at = next
  }
  return refuse('walk.broken', { step: at.step })
}

type Arrived = { readonly to: Stack; readonly end: EndName | null; readonly ended?: readonly Ended[] }
const arrived = (to: Stack, end: EndName | null, ended: readonly Ended[]): Arrived => ({
  to,
  end,
  ...(ended.length > 0 && { ended }),
})

/** Those of the scripts left at their end in which somebody was before; the innermost first. */
const endedIn = (left: readonly Place[], end: EndName, { passed }: Moving): Ended[] =>
  left
    .filter(({ since }) => since < passed)
    .map(({ slug, step }) => ({ script: slug, step, end }))
    .toReversed()

const replaced = (stack: Stack, last: Place): Stack =>
  [...stack.slice(0, -1), last] as readonly Place[] as Stack

/** Into a sub-script; where there is none, on as if it had not helped. */
function into(at: Moving, step: SubScript, scripts: Scripts): Moving | 'broken' {
  const version = Object.hasOwn(at.pins, step.script) ? at.pins[step.script]! : null
  const sub = version === null ? null : scripts(step.script, version)
  if (!sub || at.stack.length >= depthMax)
    return step.unsolved === null ? 'broken' : { ...at, step: step.unsolved }
  const place: Place = { ...rootOf(sub), step: sub.start, since: at.passed, reached: {} }
  return { ...at, stack: [...at.stack, place], step: sub.start }
}

/**
 * Out of scripts that ended, to the innermost around them that goes on then. `over`: none does, and the walk
 * ends
 * here; `broken`: one of them is gone.
 */
function outOf(at: Moving, end: EndName, scripts: Scripts): Moving | 'over' | 'broken' {
  for (let depth = at.stack.length - 1; depth > 0; depth--) {
    const stack = at.stack.slice(0, depth) as readonly Place[] as Stack
    const script = scriptAt(stack, scripts)
    const step = script && stepOf(script, placeOf(stack).step)
    if (step?.kind !== 'script') return 'broken'
    const to = end === 'solved' ? step.solved : step.unsolved
    if (to !== null) return { ...at, stack, step: to }
  }
  return 'over'
}

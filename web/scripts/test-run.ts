// A test run through a draft: gone through again from its answers each time, so that it goes by the draft as
// it stands now. Nothing of it is kept anywhere. Not: the panel (test-run.tsx), nor a walk on a case.
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { Language } from '#core/people/language.ts'
import type { Answer } from '#core/script/answer.ts'
import { type Script, type Step, type StepName, stepOf, type Wording } from '#core/script/script.ts'
import { begin, given, type Scripts } from '#core/script/step-on.ts'
import { type Passed, placeOf, type Walk, walkBegun, walkOn } from '#core/script/walk.ts'
import { type Outline, stepAt } from './outline.ts'
import type { Fault } from './scripts-api.ts'

export type Tried = { readonly step: StepName; readonly answer: Answer }

export type Run = {
  /** null: it cannot even begin */
  readonly walk: Walk | null
  /** so many of the answers fit the draft as it stands */
  readonly fitted: number
  /** what stands against the answer after those, or against beginning */
  readonly stuck: Refusal | null
}

/** The run after these answers, as far as they fit. */
export function ranThrough(script: Script, tried: readonly Tried[], scripts: Scripts): Run {
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return { walk: null, fitted: 0, stuck: begun }
  let walk = walkBegun(begun)
  for (const [fitted, one] of tried.entries()) {
    const fact = given(walk, one, scripts)
    if (isRefusal(fact)) return { walk, fitted, stuck: fact }
    walk = walkOn(walk, fact)
  }
  return { walk, fitted: tried.length, stuck: null }
}

/** The place in the outline where it stands: of a script within, the step that calls it. */
export function standsAt({ walk }: Run, { steps }: Outline): number | null {
  const name = walk?.stack[0].step
  return steps.find(one => one.name === name)?.index ?? null
}

/** What is known to be wrong with the step of this name. */
export const faultsOf = (name: StepName, faults: readonly Fault[], { steps }: Outline): readonly Fault[] => {
  const indices = new Set(steps.filter(one => one.name === name).map(one => one.index))
  return faults.filter(one => one.step === name || indices.has(stepAt(one) ?? -1))
}

/** The step a broken way leads to; null: something else stands against the answer. */
export const brokenAt = (stuck: Refusal | null): StepName | null =>
  stuck?.refused === 'walk.broken' ? String(stuck.details?.step ?? '') : null

export type View = 'agent' | 'customer'

/** The sentence one of the two has before him at a step; null: it says nothing. */
export function headOf(step: Step, view: View): Wording | null {
  if (step.kind === 'script') return null
  if (view === 'customer') return step.say
  if (step.kind === 'ask') return step.question
  if (step.kind === 'do') return step.instruction
  return step.say
}

/** What was given at a step, in the words it was offered in; null: it is no value. */
export function valueSaid({ at, answer }: Passed, scripts: Scripts, language: Language): string | null {
  if (!('value' in answer)) return null
  const { slug, version, step: name } = placeOf(at)
  const script = scripts(slug, version)
  const step = script && stepOf(script, name)
  const asked = step?.kind === 'ask' && step.asked.kind === 'choice' ? step.asked.choices : []
  return asked.find(one => one.name === answer.value)?.words[language] ?? String(answer.value)
}

// Steps tried: what was done, why, by whom, and what came of it. Nothing is asked of a customer twice without
// a reason.
import { type Deciders, type Evolver, fact, present, writerOf } from '#core/case/deed/deed.ts'
import type { StepDoer, StepOutcome } from '#core/case/event.ts'
import type { StepId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type StepCommands = {
  'step.try': {
    step: StepId
    what: TextRef
    why: TextRef
    outcome: StepOutcome
    result?: TextRef | undefined
    doneBy: StepDoer
    repeats?: StepId | undefined
    repeatBecause?: TextRef | undefined
  }
}

export const stepDeciders: Deciders<StepCommands> = {
  'step.try': (state, command, wish) => {
    const { repeats, repeatBecause } = command
    if (repeats && !state.steps[repeats]) return refuse('step.not_found')
    if (repeats && !repeatBecause) return refuse('step.repeat_needs_reason')
    return [fact(wish, 'step.tried', present(command))]
  },
}

export const stepTried: Evolver<'step.tried'> = (state, event) => ({
  ...state,
  steps: {
    ...state.steps,
    [event.step]: { what: event.what, outcome: event.outcome, by: writerOf(event.by) },
  },
})

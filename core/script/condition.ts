// When an arrow is taken: data, not code, so that it can be checked, shown and edited. It asks what was
// answered at a step of the same walk, by the step's name.
import type { StepName } from '#core/script/script.ts'

export type Value = string | number

export type Condition =
  | { readonly is: readonly [StepName, Value] }
  | { readonly among: readonly [StepName, readonly Value[]] }
  /** a number at least so great, or less than that */
  | { readonly atLeast: readonly [StepName, number] }
  | { readonly below: readonly [StepName, number] }
  /** it was answered at all: not skipped, and not "cannot" */
  | { readonly answered: StepName }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** What was answered last at a step; null: nothing that could be compared. */
export type Answers = (step: StepName) => Value | null

/** Whether a condition holds. Of a step without an answer nothing holds but that it has none. */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('is' in condition) return answers(condition.is[0]) === condition.is[1]
  if ('among' in condition) {
    const value = answers(condition.among[0])
    return condition.among[1].some(each => each === value)
  }
  if ('atLeast' in condition) {
    const value = answers(condition.atLeast[0])
    return typeof value === 'number' && value >= condition.atLeast[1]
  }
  if ('below' in condition) {
    const value = answers(condition.below[0])
    return typeof value === 'number' && value < condition.below[1]
  }
  if ('answered' in condition) return answers(condition.answered) !== null
  if ('all' in condition) return condition.all.every(each => holds(each, answers))
  if ('any' in condition) return condition.any.some(each => holds(each, answers))
  return !holds(condition.not, answers)
}

/** The steps a condition asks about, each once for every time it is named. */
export function stepsIn(condition: Condition): StepName[] {
  if ('all' in condition) return condition.all.flatMap(stepsIn)
  if ('any' in condition) return condition.any.flatMap(stepsIn)
  if ('not' in condition) return stepsIn(condition.not)
  if ('answered' in condition) return [condition.answered]
  if ('is' in condition) return [condition.is[0]]
  if ('among' in condition) return [condition.among[0]]
  return ['atLeast' in condition ? condition.atLeast[0] : condition.below[0]]
}

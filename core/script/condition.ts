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

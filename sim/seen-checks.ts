// What of a case is looked at again later, as a bystander keeps it. Not: when it is due by the product
// (core/case/regressions.ts).
import type { Event } from '#core/case/event.ts'
import type { AgentId, RegressionId } from '#core/kit/id.ts'

export type SeenCheck = {
  readonly dueAt: number
  readonly checker: AgentId
  isDue: boolean
  isChecked: boolean
}
type HasChecks = { readonly checks: Map<RegressionId, SeenCheck> }
type CheckWriters = {
  readonly [T in Event['type']]?: (seen: HasChecks, event: Extract<Event, { type: T }>) => void
}
const planned = (
  { checks }: HasChecks,
  { regression, dueAt, checker }: { regression: RegressionId; dueAt: number; checker: AgentId },
): void => {
  checks.set(regression, { dueAt, checker, isDue: false, isChecked: false })
}

export const checkWriters = {
  'regression.planned': planned,
  'regression.moved': planned,
  'regression.due': ({ checks }, { regression }) => {
    const one = checks.get(regression)
    if (one) one.isDue = true
  },
  'regression.checked': ({ checks }, { regression }) => {
    const one = checks.get(regression)
    if (one) one.isChecked = true
  },
} satisfies CheckWriters

/** When the clock looks at them; a merged case has none. */
export function checkRing({ checks, phase }: HasChecks & { readonly phase: string }): number {
  let first = Number.POSITIVE_INFINITY
  if (phase !== 'merged')
    for (const one of checks.values()) if (!one.isDue && !one.isChecked) first = Math.min(first, one.dueAt)
  return first
}

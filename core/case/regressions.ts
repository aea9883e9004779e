// What is checked again later, so that a fault does not come back unnoticed: read out of the findings of a
// case. Part of state.ts. Not: which facts lead there (deed/regression.ts).
import { findingsOf } from '#core/case/findings.ts'
import type { RegressionResult } from '#core/case/verification-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, RegressionId } from '#core/kit/id.ts'
import { those } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { earliest, type Instant } from '#core/kit/time.ts'

export type Regression = {
  readonly what: TextRef
  readonly dueAt: Instant
  readonly checker: AgentId
  /** due: its time has come and its checker was told */
  readonly standing: 'planned' | 'due' | RegressionResult
  readonly checkedAt: Instant | null
}

/** One of a case; undefined: there is none of that name. */
export const regressionOf = (state: OpenedCase, id: RegressionId): Regression | undefined =>
  findingsOf(state).regressions?.[id]

/** Those nobody has looked at again yet. A merged case has none: they went along. */
export const openRegressions = (state: OpenedCase): [RegressionId, Regression][] =>
  state.phase === 'merged' ? [] : those(findingsOf(state).regressions ?? {}, one => one.checkedAt === null)

/** When the clock has to look at them; also of a case that is solved or closed. */
export const regressionRing = (state: OpenedCase): Instant | null =>
  state.findings?.regressions
    ? earliest(openRegressions(state).map(([, one]) => (one.standing === 'planned' ? one.dueAt : null)))
    : null

/** What a card says of them: the next one, how many there are, and when one was checked last. */
export type CardChecks = {
  readonly count: number
  readonly next?: { readonly regression: RegressionId; readonly agent: AgentId; readonly dueAt: Instant }
  readonly done?: { readonly at: Instant; readonly result: RegressionResult }
}

/** The checks of a case on its card, if it has any. */
export function checksOn(state: OpenedCase): { readonly checks?: CardChecks } {
  const all = findingsOf(state).regressions
  if (!all || state.phase === 'merged') return {}
  const open = openRegressions(state).sort(([, one], [, other]) => one.dueAt - other.dueAt)
  const done = those(all, one => one.checkedAt !== null).sort(
    ([, one], [, other]) => (one.checkedAt ?? 0) - (other.checkedAt ?? 0),
  )
  const [first] = open
  const [, last] = done.at(-1) ?? []
  return {
    checks: {
      count: open.length,
      ...(first && { next: { regression: first[0], agent: first[1].checker, dueAt: first[1].dueAt } }),
      ...(last && {
        done: { at: last.checkedAt as Instant, result: last.standing as RegressionResult },
      }),
    },
  }
}

// Making a fault happen again: where, by which steps, how often it was tried and how often it was seen.
import { type Deciders, type Evolver, fact, writerOf } from '#core/case/deed/deed.ts'
import { findingsOf, withFindings } from '#core/case/findings.ts'
import type { ReproductionId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type ReproductionCommands = {
  'reproduction.try': {
    reproduction: ReproductionId
    environment: TextRef
    steps: TextRef
    expected: TextRef
    actual: TextRef
    times: number
    seen: number
  }
  'reproduction.strike': { reproduction: ReproductionId; because: TextRef }
}

export const reproductionDeciders: Deciders<ReproductionCommands> = {
  'reproduction.try': (_state, command, wish) => {
    const { reproduction, environment, steps, expected, actual, times, seen } = command
    // Nobody sees a fault more often than he looks for it.
    if (seen > times) return refuse('reproduction.seen_too_often')
    const tried = { reproduction, environment, steps, expected, actual, times, seen }
    return [fact(wish, 'reproduction.tried', tried)]
  },
  'reproduction.strike': (state, { reproduction, because }, wish) => {
    const one = findingsOf(state).reproductions[reproduction]
    if (!one) return refuse('reproduction.not_found')
    return one.struck ? [] : [fact(wish, 'reproduction.struck', { reproduction, because })]
  },
}

export const reproductionTried: Evolver<'reproduction.tried'> = (state, event) => {
  const { environment, steps, expected, actual, times, seen, at } = event
  const by = writerOf(event.by)
  const one = { environment, steps, expected, actual, times, seen, at, by, struck: false }
  const { reproductions } = findingsOf(state)
  return withFindings(state, { reproductions: withOne(reproductions, event.reproduction, one) })
}
export const reproductionStruck: Evolver<'reproduction.struck'> = (state, { reproduction }) => {
  const { reproductions } = findingsOf(state)
  const one = reproductions[reproduction]
  if (!one) return state
  const struck = { ...one, struck: true }
  return withFindings(state, { reproductions: withOne(reproductions, reproduction, struck) })
}

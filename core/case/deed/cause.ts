// The cause of a fault: what is suspected, what was ruled out and how, and which it is in the end. Not: what
// a hand-off is answered with (hand-off.ts).
import { type Deciders, type Evolver, fact, type Outcome, type Wish, writerOf } from '#core/case/deed/deed.ts'
import type { CauseHow } from '#core/case/finding-fact.ts'
import { findingsOf, type Hypothesis, withFindings } from '#core/case/findings.ts'
import type { Confidence } from '#core/case/hand-off-facts.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { HypothesisId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type CauseCommands = {
  'hypothesis.raise': { hypothesis: HypothesisId; text: TextRef; confidence: Confidence }
  'hypothesis.rule_out': { hypothesis: HypothesisId; how: TextRef }
  /** it was ruled out too early */
  'hypothesis.take_up': { hypothesis: HypothesisId; because: TextRef }
  'cause.find': {
    hypothesis: HypothesisId
    /** where nobody suspected it before: what it is */
    text?: TextRef | undefined
    how: CauseHow
    because: TextRef
    evidence: readonly string[]
  }
  'cause.withdraw': { because: TextRef }
}

export const causeDeciders: Deciders<CauseCommands> = {
  'hypothesis.raise': (_state, { hypothesis, text, confidence }, wish) => [
    fact(wish, 'hypothesis.raised', { hypothesis, text, confidence }),
  ],
  'hypothesis.rule_out': (state, { hypothesis, how }, wish) => {
    const one = findingsOf(state).hypotheses[hypothesis]
    if (!one) return refuse('hypothesis.not_found')
    // What counts as the cause is taken back first: two words that contradict each other help nobody.
    if (one.standing === 'cause') return refuse('hypothesis.is_cause')
    return one.standing === 'ruled_out' ? [] : [fact(wish, 'hypothesis.ruled_out', { hypothesis, how })]
  },
  'hypothesis.take_up': (state, { hypothesis, because }, wish) => {
    const one = findingsOf(state).hypotheses[hypothesis]
    if (!one) return refuse('hypothesis.not_found')
    return one.standing === 'ruled_out' ? [fact(wish, 'hypothesis.taken_up', { hypothesis, because })] : []
  },
  'cause.find': (state, command, wish) => found(state, command, wish),
  'cause.withdraw': (state, { because }, wish) => {
    const { cause } = findingsOf(state)
    if (!cause) return refuse('cause.not_found')
    return [fact(wish, 'cause.withdrawn', { hypothesis: cause.hypothesis, because })]
  },
}

function found(state: OpenedCase, command: CauseCommands['cause.find'], wish: Wish): Outcome {
  const { hypothesis, text, how, because, evidence } = command
  const { cause, hypotheses } = findingsOf(state)
  if (cause) return refuse('cause.already_found')
  const isKnown = hypotheses[hypothesis] !== undefined
  if (!isKnown && !text) return refuse('hypothesis.not_found')
  if (!evidence.every(id => isEntry(state, id))) return refuse('cause.evidence_not_found')
  const raised = { hypothesis, text: text as TextRef, confidence: 'high' as const }
  return [
    ...(isKnown ? [] : [fact(wish, 'hypothesis.raised', raised)]),
    fact(wish, 'cause.found', { hypothesis, how, because, evidence }),
  ]
}

/** Whether a name is that of an entry one can point at. */
export const isEntry = (state: OpenedCase, id: string): boolean => {
  const { messages, notes, claims, steps, walks } = state
  const { reproductions, hypotheses } = findingsOf(state)
  return [messages, notes, claims, steps, walks, reproductions, hypotheses].some(table =>
    Object.hasOwn(table, id),
  )
}

const changed = (
  state: OpenedCase,
  hypothesis: HypothesisId,
  change: Pick<Hypothesis, 'standing' | 'because'>,
): OpenedCase => {
  const { hypotheses } = findingsOf(state)
  const one = hypotheses[hypothesis]
  if (!one) return state
  return withFindings(state, { hypotheses: withOne(hypotheses, hypothesis, { ...one, ...change }) })
}

export const hypothesisRaised: Evolver<'hypothesis.raised'> = (state, event) => {
  const { hypothesis, text, confidence } = event
  const by = writerOf(event.by)
  const one = { text, confidence, by, standing: 'open', because: null } as const
  return withFindings(state, { hypotheses: withOne(findingsOf(state).hypotheses, hypothesis, one) })
}
export const hypothesisRuledOut: Evolver<'hypothesis.ruled_out'> = (state, { hypothesis, how }) =>
  changed(state, hypothesis, { standing: 'ruled_out', because: how })
export const hypothesisTakenUp: Evolver<'hypothesis.taken_up'> = (state, { hypothesis }) =>
  changed(state, hypothesis, { standing: 'open', because: null })
export const causeFound: Evolver<'cause.found'> = (state, { hypothesis, how, because }) =>
  withFindings(changed(state, hypothesis, { standing: 'cause', because }), { cause: { hypothesis, how } })
export const causeWithdrawn: Evolver<'cause.withdrawn'> = (state, { hypothesis }) =>
  withFindings(changed(state, hypothesis, { standing: 'open', because: null }), { cause: null })

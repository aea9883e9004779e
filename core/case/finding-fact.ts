// The facts of finding out: a fault made to happen again, what was suspected and ruled out, what it is in the
// end. Part of event.ts: shapes are forever. Not: what they leave of a case (findings.ts).
import type { Confidence } from '#core/case/hand-off-facts.ts'
import type { HypothesisId, ReproductionId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** How somebody knows that this is the cause. */
export const causeHows = ['test', 'log', 'comparison', 'supplier', 'elimination', 'other'] as const
export type CauseHow = (typeof causeHows)[number]

export type FindingFacts = {
  'reproduction.tried': {
    reproduction: ReproductionId
    environment: TextRef
    steps: TextRef
    expected: TextRef
    actual: TextRef
    times: number
    seen: number
  }
  'reproduction.struck': { reproduction: ReproductionId; because: TextRef }
  'hypothesis.raised': { hypothesis: HypothesisId; text: TextRef; confidence: Confidence }
  'hypothesis.ruled_out': { hypothesis: HypothesisId; how: TextRef }
  'hypothesis.taken_up': { hypothesis: HypothesisId; because: TextRef }
  'cause.found': {
    hypothesis: HypothesisId
    how: CauseHow
    because: TextRef
    evidence: readonly string[]
  }
  'cause.withdrawn': { hypothesis: HypothesisId; because: TextRef }
}

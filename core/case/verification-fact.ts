// The facts of making sure: a fix checked where the fault was seen before, and the checks that look again
// later. Part of event.ts: shapes are forever. Not: what they leave of a case (findings.ts).
import type { AgentId, CaseId, RegressionId, VerificationId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

/** What came of a fix in the test environment. */
export const verificationResults = ['holds', 'does_not_hold', 'not_checked'] as const
export type VerificationResult = (typeof verificationResults)[number]

/** What came of looking again later. */
export const regressionResults = ['gone', 'came_back'] as const
export type RegressionResult = (typeof regressionResults)[number]

export type VerificationFacts = {
  'verification.made': {
    verification: VerificationId
    /** the name of the test environment */
    environment: TextRef
    /** how the fault was made to happen there, unless it could not be */
    recreated?: TextRef
    fix: TextRef
    result: VerificationResult
    because: TextRef
  }
  'verification.struck': { verification: VerificationId; because: TextRef }
  'regression.planned': {
    regression: RegressionId
    what: TextRef
    dueAt: Instant
    checker: AgentId
    /** the merged case that brought it along */
    from?: CaseId
  }
  'regression.due': { regression: RegressionId; checker: AgentId }
  'regression.moved': { regression: RegressionId; dueAt: Instant; checker: AgentId; because: TextRef }
  'regression.checked': {
    regression: RegressionId
    result: RegressionResult
    seen: TextRef
    /** what is done next where it came back */
    next?: TextRef
    /** where that is done, if this case is closed for good */
    followUp?: CaseId
  }
}

// What was found out about a fault so far: how it was made to happen again, what is suspected, ruled out and
// known. Part of state.ts. Not: which facts lead there (deed/cause.ts, deed/reproduction.ts).
import type { CauseHow } from '#core/case/finding-fact.ts'
import type { Confidence } from '#core/case/hand-off-facts.ts'
import type { Regression } from '#core/case/regressions.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { VerificationResult } from '#core/case/verification-fact.ts'
import type { AgentId, HypothesisId, RegressionId, ReproductionId, VerificationId } from '#core/kit/id.ts'
import { those } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

/** So often it was tried in an environment, and so often it was seen; never is an honest result. */
export type Reproduction = {
  readonly environment: TextRef
  readonly steps: TextRef
  readonly expected: TextRef
  readonly actual: TextRef
  readonly times: number
  readonly seen: number
  readonly at: Instant
  readonly by: AgentId | null
  readonly struck: boolean
}
export type Hypothesis = {
  readonly text: TextRef
  readonly confidence: Confidence
  readonly by: AgentId | null
  readonly standing: 'open' | 'ruled_out' | 'cause'
  /** how it was ruled out, or how it is known to be the cause */
  readonly because: TextRef | null
}

export type Verification = {
  readonly result: VerificationResult
  readonly at: Instant
  readonly by: AgentId | null
  /** entered by mistake: it shows nothing any more; absent: it stands */
  readonly struck?: true
}

export type Findings = {
  readonly reproductions: Readonly<Record<ReproductionId, Reproduction>>
  readonly hypotheses: Readonly<Record<HypothesisId, Hypothesis>>
  /** the one that turned out to be it, and how that was established */
  readonly cause: { readonly hypothesis: HypothesisId; readonly how: CauseHow } | null
  /** what came of the fix in a test environment; absent: nobody looked */
  readonly verifications?: Readonly<Record<VerificationId, Verification>>
  /** what is checked again later; absent: nothing */
  readonly regressions?: Readonly<Record<RegressionId, Regression>>
}
export const noFindings: Findings = { reproductions: {}, hypotheses: {}, cause: null }

/** What was found out; of most cases nothing. */
export const findingsOf = ({ findings }: Pick<OpenedCase, 'findings'>): Findings => findings ?? noFindings

/** The case with something more found out. */
export const withFindings = (state: OpenedCase, more: Partial<Findings>): OpenedCase => ({
  ...state,
  findings: { ...findingsOf(state), ...more },
})

/** What was tried to make it happen again and not struck, the oldest first. */
export const standingReproductions = (state: OpenedCase): [ReproductionId, Reproduction][] =>
  those(findingsOf(state).reproductions, one => !one.struck)

/** The cause in the words it was first suspected in, and how it is known; null: it is not. */
export function causeOf(state: OpenedCase): (Hypothesis & { readonly how: CauseHow }) | null {
  const { cause, hypotheses } = findingsOf(state)
  const one = cause && hypotheses[cause.hypothesis]
  return one ? { ...one, how: cause.how } : null
}

// How bad it is: assessed by its impact, with what the customer wishes kept beside it and a reason he may
// read. Not: the grid (case/impact.ts).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { Severity } from '#core/case/event.ts'
import { type Impact, severityOf } from '#core/case/impact.ts'
import type { ClaimId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type ImpactCommands = {
  'severity.assess': Impact & {
    /** what the customer asks for */
    wished?: Severity | undefined
    /** the claim it rests on, where it rests on the customer's word */
    claim?: ClaimId | undefined
    because: TextRef
  }
}

export const impactDeciders: Deciders<ImpactCommands> = {
  'severity.assess': (state, { people, workaround, harm, wished, claim, because }, wish) => {
    const said = claim === undefined ? null : state.claims[claim]
    if (said === undefined) return refuse('claim.not_found')
    const severity = severityOf({ people, workaround, harm })
    // Somebody's word alone raises nothing, but a system that is down or a danger is raised at once and
    // checked afterwards.
    const isUnchecked = said !== null && said.verdict !== 'confirmed'
    if (isUnchecked && severity > 1 && severity < state.severity) return refuse('severity.claim_unchecked')
    const assessed = fact(
      wish,
      'severity.assessed',
      present({ people, workaround, harm, severity, wished, claim, because }),
    )
    return severity === state.severity
      ? [assessed]
      : [assessed, fact(wish, 'case.classified', { severity, because })]
  },
}

export const severityAssessed: Evolver<'severity.assessed'> = (state, event) => {
  const { people, workaround, harm, wished } = event
  return { ...state, impact: { people, workaround, harm, wished: wished ?? null } }
}

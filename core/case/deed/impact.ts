// How bad it is: assessed by its impact, with what the customer wishes kept beside it and a reason he may
// read. Not: the grid (case/impact.ts).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { Severity, Verdict } from '#core/case/event.ts'
import { type Impact, severityOf } from '#core/case/impact.ts'
import type { ClaimId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type ImpactCommands = {
  'severity.assess': Impact & {
    /** what the customer asks for */
    wished?: Severity | undefined
    /** since when it has been so, as he says */
    since?: Instant | undefined
    /** the claim it rests on, where it rests on the customer's word */
    claim?: ClaimId | undefined
    because: TextRef
  }
}

export const impactDeciders: Deciders<ImpactCommands> = {
  'severity.assess': (state, { wished, since, claim, because, ...impact }, wish) => {
    const said = claim === undefined ? null : state.claims[claim]
    if (said === undefined) return refuse('claim.not_found')
    if (since !== undefined && since > wish.setting.now) return refuse('severity.since_future')
    const { people, workaround, harm } = impact
    const severity = severityOf({ people, workaround, harm })
    const denied = said !== null && severity < state.severity ? raisedBy(said.verdict, severity) : null
    if (denied) return denied
    const assessed = fact(
      wish,
      'severity.assessed',
      present({ people, workaround, harm, severity, wished, since, claim, because }),
    )
    return severity === state.severity
      ? [assessed]
      : [assessed, fact(wish, 'case.classified', { severity, because })]
  },
}

/**
 * What stands against a raise by somebody's word. His word alone raises nothing, but a system that is down or
 * a danger is raised at once and checked afterwards; what the records say otherwise raises nothing at all.
 */
function raisedBy(verdict: Verdict | null, severity: Severity): Refusal | null {
  if (verdict === 'does_not_match') return refuse('severity.claim_does_not_match')
  return verdict === 'confirmed' || severity === 1 ? null : refuse('severity.claim_unchecked')
}

export const severityAssessed: Evolver<'severity.assessed'> = (state, event) => {
  const { people, workaround, harm, wished = null, since = null } = event
  return { ...state, impact: { people, workaround, harm, wished, since } }
}

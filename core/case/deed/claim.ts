// Claims: what the customer says, in his words, and what the records say to it.
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import type { Verdict } from '#core/case/event.ts'
import type { ClaimId, CustomerId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type ClaimCommands = {
  'claim.make': { claim: ClaimId; text: TextRef; from?: CustomerId | undefined }
  'claim.judge': { claim: ClaimId; verdict: Verdict; because: TextRef }
}

export const claimDeciders: Deciders<ClaimCommands> = {
  'claim.make': (state, { claim, text, from }, wish) => [
    fact(wish, 'claim.made', { claim, from: from ?? state.customer, text }),
  ],
  'claim.judge': (state, { claim, verdict, because }, wish) =>
    state.claims[claim]
      ? [fact(wish, 'claim.judged', { claim, verdict, because })]
      : refuse('claim.not_found'),
}

export const claimMade: Evolver<'claim.made'> = (state, event) => ({
  ...state,
  claims: withOne(state.claims, event.claim, { text: event.text, verdict: null }),
})
export const claimJudged: Evolver<'claim.judged'> = (state, event) => {
  const one = state.claims[event.claim]
  return one
    ? { ...state, claims: withOne(state.claims, event.claim, { ...one, verdict: event.verdict }) }
    : state
}

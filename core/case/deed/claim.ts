// Claims: what the customer says, in his words, and what the records say to it. One may make a wanted fact
// known, until the records say otherwise.
import { type Deciders, type Evolver, fact, type Outcome, present, type Wish } from '#core/case/deed/deed.ts'
import type { Verdict } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ClaimId, CustomerId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import { isCaseField, wantedOf } from '#core/wanted/wanted-list.ts'

export type ClaimCommands = {
  'claim.make': { claim: ClaimId; text: TextRef; from?: CustomerId | undefined; fact?: string | undefined }
  'claim.judge': { claim: ClaimId; verdict: Verdict; because: TextRef }
}

export const claimDeciders: Deciders<ClaimCommands> = {
  'claim.make': make,
  'claim.judge': (state, { claim, verdict, because }, wish) =>
    state.claims[claim]
      ? [fact(wish, 'claim.judged', { claim, verdict, because })]
      : refuse('claim.not_found'),
}

function make(
  state: OpenedCase,
  { claim, text, from = state.customer, fact: name }: ClaimCommands['claim.make'],
  wish: Wish,
): Outcome {
  if (name !== undefined) {
    if (isCaseField(name)) return refuse('wanted_fact.of_case')
    const wanted = wantedOf(wish.setting.desk, state).find(one => one.name === name)
    if (!wanted) return refuse('wanted_fact.not_wanted')
    // Which of the answers his words mean is said by whoever records it.
    if (wanted.choices.length > 0) return refuse('wanted_fact.not_by_claim')
  }
  return [fact(wish, 'claim.made', { claim, from, text, ...present({ fact: name }) })]
}

export const claimMade: Evolver<'claim.made'> = (state, { claim, text, fact: name, at }) => {
  const one = { text, verdict: null, ...present({ fact: name }) }
  return saidBy({ ...state, claims: withOne(state.claims, claim, one) }, claim, at)
}

/** What a claim makes known, as the newest word about it. */
function saidBy(state: OpenedCase, claim: ClaimId, at: Instant): OpenedCase {
  const one = state.claims[claim]
  if (one?.fact === undefined) return state
  const { fact: name, text } = one
  const known = { fact: name, value: text.text, text, walk: claim, place: 0, at, until: null }
  return { ...state, answers: [...unsaid(state, claim), known] }
}
const unsaid = ({ answers }: OpenedCase, claim: ClaimId) => answers.filter(({ walk }) => walk !== claim)

export const claimJudged: Evolver<'claim.judged'> = (before, { claim, verdict, at }) => {
  const one = before.claims[claim]
  if (!one) return before
  const state = { ...before, claims: withOne(before.claims, claim, { ...one, verdict }) }
  // What the records say otherwise is not known; what they confirm is, again.
  if (verdict === 'confirmed') return saidBy(state, claim, at)
  return verdict === 'does_not_match' ? { ...state, answers: unsaid(state, claim) } : state
}

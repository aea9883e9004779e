// The entry of a claim, and what the records say to it. Part of timeline.ts.
import type { EventOf, Recorded, Verdict } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { ClaimId, CustomerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type ClaimEntry = At & {
  kind: 'claim'
  claim: ClaimId
  from: CustomerId
  text: TextRef
  /** the wanted fact it makes known; null: none */
  fact: string | null
  judged: { verdict: Verdict; because: TextRef; at: Instant; by: Actor } | null
}

/** The entry as it begins. */
export const claimBegun = (e: Extract<Recorded, { type: 'claim.made' }>): ClaimEntry => ({
  seq: e.seq,
  at: e.at,
  by: e.by,
  kind: 'claim',
  claim: e.claim,
  from: e.from,
  text: e.text,
  fact: e.fact ?? null,
  judged: null,
})

/** What the records say to it. */
export const claimJudgedEntry = (e: EventOf<'claim.judged'>): [ClaimId, Partial<ClaimEntry>] => [
  e.claim,
  { judged: { verdict: e.verdict, because: e.because, at: e.at, by: e.by } },
]

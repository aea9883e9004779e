// The facts of goodwill: something given beyond what is owed, asked for, granted or refused, and what
// became of it; with its closed lists. Part of event.ts: shapes are forever. Not: the rules
// (core/goodwill/rules.ts).
import type { Authority } from '#core/goodwill/rules.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { GoodwillId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export const goodwillKinds = ['replacement', 'coupon', 'discount', 'upgrade', 'fee_waived'] as const
export type GoodwillKind = (typeof goodwillKinds)[number]

/** Whose doing it was. */
export const faults = ['ours', 'supplier', 'customer', 'nobody'] as const
export type Fault = (typeof faults)[number]

/** Who thought of it. */
export const goodwillOrigins = ['customer', 'agent'] as const
export type GoodwillOrigin = (typeof goodwillOrigins)[number]

/** Of each: `rules` is the version it was weighed by. */
export type GoodwillFacts = {
  'goodwill.asked': {
    goodwill: GoodwillId
    kind: GoodwillKind
    origin: GoodwillOrigin
    /** what he gets, in words he may read */
    what: TextRef
    amountMinor: number
    currency: string
    fault: Fault
    because: TextRef
    rules: number
    /** by when somebody who leads answers; left out where it is given in the same breath */
    dueAt?: Instant
  }
  'goodwill.late': { goodwill: GoodwillId; dueAt: Instant }
  'goodwill.granted': {
    goodwill: GoodwillId
    rules: number
    authority: Authority
    /** whose budget it is counted by */
    team: TeamId
    /** a word to the customer beside what he gets */
    words?: TextRef
    /** by what a coupon is redeemed, and until when */
    code?: TextRef
    until?: Instant
    /** the policies of the house shown at this moment, as they stood */
    pinned?: readonly PinnedPolicy[]
  }
  'goodwill.refused': {
    goodwill: GoodwillId
    rules: number
    words: TextRef
    pinned?: readonly PinnedPolicy[]
  }
  'goodwill.withdrawn': { goodwill: GoodwillId; because: TextRef }
  'goodwill.revoked': { goodwill: GoodwillId; because: TextRef; pinned?: readonly PinnedPolicy[] }
  'goodwill.redeemed': { goodwill: GoodwillId; where?: TextRef }
}

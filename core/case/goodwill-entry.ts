// The entry of something given beyond what is owed, with what became of it. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { Fault, GoodwillKind, GoodwillOrigin } from '#core/case/goodwill-fact.ts'
import type { GoodwillStanding } from '#core/case/goodwills.ts'
import type { At } from '#core/case/timeline.ts'
import type { Authority } from '#core/goodwill/rules.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { GoodwillId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type GoodwillEntry = At & {
  kind: 'goodwill'
  goodwill: GoodwillId
  what: TextRef
  gives: GoodwillKind
  origin: GoodwillOrigin
  amountMinor: number
  currency: string
  fault: Fault
  because: TextRef
  /** the version of the rules it was weighed by last */
  rules: number
  /** null: given in the same breath */
  dueAt: Instant | null
  standing: GoodwillStanding
  decided: {
    by: Actor
    at: Instant
    words: TextRef | null
    authority: Authority | null
    pinned: readonly PinnedPolicy[]
  } | null
  coupon: { code: TextRef; until: Instant } | null
  /** how it ended after that: redeemed or taken back, and where or why */
  ended: { by: Actor; at: Instant; words: TextRef | null; pinned?: readonly PinnedPolicy[] } | null
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

export const goodwillBegun = (e: Of<'goodwill.asked'>): GoodwillEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'goodwill', goodwill: e.goodwill, what: e.what, gives: e.kind },
  ...{ origin: e.origin, amountMinor: e.amountMinor, currency: e.currency, fault: e.fault },
  ...{ because: e.because, rules: e.rules, dueAt: e.dueAt ?? null },
  ...{ standing: 'asked', decided: null, coupon: null, ended: null },
})

type End = { by: Actor; at: Instant; pinned?: readonly PinnedPolicy[] }
const ended = ({ by, at, pinned }: End, words: TextRef | undefined) => ({
  ended: { by, at, words: words ?? null, ...(pinned && { pinned }) },
})

export const goodwillChanges = {
  'goodwill.late': (e: EventOf<'goodwill.late'>) => [e.goodwill, { standing: 'late' }],
  'goodwill.granted': (e: EventOf<'goodwill.granted'>) => [
    e.goodwill,
    {
      ...{ standing: 'granted', rules: e.rules },
      decided: {
        ...{ by: e.by, at: e.at, words: e.words ?? null, authority: e.authority },
        pinned: e.pinned ?? [],
      },
      coupon: e.code && e.until ? { code: e.code, until: e.until } : null,
    },
  ],
  'goodwill.refused': (e: EventOf<'goodwill.refused'>) => [
    e.goodwill,
    {
      ...{ standing: 'refused', rules: e.rules },
      decided: { by: e.by, at: e.at, words: e.words, authority: null, pinned: e.pinned ?? [] },
    },
  ],
  'goodwill.withdrawn': (e: EventOf<'goodwill.withdrawn'>) => [
    e.goodwill,
    { standing: 'withdrawn', ...ended(e, e.because) },
  ],
  'goodwill.revoked': (e: EventOf<'goodwill.revoked'>) => [
    e.goodwill,
    { standing: 'revoked', ...ended(e, e.because) },
  ],
  'goodwill.redeemed': (e: EventOf<'goodwill.redeemed'>) => [
    e.goodwill,
    { standing: 'redeemed', ...ended(e, e.where) },
  ],
} satisfies Record<string, (event: never) => [string, object]>

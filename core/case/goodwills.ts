// What goodwill a case knows of, read out of its state: what waits for an answer, when its clock looks, and
// whether a case is understood well enough for any. Part of state.ts. Not: which facts lead there
// (deed/goodwill.ts).
import type { GoodwillKind, GoodwillOrigin } from '#core/case/goodwill-fact.ts'
import { findingsOf } from '#core/case/findings.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Understanding } from '#core/goodwill/rules.ts'
import type { AgentId, GoodwillId, TeamId } from '#core/kit/id.ts'
import { those } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { earliest, type Instant } from '#core/kit/time.ts'

export const goodwillStandings = [
  'asked',
  'late',
  'granted',
  'refused',
  'withdrawn',
  'redeemed',
  'revoked',
] as const
export type GoodwillStanding = (typeof goodwillStandings)[number]

export type Goodwill = {
  readonly kind: GoodwillKind
  readonly origin: GoodwillOrigin
  readonly what: TextRef
  readonly standing: GoodwillStanding
  readonly amountMinor: number
  readonly currency: string
  readonly rules: number
  readonly askedAt: Instant
  readonly askedBy: AgentId | null
  /** null: given in the same breath */
  readonly dueAt: Instant | null
  readonly decidedAt: Instant | null
  readonly decidedBy: AgentId | null
  readonly team: TeamId | null
  /** of a coupon: until when it can be redeemed */
  readonly until: Instant | null
  /** when it was redeemed or taken back */
  readonly endedAt: Instant | null
}

/** One of a case; undefined: there is none of that name. */
export const goodwillOf = (state: OpenedCase, id: GoodwillId): Goodwill | undefined => state.goodwills?.[id]

/** Those somebody who leads is waited for. */
export const openGoodwills = (state: OpenedCase): [GoodwillId, Goodwill][] =>
  those(state.goodwills ?? {}, one => one.standing === 'asked' || one.standing === 'late')

/** When the clock has to look at them, also of a case that has ended; of a merged one nobody is rung. */
export const goodwillRing = (state: OpenedCase): Instant | null =>
  state.goodwills && state.phase !== 'merged'
    ? earliest(openGoodwills(state).map(([, one]) => (one.standing === 'asked' ? one.dueAt : null)))
    : null

/** Whether what happened is known well enough to make up for it: the cause, or as the rules say the kind. */
export const isUnderstood = (state: OpenedCase, needed: Understanding): boolean =>
  findingsOf(state).cause !== null || (needed === 'kind' && state.kind !== 'other')

// Cases in which a customer was honestly sent elsewhere, for whoever owns the product: read out of the
// ledger. Not: who owns a product (core/people/product-owner.ts), nor why, which each case says.
import type { CaseId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool, type Sql } from '../postgres/pool.ts'

/** Where it was referred, and which product it was about. */
export type Referred = {
  readonly caseId: CaseId
  readonly seq: number
  readonly at: Instant
  readonly product: ProductId | null
}
export type ReferralQuery = {
  /** only of these; null: of all, and of none */
  readonly products: readonly ProductId[] | null
  readonly since: Instant
  readonly until: Instant
}
export type ReferralPage = ReferralQuery & {
  readonly limit: number
  readonly before?: Pick<Referred, 'caseId' | 'seq' | 'at'> | undefined
}
export type ReferralCount = { readonly product: ProductId | null; readonly n: number }

export type ReferralTable = {
  /** The newest first. Index: event_referred, then each card by its key. */
  list(page: ReferralPage): Promise<Referred[]>
  /** How many there were of each product. Index: event_referred. */
  counts(query: ReferralQuery): Promise<ReferralCount[]>
}

/** Those that stand: whoever came back was helped after all. */
const standing = `from event e join case_card c using (case_id)
  where e.type = 'case.closed' and e.data::jsonb ->> 'reason' = 'referred' and e.at >= $1 and e.at < $2
    and ($3::text[] is null or c.card ->> 'product' = any($3))
    and not exists (select from event o where o.case_id = e.case_id and o.seq > e.seq and o.type = 'case.reopened')`

export const referralsSql = ({ products, since, until, limit, before }: ReferralPage): Sql => ({
  name: 'referrals',
  text: `select e.case_id as "caseId", e.seq, e.at, c.card ->> 'product' as product ${standing}
    and ($4::bigint is null or (e.at, e.case_id, e.seq) < ($4, $5, $6))
    order by e.at desc, e.case_id desc, e.seq desc limit $7`,
  values: [since, until, products, before?.at ?? null, before?.caseId ?? null, before?.seq ?? null, limit],
})

export const referralCountsSql = ({ products, since, until }: ReferralQuery): Sql => ({
  name: 'referral_counts',
  text: `select c.card ->> 'product' as product, count(*)::int as n ${standing} group by 1 order by 2 desc, 1`,
  values: [since, until, products],
})

/** Referrals as the ledger has them. */
export const referralTable = (pool: Pool): ReferralTable => ({
  list: page => ask<Referred>(pool, referralsSql(page)),
  counts: query => ask<ReferralCount>(pool, referralCountsSql(query)),
})

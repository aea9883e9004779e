// What giving beyond what is owed came to: sums, who asked for it often, and what became of customers half
// a year and a year after. Not: one of it (goodwill.ts).
import type { GoodwillKind } from '#core/case/goodwill-fact.ts'
import type { CustomerId, GoodwillId, OrganisationId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Pool } from '../postgres/pool.ts'
import type { GoodwillLimits, KeptGoodwill, Spent } from './goodwill.ts'

export type GoodwillTotal = {
  readonly kind: GoodwillKind
  readonly standing: string
  readonly currency: string
  readonly count: number
  readonly amountMinor: number
}
/** Somebody for whom it was asked so many times in a short time: a fact, no accusation. */
export type Often = {
  readonly customer: CustomerId | null
  readonly organisation: OrganisationId | null
  readonly count: number
  readonly amountMinor: number
  readonly currency: string
}
/** Of what was given so long ago: how many came back for the same, and how many are customers still. */
export type GoodwillEffect = {
  readonly months: number
  readonly kind: GoodwillKind
  readonly given: number
  readonly cameBack: number
  readonly still: number
  readonly gone: number
}
export type Totalled = {
  readonly from: Instant
  readonly until: Instant
  readonly team?: TeamId | undefined
}

export type GoodwillFigures = {
  /** what was given before, by the limits that hold now */
  spent(of: Pick<KeptGoodwill, 'customer' | 'team' | 'currency'>, limits: GoodwillLimits): Promise<Spent>
  totals(asked: Totalled): Promise<GoodwillTotal[]>
  often(since: Instant, least: number): Promise<Often[]>
  /** how often for one customer */
  timesOf(customer: CustomerId, since: Instant): Promise<number>
  effect(asked: { months: number; now: Instant }): Promise<GoodwillEffect[]>
}

const monthMs = 30.44 * 24 * 3_600_000
const largest = 200

/** The figures over the rows. */
export const goodwillFigures = (pool: Pool): GoodwillFigures => ({
  spent: (of, limits) => spentBy(pool, of, limits),
  /** Index: goodwill_asked. */
  async totals({ from, until, team }) {
    const { rows } = await pool.query<GoodwillTotal>(
      `select kind, standing, currency, count(*)::int as count, sum(amount_minor)::bigint as "amountMinor"
      from goodwill where asked_at >= $1 and asked_at < $2 and ($3::text is null or team_id = $3)
        and standing not in ('asking', 'giving')
      group by kind, standing, currency order by kind, standing, currency`,
      [from, until, team ?? null],
    )
    return rows
  },
  /** Index: goodwill_asked. */
  async often(since, least) {
    const { rows } = await pool.query<Often>(
      `select customer_id as customer, organisation_id as organisation, count(*)::int as count,
        sum(amount_minor)::bigint as "amountMinor", currency
      from goodwill where asked_at >= $1 and standing not in ('asking', 'giving', 'withdrawn')
      group by grouping sets ((customer_id, currency), (organisation_id, currency))
      having count(*) >= $2 and (customer_id is not null or organisation_id is not null)
      order by count(*) desc limit $3`,
      [since, least, largest],
    )
    return rows
  },
  /** Index: goodwill_customer. */
  async timesOf(customer, since) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from goodwill where customer_id = $1 and asked_at >= $2
        and standing not in ('asking', 'giving', 'withdrawn')`,
      [customer, since],
    )
    return rows[0]!.n
  },
  /**
   * Came back: another case of the same customer about the same product, or where none was named of the
   * same kind, begun within so many months. Still: a contract of his house is active, or he opened a case
   * after that time. Gone: his house has contracts, and all were cancelled. Of the rest nothing is known.
   */
  async effect({ months, now }) {
    const { rows } = await pool.query<GoodwillEffect>(
      `select $1::int as months, g.kind, count(*)::int as given,
        count(*) filter (where exists (select from case_card c where c.customer = g.customer_id
          and c.case_id <> g.case_id and c.opened_at > g.decided_at and c.opened_at <= g.decided_at + $2
          and case when own.card ->> 'product' is not null then c.card ->> 'product' = own.card ->> 'product'
            else c.card ->> 'kind' = own.card ->> 'kind' end))::int as "cameBack",
        count(*) filter (where ${isStill})::int as still,
        count(*) filter (where not ${isStill} and held.n > 0)::int as gone
      from goodwill g join case_card own on own.case_id = g.case_id
      cross join lateral (select count(*) as n, count(*) filter (where state <> 'cancelled') as active
        from contract where organisation_id = g.organisation_id) held
      where g.standing in ('granted', 'redeemed') and g.decided_at <= $3 - $2
      group by g.kind order by g.kind`,
      [months, Math.round(months * monthMs), now],
    )
    return rows
  },
})

const isStill = `(held.active > 0 or exists (select from case_card c where c.customer = g.customer_id
  and c.opened_at > g.decided_at + $2))`

/** What counts: given and not taken back, and what is just being given. */
const counts = `standing in ('giving', 'granted', 'redeemed')`

type Whose = Pick<KeptGoodwill, 'customer' | 'team' | 'currency'> & { readonly id?: GoodwillId }
/** What was given before, by others than this one. Indexes: goodwill_customer, goodwill_team. */
export async function spentBy(
  on: Pick<Pool, 'query'>,
  { id, customer, team, currency }: Whose,
  { capSince, budget }: GoodwillLimits,
): Promise<Spent> {
  const since = (field: string, from: string) =>
    `coalesce(sum(amount_minor) filter (where ${field} and coalesce(decided_at, held_at) >= ${from}), 0)::bigint`
  const { rows } = await on.query<Spent>(
    `select ${since('customer_id = $1', '$3')} as "customerMinor", ${since('team_id = $2', '$4')} as "teamMinor"
    from goodwill where (customer_id = $1 or team_id = $2) and ${counts} and currency = $5
      and id is distinct from $6`,
    [customer, team, capSince, budget?.since ?? 0, currency, id ?? null],
  )
  return rows[0]!
}

// Earlier cases that tell about the device of this one: those judged by the same number, else those the same
// customer had with the same product. Not: who may read them (core/access).
import type { Card } from '#core/case/card.ts'
import type { CaseId, CustomerId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type CardRow, cardOf } from '../postgres/card-row.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type SameBefore = {
  /** opened since then */
  readonly since: Instant
  readonly except: CaseId
  readonly customer: CustomerId
  readonly product: ProductId | null
  /** as numbers are compared (core's plain); null: nobody said which device it is */
  readonly device: string | null
  readonly limit: number
}
export type CasesBefore = { readonly by: 'device' | 'product'; readonly cards: readonly Card[] }

/** Of the newest facts and cases in the window; who has more of them is told of the newest. */
const lookedAtMax = 200

/**
 * One statement along two indexes, event_device and case_card_customer, each walked from its newest end and
 * not further than `lookedAtMax`: as fast with a million cases as with a thousand.
 */
export const sameBeforeSql = ({ since, except, customer, product, device, limit }: SameBefore) => ({
  name: 'same_before',
  text: `with same_device as (
      select distinct case_id from (
        select case_id from event where type = 'entitlement.decided' and device_of(data) = $4 and at >= $3
        order by at desc limit ${lookedAtMax}) newest where case_id <> $1),
    by_device as (
      -- each by its key: the planner would read every card for two hundred of them
      select one.* from same_device cross join lateral (
        select number, seq, card, opened_at from case_card
        where case_card.case_id = same_device.case_id and opened_at >= $3 limit 1) one),
    by_product as (
      select number, seq, card, opened_at from (
        select case_id, number, seq, card, opened_at from case_card where customer = $2 and opened_at >= $3
        order by opened_at desc, case_id desc limit ${lookedAtMax}) newest
      where case_id <> $1 and card ->> 'product' = $5 and not exists (select from by_device))
    select "by", number, seq, card from (
      select 'device' as "by", * from by_device union all select 'product', * from by_product) found
    order by opened_at desc, number desc limit $6`,
  values: [except, customer, since, device, product, limit],
})

/** Asks for them, the newest first. */
export const sameBefore =
  (pool: Pool) =>
  async (asked: SameBefore): Promise<CasesBefore | null> => {
    const rows = await ask<CardRow & { by: CasesBefore['by'] }>(pool, sameBeforeSql(asked))
    const [first] = rows
    return first ? { by: first.by, cards: rows.map(cardOf) } : null
  }

// The first case that waits and fits somebody, given to him alone: one statement over the index of cases
// that wait. Who is overtaken passes over what another is just being given; nobody waits for a row. The
// plain rule is isAsked() and takeKey() of core/people/routing.ts; the contract suite compares the two.
import type { Card } from '#core/case/card.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { NextQuery } from '#core/people/routing.ts'
import { type CardRow, cardOf } from './card-row.ts'
import { nowMs } from './outbox.ts'
import { ask, commit, type Pool, type Sql } from './pool.ts'

// The literals let the planner prove the partial index.
const waits = `phase = 'open' and worker is null and not is_waiting and offer_team is null`
const inTurn = 'take_key, opened_at, case_id'

/** As it is asked, so that its way through the index can be tested. */
export const nextText = `with first as (
    select case_id from case_card
    where ${waits} and take_leased_until <= ${nowMs} + $1::bigint
      and team = any($3::text[])
      and (team = any($4::text[]) or card ->> 'kind' <> all($5::text[]))
      and (case when card ->> 'channel' = 'phone' then $7::text[] is null or card ->> 'language' = any($7)
        else $6::text[] is null or card ->> 'language' = any($6) end)
      and ($8::text[] is null or card ->> 'product' is null or card ->> 'product' = any($8))
      and not exists (select from jsonb_array_elements($9::jsonb) lack
        where (lack -> 'products' = '[]' or lack -> 'products' ? (card ->> 'product'))
          and (lack -> 'kinds' = '[]' or lack -> 'kinds' ? (card ->> 'kind')))
      and (card -> 'skills' ?| $12::text[]) is not true
      and (severity = 1 or not $10::boolean)
      and case_id <> all($11::text[])
    order by ${inTurn} limit 1 for no key update skip locked)
  update case_card c set take_leased_until = ${nowMs} + $1::bigint + $2::bigint
  from first where c.case_id = first.case_id returning c.number, c.seq, c.card`

type Leasing = { readonly leaseMs: number; readonly aheadMs: number }

/** The statement with what is asked. */
export const nextSql = (asked: NextQuery, { leaseMs, aheadMs }: Leasing): Sql => ({
  name: 'lease_next',
  text: nextText,
  values: [
    ...[aheadMs, leaseMs, asked.teams, asked.own, asked.restrictedKinds, asked.writes, asked.speaks],
    ...[asked.products, JSON.stringify(asked.lacks), asked.isFull, asked.except, asked.without],
  ],
})

/**
 * Gives somebody the first case that fits him, for as long as the lease. Index: case_card_next. A lease need
 * not outlive a crash: its commit waits for no disk (see the pool of leases in store.ts).
 */
export async function leaseNext(pool: Pool, asked: NextQuery, leasing: Leasing): Promise<Card | null> {
  const { rows } = await commit(pool, nextSql(asked, leasing))
  const [row] = rows as CardRow[]
  return row ? cardOf(row) : null
}

/** What waits to be taken out of the queues of some teams. Index: case_card_next. */
export async function readToTake(pool: Pool, teams: readonly TeamId[], limit: number): Promise<Card[]> {
  const rows = await ask<CardRow>(pool, {
    name: 'to_take',
    text: `select number, seq, card from case_card where ${waits} and team = any($1)
      order by ${inTurn} limit $2`,
    values: [teams, limit],
  })
  return rows.map(cardOf)
}

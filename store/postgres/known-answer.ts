// Which other cases of a customer say something of a question by its name. Not: what they say, and whether it
// is still true (core/case/known-elsewhere.ts).
import type { CaseId } from '#core/kit/id.ts'
import type { KnowingQuery } from '../store.ts'
import { ask, nameOf, type Pool, type Sql } from './pool.ts'

/**
 * Index: case_card_customer, then the key of the facts, case by case. An index of answers alone would be one
 * more to write for every answer of every walk, to spare a look at what a few dozen cases hold.
 */
export function knowingSql({ customer, except, fact, calls, among, limit }: KnowingQuery): Sql {
  const text = `select c.case_id from (
      select case_id, opened_at from case_card where customer = $1::text and case_id <> $2::text
      order by opened_at desc, case_id desc limit $4::bigint) c
    cross join lateral (select from event e where e.case_id = c.case_id and case e.type
      when 'walk.answered' then (e.data::jsonb) ->> 'fact' = $3::text
      when 'contact.held' then $6::boolean and (e.data::jsonb) ? 'opening' else false end limit 1) answered
    order by c.opened_at desc, c.case_id desc limit $5::bigint`
  return { name: nameOf(text), text, values: [customer, except, fact, among, limit, calls] }
}

export const readKnowing = async (pool: Pool, query: KnowingQuery): Promise<readonly CaseId[]> =>
  (await ask<{ case_id: CaseId }>(pool, knowingSql(query))).map(row => row.case_id)

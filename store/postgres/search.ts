// Finds cases by their words. A common word is found by walking the newest cases, a rare one through the word
// index;
// either way is a thousand times too slow for the other's words, so the planner's statistics are asked first.
import type { Card } from '#core/case/card.ts'
import { keyTypes } from '../card-order.ts'
import { type Key, keyOf } from '../cursor.ts'
import { type Sought, sought } from '../fold-words.ts'
import type { Page } from '../store.ts'
import { pageOf } from './card-list.ts'
import { type CardRow, cardOf } from './card-row.ts'
import { ask, type Pool } from './pool.ts'

// So many of the newest cases are looked through. A word in one of a hundred fills its page here.
const walkMax = 4_000
// Up to so many rows the word index is faster than the walk.
const rareMax = 8_000

/** A page of cases in which all words occur: the case with that number first, then the newest. */
export async function searchCards(
  pool: Pool,
  typed: string,
  limit: number,
  cursor?: string,
): Promise<Page<Card>> {
  const what = sought(typed)
  const after = cursor === undefined ? null : keyOf('search', cursor, keyTypes.newest)
  const first = what.number === null ? [] : await byNumber(pool, what.number)
  const shown = after ? [] : first.map(cardOf)
  const rows = await byWords(pool, what, limit + 1, after)
  const others = rows.filter(row => row.number !== first[0]?.number)
  const page = pageOf(others.map(cardOf), 'newest', Math.max(0, limit - shown.length), 'search')
  return { items: [...shown, ...page.items], next: page.next }
}

const byNumber = (pool: Pool, number: number): Promise<CardRow[]> =>
  ask<CardRow>(pool, {
    name: 'search_number',
    text: 'select number, seq, card from case_card where number = $1',
    values: [number],
  })

async function byWords(pool: Pool, what: Sought, limit: number, after: Key | null): Promise<CardRow[]> {
  const query = queryOf(what)
  if (query === null) return []
  const values = [query, limit + 1, after?.[0] ?? Number.MAX_SAFE_INTEGER, after?.[1] ?? '~']
  if ((await estimated(pool, query)) > rareMax) {
    const walked = await ask<CardRow>(pool, {
      name: 'search_walk',
      text: walkText,
      values: [...values, walkMax],
    })
    if (walked.length >= limit) return walked
  }
  return ask<CardRow>(pool, { name: 'search_words', text: wordsText, values })
}

/** How many rows the planner expects; it knows the commonest words by name. Nothing is run. */
async function estimated(pool: Pool, query: string): Promise<number> {
  // EXPLAIN takes no parameters; the query holds letters, digits and quotes of our own.
  const text = `explain (format json) select from searchable where words @@ $words$${query}$words$::tsquery`
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(text)
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}

/** The words as a tsquery: they hold nothing but letters and digits, so that quotes are all they need. */
function queryOf({ words, prefix }: Sought): string | null {
  const parts = words.map(word => `'${word}'`)
  if (prefix !== null) parts.push(`'${prefix}':*`)
  return parts.length === 0 ? null : parts.join(' & ')
}

// Each phase gives its own newest, in order along case_card_opened; the four are merged, and read only as far
// as needed.
const newest = ['open', 'solved', 'closed', 'merged']
  .map(
    phase => `(select case_id, number, seq, card, opened_at from case_card
      where phase = '${phase}' and (opened_at, case_id) < ($3::bigint, $4::text)
      order by opened_at desc, case_id desc limit $5::bigint)`,
  )
  .join(' union all ')
const walkText = `
select number, seq, card from (
  select * from (${newest}) newest order by opened_at desc, case_id desc limit $5::bigint) c
cross join lateral (
  -- offset 0 and limit keep the planner from asking the whole word index, once or for each case
  select from (select words from searchable s where s.case_id = c.case_id offset 0) own
  where words @@ $1::tsquery limit 1) hit
order by opened_at desc, case_id desc limit $2::bigint`

const wordsText = `
with hit as materialized (select distinct case_id from searchable where words @@ $1::tsquery)
select c.number, c.seq, c.card from hit join case_card c using (case_id)
where (c.opened_at, c.case_id) < ($3::bigint, $4::text)
order by c.opened_at desc, c.case_id desc limit $2::bigint`

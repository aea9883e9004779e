// Open cases of an organisation in the order of their clocks. No index holds them so, and one more would be
// written with every fact of every such case, for a page that an administrator opens now and then: the open
// cases of the whole desk are gone through instead, so many at a time. Not: the lists of every day
// (card-list.ts).
import { keyTypes, sortKey } from '../card-order.ts'
import { cursorOf, type Key, keyOf } from '../cursor.ts'
import type { Found, OrganisationQuery } from '../store.ts'
import { type CardRow, cardOf } from './card-row.ts'
import { ask, nameOf, type Pool, type Sql } from './pool.ts'

const order = 'clock_key, opened_at, case_id'
const types = ['bigint', 'bigint', 'text'] as const

/** The next open cases of the desk, each with its place among them. Index: case_card_level, once a level. */
function walk(among: number, after: Key | null, values: unknown[]): string {
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`
  const beyond = after ? `and (${order}) > (${after.map((part, i) => bind(part, types[i]!)).join(', ')})` : ''
  const limit = bind(among, 'bigint')
  const level = (one: number) =>
    `(select ${order}, organisation from case_card where phase = 'open' and level = ${one} ${beyond}
      order by ${order} limit ${limit})`
  return `select row_number() over (order by ${order})::int as place, ${order}, organisation
    from (select * from (${[1, 2, 3].map(level).join(' union all ')}) levels order by ${order} limit ${limit}) walked`
}

/** The statement of a page: at most `limit + 1` rows, and no more walked than it takes to find them. */
export function foundSql({ organisation, limit, among }: OrganisationQuery, after: Key | null): Sql {
  const values: unknown[] = [organisation, limit + 1]
  const text = `select c.number, c.seq, c.card, found.place
    from (select * from (${walk(among, after, values)}) placed where organisation = $1::text
      order by ${order} limit $2::bigint) found
    join case_card c using (case_id) order by found.clock_key, found.opened_at, found.case_id`
  return { name: nameOf(text), text, values }
}

/** The statement of where a walk ended that found less than a page. */
export function endSql({ among }: Pick<OrganisationQuery, 'among'>, after: Key | null): Sql {
  const values: unknown[] = []
  const text = `select place, clock_key, opened_at, case_id from (${walk(among, after, values)}) placed
    order by place desc limit 1`
  return { name: nameOf(text), text, values }
}

/** Reads a page of them. */
export async function findOpen(pool: Pool, query: OrganisationQuery): Promise<Found> {
  const { limit, among, cursor } = query
  const after = cursor === undefined ? null : keyOf('clock', cursor, keyTypes.clock)
  const rows = await ask<CardRow & { place: number }>(pool, foundSql(query, after))
  const items = rows.slice(0, limit).map(cardOf)
  const last = items.at(-1)
  if (last && rows.length > limit)
    return { items, walked: rows[limit - 1]!.place, next: cursorOf('clock', sortKey('clock', last)) }
  const [end] = await ask<{ place: number; clock_key: number; opened_at: number; case_id: string }>(
    pool,
    endSql(query, after),
  )
  const isBounded = end !== undefined && end.place === among
  return {
    items,
    walked: end?.place ?? 0,
    next: isBounded ? cursorOf('clock', [end.clock_key, end.opened_at, end.case_id]) : null,
  }
}

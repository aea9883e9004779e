// Writes anew what stands in rows of its own beside a case and is read from its facts: what was given beyond
// what is owed, and when its customer was asked how we did. Not: what is under way before its fact, which a
// node settles by itself (server/goodwill.ts), nor how it is derived (server/rebuild.ts).
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { KeptGoodwill } from '../desk/goodwill.ts'
import { add, paramsOf, rowsOf, type Shape, unnester } from './column-params.ts'
import { commit, type Pool } from './pool.ts'
import type { Rebuilt } from './rebuild.ts'

/** Of one case, written only where it still has these facts. */
export type GivenViews = {
  readonly caseId: CaseId
  readonly seq: number
  readonly given: readonly { readonly row: KeptGoodwill; readonly digest: string | null }[]
  /** the last time its customer was asked by it; null: he was not */
  readonly asked: { readonly customer: CustomerId; readonly at: Instant } | null
}

const view = { case_id: 'text', seq: 'int', customer: 'text', asked_at: 'bigint' } as const
const gift: Shape = {
  ...{ id: 'text', case_id: 'text', customer_id: 'text', organisation_id: 'text', team_id: 'text' },
  ...{
    kind: 'text',
    origin: 'text',
    standing: 'text',
    amount_minor: 'bigint',
    currency: 'text',
    rules: 'int',
  },
  ...{ asked_at: 'bigint', asked_by: 'text', due_at: 'bigint', decided_at: 'bigint', decided_by: 'text' },
  ...{ until: 'bigint', ended_at: 'bigint', code_digest: 'text' },
}
const columns = Object.keys(gift).filter(name => name !== 'code_digest')
const of = (row: string) => columns.map(name => `${row}.${name}`).join(', ')
const next = unnester(1)

/**
 * As long as the rows are held nobody appends to those cases. What a node has under way is its own: it is
 * read from the case again. A digest stays where its words were erased, and a customer who was booked to be
 * asked later than any fact says stays booked.
 */
const sql = `with held as materialized (
    select x.* from ${next(view)} join case_card c on c.case_id = x.case_id and c.seq = x.seq
    for update of c skip locked),
  gift as materialized (select x.* from ${next(gift)} join held using (case_id)),
  gone as (
    delete from goodwill g using held where g.case_id = held.case_id and g.held_at is null
      and not exists (select from gift where gift.id = g.id)
    returning g.case_id),
  given as (
    insert into goodwill as g (${columns.join(', ')}, code_digest)
    select ${of('gift')}, gift.code_digest from gift order by id
    on conflict (id) do update set (${columns.join(', ')}) = row(${of('excluded')}),
      code_digest = coalesce(excluded.code_digest, g.code_digest)
    where g.held_at is null and (row(${of('g')}) is distinct from row(${of('excluded')})
      or g.code_digest is distinct from coalesce(excluded.code_digest, g.code_digest))
    returning g.case_id),
  asked as (
    insert into satisfaction_asked as s (customer_id, case_id, at)
    select distinct on (customer) customer, case_id, asked_at from held where customer is not null
    order by customer, asked_at desc, case_id
    on conflict (customer_id) do update set case_id = excluded.case_id, at = excluded.at where s.at < excluded.at
    returning s.case_id)
  select case_id as id, case_id in (select case_id from gone union all select case_id from given
    union all select case_id from asked) as mended from held`

/** Those that hold as they are said now, and those of them that said something else. */
export async function putGiven(pool: Pool, views: readonly GivenViews[]): Promise<Rebuilt<CaseId>> {
  const [items, gifts] = [rowsOf(view), rowsOf(gift)]
  for (const { caseId, seq, given, asked } of views) {
    add(items, [caseId, seq, asked?.customer ?? null, asked?.at ?? null])
    for (const { row, digest } of given)
      add(gifts, [
        ...[row.id, row.caseId, row.customer, row.organisation, row.team, row.kind, row.origin, row.standing],
        ...[row.amountMinor, row.currency, row.rules, row.askedAt, row.askedBy, row.dueAt, row.decidedAt],
        ...[row.decidedBy, row.until, row.endedAt, digest],
      ])
  }
  const values = [items, gifts].flatMap(paramsOf)
  const { rows } = await commit(pool, { name: 'rebuild_given', text: sql, values })
  const found = rows as { id: CaseId; mended: boolean }[]
  return {
    done: found.map(({ id }) => id),
    mended: found.filter(({ mended }) => mended).map(({ id }) => id),
  }
}

// Whom we take cases to outside the house, and what is counted of each. Not: the supplier cases themselves
// (matter.ts), nor how one goes (core/supplier).
import type { CalendarId, MatterId, SupplierId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { Agreed } from '#core/supplier/supplier-fact.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { type Changed, tableOf } from './row.ts'

export type Supplier = {
  readonly id: SupplierId
  readonly name: string
  /** they write from these and we to the first; `@domain`: all of that house */
  readonly addresses: readonly string[]
  readonly formUrl: string | null
  readonly phone: string | null
  /** what they call us */
  readonly ourNumber: string | null
  readonly languages: readonly Language[]
  readonly contacts: string
  /** who answers there when nobody else does */
  readonly escalation: string
  readonly agreed: Agreed
  /** false: no new cases are taken to them */
  readonly active: boolean
  readonly version: number
}

/** How a supplier did: of the supplier cases opened since some instant. */
export type SupplierFigures = {
  readonly open: number
  readonly sent: number
  readonly answered: number
  /** answered or over, and never silent */
  readonly neverSilent: number
  /** half of the first answers came within so many minutes; null: there was none */
  readonly medianMinutes: number | null
  readonly solved: number
  readonly judged: number
  readonly right: number
  readonly minutes: number
  readonly cents: number
}

export type SupplierTable = {
  all(): Promise<Supplier[]>
  one(id: SupplierId): Promise<Supplier | null>
  add(supplier: Omit<Supplier, 'version'>): Promise<Supplier>
  change(
    id: SupplierId,
    version: number,
    changes: Partial<Omit<Supplier, 'id' | 'version'>>,
  ): Promise<Changed<Supplier>>
  /** those it is written to and from: by whole address, or by house */
  byAddress(address: string): Promise<Supplier[]>
  /** supplier cases that bear one of these references of theirs, at most ten */
  byReferences(references: readonly string[]): Promise<MatterId[]>
  /** how many cases wait on each of these, counted to one more than `most` */
  caseCounts(ids: readonly MatterId[], most: number): Promise<ReadonlyMap<MatterId, number>>
  figures(id: SupplierId, since: number): Promise<SupplierFigures>
  /** when the first supplier case was sent whose times are counted by a calendar; null: none was */
  countedSince(calendar: CalendarId): Promise<Instant | null>
}

const columns = {
  id: 'id',
  name: 'name',
  addresses: 'addresses',
  formUrl: 'form_url',
  phone: 'phone',
  ourNumber: 'our_number',
  languages: 'languages',
  contacts: 'contacts',
  escalation: 'escalation',
  agreed: { column: 'agreed', as: 'jsonb' },
  active: 'active',
  version: 'version',
} as const

/** The table; a desk has a few dozen. */
export function supplierTable(pool: Pool): SupplierTable {
  const table = tableOf<Supplier>(pool, 'supplier', columns, 'id')
  return {
    all: () => table.where('true order by not active, lower(name), id limit 1000'),
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    add: supplier => table.insert(supplier),
    change: (id, version, changes) => table.change(id, version, changes),
    byAddress(address) {
      const whole = address.trim().toLowerCase()
      return table.where('addresses && $1::text[] order by active desc, id limit 10', [
        [whole, whole.slice(whole.lastIndexOf('@'))],
      ])
    },
    async byReferences(references) {
      if (references.length === 0) return []
      const rows = await ask<{ id: MatterId }>(pool, {
        name: 'supplier_by_reference',
        text: `select id from matter where kind = 'supplier_case' and card -> 'more' ->> 'reference' is not null
          and upper(card -> 'more' ->> 'reference') = any($1::text[]) order by is_open desc, id limit 10`,
        values: [references.map(one => one.toUpperCase())],
      })
      return rows.map(({ id }) => id)
    },
    async caseCounts(ids, most) {
      if (ids.length === 0) return new Map()
      const rows = await ask<{ id: MatterId; n: number }>(pool, {
        name: 'supplier_case_counts',
        text: `select one.id, counted.n from unnest($1::text[]) as one (id), lateral (
            select count(*)::int as n from (
              select from case_card where matters is not null and matters ? one.id limit $2) found) counted`,
        values: [ids, most + 1],
      })
      return new Map(rows.map(({ id, n }) => [id, n]))
    },
    figures: (id, since) => figuresOf(pool, id, since),
    async countedSince(calendar) {
      // What was agreed stays with the supplier case it was opened with, whatever is agreed today.
      const [row] = await ask<{ since: string | null }>(pool, {
        name: 'supplier_calendar_counted_since',
        text: `select min((card -> 'more' ->> 'sentAt')::bigint) as since
          from matter join matter_fact on matter_id = matter.id and matter_fact.seq = 1
          where kind = 'supplier_case' and data::jsonb -> 'agreed' ->> 'calendar' = $1`,
        values: [calendar],
      })
      return row?.since == null ? null : instant(Number(row.since))
    },
  }
}

/** Index: matter_subject. */
async function figuresOf(pool: Pool, id: SupplierId, since: number): Promise<SupplierFigures> {
  const [row] = await ask<SupplierFigures>(pool, {
    name: 'supplier_figures',
    text: `with one as (
        select is_open, m ->> 'sentAt' is not null as sent, (m ->> 'firstAnswerAt')::bigint as answered_at,
          (m ->> 'sentAt')::bigint as sent_at, (m ->> 'silences')::int as silences,
          m ->> 'solvedAt' is not null as solved, (m ->> 'right')::boolean as was_right,
          (m ->> 'minutes')::bigint as minutes, (m ->> 'cents')::bigint as cents
        from (select is_open, card -> 'more' as m from matter
          where kind = 'supplier_case' and subject = $1 and opened_at >= $2) of_them)
      select count(*) filter (where is_open)::int as open, count(*) filter (where sent)::int as sent,
        count(answered_at)::int as answered,
        count(answered_at) filter (where silences = 0)::int as "neverSilent",
        round((percentile_cont(0.5) within group (order by answered_at - sent_at)) / 60000)::int as "medianMinutes",
        count(*) filter (where solved)::int as solved, count(was_right)::int as judged,
        count(*) filter (where was_right)::int as "right",
        coalesce(sum(minutes), 0)::int as minutes, coalesce(sum(cents), 0)::int as cents
      from one`,
    values: [id, since],
  })
  return row!
}

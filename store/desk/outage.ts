// Announced outages, with who announced and who ended each. Not: whom one concerns (core/outage), nor what
// was changed meanwhile (audit.ts).
import type { AgentId, OutageId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Outage } from '#core/outage/outage.ts'
import type { Pool } from '../postgres/pool.ts'
import { type Changed, tableOf } from './row.ts'

export type KeptOutage = Outage & {
  readonly announcedBy: AgentId
  readonly announcedAt: Instant
  /** who said that it is over; null: it goes on */
  readonly endedBy: AgentId | null
  readonly version: number
}

export type OutageTable = {
  add(outage: Omit<KeptOutage, 'overAt' | 'endedBy' | 'version'>): Promise<KeptOutage>
  change(
    id: OutageId,
    version: number,
    changes: Partial<Omit<KeptOutage, 'id' | 'announcedBy' | 'announcedAt' | 'version'>>,
  ): Promise<Changed<KeptOutage>>
  one(id: OutageId): Promise<KeptOutage | null>
  some(ids: readonly OutageId[]): Promise<KeptOutage[]>
  /** those that have begun and are not over, what began last first */
  on(at: Instant): Promise<KeptOutage[]>
  /** those that go on, then those that are over; what began last first */
  all(limit: number): Promise<KeptOutage[]>
}

/** More at once are no announcements any more. */
const onMax = 100

const columns = {
  id: 'id',
  what: { column: 'what', as: 'jsonb' },
  scripts: 'scripts',
  products: 'products',
  organisations: 'organisations',
  places: 'places',
  since: 'since',
  expectedUntil: 'expected_until',
  overAt: 'over_at',
  announcedBy: 'announced_by',
  announcedAt: 'announced_at',
  endedBy: 'ended_by',
  version: 'version',
} as const

/** Index: outage_on. */
export function outageTable(pool: Pool): OutageTable {
  const table = tableOf<KeptOutage>(pool, 'outage', columns, 'id')
  return {
    add: outage => table.insert(outage),
    change: (id, version, changes) => table.change(id, version, changes),
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    some: async ids => (ids.length === 0 ? [] : table.where('id = any($1)', [ids])),
    on: at => table.where('over_at is null and since <= $1 order by since desc, id limit $2', [at, onMax]),
    all: limit => table.where('true order by over_at is not null, since desc, id limit $1', [limit]),
  }
}

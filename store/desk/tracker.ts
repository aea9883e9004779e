// Trackers of engineering as they are set up, with how it goes; secrets lie here sealed. What has to be sent
// there waits in `tracker_call`, put there by the append of the fact itself (matter.ts). Not: what is sent.
import type { MatterId, TrackerId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, commit, type Pool } from '../postgres/pool.ts'
import { type Changed, tableOf } from './row.ts'

/** A tracker as it is set; `kind`, labels and faults are words of whoever speaks with it. */
export type TrackerRow = {
  readonly id: TrackerId
  readonly name: string
  readonly kind: 'github' | 'gitlab'
  readonly apiUrl: string
  readonly project: string
  readonly token: Uint8Array
  readonly webhookSecret: Uint8Array | null
  /** which label there means what */
  readonly labels: Readonly<Record<string, string>>
  readonly allowPrivate: boolean
  readonly active: boolean
  readonly pollSeconds: number
  readonly code: string
  readonly says: string
  readonly since: Instant
  /** when a delivery of its own was last taken */
  readonly heardAt: Instant | null
  /** up to when its entries were asked for; null: never */
  readonly polledTo: Instant | null
  readonly version: number
}
type Kept = 'code' | 'says' | 'since' | 'heardAt' | 'polledTo' | 'version'
export type NewTracker = Omit<TrackerRow, Kept>

/** Something of ours on its way to a tracker. `dueAt` null: it waits for somebody to try it again. */
export type TrackerCall = {
  readonly matter: MatterId
  readonly seq: number
  readonly tracker: TrackerId
  readonly dueAt: Instant | null
  readonly tries: number
  readonly firstTriedAt: Instant | null
  readonly code: string | null
  readonly says: string
}

export type TrackerTable = {
  add(tracker: NewTracker): Promise<TrackerRow>
  change(id: TrackerId, version: number, changes: Partial<NewTracker>): Promise<Changed<TrackerRow>>
  remove(id: TrackerId, version: number): Promise<boolean>
  one(id: TrackerId): Promise<TrackerRow | null>
  all(): Promise<TrackerRow[]>
  /** how it goes from now on */
  say(
    id: TrackerId,
    news: { readonly code: string; readonly says: string; readonly at: Instant },
  ): Promise<void>
  heard(id: TrackerId, at: Instant): Promise<void>
  /** those whose entries are to be asked for now */
  leasePolls(now: Instant, limit: number, leaseMs: number): Promise<TrackerRow[]>
  polled(id: TrackerId, to: Instant | null, nextAt: Instant): Promise<void>
  /** the oldest of each change that is due; trying counts before it is tried */
  leaseCalls(now: Instant, limit: number, leaseMs: number): Promise<TrackerCall[]>
  called(call: Pick<TrackerCall, 'matter' | 'seq'>): Promise<void>
  callLater(
    call: Pick<TrackerCall, 'matter' | 'seq'>,
    news: { readonly dueAt: Instant | null; readonly code: string; readonly says: string },
  ): Promise<void>
  callsOf(matter: MatterId): Promise<TrackerCall[]>
  /** what waits is tried now: of one change, or of all that go to a tracker */
  tryAgain(of: { readonly matter?: MatterId; readonly tracker?: TrackerId }, now: Instant): Promise<number>
  /** the changes tied to one entry of a tracker */
  tiedTo(tracker: TrackerId, entry: string): Promise<MatterId[]>
  /** which of these have been asked for, of all changes of a tracker that are open */
  openOf(tracker: TrackerId, limit: number): Promise<number>
  wasTaken(tracker: TrackerId, names: readonly string[]): Promise<boolean>
  keepTaken(tracker: TrackerId, names: readonly string[], at: Instant): Promise<void>
  sweepTaken(before: Instant): Promise<number>
}

const columns = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  apiUrl: 'api_url',
  project: 'project',
  token: 'token',
  webhookSecret: 'webhook_secret',
  labels: { column: 'labels', as: 'jsonb' },
  allowPrivate: 'allow_private',
  active: 'active',
  pollSeconds: 'poll_seconds',
  code: 'code',
  says: 'says',
  since: 'since',
  heardAt: 'heard_at',
  polledTo: 'polled_to',
  version: 'version',
} as const

const callColumns = `matter_id as matter, seq, tracker_id as tracker, due_at as "dueAt", tries,
  first_tried_at as "firstTriedAt", code, says`

/** The tables. */
export function trackerTable(pool: Pool): TrackerTable {
  const table = tableOf<TrackerRow>(pool, 'tracker', columns, 'id')
  return {
    add: tracker => table.insert(tracker),
    change: (id, version, changes) => table.change(id, version, changes),
    async remove(id, version) {
      const text = 'delete from tracker where id = $1 and version = $2'
      return (await pool.query(text, [id, version])).rowCount === 1
    },
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    all: () => table.where('true order by lower(name), id'),
    async say(id, { code, says, at }) {
      await pool.query(
        `update tracker set code = $2, says = $3, since = case when code = $2 then since else $4 end
        where id = $1 and (code, says) is distinct from ($2, $3)`,
        [id, code, says, at],
      )
    },
    async heard(id, at) {
      await pool.query('update tracker set heard_at = greatest(heard_at, $2) where id = $1', [id, at])
    },
    async leasePolls(now, limit, leaseMs) {
      const { rows } = await commit(pool, {
        name: 'tracker_lease_polls',
        text: `update tracker set leased_until = $1::bigint + $3::bigint
          where id in (select id from tracker where active and poll_at <= $1::bigint and leased_until <= $1::bigint
            order by poll_at limit $2 for update skip locked)
          returning ${table.list}`,
        values: [now, limit, leaseMs],
      })
      return rows as TrackerRow[]
    },
    async polled(id, to, nextAt) {
      await pool.query(
        'update tracker set polled_to = coalesce($2, polled_to), poll_at = $3, leased_until = 0 where id = $1',
        [id, to, nextAt],
      )
    },
    ...calls(pool),
    ...deliveries(pool),
  }
}

type Calls = 'leaseCalls' | 'called' | 'callLater' | 'callsOf' | 'tryAgain' | 'tiedTo' | 'openOf'
const calls = (pool: Pool): Pick<TrackerTable, Calls> => ({
  async leaseCalls(now, limit, leaseMs) {
    // In order: an entry is made before anything is said in it.
    const { rows } = await commit(pool, {
      name: 'tracker_lease_calls',
      text: `update tracker_call set leased_until = $1::bigint + $3::bigint, tries = tries + 1,
          first_tried_at = coalesce(first_tried_at, $1::bigint)
        where (matter_id, seq) in (
          select matter_id, seq from tracker_call one where due_at <= $1::bigint and leased_until <= $1::bigint
            and not exists (select from tracker_call earlier
              where earlier.matter_id = one.matter_id and earlier.seq < one.seq)
          order by due_at limit $2 for update skip locked)
        returning ${callColumns}`,
      values: [now, limit, leaseMs],
    })
    return rows as TrackerCall[]
  },
  async called({ matter, seq }) {
    await pool.query('delete from tracker_call where matter_id = $1 and seq = $2', [matter, seq])
  },
  async callLater({ matter, seq }, { dueAt, code, says }) {
    await pool.query(
      `update tracker_call set due_at = $3, code = $4, says = $5, leased_until = 0
      where matter_id = $1 and seq = $2`,
      [matter, seq, dueAt, code, says],
    )
  },
  callsOf: matter =>
    ask(pool, {
      name: 'tracker_calls',
      text: `select ${callColumns} from tracker_call where matter_id = $1 order by seq`,
      values: [matter],
    }),
  async tryAgain({ matter = null, tracker = null }, now) {
    const { rowCount } = await pool.query(
      `update tracker_call set due_at = $3
      where (matter_id = $1 or tracker_id = $2) and (due_at is null or due_at > $3)`,
      [matter, tracker, now],
    )
    return rowCount ?? 0
  },
  async tiedTo(tracker, entry) {
    const text = `select id from matter where kind = 'change' and subject = $1 and card -> 'more' ->> 'entry' = $2
      order by id limit 20`
    const found = await ask<{ id: MatterId }>(pool, { name: 'tracker_tied', text, values: [tracker, entry] })
    return found.map(({ id }) => id)
  },
  async openOf(tracker, limit) {
    const text = `select count(*)::int as n from (select from matter where subject = $1 and kind = 'change'
      and is_open limit $2) found`
    const [row] = await ask<{ n: number }>(pool, { name: 'tracker_open', text, values: [tracker, limit] })
    return row!.n
  },
})

type Deliveries = 'wasTaken' | 'keepTaken' | 'sweepTaken'
const deliveries = (pool: Pool): Pick<TrackerTable, Deliveries> => ({
  async wasTaken(tracker, names) {
    const text = 'select name from tracker_delivery where tracker_id = $1 and name = any($2::text[]) limit 1'
    return (await ask(pool, { name: 'tracker_taken', text, values: [tracker, names] })).length > 0
  },
  async keepTaken(tracker, names, at) {
    await pool.query(
      `insert into tracker_delivery (tracker_id, name, at) select $1, unnest($2::text[]), $3
      on conflict do nothing`,
      [tracker, names, at],
    )
  },
  async sweepTaken(before) {
    return (await pool.query('delete from tracker_delivery where at < $1', [before])).rowCount ?? 0
  },
})

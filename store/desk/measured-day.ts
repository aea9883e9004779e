// Marks of days that are over, as they are kept: a day a row. Not: how they are made
// (server/measured-days.ts), nor what is counted of them (core/measure/of-period.ts).
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { DaySum } from '#core/measure/day-sum.ts'
import { markForm } from '#core/measure/mark.ts'
import { type KindRun, type MarkPage, packed, placesOf, unpacked } from '#core/measure/mark-page.ts'
import { ask, commit, type Pool, sqlState } from '../postgres/pool.ts'
import { readAhead } from './read-ahead.ts'

/** A day since the epoch, by UTC. */
export type DayPage = { readonly day: number; readonly page: MarkPage }
export type KeptDay = DayPage & {
  /** what it comes to, part by part */
  readonly sums: readonly DaySum[]
  /** what lay open when it began; of every seventh day */
  readonly open: MarkPage | null
}
type Row = {
  readonly day: number
  readonly counts: number[]
  readonly keys: string
  readonly marks: Buffer
}

export type MeasuredDays = {
  /** the first day that is not kept; null: none is */
  until(): Promise<number | null>
  /** the oldest transaction that still runs */
  seen(): Promise<string>
  /**
   * Forgets the days a fact came to after they were read, with all later ones, and those written in another
   * form. Index: event_position.
   */
  forgetStale(): Promise<void>
  /** all of them */
  forget(): Promise<void>
  /** what each day says, in short */
  digests(): Promise<ReadonlyMap<number, string>>
  put(days: readonly KeptDay[], seen: string): Promise<void>
  /** days within, in order, those after the second not included; of some kinds, if they are named */
  days(from: number, until: number, kinds?: KindRun | null): AsyncGenerator<DayPage>
  /** what lay open when a day began, of one of which it is kept */
  openAt(day: number): Promise<MarkPage>
  /** the newest day, up to and with this one, of which is kept what lay open; null: none */
  openBefore(day: number): Promise<number | null>
  /** whether a transaction that was not seen recorded a fact of before an instant. Index: event_position */
  cameLate(seen: string, before: Instant): Promise<boolean>
  /** while one works at this, no other node does */
  alone<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Facts of transactions from this one on. In order: a plan made for any transaction takes a third of all for
 * newer, and reads the whole ledger.
 */
const since = (seen: string): string =>
  `(select at from event where tx >= ${seen} order by tx, n offset 0) newer`

export const measuredDaysOf = (pool: Pool): MeasuredDays => ({
  until: async () => (await one(pool, 'select max(day) + 1 as is from measured_day', [])) as number | null,
  seen: async () =>
    (await one(pool, 'select pg_snapshot_xmin(pg_current_snapshot())::text as is', [])) as string,
  async forgetStale() {
    // What is newer than the newest reading of all: every reading looked at what came before it.
    await commit(pool, {
      name: 'measured_days_stale',
      text: `with late as (select min(at) / ${dayMs} as day
          from ${since('(select max(seen) from measured_day)')}
          where at < (select max(day) + 1 from measured_day) * ${dayMs}::bigint)
        delete from measured_day where day >= (select day from late) or form <> $1
          or exists (select from measured_day where form <> $1)`,
      values: [markForm],
    })
  },
  async forget() {
    await commit(pool, { name: 'measured_days_forget', text: 'delete from measured_day', values: [] })
  },
  async digests() {
    const rows = await ask<{ day: number; digest: string }>(pool, {
      name: 'measured_day_digests',
      text: `select day, md5(concat_ws('/', counts, keys, md5(marks), open_counts, open_keys, md5(open_marks),
          (select string_agg(concat_ws('/', scope, names, md5(sums)), ' ' order by scope)
          from measured_sum where measured_sum.day = measured_day.day))) as digest
        from measured_day order by day`,
      values: [],
    })
    return new Map(rows.map(({ day, digest }) => [day, digest]))
  },
  put: (days, seen) => put(pool, days, seen),
  days: (from, until, kinds = null) => daysOf(pool, { from, until, kinds }),
  async openAt(day) {
    const [row] = await ask<Row>(pool, {
      name: 'measured_day_open',
      text: `select day, open_counts as counts, open_keys as keys, open_marks as marks from measured_day
        where day = $1`,
      values: [day],
    })
    return unpacked(instant(day * dayMs), { ...row!, bytes: row!.marks })
  },
  openBefore: async day =>
    (await one(pool, 'select max(day) as is from measured_day where day <= $1 and open_marks is not null', [
      day,
    ])) as number | null,
  cameLate: async (seen, before) =>
    (await one(pool, `select exists(select from ${since('$1::xid8')} where at < $2) as is`, [
      ...[seen, before],
    ])) as boolean,
  alone: work => alone(pool, work),
})

async function one(pool: Pool, text: string, values: unknown[]): Promise<unknown> {
  const [row] = await ask<{ is: unknown }>(pool, { name: `measured_${text.length}`, text, values })
  return row!.is
}

async function put(pool: Pool, days: readonly KeptDay[], seen: string): Promise<void> {
  for (const { day, page, open, sums } of days) {
    const [own, lay] = [packed(page), open && packed(open)]
    await commit(pool, {
      name: 'measured_day_put',
      text: `with own as (
          insert into measured_day (day, form, seen, counts, keys, marks, open_counts, open_keys, open_marks)
          values ($1, $2, $3::xid8, $4, $5, $6, $7, $8, $9) on conflict (day) do nothing returning day)
        insert into measured_sum (day, scope, names, sums)
        select day, part.* from own, unnest($10::text[], $11::text[], $12::bytea[]) as part`,
      values: [
        ...[day, markForm, seen, own.counts, own.keys, Buffer.from(own.bytes)],
        ...[lay?.counts, lay?.keys, lay && Buffer.from(lay.bytes)],
        ...[sums.map(({ scope }) => scope), sums.map(({ names }) => JSON.stringify(names))],
        sums.map(({ bytes }) => Buffer.from(bytes)),
      ],
    })
  }
}

type Stretch = { readonly from: number; readonly until: number; readonly kinds: KindRun | null }

async function* daysOf(pool: Pool, { from, until, kinds }: Stretch): AsyncGenerator<DayPage> {
  const rows = (days: { from: number; until: number }) => rowsOf(pool, { ...days, kinds })
  for await (const { day, counts, keys, marks } of readAhead({ from, until, ahead: 1 }, rows)) {
    yield { day, page: unpacked(instant(day * dayMs), { counts, keys, bytes: marks }) }
  }
}

const rowsOf = (pool: Pool, { from, until, kinds }: Stretch): Promise<Row[]> =>
  kinds === null
    ? ask<Row>(pool, {
        name: 'measured_days',
        text: `select day, counts, keys, marks from measured_day
          where day >= $1 and day < $2 order by day`,
        values: [from, until],
      })
    : someOf(pool, { from, until, kinds })

/** Of each column the same part: bytes stored as they are can be read from their middle. */
async function someOf(
  pool: Pool,
  { from, until, kinds }: Stretch & { readonly kinds: KindRun },
): Promise<Row[]> {
  const [first, last] = placesOf(kinds)
  const rows = await ask<Row>(pool, {
    name: 'measured_days_some',
    text: `select day, counts, keys, ${[0, 1, 2, 3]
      .map(column => `substring(marks from 4 * (${column} * total + ahead) + 1 for 4 * own)`)
      .join(' || ')} as marks
      from (select day, counts, keys, marks, octet_length(marks) / 16 as total,
          (select coalesce(sum(n), 0)::int from unnest(counts[:$3 - 1]) n) as ahead,
          (select coalesce(sum(n), 0)::int from unnest(counts[$3:$4]) n) as own
        from measured_day where day >= $1 and day < $2 offset 0) d order by day`,
    values: [from, until, first + 1, last + 1],
  })
  const isIn = (place: number) => place >= first && place <= last
  return rows.map(row => ({ ...row, counts: row.counts.map((n, place) => (isIn(place) ? n : 0)) }))
}

const lockKey = "hashtextextended('measured_day', 0)"
const lockNotAvailable = '55P03'
const triesMax = 150

/** Session locks: no transaction stays open meanwhile, so that readers of the ledger go on. */
async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    for (let tries = 1; ; tries++)
      try {
        await client.query(`select pg_advisory_lock(${lockKey})`)
        break
      } catch (error) {
        if (sqlState(error) !== lockNotAvailable || tries === triesMax) throw error
      }
    return await work()
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    // A connection that is thrown away takes its lock with it.
    if (!broken) await client.query(`select pg_advisory_unlock(${lockKey})`).catch(error => (broken = error))
    client.release(broken)
  }
}

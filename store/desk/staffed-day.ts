// The record of who was there on a day, made once when it is over and never changed. Not: what it says
// (core/measure/staffed.ts).
import type { AgentId } from '#core/kit/id.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'
import type { Away, StaffedDay } from '#core/measure/staffed.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type StaffedDays = {
  /** the last day that is recorded; null: none is */
  last(): Promise<number | null>
  /** what is recorded of a day stays as it is */
  record(day: StaffedDay): Promise<void>
  /** who was away on a day, as it is known now */
  away(day: number): Promise<Away>
}

/** The desk's record. */
export const staffedDays = (pool: Pool): StaffedDays => ({
  async last() {
    const { rows } = await pool.query<{ day: number | null }>('select max(day) as day from staffed_day')
    return rows[0]!.day
  },
  async record({ day, parts }) {
    await pool.query('insert into staffed_day (day, parts) values ($1, $2) on conflict do nothing', [
      day,
      JSON.stringify(parts),
    ])
  },
  async away(day) {
    const { rows } = await pool.query<{ id: AgentId; from: Instant; until: Instant }>(
      `select id, absent_from as "from", absent_until as until from agent
        where absent_from < $2::bigint and absent_until > $1::bigint`,
      [day * dayMs, (day + 1) * dayMs],
    )
    return Object.fromEntries(rows.map(({ id, from, until }) => [id, { from, until }]))
  },
})

/** What is recorded of the days a period touches. Index: the primary key. */
export const readStaffed = (
  pool: Pool,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<StaffedDay[]> =>
  ask<StaffedDay>(pool, {
    name: 'staffed_days',
    text: 'select day, parts from staffed_day where day >= $1::int and day <= $2::int order by day',
    values: [Math.floor(from / dayMs), Math.floor((until - 1) / dayMs)],
  })

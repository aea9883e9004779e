// When teams were overloaded: one row for each time, the one that runs with what was last counted. Not: when
// a team is (core/capacity/overload.ts).
import type { TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, commit, type Pool } from '../postgres/pool.ts'

export type OverloadRow = {
  readonly team: TeamId
  readonly beganAt: Instant
  readonly endedAt: Instant | null
  /** when it was last looked at */
  readonly at: Instant
  readonly waiting: number
  readonly came: number
  readonly people: number
  readonly handleS: number
  /** within so many minutes somebody who comes now is answered */
  readonly minutes: number
  readonly minutesMost: number
}
export type SeenOverload = Omit<OverloadRow, 'beganAt' | 'endedAt' | 'minutesMost'>

export type OverloadTable = {
  /** Begins one, or goes on with the one that runs; of two nodes one begins it. */
  goOn(seen: SeenOverload): Promise<void>
  /** Ends the one that runs; answers whether one did. */
  end(team: TeamId, at: Instant): Promise<boolean>
  /** those that run, then those that ended, the newest first */
  newest(limit: number): Promise<OverloadRow[]>
}

export const overloadTable = (pool: Pool): OverloadTable => ({
  async goOn({ team, at, waiting, came, people, handleS, minutes }) {
    await commit(pool, {
      name: 'overload_go_on',
      text: `insert into overload as o
          (team_id, began_at, at, waiting, came, people, handle_s, minutes, minutes_most)
        values ($1, $2, $2, $3, $4, $5, $6, $7, $7)
        on conflict (team_id) where ended_at is null do update set at = excluded.at, waiting = excluded.waiting,
          came = excluded.came, people = excluded.people, handle_s = excluded.handle_s,
          minutes = excluded.minutes, minutes_most = greatest(o.minutes_most, excluded.minutes)
        where o.at <= excluded.at`,
      values: [team, at, waiting, came, people, handleS, minutes],
    })
  },
  async end(team, at) {
    const { rowCount } = await commit(pool, {
      name: 'overload_end',
      text: 'update overload set ended_at = $2 where team_id = $1 and ended_at is null',
      values: [team, at],
    })
    return rowCount === 1
  },
  newest: limit =>
    ask<OverloadRow>(pool, {
      name: 'overload_newest',
      text: `select team_id as team, began_at as "beganAt", ended_at as "endedAt", at, waiting, came, people,
          handle_s as "handleS", minutes, minutes_most as "minutesMost"
        from overload order by ended_at is not null, began_at desc, team_id limit $1`,
      values: [limit],
    }),
})

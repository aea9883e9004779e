// Screens on a wall: the links that show one, and the numbers they show, counted in one statement. No name of
// anybody is read. Not: who may make a link (core/access/set-up.ts), nor how often it is counted
// (server/live/wall-feed.ts).
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { hourMs, type Instant } from '#core/kit/time.ts'
import { houseLevels, type HouseLevel } from '#core/people/level.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { hashOfSecret } from './secret.ts'

export type Wall = {
  readonly id: string
  readonly name: string
  /** only what lies in one team; null: the whole desk */
  readonly team: TeamId | null
  readonly madeBy: AgentId
  readonly madeAt: Instant
  readonly withdrawnBy: AgentId | null
  readonly withdrawnAt: Instant | null
}
export type WallFigures = {
  readonly levels: readonly {
    readonly level: HouseLevel
    readonly open: number
    readonly unassigned: number
  }[]
  readonly overdue: number
  /** promises due within the hour that are not late yet */
  readonly promisesSoon: number
  /** words of our people that left today, and calls and visits in which somebody was reached */
  readonly answeredToday: number
  readonly solvedToday: number
}
type Asked = { readonly team: TeamId | null; readonly at: Instant; readonly dayFrom: Instant }

export type WallTable = {
  add(wall: Pick<Wall, 'id' | 'name' | 'team' | 'madeBy' | 'madeAt'> & { key: string }): Promise<void>
  /** By its key; one that was withdrawn is not there. */
  find(key: string): Promise<Wall | null>
  /** The newest first. */
  all(): Promise<Wall[]>
  withdraw(id: string, by: AgentId, at: Instant): Promise<boolean>
  count(asked: Asked): Promise<WallFigures>
}

const columns = `id, name, team_id as team, made_by as "madeBy", made_at as "madeAt",
  withdrawn_by as "withdrawnBy", withdrawn_at as "withdrawnAt"`

/** Screens on a wall. */
export function wallTable(pool: Pool): WallTable {
  return {
    async add({ key, id, name, team, madeBy, madeAt }) {
      await pool.query(
        'insert into wall (key_hash, id, name, team_id, made_by, made_at) values ($1, $2, $3, $4, $5, $6)',
        [hashOfSecret(key), id, name, team, madeBy, madeAt],
      )
    },
    async find(key) {
      const [row] = await ask<Wall>(pool, {
        name: 'wall_find',
        text: `select ${columns} from wall where key_hash = $1 and withdrawn_at is null`,
        values: [hashOfSecret(key)],
      })
      return row ?? null
    },
    async all() {
      return (await pool.query<Wall>(`select ${columns} from wall order by made_at desc, id desc`)).rows
    },
    async withdraw(id, by, at) {
      const { rowCount } = await pool.query(
        'update wall set withdrawn_by = $2, withdrawn_at = $3 where id = $1 and withdrawn_at is null',
        [id, by, at],
      )
      return rowCount === 1
    },
    count: asked => count(pool, asked),
  }
}

type Row = {
  readonly levels: readonly { level: HouseLevel; open: number; unassigned: number }[] | null
} & Omit<WallFigures, 'levels'>

/**
 * Indexes: case_card_opened or case_card_team for what is open, case_card_solved, event_answered. What an
 * automatic letter says is no answer of ours.
 */
async function count(pool: Pool, { team, at, dayFrom }: Asked): Promise<WallFigures> {
  const [row] = await ask<Row>(pool, {
    name: 'wall_count',
    text: `with open as (
        select level, worker, due_at, card from case_card
        where phase = 'open' and ($1::text is null or team = $1))
      select
        (select json_agg(l) from (select level, count(*)::int as open,
          count(*) filter (where worker is null)::int as unassigned from open group by level) l) as levels,
        (select count(*)::int from open where due_at <= $2::bigint) as overdue,
        (select count(*)::int from open where due_at <= $2::bigint + ${hourMs}
          and (card #>> '{keeper,dueAt}')::bigint > $2::bigint
          and (card #>> '{keeper,dueAt}')::bigint <= $2::bigint + ${hourMs}) as "promisesSoon",
        (select count(*)::int from event s join case_card c on c.case_id = s.case_id
          where s.type in ('message.sent', 'contact.held') and s.at >= $3::bigint and s.at <= $2::bigint
            and ($1::text is null or c.team = $1)
            and case s.type when 'contact.held' then s.data::jsonb ->> 'reach' = 'reached'
              else exists (select from event q where q.case_id = s.case_id and q.type = 'message.queued'
                and q.data::jsonb ->> 'message' = s.data::jsonb ->> 'message'
                and q.data::jsonb ->> 'automatic' is null
                and q.data::jsonb -> 'by' ->> 'kind' = 'agent') end) as "answeredToday",
        (select count(*)::int from case_card where phase in ('solved', 'closed')
          and solved_at >= $3::bigint and solved_at <= $2::bigint
          and ($1::text is null or team = $1)) as "solvedToday"`,
    values: [team, at, dayFrom],
  })
  const { levels, ...rest } = row!
  return {
    ...rest,
    levels: houseLevels.map(
      level => levels?.find(one => one.level === level) ?? { level, open: 0, unassigned: 0 },
    ),
  }
}

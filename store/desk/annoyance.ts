// What drives people of ours mad, in private, and the themes leads read of it. Not: who may read which
// (server/http/annoyances.ts).
import type { Annoyance, Theme } from '#core/people/annoyance.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

/** What is asked of the themes: who reads, who counts as several, and of when. */
export type ThemeQuery = {
  readonly reader: AgentId
  readonly from: Instant
  readonly until: Instant
  readonly people: number
}

export type AnnoyanceTable = {
  add(one: Annoyance): Promise<void>
  /** The newest first. Index: annoyance_agent. */
  of(agent: AgentId, limit: number): Promise<Annoyance[]>
  /** False: it is not his, or not there. */
  remove(id: string, agent: AgentId): Promise<boolean>
  /** Shared by so many others than the reader; words in an order that says nothing. Index: annoyance_at. */
  themes(query: ThemeQuery): Promise<{ theme: Theme; says: string[] }[]>
  /** What so many others than the reader found missing in hand-offs. Index: event_helped. */
  missing(query: ThemeQuery): Promise<string[]>
}

export const annoyanceTable = (pool: Pool): AnnoyanceTable => ({
  async add({ id, agent, theme, says, quotable, at }) {
    await ask(pool, {
      name: 'annoyance_add',
      text: `insert into annoyance (id, agent_id, theme, says, quotable, at) values ($1, $2, $3, $4, $5, $6)`,
      values: [id, agent, theme, says, quotable, at],
    })
  },
  of: (agent, limit) =>
    ask<Annoyance>(pool, {
      name: 'annoyance_of',
      text: `select id, agent_id as agent, theme, says, quotable, at from annoyance where agent_id = $1
        order by at desc, id desc limit $2`,
      values: [agent, limit],
    }),
  async remove(id, agent) {
    const gone = await ask(pool, {
      name: 'annoyance_remove',
      text: 'delete from annoyance where id = $1 and agent_id = $2 returning id',
      values: [id, agent],
    })
    return gone.length > 0
  },
  themes: ({ reader, from, until, people }) =>
    ask<{ theme: Theme; says: string[] }>(pool, {
      name: 'annoyance_themes',
      text: `select theme, coalesce(array_agg(says order by md5(id)) filter (where quotable), '{}') as says
        from annoyance where at >= $1 and at < $2 and agent_id <> $3
        group by theme having count(distinct agent_id) >= $4 order by theme`,
      values: [from, until, reader, people],
    }),
  async missing({ reader, from, until, people }) {
    const rows = await ask<{ missing: string }>(pool, {
      name: 'hand_offs_missing',
      text: `select data::jsonb ->> 'missing' as missing from event
        where type = 'hand_off.rated' and at >= $1 and at < $2 and data::jsonb ->> 'missing' is not null
          and data::jsonb #>> '{by,id}' <> $3
        group by 1 having count(distinct data::jsonb #>> '{by,id}') >= $4 order by 1`,
      values: [from, until, reader, people],
    })
    return rows.map(one => one.missing)
  },
})

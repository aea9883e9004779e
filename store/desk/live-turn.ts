// Who can be rung on the live line: who was seen when, who takes no turn, how much each has to do; and the
// cases in which somebody is asked. Not: whom it rings (core/people/who-rings.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type CardRow, cardOf } from '../postgres/card-row.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type LiveTurn = {
  readonly agent: AgentId
  readonly seenAt: Instant
  readonly pausedUntil: Instant | null
  readonly pausedBecause: PausedBecause
}
/** After a hard contact he is given nothing at all; null: his own wish. */
export type PausedBecause = 'hard_contact' | null
export type LiveTurnTable = {
  /** these people are at their desks now */
  see(agents: readonly AgentId[], at: Instant): Promise<void>
  /** until then no turn; null: again from now on */
  pause(agent: AgentId, until: Instant | null, because?: PausedBecause): Promise<void>
  all(): Promise<LiveTurn[]>
  /** how many open cases whose turn is ours each works on */
  worked(agents: readonly AgentId[]): Promise<{ readonly agent: AgentId; readonly cases: number }[]>
  /** cases in which somebody is asked or a hand is raised, the oldest first */
  cards(limit: number): Promise<Card[]>
}

export function liveTurnTable(pool: Pool): LiveTurnTable {
  return {
    async see(agents, at) {
      // In one order, so that two nodes that hold the same person do not wait for each other.
      const values = [[...agents].sort(), at]
      await pool.query(
        `insert into live_turn (agent_id, seen_at) select id, $2 from agent where id = any($1) order by id
        on conflict (agent_id) do update set seen_at = greatest(live_turn.seen_at, excluded.seen_at)`,
        values,
      )
    },
    async pause(agent, until, because = null) {
      await pool.query(
        `insert into live_turn (agent_id, paused_until, paused_because) values ($1, $2, $3)
        on conflict (agent_id) do update set paused_until = excluded.paused_until,
          paused_because = excluded.paused_because`,
        [agent, until, because],
      )
    },
    all: () =>
      ask<LiveTurn>(pool, {
        name: 'live_turns',
        text: `select agent_id as agent, seen_at as "seenAt", paused_until as "pausedUntil",
          paused_because as "pausedBecause" from live_turn`,
        values: [],
      }),
    worked: async agents =>
      agents.length === 0
        ? []
        : ask<{ agent: AgentId; cases: number }>(pool, { name: 'live_worked', ...workedSql(agents) }),
    async cards(limit) {
      // Index: case_card_live.
      const rows = await ask<CardRow>(pool, {
        name: 'live_cards',
        text: `select number, seq, card from case_card where live_at is not null
          order by live_at, case_id limit $1`,
        values: [limit],
      })
      return rows.map(cardOf)
    },
  }
}

/** Open cases of these people whose turn is ours, counted. Index: case_card_worker. */
export const workedSql = (agents: readonly AgentId[]) => ({
  text: `select worker as agent, count(*)::int as cases from case_card
    where phase = 'open' and worker is not null and worker = any($1::text[]) and not is_waiting
    group by worker`,
  values: [agents],
})

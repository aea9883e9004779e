// Who of ours follows which case, and up to which fact he was told.
// Not: what is told (core/notice/follow.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type CardRow, cardOf } from '../postgres/card-row.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type Following = { readonly agent: AgentId; readonly caseId: CaseId }
export type FollowBehind = Following & { readonly toldSeq: number }

export type FollowTable = {
  /** From this fact on; who follows already goes on as he was. */
  start(one: Following & { readonly at: Instant; readonly seq: number }): Promise<void>
  stop(one: Following): Promise<void>
  is(one: Following): Promise<boolean>
  /** what somebody follows, the last that changed first */
  cards(agent: AgentId, limit: number): Promise<Card[]>
  count(agent: AgentId): Promise<number>
  /** whose case has gone on since he was told, and who may be told now */
  behind(now: Instant, limit: number): Promise<FollowBehind[]>
  /** told up to there; of two nodes the one that is further holds */
  told(one: Following, toldSeq: number): Promise<void>
  /** nothing reaches him before */
  holdBack(one: Following, until: Instant): Promise<void>
}

/** Who follows which case. */
export function followTable(pool: Pool): FollowTable {
  const run = async (text: string, values: readonly unknown[]) =>
    void (await pool.query(text, values as unknown[]))
  return {
    start: ({ agent, caseId, at, seq }) =>
      run(
        `insert into case_follow (agent_id, case_id, since, told_seq) values ($1, $2, $3, $4)
        on conflict (agent_id, case_id) do nothing`,
        [agent, caseId, at, seq],
      ),
    stop: ({ agent, caseId }) =>
      run('delete from case_follow where agent_id = $1 and case_id = $2', [agent, caseId]),
    async is({ agent, caseId }) {
      const text = 'select 1 as one from case_follow where agent_id = $1 and case_id = $2'
      return (await ask(pool, { name: 'follow_is', text, values: [agent, caseId] })).length > 0
    },
    async cards(agent, limit) {
      const rows = await ask<CardRow>(pool, {
        name: 'follow_cards',
        text: `select c.number, c.seq, c.card from case_follow f join case_card c using (case_id)
          where f.agent_id = $1 order by (c.card ->> 'changedAt')::bigint desc, c.case_id limit $2`,
        values: [agent, limit],
      })
      return rows.map(cardOf)
    },
    async count(agent) {
      const text = 'select count(*)::int as n from case_follow where agent_id = $1'
      const [row] = await ask<{ n: number }>(pool, { name: 'follow_count', text, values: [agent] })
      return row!.n
    },
    behind: (now, limit) =>
      ask<FollowBehind>(pool, {
        name: 'follow_behind',
        text: `select f.agent_id as agent, f.case_id as "caseId", f.told_seq as "toldSeq"
          from case_follow f join case_card c using (case_id)
          where c.seq > f.told_seq and f.look_at <= $1 order by f.case_id, f.agent_id limit $2`,
        values: [now, limit],
      }),
    told: ({ agent, caseId }, toldSeq) =>
      run('update case_follow set told_seq = $3 where agent_id = $1 and case_id = $2 and told_seq < $3', [
        agent,
        caseId,
        toldSeq,
      ]),
    holdBack: ({ agent, caseId }, until) =>
      run('update case_follow set look_at = $3 where agent_id = $1 and case_id = $2', [agent, caseId, until]),
  }
}

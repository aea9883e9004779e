// What an agent leaves half done or has already read: drafts and how far each case was seen.
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, cleaned, type Pool } from '../postgres/pool.ts'

export type Audience = 'customer' | 'team'
export type Draft = {
  readonly caseId: CaseId
  readonly audience: Audience
  readonly text: string
  readonly updatedAt: Instant
}

export type DraftTable = {
  /** Keeps what is written so far; an empty text removes the draft. The newer of two wins. */
  keep(agent: AgentId, draft: Draft): Promise<void>
  of(agent: AgentId, caseId: CaseId): Promise<Draft[]>
  /** which cases hold a draft of this agent */
  casesOf(agent: AgentId, limit: number): Promise<CaseId[]>
}

export type SeenTable = {
  /** Never moves backwards. */
  mark(agent: AgentId, caseId: CaseId, seq: number): Promise<void>
  of(agent: AgentId, cases: readonly CaseId[]): Promise<Map<CaseId, number>>
}

/** Drafts, so that nothing written is lost with a browser. */
export function draftTable(pool: Pool): DraftTable {
  return {
    async keep(agent, { caseId, audience, text, updatedAt }) {
      if (text === '') {
        await pool.query(
          'delete from draft where agent_id = $1 and case_id = $2 and audience = $3 and updated_at <= $4',
          [agent, caseId, audience, updatedAt],
        )
        return
      }
      await pool.query(
        `insert into draft (agent_id, case_id, audience, text, updated_at) values ($1, $2, $3, $4, $5)
        on conflict (agent_id, case_id, audience) do update
        set text = excluded.text, updated_at = excluded.updated_at where draft.updated_at <= excluded.updated_at`,
        [agent, caseId, audience, cleaned(text), updatedAt],
      )
    },
    async of(agent, caseId) {
      return ask<Draft>(pool, {
        name: 'draft_of',
        text: `select case_id as "caseId", audience, text, updated_at as "updatedAt" from draft
          where agent_id = $1 and case_id = $2 order by audience`,
        values: [agent, caseId],
      })
    },
    async casesOf(agent, limit) {
      const { rows } = await pool.query<{ id: CaseId }>(
        'select case_id as id from draft where agent_id = $1 group by 1 order by max(updated_at) desc limit $2',
        [agent, limit],
      )
      return rows.map(row => row.id)
    },
  }
}

/** How far each agent has read each case. */
export function seenTable(pool: Pool): SeenTable {
  return {
    async mark(agent, caseId, seq) {
      // Whoever looks again at what he has seen writes nothing: even a conflict would cost a commit. A mark
      // lost with
      // the machine is made again at the next look, so that none waits for the disk.
      await ask(pool, {
        name: 'seen_mark',
        text: `with unsynced as materialized (select set_config('synchronous_commit', 'off', true))
          insert into seen (agent_id, case_id, seq) select $1, $2, $3 from unsynced
          where not exists (select from seen where agent_id = $1 and case_id = $2 and seq >= $3)
          on conflict (agent_id, case_id) do update set seq = excluded.seq where seen.seq < excluded.seq`,
        values: [agent, caseId, seq],
      })
    },
    async of(agent, cases) {
      const rows = await ask<{ id: CaseId; seq: number }>(pool, {
        name: 'seen_of',
        text: 'select case_id as id, seq from seen where agent_id = $1 and case_id = any($2)',
        values: [agent, cases],
      })
      return new Map(rows.map(row => [row.id, row.seq]))
    },
  }
}

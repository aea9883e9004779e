// Where people of ours wrote code words although they were pointed out. Not: who hears of it
// (core/conduct/repeated.ts).
import { type CodeWordUse, conductDays } from '#core/conduct/repeated.ts'
import type { AgentId } from '#core/kit/id.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type ConductUseTable = {
  /** Keeps these, and forgets what is too old. */
  add(uses: readonly CodeWordUse[], now: Instant): Promise<void>
  /** The newest first. Primary key of conduct_use. */
  of(agents: readonly AgentId[], now: Instant): Promise<CodeWordUse[]>
}

const most = 1_000
const since = (now: Instant): Instant => after(now, -conductDays * dayMs)

export const conductUseTable = (pool: Pool): ConductUseTable => ({
  async add(uses, now) {
    await ask(pool, {
      name: 'conduct_use_add',
      text: `with old as (delete from conduct_use where at < $1)
        insert into conduct_use (agent_id, case_id, word, at)
        select * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) on conflict do nothing`,
      values: [
        since(now),
        uses.map(one => one.agent),
        uses.map(one => one.caseId),
        uses.map(one => one.word),
        uses.map(one => one.at),
      ],
    })
  },
  of: (agents, now) =>
    ask<CodeWordUse>(pool, {
      name: 'conduct_uses',
      text: `select agent_id as agent, case_id as "caseId", word, at from conduct_use
        where agent_id = any($1) and at >= $2 order by at desc, case_id, word limit ${most}`,
      values: [agents, since(now)],
    }),
})

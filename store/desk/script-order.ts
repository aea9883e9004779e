// Orders of checks that walks proposed and somebody declined, the last of each group. Not: the proposals
// (core/measure/check-order.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Dismissed } from '#core/measure/order-declined.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type DismissedOrder = Dismissed & {
  readonly slug: string
  readonly because: string
  readonly at: Instant
  readonly by: AgentId
}

export type ScriptOrderTable = {
  /** Those of a script, in the order of its groups' names. */
  dismissed(slug: string): Promise<DismissedOrder[]>
  /** Keeps it in the place of the one before of the same group. */
  dismiss(order: DismissedOrder): Promise<void>
  /** Takes it back; false: there was none. */
  propose(slug: string, group: string): Promise<boolean>
}

/** The table; a script has few groups. */
export const scriptOrderTable = (pool: Pool): ScriptOrderTable => ({
  dismissed: slug =>
    ask<DismissedOrder>(pool, {
      name: 'script_order_dismissed',
      text: `select slug, checks as "group", stood, saved, because, at, agent_id as "by"
        from script_order_dismissed where slug = $1 order by checks`,
      values: [slug],
    }),
  async dismiss({ slug, group, stood, saved, because, at, by }) {
    await ask(pool, {
      name: 'script_order_dismiss',
      text: `insert into script_order_dismissed (slug, checks, stood, saved, because, at, agent_id)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (slug, checks) do update set (stood, saved, because, at, agent_id)
          = row(excluded.stood, excluded.saved, excluded.because, excluded.at, excluded.agent_id)`,
      values: [slug, group, stood, saved, because, at, by],
    })
  },
  async propose(slug, group) {
    const gone = await ask(pool, {
      name: 'script_order_propose',
      text: 'delete from script_order_dismissed where slug = $1 and checks = $2 returning slug',
      values: [slug, group],
    })
    return gone.length > 0
  },
})

// What an hour of a person costs and in which currency the desk counts: versions are added, and none is ever
// changed. Not: what a case cost (core/measure/spent.ts).
import type { CostVersion, DeskCosts, HourRates } from '#core/cost/desk-costs.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type KeptCosts = CostVersion & { readonly currency: string; readonly by: AgentId }
export type CostTable = {
  /** Adds the version after the one that was read; null: another was added since. */
  publish(
    read: number,
    set: { readonly currency: string; readonly rates: HourRates },
    by: { readonly agent: AgentId; readonly at: Instant },
  ): Promise<KeptCosts | null>
  /** the newest first */
  versions(): Promise<KeptCosts[]>
}

const columns = 'version, currency, rates, at, by_agent as by'

/** The desk's versions. */
export function costTable(pool: Pool): CostTable {
  return {
    async publish(read, { currency, rates }, { agent, at }) {
      const { rows } = await pool.query<KeptCosts>(
        `insert into cost_version (version, currency, rates, at, by_agent)
        select $1::int + 1, $2, $3, $4, $5 where coalesce((select max(version) from cost_version), 0) = $1
        on conflict do nothing returning ${columns}`,
        [read, currency, JSON.stringify(rates), at, agent],
      )
      return rows[0] ?? null
    },
    async versions() {
      return (await pool.query<KeptCosts>(`select ${columns} from cost_version order by version desc`)).rows
    },
  }
}

/** As marks are made by them; null: none was ever set. */
export async function readCosts(pool: Pool): Promise<DeskCosts | null> {
  const rows = await ask<KeptCosts>(pool, {
    name: 'cost_versions',
    text: `select ${columns} from cost_version order by version`,
    values: [],
  })
  const [first] = rows
  return first
    ? { currency: first.currency, versions: rows.map(({ version, at, rates }) => ({ version, at, rates })) }
    : null
}

// What a change or another matter costs our customers: how many cases and organisations wait for it. Not:
// which cases those are (they are listed by `cards({matter})`).
import type { MatterId } from '#core/kit/id.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type MatterCost = {
  readonly cases: number
  readonly open: number
  readonly organisations: number
  /** no more were counted */
  readonly isMore: boolean
}
export type CostOf = (matter: MatterId) => Promise<MatterCost>

const most = 20_000

/** Counts along case_card_matters. */
export function costOf(pool: Pool): CostOf {
  return async matter => {
    const text = `select count(*)::int as cases, count(*) filter (where phase = 'open')::int as open,
        count(distinct organisation)::int as organisations
      from (select phase, organisation from case_card where matters is not null and matters ? $1 limit $2) found`
    const [row] = await ask<Omit<MatterCost, 'isMore'>>(pool, {
      name: 'matter_cost',
      text,
      values: [matter, most],
    })
    return { ...row!, isMore: row!.cases >= most }
  }
}

// What cases take of the units of lines and waivers, counted from their cards each time it is asked. Not:
// what one case takes (core/entitlement/units.ts).
import type { Card } from '#core/case/card.ts'
import { nothingUsed, type Used } from '#core/entitlement/units.ts'
import type { CaseId, LineId, WaiverId } from '#core/kit/id.ts'
import { type CardRow, cardOf } from '../postgres/card-row.ts'
import { ask, type Pool, sqlState } from '../postgres/pool.ts'

type Counted = LineId | WaiverId

export type UnitTable = {
  /** What is used of each; `except` is not counted: a case does not stand in its own way. */
  used(of: readonly Counted[], except: CaseId | null): Promise<Record<Counted, Used>>
  /** the cases that take units of one, the newest first */
  cases(of: Counted, limit: number): Promise<Card[]>
  /**
   * Runs work while no other node judges by the same lines and waivers, so that the last unit is given once.
   * Nobody waits for longer than the database lets a lock wait: then the work runs all the same.
   */
  inTurn<T>(of: readonly Counted[], work: () => Promise<T>): Promise<T>
}

/** Index: case_card_charged. */
export function unitTable(pool: Pool): UnitTable {
  return {
    async used(of, except) {
      if (of.length === 0) return {}
      const rows = await ask<Used & { on: Counted }>(pool, {
        name: 'units_used',
        text: `select charged_on as on, sum((card #>> '{charge,cases}')::int)::int as cases,
            coalesce(sum((card #>> '{charge,cases}')::int) filter (where phase = 'open'), 0)::int as open,
            sum((card #>> '{charge,minutes}')::int)::int as minutes
          from case_card where charged_on = any($1) and case_id is distinct from $2 group by charged_on`,
        values: [of, except],
      })
      const found = rows.map(({ on, ...used }) => [on, used] as const)
      return { ...Object.fromEntries(of.map(one => [one, nothingUsed])), ...Object.fromEntries(found) }
    },
    async cases(of, limit) {
      const rows = await ask<CardRow>(pool, {
        name: 'units_cases',
        text: `select number, seq, card from case_card where charged_on = $1
          order by opened_at desc, case_id desc limit $2`,
        values: [of, limit],
      })
      return rows.map(cardOf)
    },
    inTurn: turns(pool),
  }
}

/**
 * One at a time in this node, so that it never holds more than one connection for it, and under the
 * database's locks against other nodes, taken in the order of the ids, so that no two wait for each other.
 */
function turns(pool: Pool): UnitTable['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (of, work) => {
    const mine = last.then(() => locked(pool, of.toSorted(), work))
    last = mine.catch(() => {})
    return mine
  }
}

const lockNotAvailable = '55P03'

async function locked<T>(pool: Pool, of: readonly Counted[], work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    for (const one of of) await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [one])
  } catch (error) {
    // A node that froze with the lock must not stop the desk: at worst one case more is covered.
    if (sqlState(error) !== lockNotAvailable) broken = error as Error
  }
  try {
    return await work()
  } finally {
    if (!broken)
      await client.query('select pg_advisory_unlock_all()').catch(error => {
        broken = error as Error
      })
    // A connection that broke takes its locks with it.
    client.release(broken)
  }
}

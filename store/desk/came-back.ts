// Solved cases that were opened again: read from the facts themselves, because a card only says how a case
// stands now.
import type { Card } from '#core/case/card.ts'
import type { Instant } from '#core/kit/time.ts'
import { type CardRow, cardOf } from '../postgres/card-row.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type CameBack = {
  /** How many cases were opened again since an instant; each case once. */
  count(since: Instant): Promise<number>
  /** Those cases, the newest case first. */
  cards(since: Instant, limit: number): Promise<Card[]>
}

const cases = `select distinct case_id from event where type = 'case.reopened' and at >= $1`

/** Cases that came back. Index: event_reopened. */
export const cameBack = (pool: Pool): CameBack => ({
  async count(since) {
    const text = `select count(*)::int as count from (${cases}) came_back`
    const [row] = await ask<{ count: number }>(pool, { name: 'came_back_count', text, values: [since] })
    return row!.count
  },
  async cards(since, limit) {
    const rows = await ask<CardRow>(pool, {
      name: 'came_back_cards',
      text: `select c.number, c.seq, c.card from (${cases}) came_back join case_card c using (case_id)
        order by c.opened_at desc, c.case_id desc limit $2`,
      values: [since, limit],
    })
    return rows.map(cardOf)
  },
})

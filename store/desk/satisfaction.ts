// When a customer was asked last how we did. Not: what he said, which is a fact of his case.
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type SatisfactionTable = {
  /**
   * Whether he may be asked by this case; asks and books in one step, so that of two cases one asks. The
   * case that has booked may ask again for the same booking. Index: the primary key.
   */
  take(one: {
    readonly customer: CustomerId
    readonly caseId: CaseId
    readonly at: Instant
    /** nobody may have asked him since */
    readonly restMs: number
  }): Promise<boolean>
}

/** The book of who was asked. */
export const satisfactionTable = (pool: Pool): SatisfactionTable => ({
  async take({ customer, caseId, at, restMs }) {
    const rows = await ask(pool, {
      name: 'satisfaction_take',
      text: `insert into satisfaction_asked as s (customer_id, case_id, at) values ($1, $2, $3)
        on conflict (customer_id) do update set case_id = $2, at = $3
        where s.at <= $4 or s.case_id = $2 returning at`,
      values: [customer, caseId, at, at - restMs],
    })
    return rows.length > 0
  },
})

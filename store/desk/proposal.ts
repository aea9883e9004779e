// What a customer said to sales proposed to him, over all of his cases. Not: the proposals, which are facts
// of their cases (core/case/deed/proposal.ts).
import type { CustomerId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type ProposalTable = {
  /** When he last said no to a sale; null: never. Indexes: case_card_customer, event_proposal_answered. */
  saidNoAt(customer: CustomerId): Promise<Instant | null>
}

/** What customers said, read out of their ledgers. */
export const proposalTable = (pool: Pool): ProposalTable => ({
  async saidNoAt(customer) {
    const [row] = await ask<{ at: Instant | null }>(pool, {
      name: 'proposal_said_no',
      text: `select max(event.at) as at from case_card
        join event on event.case_id = case_card.case_id and event.type = 'proposal.answered'
        where case_card.customer = $1 and event.data::jsonb ->> 'says' = 'no'
          and event.data::jsonb ->> 'kind' = 'sale'`,
      values: [customer],
    })
    return row?.at ?? null
  },
})

// Who is behind the address a mail comes from, of customers and of our own people, in one question. Not: what
// either may do.
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { gather } from '../postgres/gather.ts'
import { ask, jsonText, type Pool } from '../postgres/pool.ts'
import { type Customer, customerList } from './customer.ts'

export type Writer = {
  readonly customer: Customer | null
  /** one of ours who may enter */
  readonly agent: AgentId | null
  /** cases that his mails opened since the instant asked for, on whatever node; counted up to `openedMax` */
  readonly opened: number
}

export type WriterTable = {
  /** Those that meet are one statement. */
  byAddress(address: string, since: Instant): Promise<Writer>
}

/** More cases than these are not counted. */
export const openedMax = 100
export const nobody: Writer = { customer: null, agent: null, opened: 0 }

type Row = { place: number; agent: AgentId | null; isCustomer: boolean; opened: number } & Customer

/** Index: customer_email, agent_email, case_card_customer. */
export function writerTable(pool: Pool): WriterTable {
  const find = gather<{ address: string; since: Instant }, Writer>(async asked => {
    const rows = await ask<Row>(pool, {
      name: 'writers_by_address',
      text: `select wanted.place, agent.id as agent, customer.id is not null as "isCustomer",
          opened.count::int as opened, ${customerList}
        from json_to_recordset($1::json) as wanted(place int, address text, since bigint)
        -- each along the index of addresses: a young table without statistics would be read whole
        left join lateral (
          select * from customer where lower(customer.email) = lower(wanted.address) limit 1) customer on true
        left join lateral (
          select id from agent where lower(agent.email) = lower(wanted.address) and disabled_at is null limit 1)
          agent on true
        cross join lateral (
          select count(*) from (
            select from case_card
            where case_card.customer = customer.id and opened_at > wanted.since and card ->> 'channel' = 'email'
            limit ${openedMax}) one) opened`,
      // As JSON: of an array the planner sees how long it is, and would plan each question anew.
      values: [jsonText(asked.map((one, i) => ({ ...one, place: i + 1 })))],
    })
    const found: Writer[] = asked.map(() => nobody)
    for (const { place, agent, isCustomer, opened, ...customer } of rows)
      found[place - 1] = { agent, opened, customer: isCustomer ? customer : null }
    return found
  })
  return { byAddress: async (address, since) => (await find({ address, since })) ?? nobody }
}

// Who is behind the address a mail comes from, of customers and of our own people, in one question. Not: what
// either may do.
import type { AgentId } from '#core/kit/id.ts'
import { gather } from '../postgres/gather.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { type Customer, customerList } from './customer.ts'

export type Writer = {
  readonly customer: Customer | null
  /** one of ours who may enter */
  readonly agent: AgentId | null
}

export type WriterTable = {
  /** Those that meet are one statement. */
  byAddress(address: string): Promise<Writer>
}

const nobody: Writer = { customer: null, agent: null }

type Row = { place: number; agent: AgentId | null; isCustomer: boolean } & Customer

/** Index: customer_email, agent_email. */
export function writerTable(pool: Pool): WriterTable {
  const find = gather<string, Writer>(async addresses => {
    const rows = await ask<Row>(pool, {
      name: 'writers_by_address',
      text: `select wanted.place::int as place, agent.id as agent, customer.id is not null as "isCustomer",
          ${customerList}
        from unnest($1::text[]) with ordinality as wanted(address, place)
        -- each along the index of addresses: a young table without statistics would be read whole
        left join lateral (
          select * from customer where lower(customer.email) = lower(wanted.address) limit 1) customer on true
        left join lateral (
          select id from agent where lower(agent.email) = lower(wanted.address) and disabled_at is null limit 1)
          agent on true`,
      values: [addresses],
    })
    const found: Writer[] = addresses.map(() => nobody)
    for (const { place, agent, isCustomer, ...customer } of rows)
      found[place - 1] = { agent, customer: isCustomer ? customer : null }
    return found
  })
  return { byAddress: async address => (await find(address)) ?? nobody }
}

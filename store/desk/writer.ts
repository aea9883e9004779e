// Who is behind the address a mail comes from, of customers, of our own people and of suppliers, and which
// cases know the mails it names, in one question. Not: what any of them may do.
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { gather } from '../postgres/gather.ts'
import { casesOfMails } from '../postgres/mail-case.ts'
import { ask, jsonText, type Pool } from '../postgres/pool.ts'
import type { MailCase } from '../store.ts'
import { type Customer, customerList } from './customer.ts'

export type Writer = {
  readonly customer: Customer | null
  /** one of ours who may enter */
  readonly agent: AgentId | null
  /** cases that his mails opened since the instant asked for, on whatever node; counted up to `openedMax` */
  readonly opened: number
  /** a supplier writes from it, or from its house */
  readonly supplies: boolean
  /** cases with the mails that were asked for; null: none were, or they have to be asked for elsewhere */
  readonly named: readonly MailCase[] | null
}

export type WriterTable = {
  /**
   * Those that meet are one statement.
   * @param mailIds digests of Message-IDs; of their cases it tells `namedMax` at most
   */
  byAddress(address: string, since: Instant, mailIds?: readonly string[]): Promise<Writer>
}

/** More cases than these are not counted. */
export const openedMax = 100
/** More cases of the mails that are named are not told. */
export const namedMax = 10
export const nobody: Writer = { customer: null, agent: null, opened: 0, supplies: false, named: null }

type Asked = { address: string; since: Instant; mails: string }
type Row = Pick<Writer, 'agent' | 'opened' | 'supplies'> & {
  place: number
  isCustomer: boolean
  named: MailCase[] | null
} & Customer

/** Index: customer_email, agent_email, case_card_customer, event_mail_id; suppliers are a few dozen. */
export function writerTable(pool: Pool): WriterTable {
  const find = gather<Asked, Writer>(async asked => {
    const rows = await ask<Row>(pool, {
      name: 'writers_by_address',
      text: `select wanted.place, agent.id as agent, customer.id is not null as "isCustomer",
          opened.count::int as opened,
          exists (select from supplier where supplier.addresses && array[lower(wanted.address),
            substring(lower(wanted.address) from '@[^@]*$')]) as supplies,
          case when wanted.mails <> '' then
            (select json_agg(one) from (${casesOfMails('wanted.mails', String(namedMax))}) one) end as named,
          ${customerList}
        from json_to_recordset($1::json) as wanted(place int, address text, since bigint, mails text)
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
    for (const { place, agent, isCustomer, opened, supplies, named, ...customer } of rows)
      found[place - 1] = {
        ...{ agent, opened, supplies },
        named: asked[place - 1]!.mails === '' ? null : (named ?? []),
        customer: isCustomer ? customer : null,
      }
    return found
  })
  return {
    // A digest holds no blank.
    byAddress: async (address, since, mailIds = []) =>
      (await find({ address, since, mails: mailIds.join(' ') })) ?? nobody,
  }
}

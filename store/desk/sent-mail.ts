// Mails that left, by the signed part of their return address, and the addresses from which too many came
// back. Not: sending (postgres/outbox.ts), nor what a report says (channels/email/bounce.ts).
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'
import { ask, cleaned, type Pool } from '../postgres/pool.ts'

/** So many different mails that came back for good suspend an address. */
export const failuresMax = 3
/** Older failures do not count, and older mails are not known any more. */
export const failureDays = 90
export const returnDays = 30

export type SentMail = {
  readonly path: string
  readonly caseId: CaseId
  /** null: a letter that belongs to no case */
  readonly message: MessageId | null
  /** in lower case */
  readonly address: string
}
export type AddressFailure = SentMail & {
  readonly at: Instant
  readonly status: string
  /** in the far server's words */
  readonly said: string
}

export type SentMailTable = {
  /** Books a mail before it is handed over; an address that takes none books nothing. */
  book(mail: SentMail & { readonly at: Instant }): Promise<'booked' | 'suspended'>
  /** By its return address, unless it is too old. */
  find(path: string, at: Instant): Promise<SentMail | null>
  ofMessage(message: MessageId): Promise<SentMail | null>
  /** Of which message a mail last went to an address, in a case. */
  lastTo(address: string, caseId: CaseId): Promise<SentMail | null>
  /** Books that a mail came back for good; true: this one suspends its address. */
  fail(failure: AddressFailure): Promise<boolean>
}

/** The book of mails that left. */
export function sentMailTable(pool: Pool): SentMailTable {
  return {
    async book({ path, caseId, message, address, at }) {
      const [row] = await ask<{ suspended: boolean }>(pool, {
        name: 'sent_mail_book',
        text: `with standing as (select from suppression where address = $4 and lifted_at is null),
          booked as (insert into sent_mail (path, case_id, message_id, address, at)
            select $1, $2, $3, $4, $5::bigint where not exists (select from standing)
            on conflict (path) do nothing)
          select exists (select from standing) as suspended`,
        values: [path, caseId, message, address, at],
      })
      return row!.suspended ? 'suspended' : 'booked'
    },
    async find(path, at) {
      const [row] = await ask<SentMail>(pool, {
        name: 'sent_mail_find',
        text: `${select} where path = $1 and at > $2`,
        values: [path, at - returnDays * dayMs],
      })
      return row ?? null
    },
    async ofMessage(message) {
      const [row] = await ask<SentMail>(pool, {
        name: 'sent_mail_of',
        text: `${select} where message_id = $1 order by at desc limit 1`,
        values: [message],
      })
      return row ?? null
    },
    async lastTo(address, caseId) {
      const [row] = await ask<SentMail>(pool, {
        name: 'sent_mail_last',
        text: `${select} where address = $1 and case_id = $2 and message_id is not null
          order by at desc limit 1`,
        values: [address.toLowerCase(), caseId],
      })
      return row ?? null
    },
    async fail({ path, caseId, address, at, status, said }) {
      const [row] = await ask<{ suspends: boolean }>(pool, {
        name: 'sent_mail_fail',
        text: 'select book_address_failure($1, $2, $3, $4, $5, $6, $7, $8) as suspends',
        values: [
          address,
          path,
          caseId,
          at,
          cleaned(status).slice(0, 20),
          cleaned(said).slice(0, 500),
          failuresMax,
          at - failureDays * dayMs,
        ],
      })
      return row!.suspends
    },
  }
}

const select = `select path, case_id as "caseId", message_id as message, address from sent_mail`

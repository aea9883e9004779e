// In which cases mails are by their Message-IDs. Not: whether a mail that names one belongs there
// (server/intake-place.ts).
import type { MailCase } from '../store.ts'
import { ask, nameOf, type Pool, type Sql } from './pool.ts'

/** Index: event_mail_id. */
export function mailCasesSql(mailIds: readonly string[], limit: number): Sql {
  const text = `select distinct (data::jsonb) ->> 'mailId' as "mailId", case_id as "caseId" from event
    where type = 'message.received' and (data::jsonb) ->> 'mailId' = any($1::text[]) limit $2::bigint`
  return { name: nameOf(text), text, values: [[...mailIds], limit] }
}

export const readMailCases = (
  pool: Pool,
  mailIds: readonly string[],
  limit: number,
): Promise<readonly MailCase[]> => ask<MailCase>(pool, mailCasesSql(mailIds, limit))

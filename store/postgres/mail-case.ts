// In which cases mails are by their Message-IDs. Not: whether a mail that names one belongs there
// (server/intake-place.ts).
import type { MailCase } from '../store.ts'
import { gather } from './gather.ts'
import { ask, jsonText, nameOf, type Pool, type Sql } from './pool.ts'

export type MailCasesAsked = { readonly mailIds: readonly string[]; readonly limit: number }

/** Cases with the mails of `ids`, at most `most`: both are columns of the question. Index: event_mail_id. */
export const casesOfMails = (ids: string, most: string): string => `
      select distinct (data::jsonb) ->> 'mailId' as "mailId", case_id as "caseId" from event
      where type = 'message.received' and (data::jsonb) ->> 'mailId' = any(string_to_array(${ids}, ' '))
      limit ${most}`

/** Walked for each who asks. */
export function mailCasesSql(asked: readonly MailCasesAsked[]): Sql {
  const text = `select wanted.place, found."mailId", found."caseId"
    from json_to_recordset($1::json) as wanted(place int, mail_ids text, most int)
    cross join lateral (${casesOfMails('wanted.mail_ids', 'wanted.most')}) found`
  // A digest holds no blank. As JSON: of an array the planner sees how long it is, and would plan each
  // question anew.
  const rows = asked.map((one, i) => ({ place: i + 1, mail_ids: one.mailIds.join(' '), most: one.limit }))
  return { name: nameOf(text), text, values: [jsonText(rows)] }
}

/** Reads them; what several mails ask for at the same time is one statement. */
export function mailCaseReader(
  pool: Pool,
): (mailIds: readonly string[], limit: number) => Promise<readonly MailCase[]> {
  const find = gather<MailCasesAsked, MailCase[]>(async asked => {
    const rows = await ask<MailCase & { place: number }>(pool, mailCasesSql(asked))
    const found: MailCase[][] = asked.map(() => [])
    for (const { place, mailId, caseId } of rows) found[place - 1]!.push({ mailId, caseId })
    return found
  })
  return async (mailIds, limit) => (mailIds.length === 0 ? [] : ((await find({ mailIds, limit })) ?? []))
}

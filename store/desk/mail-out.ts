// The desk's tables of mail on its way out, under one name each. Not: what each keeps (their files).
import type { Pool } from '../postgres/pool.ts'
import { type MailDestinationTable, mailDestinationTable } from './mail-destination.ts'
import { type MailSenderTable, mailSenderTable } from './mail-sender.ts'
import { type MailTemplateTable, mailTemplateTable } from './mail-template.ts'
import { type OutboxList, outboxList } from './outbox-list.ts'
import { type SentMailTable, sentMailTable } from './sent-mail.ts'
import { type SigningTable, signingTable } from './signing.ts'
import { type SuppressionTable, suppressionTable } from './suppression.ts'

export type MailOutTables = {
  /** mails as people look at them */
  readonly outbox: OutboxList
  /** mails that left, and addresses from which too many came back */
  readonly sentMails: SentMailTable
  readonly suppressions: SuppressionTable
  /** how fast mails may go to each domain, and which rest */
  readonly mailDestinations: MailDestinationTable
  /** as whom mails leave and how they are signed */
  readonly mailSenders: MailSenderTable
  /** what automatic mails say in the desk's own words */
  readonly mailTemplates: MailTemplateTable
  /** by which keys what leaves is signed */
  readonly signing: SigningTable
}

/** Those tables over the store's connections. */
export const mailOutTables = (pool: Pool): MailOutTables => ({
  outbox: outboxList(pool),
  sentMails: sentMailTable(pool),
  suppressions: suppressionTable(pool),
  mailDestinations: mailDestinationTable(pool),
  mailSenders: mailSenderTable(pool),
  mailTemplates: mailTemplateTable(pool),
  signing: signingTable(pool),
})

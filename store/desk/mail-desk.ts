// The desk's tables that mail needs on its way in and out, and no more: kept by PostgreSQL (desk.ts) and
// by memory (memory-desk.ts) alike.
import type { AsideMailTable } from './aside-mail.ts'
import type { AutomaticMailTable } from './automatic-mail.ts'
import type { CustomerTable, OrganisationTable } from './customer.ts'
import type { MailFloodTable } from './mail-flood.ts'
import type { MailDestinationTable } from './mail-destination.ts'
import type { MatterTable } from './matter.ts'
import type { SupplierTable } from './supplier.ts'
import type { SentMailTable } from './sent-mail.ts'
import type { UnreadableMailTable } from './unreadable-mail.ts'
import type { WriterTable } from './writer.ts'
import type { FollowLinkTable, ReplyTokenTable } from './customer-door.ts'

export type MailDesk = {
  readonly writers: WriterTable
  readonly customers: Pick<CustomerTable, 'add' | 'byEmail' | 'byEmailOrNew' | 'one' | 'some'>
  readonly organisations: Pick<OrganisationTable, 'one' | 'byDomain' | 'language'>
  readonly followLinks: Pick<FollowLinkTable, 'add'>
  readonly replyTokens: ReplyTokenTable
  readonly automaticMails: Pick<AutomaticMailTable, 'take'>
  readonly sentMails: SentMailTable
  readonly mailDestinations: Pick<MailDestinationTable, 'take' | 'good' | 'later' | 'said' | 'tried'>
  readonly mailFloods: MailFloodTable
  readonly asideMails: Pick<AsideMailTable, 'keep'>
  readonly unreadableMails: Pick<UnreadableMailTable, 'keep'>
  readonly matters: MatterTable
  readonly suppliers: Pick<SupplierTable, 'one' | 'byAddress' | 'byReferences'>
}

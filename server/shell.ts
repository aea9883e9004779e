// What the doors of this node share: store, desk, clock, the one way to a case, and mail to people. Made by
// main.ts.
import type { Resolve } from '#channels/email/dns-cache.ts'
import type { Reader } from '#channels/email/reader.ts'
import type { SenderChecker } from '#channels/email/sender-check.ts'
import type { Command } from '#core/case/case.ts'
import type { Case } from '#core/case/state.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import type { Need } from '#core/entitlement/entitle.ts'
import type { CaseId, CustomerId, NewId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { Config } from '#server/config.ts'
import type { Deed, Handled } from '#server/deed.ts'
import type { FileDesk } from '#server/file-desk.ts'
import type { Sealer } from '#server/sealer.ts'
import type { SecretBox } from '#server/secret-box.ts'
import type { Whereabouts } from '#server/live/whereabouts.ts'
import type { Supposing } from '#server/supposing.ts'
import type { Address } from '#store/desk/catalogue.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { MailSender } from '#store/desk/mail-sender.ts'
import type { MailTemplate } from '#store/desk/mail-template.ts'
import type { MailDesk } from '#store/desk/mail-desk.ts'
import type { DeskSettings } from '#store/desk/team.ts'
import type { Ledger, Store } from '#store/store.ts'

/** A mail of the desk that belongs to no case: invitation, sign-in link, a notice to one of ours. */
export type Letter = {
  /** one key is one mail, for ever */
  readonly key: string
  readonly to: string
  readonly name: string | null
  readonly language: Language
  readonly kind:
    | 'invitation'
    | 'sign_in_link'
    | 'follow_link'
    | 'notice'
    | 'escalation'
    | 'supplier'
    | 'weekly'
  /** where the button of the mail leads */
  readonly url: string
  readonly values?: Readonly<Record<string, string | number>>
}

export type Shell = {
  readonly config: Config
  readonly store: Store
  readonly desk: Desk
  /** the desk's settings as the core needs them; at most a second old */
  facts(): DeskFacts
  /** the desk's page of settings; at most a second old */
  settings(): DeskSettings
  addresses(): readonly Address[]
  /** as whom mails leave and how they are signed; at most a second old */
  mailSenders(): readonly MailSender[]
  /** what automatic mails say in the desk's own words; at most a second old */
  mailTemplates(): readonly MailTemplate[]
  /** settings were changed here: read them again now */
  changed(): Promise<void>
  now(): Instant
  readonly newId: NewId
  /** who can be rung on the live line, over all nodes */
  readonly whereabouts: Whereabouts
  sealer(): Sealer
  /** records a deed, or says why not */
  handle(deed: Deed): Promise<Handled>
  /** what a case is by its ledger; what was folded before is not folded again */
  folded(ledger: Pick<Ledger, 'caseId' | 'events'>): Case
  /** what a need is entitled to by what is agreed now, or would be */
  judge(need: Need, supposing?: Supposing): Promise<EntitlementDecision>
  /**
   * The confirmation of a new case, as a wish of the desk to be recorded with its opening
   * (Deed.deskCommands); none
   * where the limits for automatic mail forbid it. Its words hold nothing the sender wrote.
   */
  confirmation(of: {
    seal: Sealer
    caseId: CaseId
    customer: CustomerId
    address: string
    language: Language
  }): Promise<readonly Command[]>
  /** what files are, and pictures of them */
  readonly files: FileDesk
  /** reads a mail in the parser's own process */
  readonly reader: Reader
  /** seals secrets of other systems for the database, and opens them */
  readonly secrets: SecretBox
  /** asks the domain name system, and keeps no answer */
  readonly resolve: Resolve
  /** asks the domain of a mail's sender whether it confirms it; absent: nobody is asked */
  readonly senders?: Pick<SenderChecker, 'check'>
  /** puts a letter into the outbox, from where it leaves like every mail */
  sendLetter(letter: Letter): Promise<void>
}

/**
 * What mail needs of a node on its way in and out; a whole shell is one, and the simulator makes its own.
 */
export type MailShell = Pick<
  Shell,
  | 'store'
  | 'facts'
  | 'settings'
  | 'addresses'
  | 'mailSenders'
  | 'mailTemplates'
  | 'now'
  | 'newId'
  | 'handle'
  | 'folded'
  | 'confirmation'
  | 'reader'
  | 'senders'
> & {
  readonly desk: MailDesk
  readonly config: Pick<Config, 'publicUrl' | 'mailDomain' | 'secret'>
}

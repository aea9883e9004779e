// The desk's ordinary tables under one name each. Not: the ledger and its cards (store.ts).
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Pool } from '../postgres/pool.ts'
import {
  type InvitationTable,
  invitationTable,
  type SessionTable,
  type SetupLinkTable,
  sessionTable,
  setupLinkTable,
  type TokenTable,
  tokenTable,
} from './access.ts'
import { type ProposalTable, proposalTable } from './proposal.ts'
import { type AnnoyanceTable, annoyanceTable } from './annoyance.ts'
import { type ConductUseTable, conductUseTable } from './conduct-use.ts'
import { type ThanksTable, thanksTable } from './thanks.ts'
import { type SatisfactionTable, satisfactionTable } from './satisfaction.ts'
import { type Agreements, agreementsOf } from './agreement.ts'
import { type AgentTable, agentTable } from './agent.ts'
import { type ArticleTable, articleTable } from './article.ts'
import { type AsideMailTable, asideMailTable } from './aside-mail.ts'
import { type UnreadableMailTable, unreadableMailTable } from './unreadable-mail.ts'
import { type AuditTable, auditTable } from './audit.ts'
import { type AutomaticMailTable, automaticMailTable } from './automatic-mail.ts'
import { type CallGoalTable, callGoalTable } from './call-goal.ts'
import { type CameBack, cameBack } from './came-back.ts'
import { type CoachTable, coachTable } from './coach.ts'
import { type ReferralTable, referralTable } from './referral.ts'
import { type DeviceHeld, holdsDevice } from './holds-device.ts'
import { type KnowingTable, knowingTable } from './knowing.ts'
import {
  type AddressTable,
  addressTable,
  type ProductTable,
  productTable,
  type ReadyReplyTable,
  readyReplyTable,
  type SkillTable,
  skillTable,
  type WantedListTable,
  wantedListTable,
} from './catalogue.ts'
import {
  type CaseHistory,
  type CustomerTable,
  caseHistory,
  customerTable,
  type OrganisationTable,
  organisationTable,
} from './customer.ts'
import { type LiveTurnTable, liveTurnTable } from './live-turn.ts'
import {
  type FollowLinkTable,
  followLinkTable,
  type ReplyTokenTable,
  replyTokenTable,
} from './customer-door.ts'
import { type DraftTable, draftTable, type SeenTable, seenTable } from './desk-work.ts'
import { type CostTable, costTable } from './costs.ts'
import { type StaffedDays, staffedDays } from './staffed-day.ts'
import { type GoodwillTable, goodwillTable } from './goodwill.ts'
import { type FollowTable, followTable } from './follow.ts'
import { readDeskFacts } from './facts.ts'
import { type InspectionTable, inspectionTable } from './inspection.ts'
import { type WallTable, wallTable } from './wall.ts'
import { type LetterTable, letterTable } from './letter.ts'
import { type MatterTable, matterTable } from './matter.ts'
import { type MailOutTables, mailOutTables } from './mail-out.ts'
import { type ProblemTable, problemTable } from './problem.ts'
import { type SupplierTable, supplierTable } from './supplier.ts'
import { type CostOf, costOf } from './change-cost.ts'
import { type TrackerTable, trackerTable } from './tracker.ts'
import { type MailboxTable, mailboxTable } from './mailbox.ts'
import { type MailboxReading, mailboxReading } from './mailbox-reading.ts'
import { type NoteTemplateTable, noteTemplateTable } from './note-template.ts'
import { type NoticeTable, noticeTable } from './notice.ts'
import { type EscalationTable, escalationTable } from './escalation.ts'
import { type OverloadTable, overloadTable } from './overload.ts'
import { type OutageTable, outageTable } from './outage.ts'
import { type CasesBefore, type SameBefore, sameBefore } from './same-before.ts'
import { type ScriptTable, scriptTable } from './script.ts'
import { type ScriptOrderTable, scriptOrderTable } from './script-order.ts'
import { type ScriptPictureTable, scriptPictureTable } from './script-picture.ts'
import { type ScriptDraftTable, scriptDraftTable } from './script-draft.ts'
import { type ScriptSuggestionTable, scriptSuggestionTable } from './script-suggestion.ts'
import { type MailFloodTable, mailFloodTable } from './mail-flood.ts'
import { type SettingTable, settingTable, type TeamTable, teamTable } from './team.ts'
import { type WalkFigures, walkFigures } from './walk-figure.ts'
import { type WriterTable, writerTable } from './writer.ts'

export type Desk = MailOutTables & {
  readonly agents: AgentTable
  readonly teams: TeamTable
  readonly settings: SettingTable
  readonly products: ProductTable
  readonly skills: SkillTable
  /** what has to be known of cases */
  readonly wantedLists: WantedListTable
  readonly organisations: OrganisationTable
  readonly customers: CustomerTable
  /** who is behind the address of a mail */
  readonly writers: WriterTable
  readonly history: CaseHistory
  readonly readyReplies: ReadyReplyTable
  /** what leads read to help people write clearer, and their words about it */
  readonly coach: CoachTable
  /** goals for calls handled */
  readonly callGoals: CallGoalTable
  /** who knows which product, and what he could learn next */
  readonly knowing: KnowingTable
  readonly referrals: ReferralTable
  /** what notes for the team ask */
  readonly noteTemplates: NoteTemplateTable
  readonly addresses: AddressTable
  /** mailboxes elsewhere that are read, and how far */
  readonly mailboxes: MailboxTable
  readonly mailboxReading: MailboxReading
  readonly sessions: SessionTable
  readonly tokens: TokenTable
  readonly invitations: InvitationTable
  readonly setupLinks: SetupLinkTable
  readonly followLinks: FollowLinkTable
  readonly replyTokens: ReplyTokenTable
  readonly drafts: DraftTable
  readonly seen: SeenTable
  /** who of ours follows which case */
  readonly follows: FollowTable
  /** who can be rung on the live line */
  readonly liveTurns: LiveTurnTable
  readonly audit: AuditTable
  readonly automaticMails: AutomaticMailTable
  readonly letters: LetterTable
  readonly mailFloods: MailFloodTable
  readonly asideMails: AsideMailTable
  readonly unreadableMails: UnreadableMailTable
  /** what files are by their bytes */
  readonly inspections: InspectionTable
  /** who of ours was told that a case wants him */
  readonly notices: NoticeTable
  readonly cameBack: CameBack
  /** screens on a wall, by links without a sign-in */
  readonly walls: WallTable
  /** what is owed to whom: calendars, policies, contracts, exceptions */
  readonly agreements: Agreements
  /** problems, supplier cases, change requests: each with a ledger of its own */
  readonly matters: MatterTable
  readonly problems: ProblemTable
  /** whom cases are taken to outside the house */
  readonly suppliers: SupplierTable
  /** what a matter costs our customers */
  readonly costOf: CostOf
  /** where engineering keeps what it works on, and what is on its way there */
  readonly trackers: TrackerTable
  /** what was given beyond what is owed, and its rules */
  readonly goodwill: GoodwillTable
  readonly costs: CostTable
  readonly staffed: StaffedDays
  /** what is out, as it was announced */
  readonly outages: OutageTable
  readonly overloads: OverloadTable
  /** wishes for somebody who leads; to be read only by whom core/escalation says */
  readonly escalations: EscalationTable
  /** earlier cases of the same device, else of the same customer with the same product */
  sameBefore(asked: SameBefore): Promise<CasesBefore | null>
  /** whether somebody holds another open case of the same device */
  holdsDevice(held: DeviceHeld): Promise<boolean>
  /** what walks told of their scripts */
  readonly walkFigures: WalkFigures
  /** articles that help to solve cases, by number and title */
  readonly articles: ArticleTable
  /** flowcharts with a why, as they were published */
  readonly scripts: ScriptTable
  /** what they show */
  readonly scriptPictures: ScriptPictureTable
  /** what is being written of them */
  readonly scriptDrafts: ScriptDraftTable
  /** orders of their checks that were declined */
  readonly scriptOrders: ScriptOrderTable
  /** who answers for them, and what others suggest */
  readonly scriptSuggestions: ScriptSuggestionTable
  /** when customers were asked how we did */
  readonly satisfaction: SatisfactionTable
  readonly proposals: ProposalTable
  /** what drives people of ours mad: each reads his own, leads read themes */
  readonly annoyances: AnnoyanceTable
  /** code words written although they were pointed out */
  readonly conductUses: ConductUseTable
  /** thanks, and what a year of help came to */
  readonly thanks: ThanksTable
  /** teams, agents and settings as the core needs them */
  facts(at: Instant): Promise<DeskFacts>
}

/** How people come in. */
const doorTables = (pool: Pool) => ({
  sessions: sessionTable(pool),
  tokens: tokenTable(pool),
  walls: wallTable(pool),
  invitations: invitationTable(pool),
  setupLinks: setupLinkTable(pool),
  followLinks: followLinkTable(pool),
})

/** Mail as it comes and goes. */
const mailTables = (pool: Pool) => ({
  addresses: addressTable(pool),
  mailboxes: mailboxTable(pool),
  mailboxReading: mailboxReading(pool),
  replyTokens: replyTokenTable(pool),
  automaticMails: automaticMailTable(pool),
  letters: letterTable(pool),
  ...mailOutTables(pool),
  mailFloods: mailFloodTable(pool),
  asideMails: asideMailTable(pool),
  unreadableMails: unreadableMailTable(pool),
  inspections: inspectionTable(pool),
  cameBack: cameBack(pool),
  satisfaction: satisfactionTable(pool),
  proposals: proposalTable(pool),
})

/** Scripts and what walks told of them, and articles. */
const scriptTables = (pool: Pool) => ({
  walkFigures: walkFigures(pool),
  articles: articleTable(pool),
  scripts: scriptTable(pool),
  scriptPictures: scriptPictureTable(pool),
  scriptDrafts: scriptDraftTable(pool),
  scriptOrders: scriptOrderTable(pool),
  scriptSuggestions: scriptSuggestionTable(pool),
})

/** What people of ours hear and say of working here. */
const peopleTables = (pool: Pool) => ({
  callGoals: callGoalTable(pool),
  annoyances: annoyanceTable(pool),
  conductUses: conductUseTable(pool),
  thanks: thanksTable(pool),
})

/** The desk's tables over the store's own connections. */
export const deskOf = (pool: Pool): Desk => ({
  ...doorTables(pool),
  ...mailTables(pool),
  ...scriptTables(pool),
  ...peopleTables(pool),
  agents: agentTable(pool),
  matters: matterTable(pool),
  goodwill: goodwillTable(pool),
  costs: costTable(pool),
  staffed: staffedDays(pool),
  problems: problemTable(pool),
  costOf: costOf(pool),
  trackers: trackerTable(pool),
  suppliers: supplierTable(pool),
  teams: teamTable(pool),
  settings: settingTable(pool),
  products: productTable(pool),
  skills: skillTable(pool),
  wantedLists: wantedListTable(pool),
  organisations: organisationTable(pool),
  customers: customerTable(pool),
  writers: writerTable(pool),
  history: caseHistory(pool),
  readyReplies: readyReplyTable(pool),
  coach: coachTable(pool),
  knowing: knowingTable(pool),
  referrals: referralTable(pool),
  noteTemplates: noteTemplateTable(pool),
  drafts: draftTable(pool),
  seen: seenTable(pool),
  follows: followTable(pool),
  liveTurns: liveTurnTable(pool),
  audit: auditTable(pool),
  notices: noticeTable(pool),
  agreements: agreementsOf(pool),
  outages: outageTable(pool),
  overloads: overloadTable(pool),
  escalations: escalationTable(pool),
  sameBefore: sameBefore(pool),
  holdsDevice: holdsDevice(pool),
  facts: at => readDeskFacts(pool, at),
})

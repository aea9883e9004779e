// The facts of a supplier case: something that must be solved outside the house, chased by one of ours until
// it is. Shapes are forever and only grow. Not: which of our cases wait on it (they say so), nor how it goes
// (decide.ts).
import type { Severity } from '#core/case/event.ts'
import type {
  AgentId,
  CalendarId,
  CaseId,
  FileId,
  MessageId,
  ProductId,
  SupplierId,
  TeamId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export const supplierWays = ['mail', 'form', 'phone'] as const
/** How something goes to them or comes from them. */
export type SupplierWay = (typeof supplierWays)[number]

export const supplierAnswers = [
  'acknowledged',
  'update',
  'question',
  'workaround',
  'release',
  'rejected',
  'not_theirs',
  'unread',
] as const
/** What a word of theirs comes to; `unread`: a mail, of which nobody has said yet. */
export type SupplierAnswer = (typeof supplierAnswers)[number]

export const supplierTargets = ['answer', 'update', 'solution'] as const
/** What a supplier owes us by contract: a first answer, a word now and then, the solution. */
export type SupplierTarget = (typeof supplierTargets)[number]

export const supplierEnds = ['release', 'workaround', 'rejected', 'not_theirs', 'elsewhere'] as const
/** By what it came to its end. */
export type SupplierEnd = (typeof supplierEnds)[number]

/** Minutes by severity 1–4; null: not agreed. */
export type OwedMinutes = readonly [number | null, number | null, number | null, number | null]

export const sentHows = ['masked', 'picture', 'whole'] as const
/**
 * How a file of a case goes to a house outside: a text with the people of the case taken out whenever it is
 * read; a picture made anew; or as it is. Of the last two somebody of ours said that he looked.
 */
export type SentHow = (typeof sentHows)[number]
/** A file of the case it was opened from. */
export type SentFile = { readonly file: FileId; readonly how: SentHow }

/** What was agreed with the supplier when the case was opened; counted on its calendar (null: always). */
export type Agreed = {
  readonly calendar: CalendarId | null
  readonly answer: OwedMinutes
  readonly update: OwedMinutes
  readonly solution: OwedMinutes
  /** so long after a word without an answer we ask again */
  readonly chaseMinutes: number
  /** after so many without an answer it goes to the contact for escalations */
  readonly chasesMax: number
  /** so long after silence was noticed the lead hears of it */
  readonly raiseMinutes: number
}

/**
 * `left` of `supplier.owned`: its owner went, and a lead has it. `mail` of `supplier.sent`: the letter that
 * carries it; of `supplier.said`: the bytes it came in. `files`: what of the case is there for them to read.
 * `late` of `supplier.met`: it was past due. `mail` of `supplier.taken_out`: of the word that was not meant
 * for this one; nothing came of it. `partner`: the team of another house that has it in its share; of
 * `supplier.said` and `supplier.lodged`: it was theirs who wrote that, in their share. `unanswered`: so many
 * times we asked since their last word. `right`: whether their solution was.
 */
export type SupplierFacts = {
  'supplier.opened': {
    title: TextRef
    supplier: SupplierId
    product: ProductId | null
    severity: Severity
    agreed: Agreed
    owner: AgentId
    team: TeamId | null
    from?: CaseId
  }
  'supplier.owned': { owner: AgentId; how: 'taken' | 'given' | 'left'; note?: TextRef }
  'supplier.assessed': { severity: Severity; because?: TextRef }
  'supplier.sent': {
    how: SupplierWay
    words: TextRef
    mail?: MessageId
    pack?: true
    files?: readonly SentFile[]
  }
  'supplier.file_withdrawn': { file: FileId; because: TextRef }
  'supplier.not_sent': { mail: MessageId; reason: string }
  'supplier.reference_offered': { reference: string }
  'supplier.lodged': { reference: string; partner?: TeamId }
  'supplier.owed': { target: SupplierTarget; dueAt: Instant }
  'supplier.met': { target: SupplierTarget; late: boolean }
  'supplier.silent': { target: SupplierTarget; dueAt: Instant }
  'supplier.raised': { since: Instant }
  'supplier.chase_planned': { chaseAt: Instant }
  'supplier.chase_due': { chaseAt: Instant; unanswered: number; escalate?: true }
  'supplier.chased': { how: SupplierWay; reached: boolean; result: TextRef; who?: TextRef }
  'supplier.escalated': { who: TextRef; words: TextRef }
  'supplier.said': {
    answer: SupplierAnswer
    how: SupplierWay
    words: TextRef
    version?: string
    mail?: string
    partner?: TeamId
  }
  'supplier.taken_out': { mail: string; because: TextRef }
  'supplier.retested': { holds: boolean; words: TextRef }
  'supplier.spent': { minutes: number; cents: number; what?: TextRef }
  'supplier.solved': { through: SupplierEnd; words: TextRef }
  'supplier.closed': { right: boolean; words?: TextRef }
  'supplier.reopened': { because: TextRef }
  'supplier.shared': { partner: TeamId }
  'supplier.unshared': { partner: TeamId; because: TextRef }
}
export type SupplierFactType = keyof SupplierFacts
export type SupplierFactOf<T extends SupplierFactType> = {
  [K in T]: { readonly type: K; readonly at: Instant; readonly by: Actor } & Readonly<SupplierFacts[K]>
}[T]
export type SupplierFact = SupplierFactOf<SupplierFactType>

// The kinds of lines a customer reads of his case, and what each of them says.
import type { CustomerFile } from '#core/case/customer-file.ts'
import type { CustomerWalk } from '#core/case/customer-walk.ts'
import type {
  CloseReason,
  ContactMeans,
  PromiseMeans,
  Reach,
  Severity,
  StepDoer,
  StepOutcome,
} from '#core/case/event.ts'
import type { GoodwillKind } from '#core/case/goodwill-fact.ts'
import type { HelpReason, HelpReply } from '#core/case/help-fact.ts'
import type { LeadAlertCause, ToldTarget } from '#core/case/inner-fact.ts'
import type { ProposalAnswer, ProposalKind } from '#core/case/proposal-fact.ts'
import type { Score } from '#core/case/satisfaction-fact.ts'
import type { CaseId, ProposalId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** How customers know our levels: by what people do, never by a number. */
export type CustomerRole = 'support' | 'specialist'

/** By when he was to hear from us, or in which window. */
export type Owed = { readonly from: Instant | null; readonly dueAt: Instant }

/** What somebody gets beyond what is owed, and what that is worth. */
export type Gift = {
  readonly gives: GoodwillKind
  readonly what: string | null
  readonly amountMinor: number
  readonly currency: string
}

/** What is proposed to him: to be bought, or part of the help; `isOpen`: he has not answered. */
export type Proposal = {
  readonly proposal: ProposalId
  readonly proposes: ProposalKind
  readonly cost: { readonly amountMinor: number; readonly currency: string } | null
  readonly isOpen: boolean
}

export type CustomerLine =
  | { kind: 'opened' }
  | { kind: 'said'; via: 'mail' | 'here'; words: string | null; files: readonly CustomerFile[] }
  | { kind: 'wrote'; who: string | null; words: string | null; files: readonly CustomerFile[] }
  | {
      kind: 'contact'
      who: string | null
      means: ContactMeans
      direction: 'in' | 'out'
      reach: Reach
      minutes: number
    }
  | {
      kind: 'step'
      what: string | null
      why: string | null
      result: string | null
      outcome: StepOutcome
      doneBy: StepDoer
    }
  | ({ kind: 'promised'; who: string | null; topic: string | null; means: PromiseMeans } & Owed)
  | ({ kind: 'kept'; late: boolean } & Owed)
  | ({ kind: 'late' } & Owed)
  | ({ kind: 'missed' } & Owed)
  | ({ kind: 'moved'; to: Owed } & Owed)
  | ({ kind: 'withdrawn' } & Owed)
  | { kind: 'will_ask'; dueAt: Instant }
  | { kind: 'not_reached' }
  | { kind: 'contact_is'; who: string; another: boolean }
  | { kind: 'worker_is'; who: string; role: CustomerRole }
  | { kind: 'joined'; who: string; role: CustomerRole; expert: boolean; hears: Owed | null }
  | { kind: 'lead_alerted'; because: LeadAlertCause }
  | { kind: 'asked_inside' }
  | { kind: 'target_late'; target: ToldTarget; dueAt: Instant | null }
  | { kind: 'asked'; question: string | null }
  | { kind: 'answered'; question: string | null; answer: string | null }
  | { kind: 'question_ended'; question: string | null; how: 'declined' | 'split' }
  | { kind: 'waiting'; whom: 'supplier' | 'visit'; until: Instant | null }
  | { kind: 'help'; reason: HelpReason; words: string | null; answerBy: Instant }
  | { kind: 'help_read'; who: string | null }
  | { kind: 'help_passed_on' }
  | { kind: 'help_explained'; how: 'said' | 'written' }
  | { kind: 'help_reply'; reply: HelpReply }
  | { kind: 'help_raised'; answerBy: Instant }
  | { kind: 'help_withdrawn' }
  | { kind: 'help_late' }
  | ({ kind: 'proposed'; what: string | null } & Proposal)
  | { kind: 'proposal_answered'; what: string | null; says: ProposalAnswer }
  | { kind: 'proposal_withdrawn'; what: string | null; words: string | null }
  | { kind: 'goodwill_asked'; what: string | null }
  | ({ kind: 'goodwill_granted'; words: string | null; code: string | null; until: Instant | null } & Gift)
  | { kind: 'goodwill_refused'; words: string | null }
  | { kind: 'goodwill_revoked'; what: string | null; words: string | null }
  | { kind: 'goodwill_redeemed'; what: string | null }
  /** without words: no reason was written for him */
  | { kind: 'severity'; severity: Severity; words?: string | null }
  | { kind: 'solved'; who: string | null; fix: string | null }
  | { kind: 'told_us'; score: Score; words: string | null }
  | { kind: 'closed'; reason: CloseReason; instead: string | null }
  | { kind: 'reopened' }
  | { kind: 'merged'; into: CaseId }
  | { kind: 'parted' }

/** One line of the customer's ledger: when it was, whether he did it himself, and what it says. */
export type CustomerEntry =
  | (CustomerLine & { readonly seq: number; readonly at: Instant; readonly own: boolean })
  | CustomerWalk

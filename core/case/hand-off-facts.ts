// What the facts of a hand-off hold: the sheet its receiver reads, and what a reason to return it needs.
// Part of event.ts; shapes are forever. Not: when which of them is recorded (deed/hand-off.ts).
import type {
  CaseId,
  ClaimId,
  HypothesisId,
  MessageId,
  PromiseId,
  ReproductionId,
  StepId,
  TeamId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

/** What the receiver is asked to do. */
export const askKinds = ['diagnose', 'fix', 'decide', 'approve', 'supply', 'dispatch'] as const
export type AskKind = (typeof askKinds)[number]

/** Why a case goes up without anything tried. */
export const noStepsReasons = [
  'customer_skilled',
  'customer_wish',
  'nothing_to_try',
  'urgent',
  'other',
] as const
export type NoStepsReason = (typeof noStepsReasons)[number]

export const confidences = ['low', 'medium', 'high'] as const
export type Confidence = (typeof confidences)[number]

/** The parts of the sheet, as a receiver names what is missing. */
export const sheetParts = [
  'problem',
  'question',
  'claims',
  'steps',
  'guess',
  'if_then',
  'promises',
  'access',
] as const
export type SheetPart = (typeof sheetParts)[number]

export const returnReasons = [
  'missing_evidence',
  'step_not_done',
  'known_error',
  'duplicate',
  'wrong_team',
  'no_entitlement',
  'customer_pending',
  'level_1_can',
  'not_reproducible',
  'supplier_scope',
] as const
export type ReturnReason = (typeof returnReasons)[number]

/** What the receiver of a hand-off reads; the lists refer to facts of the same ledger. */
export type HandOffSummary = {
  readonly problem: TextRef
  readonly claims: readonly ClaimId[]
  readonly steps: readonly StepId[]
  /** how it was made to happen again, and what was suspected; absent: nothing is recorded of it */
  readonly reproductions?: readonly ReproductionId[]
  readonly hypotheses?: readonly HypothesisId[]
  /** why nobody tried to make it happen again */
  readonly notReproduced?: TextRef
  /** why no script was walked to an end */
  readonly notWalked?: TextRef
  /** wanted facts that are open as it goes, by name; absent: none */
  readonly wantedOpen?: readonly string[]
  /** why it goes while one that every hand-off needs is open */
  readonly openBecause?: TextRef
  readonly promise: PromiseId | null
  readonly noStepsBecause?: TextRef
  readonly noSteps?: NoStepsReason
  /** what was recorded of the customer's skill then */
  readonly skill?: TextRef
  /** where the customer asked for it expressly */
  readonly wishedIn?: ClaimId | MessageId
  readonly ask?: AskKind
  readonly wantedBy?: Instant
  readonly wantedBecause?: TextRef
  readonly guess?: TextRef
  readonly guessConfidence?: Confidence
  readonly ruledOut?: TextRef
  readonly ifThen?: TextRef
  /** what is not to be done, and why; what is dangerous */
  readonly doNot?: TextRef
  readonly access?: TextRef
  readonly mayTell?: TextRef
  /** all that go along; `promise` is the one that falls due first */
  readonly promises?: readonly PromiseId[]
  /** the word to the customer that went out with it */
  readonly told?: MessageId
}

/** What a reason to return a hand-off needs beside the next act. */
export type ReturnDetail = {
  readonly missing?: readonly SheetPart[]
  /** the step that was not done */
  readonly notDone?: TextRef
  /** where the known error is written */
  readonly knownIn?: TextRef
  readonly duplicateOf?: CaseId
  /** the right team */
  readonly team?: TeamId
  /** what level 1 can do with it */
  readonly solution?: TextRef
}

/**
 * Why an offer to somebody by name is before all of the team: he did not take it in time, is not there any
 * more, or takes nothing for a few minutes.
 */
export type WidenedBecause = 'expired' | 'receiver_away' | 'receiver_pauses'

// Everything that can have happened to a case. Not: how it came about (deed/), nor what follows (case.ts).
// Shapes are forever: add events or optional fields, never change one (test/past-events keeps one of each).
import type { NamedArticle } from '#core/article/article.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { AutomaticKind } from '#core/case/automatic-kind.ts'
import type { HandOffSummary, ReturnDetail, ReturnReason, WidenedBecause } from '#core/case/hand-off-facts.ts'
import type { ImpactHarm, ImpactPeople, ImpactWorkaround } from '#core/case/impact.ts'
import type { Kind } from '#core/case/kind.ts'
import type { WorkReason } from '#core/case/roles-fact.ts'
import type { FlaggableId, Missing, NoteKind } from '#core/case/note-kind.ts'
import type { OtherFacts } from '#core/case/other-facts.ts'
import type { MailDoubt, SenderChecked } from '#core/case/sender-check.ts'
import type { EntitlementOutcome, EntitlementStep, Included } from '#core/entitlement/entitle.ts'
import type {
  AgentId,
  CalendarId,
  CaseId,
  CheckBackId,
  ClaimId,
  ContactId,
  ContractId,
  CustomerId,
  WaiverId,
  FileId,
  HandOffId,
  LineId,
  MessageId,
  NewsId,
  NoteId,
  OrganisationId,
  ProductId,
  PromiseId,
  QuestionId,
  PolicyId,
  SpeechId,
  StepId,
  TeamId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'

export { type Kind, kinds } from '#core/case/kind.ts'
export { type LinkKind, linkKinds } from '#core/case/link-fact.ts'
export { type ContactMeans, contactMeans, type Reach, reaches } from '#core/case/contact-fact.ts'
export const channels = ['email', 'form', 'portal', 'phone', 'chat', 'desk', 'api'] as const
export type Channel = (typeof channels)[number]
export const severities = [1, 2, 3, 4] as const
export type Severity = (typeof severities)[number]

export const promiseMeans = ['phone', 'email', 'portal', 'chat', 'visit'] as const
export type PromiseMeans = (typeof promiseMeans)[number]
export const stepOutcomes = ['worked', 'partial', 'no_change', 'not_possible'] as const
export type StepOutcome = (typeof stepOutcomes)[number]
export const stepDoers = ['customer', 'agent', 'technician', 'supplier'] as const
export type StepDoer = (typeof stepDoers)[number]
export const verdicts = ['confirmed', 'does_not_match', 'silent'] as const
export type Verdict = (typeof verdicts)[number]

export const waitTurns = ['customer', 'supplier', 'us'] as const
export type WaitTurn = (typeof waitTurns)[number]
export const waitReasons = [
  'answer',
  'test_by_customer',
  'agreed_date',
  'supplier_answer',
  'part',
  'maintenance_window',
  'force_majeure',
  'legal_hold',
  'visit',
  'other',
] as const
export type WaitReason = (typeof waitReasons)[number]
export const waitEnds = [
  'answer',
  'agent',
  'date',
  'too_long',
  'end',
  'question',
  'withdrawn',
  'not_reached',
] as const
export type WaitEnd = (typeof waitEnds)[number]

export const closeReasons = ['confirmed', 'no_reply', 'withdrawn', 'spam', 'referred'] as const
export type CloseReason = (typeof closeReasons)[number]
export const reopenReasons = ['customer_wrote', 'not_fixed', 'by_agent'] as const
export type ReopenReason = (typeof reopenReasons)[number]

/** Days as they come, or only those on which we work. */
export const delayUnits = ['days', 'business_days'] as const
export type DelayUnit = (typeof delayUnits)[number]
/** Why a target's clock stands still; nothing else stops one. */
/** What lets the clocks of the cure stand still (practice 4.2), and nothing else. */
export const pauseReasons = [
  ...(['customer', 'agreed_date', 'maintenance_window'] as const),
  ...(['force_majeure', 'legal_hold'] as const),
] as const
export type PauseReason = (typeof pauseReasons)[number]
export const retargetReasons = ['severity', 'entitlement', 'merged', 'parted'] as const
export type RetargetReason = (typeof retargetReasons)[number]
/** How asking a customer whether a fix holds can end. */
export const checkBackEnds = ['holds', 'came_back', 'not_reached'] as const
export type CheckBackEnd = (typeof checkBackEnds)[number]
export const targetEnds = ['no_longer_owed', 'waiting', 'withdrawn', 'solved', 'closed', 'merged'] as const
export type TargetEnd = (typeof targetEnds)[number]

export type Attached = {
  readonly file: FileId
  readonly name: TextRef
  readonly type: string
  readonly size: number
  readonly sha256: string
}
/** `pinned`, of a decision: the policies of the house shown at its moment, as they stood. */
type Facts = OtherFacts & {
  'case.opened': {
    channel: Channel
    subject: TextRef
    customer: CustomerId
    organisation?: OrganisationId
    language: Language
    team: TeamId
    level: HouseLevel
    verified: boolean
  }
  'case.classified': {
    kind?: Kind
    severity?: Severity
    product?: ProductId | null
    language?: Language
    because?: TextRef
    subject?: TextRef
    pinned?: readonly PinnedPolicy[]
  }
  /** `workingMs`: since it came, by the hours of `calendar`; without one: around the clock */
  'case.solved': {
    fix: TextRef
    step?: StepId
    level: HouseLevel
    article?: TextRef
    named?: NamedArticle
    workingMs?: number
    calendar?: CalendarId
  }
  'case.closed': {
    reason: CloseReason
    because?: TextRef
    instead?: TextRef
    pinned?: readonly PinnedPolicy[]
  }
  'case.reopened': { reason: ReopenReason; text?: TextRef }
  /** `from`: the merged case that brought it along */
  'question.added': { question: QuestionId; text: TextRef; from?: CaseId }
  'question.answered': { question: QuestionId; text: TextRef }
  'question.declined': { question: QuestionId; because: TextRef }
  'question.split': { question: QuestionId; into: CaseId }
  'accountable.assigned': { agent: AgentId; team: TeamId; because?: TextRef }
  'share.ended': { team: TeamId; because: 'team_rests' | 'partnership_ended' }
  'customer.looked': { until: Instant; because: TextRef }
  'worker.assigned': {
    agent: AgentId
    level: HouseLevel
    team: TeamId
    from?: AgentId
    reason?: WorkReason
    note?: TextRef
  }
  'worker.queued': { team: TeamId; level: HouseLevel; from?: AgentId; reason?: WorkReason; note?: TextRef }
  'message.received': {
    message: MessageId
    channel: Channel
    from: CustomerId
    text: TextRef
    subject?: TextRef
    full?: TextRef
    mail?: string
    html?: boolean
    attached: readonly Attached[]
    automatic: AutomaticKind | null
    language?: Language
    cc?: TextRef
    also?: readonly TeamId[]
    mailId?: string
    checked?: SenderChecked
    doubt?: MailDoubt
    thanks?: true
    forwarded?: AgentId
  }
  'message.sender_confirmed': { message: MessageId; from: CustomerId }
  'message.queued': {
    message: MessageId
    channel: Channel
    to: CustomerId
    text: TextRef
    attached: readonly Attached[]
    sendAt: Instant
    keeps: readonly PromiseId[]
    automatic?:
      | 'confirmation'
      | 'hand_off'
      | 'late'
      | 'solved'
      | 'link'
      | 'contact'
      | 'inner'
      | 'satisfaction'
      | 'goodwill'
      | 'proposal'
      | 'conduct'
      | 'busy'
    noPromise?: TextRef
    news?: false
    checkBack?: CheckBackId
    tells?: readonly NewsId[]
    agreed?: SpeechId
  }
  'message.withdrawn': { message: MessageId }
  /** how long he had waited for it; `awaitedSince`: what he said after its click is not answered by it */
  'message.sent': {
    message: MessageId
    relay: string
    workingMs?: number
    calendar?: CalendarId
    awaitedSince?: Instant
  }
  'message.failed': { message: MessageId; reason: string; final: boolean }
  'message.sent_again': { message: MessageId; to: CustomerId; sendAt?: Instant }
  'message.bounced': { message: MessageId; hard: boolean; status: string }
  'note.added': {
    note: NoteId
    text: TextRef
    mentions: readonly AgentId[]
    minutes?: number
    kind?: NoteKind
    tell?: true
    shared?: true
  }
  'note.struck': { note: NoteId; because: TextRef }
  'note.flagged': { about: FlaggableId; author: AgentId; missing: Missing; words?: TextRef }
  'note.mended': { about: FlaggableId; text: TextRef }
  'claim.made': { claim: ClaimId; from: CustomerId; text: TextRef; fact?: string }
  'claim.judged': { claim: ClaimId; verdict: Verdict; because: TextRef }
  'step.tried': {
    step: StepId
    what: TextRef
    why: TextRef
    outcome: StepOutcome
    result?: TextRef
    doneBy: StepDoer
    repeats?: StepId
    repeatBecause?: TextRef
  }
  'promise.made': {
    promise: PromiseId
    topic: TextRef | null
    means: PromiseMeans
    to: CustomerId
    from?: Instant
    dueAt: Instant
    keeper: AgentId | null
    instead?: PromiseId
  }
  'promise.kept': {
    promise: PromiseId
    how: 'contact' | 'attempt' | 'message' | 'by_hand'
    late: boolean
    evidence?: string
  }
  'promise.late': { promise: PromiseId; keeper?: AgentId }
  'promise.missed': { promise: PromiseId; because?: TextRef; keeper?: AgentId }
  'promise.taken_over': { promise: PromiseId; keeper: AgentId }
  'promise.moved': { promise: PromiseId; to: PromiseId; because: TextRef }
  'promise.withdrawn': { promise: PromiseId; because?: TextRef; end?: 'solved' | 'closed' | 'merged' }
  'check_back.planned': { checkBack: CheckBackId; dueAt: Instant; count: number; unit: DelayUnit }
  'check_back.tried': { checkBack: CheckBackId; evidence: ContactId | MessageId; again: Instant }
  'check_back.late': { checkBack: CheckBackId; keeper?: AgentId }
  'check_back.ended': { checkBack: CheckBackId; how: CheckBackEnd; evidence?: ContactId | MessageId }
  'hand_off.offered': {
    handOff: HandOffId
    from: { level: HouseLevel; team: TeamId; agent: AgentId }
    to: { level: HouseLevel; team: TeamId; agent?: AgentId }
    question: TextRef
    summary: HandOffSummary
    acceptBy: Instant
    pinned?: readonly PinnedPolicy[]
  }
  'hand_off.accepted': { handOff: HandOffId; readBack?: TextRef }
  'hand_off.corrected': { handOff: HandOffId; text: TextRef }
  'hand_off.returned': {
    handOff: HandOffId
    reason: ReturnReason
    nextAct: TextRef
    detail?: ReturnDetail
    pinned?: readonly PinnedPolicy[]
  }
  'hand_off.rerouted': {
    handOff: HandOffId
    to: { level: HouseLevel; team: TeamId }
    nextAct: TextRef
    pinned?: readonly PinnedPolicy[]
  }
  'hand_off.disputed': {
    handOff: HandOffId
    reason: ReturnReason
    nextAct: TextRef
    detail?: ReturnDetail
    lead: AgentId | null
    pinned?: readonly PinnedPolicy[]
  }
  'hand_off.decided': {
    handOff: HandOffId
    how: 'stays' | 'must_take'
    text: TextRef
    pinned?: readonly PinnedPolicy[]
  }
  'hand_off.withdrawn': { handOff: HandOffId }
  'hand_off.expired': { handOff: HandOffId }
  'hand_off.widened': { handOff: HandOffId; because: WidenedBecause; raiseAt?: Instant }
  'hand_off.raised': { handOff: HandOffId; to: 'on_call' | 'lead'; agent: AgentId | null }
  'hand_off.answered': {
    handOff: HandOffId
    result: TextRef
    cause: TextRef
    verified: TextRef
    tell: TextRef
    article?: TextRef
    named?: NamedArticle
    level1Because?: TextRef
  }
  'wait.started': {
    turn: WaitTurn
    reason: WaitReason
    text?: TextRef
    until?: Instant
    atMost?: Instant
    since?: Instant
    from?: Instant
  }
  'wait.ended': { how: WaitEnd; message?: MessageId; answeredAt?: Instant; until?: Instant }
  'severity.assessed': {
    people: ImpactPeople
    workaround: ImpactWorkaround
    harm: ImpactHarm
    severity: Severity
    wished?: Severity
    since?: Instant
    claim?: ClaimId
    because: TextRef
    pinned?: readonly PinnedPolicy[]
  }
  'entitlement.decided': {
    outcome: EntitlementOutcome
    contract?: ContractId
    line?: LineId
    waiver?: WaiverId
    policy?: PolicyId
    version?: number
    supplier?: string
    registered?: string
    includes?: readonly Included[]
    steps: readonly EntitlementStep[]
    pinned?: readonly PinnedPolicy[]
    serial?: string
    site?: string
    because?: TextRef
  }
}

export type EventType = keyof Facts
export type EventOf<T extends EventType> = {
  readonly [K in T]: { readonly type: K; readonly at: Instant; readonly by: Actor } & Readonly<Facts[K]>
}[T]
/** One fact: what happened, when, and by whom. */
export type Event = EventOf<EventType>

/** A fact with its place in the case's ledger (1, 2, 3 …, no gap). */
export type Recorded = Event & { readonly seq: number }

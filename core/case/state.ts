// What a case is at one moment: the result of folding its ledger. Not: how it changes (deed/, case.ts).
import type { Look } from '#core/access/sight.ts'
import type { Awaited } from '#core/case/awaited.ts'
import type { Brought } from '#core/case/brought.ts'
import type { Findings } from '#core/case/findings.ts'
import type { HeldFile } from '#core/case/file-fact.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { FlaggableId } from '#core/case/note-kind.ts'
import type { Impact, ImpactSaid } from '#core/case/impact.ts'
import type { LiveState } from '#core/case/live.ts'
import type { StuckState } from '#core/case/stuck.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { EntitlementOutcome } from '#core/entitlement/entitle.ts'
import type {
  Channel,
  CloseReason,
  Kind,
  PromiseMeans,
  Severity,
  StepOutcome,
  TargetEnd,
  Verdict,
  WaitReason,
  WaitTurn,
} from '#core/case/event.ts'
import type { Between } from '#core/case/between.ts'
import type { HelpReason, HelpReply } from '#core/case/help-fact.ts'
import type { Satisfaction } from '#core/case/deed/satisfaction.ts'
import type { MailDoubt } from '#core/case/sender-check.ts'
import type { Question } from '#core/case/deed/question.ts'
import type { MissedNews } from '#core/case/matter-fact.ts'
import type { NewsKind } from '#core/case/roles-fact.ts'
import type { WantedSource } from '#core/case/wanted-fact.ts'
import type {
  AgentId,
  CaseId,
  CheckBackId,
  ClaimId,
  ContactId,
  CustomerId,
  FileId,
  HandOffId,
  HelpId,
  MessageId,
  NewsId,
  NoteId,
  LineId,
  OrganisationId,
  PolicyId,
  ProductId,
  PromiseId,
  QuestionId,
  SkillId,
  SpeechId,
  StepId,
  TargetId,
  TeamId,
  WaiverId,
  WalkId,
  WantedFactId,
  MatterId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { Value } from '#core/script/condition.ts'
import type { Walk } from '#core/script/walk.ts'

export type Promised = {
  readonly standing: 'running' | 'late' | 'kept' | 'missed' | 'moved' | 'withdrawn'
  readonly madeAt: Instant
  /** where a window was promised, its beginning; it ends when it is due */
  readonly from: Instant | null
  readonly dueAt: Instant
  readonly means: PromiseMeans
  readonly topic: TextRef | null
  readonly keeper: AgentId | null
  readonly keptLate: boolean
  /** when it was kept, missed, moved or taken back; null: it waits to be */
  readonly endedAt: Instant | null
}
export type MessageState = {
  readonly way: 'in' | 'out'
  readonly standing: 'received' | 'queued' | 'withdrawn' | 'sent' | 'failed' | 'bounced'
  readonly at: Instant
  readonly sendAt: Instant
  readonly keeps: readonly PromiseId[]
  readonly automatic: boolean
  /** whether it says something new; null: a word of the desk that is not about the matter */
  readonly news: boolean | null
  /** it asks whether the fix holds */
  readonly checkBack: CheckBackId | null
  /** whoever wrote it said, with a reason, that no next update is needed */
  readonly noPromise?: true
  /** the news it passes on once it is sent */
  readonly tells?: readonly NewsId[]
  /** a person of ours wrote it */
  readonly byOurs?: true
  /** what its writer, who is not the contact, was let speak by */
  readonly agreed?: SpeechId
  /** how often machines answered it */
  readonly echoes?: number
  /** it was the mail after which its address takes no more */
  readonly unreachable?: true
  /** it is not taken for the word of whoever wrote it, until somebody of ours says that it is */
  readonly doubt?: MailDoubt
  /** it thanks and wants nothing */
  readonly thanks?: true
  /** what it asked the customer for, whom it did not reach */
  readonly asked?: Pick<Waiting, 'reason' | 'until'>
  /** who wrote it, where that is in doubt */
  readonly from?: CustomerId
}
export type Place = { readonly level: HouseLevel; readonly team: TeamId }
export type Waiting = {
  readonly turn: WaitTurn
  readonly reason: WaitReason
  readonly since: Instant
  readonly until: Instant | null
  /** where no date was agreed: it ends by itself then; absent: it does not */
  readonly atMost?: Instant
  /** what was said of it */
  readonly text?: TextRef
}
/** The customer's request for more help, the newest one. */
export type Help = {
  /** null: recorded before requests had names; any word to him settled it */
  readonly id: HelpId | null
  readonly reason: HelpReason
  readonly at: Instant
  readonly answerBy: Instant
  readonly standing: 'asked' | 'taken_up' | 'raised' | 'passed_on' | 'explained' | 'withdrawn' | 'settled'
  /** how often he asked while it was open */
  readonly times: number
  readonly takenUpBy: AgentId | null
  /** he was not content with what was explained: a lead answers */
  readonly raised: boolean
  readonly late: boolean
  /** what will end it: an offer once it is accepted, a message once it has left */
  readonly answering: HandOffId | MessageId | null
  readonly reply: HelpReply | null
  /** the contacts since in which he was reached */
  readonly contacts: readonly ContactId[]
}

/** One clock of a target: what it owes by when, and what became of it. */
export type TargetState = {
  readonly kind: TargetKind
  readonly policy: PolicyId
  readonly version: number
  readonly standing: 'running' | 'paused' | 'met' | 'cancelled'
  readonly from: Instant
  readonly dueAt: Instant
  readonly warnAt: Instant | null
  readonly warned: boolean
  readonly pausedMs: number
  readonly pausedAt: Instant | null
  readonly breached: 'due' | 'retarget' | null
  readonly metAt: Instant | null
  /** when it ended without having been met, and why; null: it did not */
  readonly cancelled: { readonly at: Instant; readonly because: TargetEnd } | null
}
/** What the case is entitled to, as it was judged last. */
export type Judged = {
  readonly outcome: EntitlementOutcome
  readonly line: LineId | null
  readonly waiver: WaiverId | null
  /** a serial or subscription number was there to ask by */
  readonly hasNumber: boolean
  /** the device or subscription it is about, by its number; null: none was said */
  readonly serial: string | null
  /** the place it is about, as contracts name it; null: none was said */
  readonly site: string | null
  readonly policy: PolicyId | null
  readonly version: number
}

/** The customer is still to be asked whether the fix holds. */
export type CheckBack = {
  readonly id: CheckBackId
  readonly standing: 'running' | 'late'
  readonly plannedAt: Instant
  readonly dueAt: Instant
  readonly tries: number
}
/** What the customer heard from us: real news, and words that there is none yet. */
export type News = {
  readonly real: number
  readonly none: number
  /** so many words without news since the last real news */
  readonly noneInARow: number
  /** since when a lead is asked for news; null: he is not */
  readonly missingSince: Instant | null
}

/** What the customer should hear and has not heard yet. */
export type Untold = {
  readonly what: NewsKind
  /** the entry that tells of it */
  readonly about: string
  /** words for the customer, where whoever recorded it gave some */
  readonly tell: TextRef | null
  readonly at: Instant
  readonly by: Actor
  readonly dueAt: Instant
  readonly late: boolean
  /** of something beside the case: the place in its own ledger; absent: as it was recorded before */
  readonly fact?: number
  /** the merged case that brought it along; `about` is an entry there */
  readonly from?: CaseId
}
/** That somebody beside the contact speaks with the customer: asked for, and what became of it. */
export type Speech = {
  readonly standing: 'asked' | 'agreed' | 'declined' | 'withdrawn' | 'ended'
  readonly agent: AgentId
  readonly about: TextRef
  readonly at: Instant
  /** agreed until then; null: for one word */
  readonly until: Instant | null
}

/** A going-through of a script, as far as it came. */
export type WalkState = {
  readonly walk: Walk
  /** whose turn it is to answer: the customer by himself, or an agent with him */
  readonly walker: 'customer' | 'agent'
  /** it came to a step the customer does not take by himself */
  readonly needsSupport: boolean
  readonly isGivenUp: boolean
  readonly begunAt: Instant
  readonly changedAt: Instant
}
/** An answer that is known beyond its walk, under the name of what it says. */
export type KnownAnswer = {
  readonly fact: string
  readonly value: Value
  /** of words: what the value refers to */
  readonly text: TextRef | null
  /** the walk it was given in, the call that was opened with it, the claim or record that says it */
  readonly walk: WalkId | ContactId | ClaimId | WantedFactId
  /** which answer of its walk it was */
  readonly place: number
  readonly at: Instant
  /** how long it is still true; null: as long as the case is open */
  readonly until: Instant | null
  /** of a wanted fact that was recorded: who or what says so, when it was so, and who recorded it */
  readonly told?: { readonly source: WantedSource; readonly seenAt: Instant | null; readonly by: Actor }
}

/** A note for the team; `by` is null where none of ours wrote it. */
export type NoteState = {
  readonly struck: boolean
  readonly minutes: number
  readonly by: AgentId | null
}
/** Somebody could not work with what was written; mended when its author wrote it clearer. */
export type Flagged = {
  readonly by: AgentId
  readonly author: AgentId
  readonly at: Instant
  readonly mendedAt: Instant | null
}

/** Since when a case belongs to something beside it, by whom, and how much of its ledger it was told. */
/** Told to the case, its customer asked whether it holds, and what he said. */
export const fixStages = ['told', 'asked', 'holds', 'came_back'] as const
export type FixStage = (typeof fixStages)[number]

export type Belonging = {
  readonly since: Instant
  readonly by: Actor
  readonly told: number
  /** it was told that it is fixed: how far that has come with its customer, and since when it is told */
  readonly fix?: { readonly stage: FixStage; readonly at: Instant }
  /** told while the case had ended: its contact decides on it once it goes on */
  readonly missed?: readonly MissedNews[]
}

export type Body = Between & {
  readonly seq: number
  readonly lastAt: Instant
  readonly openedAt: Instant
  /** since when what is owed from the opening counts: the earliest of the cases that became this one */
  readonly owedFrom: Instant
  readonly channel: Channel
  readonly verified: boolean
  readonly subject: TextRef
  readonly customer: CustomerId
  /** others whose words count as the customer's do */
  readonly writers?: readonly CustomerId[] | undefined
  readonly organisation: OrganisationId | null
  readonly language: Language
  readonly kind: Kind
  readonly severity: Severity
  readonly product: ProductId | null
  readonly level: HouseLevel
  /** since when that level has it, or has it again */
  readonly levelSince: Instant
  readonly team: TeamId
  readonly worker: AgentId | null
  readonly contact: AgentId | null
  readonly hadBy: readonly AgentId[]
  /** skills it needs because somebody says so */
  readonly skills?: readonly SkillId[] | undefined
  /**
   * problems, supplier cases and change requests it belongs to; `told`: the last of their facts it was told
   */
  readonly matters?: Readonly<Record<MatterId, Belonging>> | undefined
  /** who of ours answers for it while this partner's team has it; null: it is with us again */
  readonly accountable?: { readonly agent: AgentId; readonly team: TeamId } | null | undefined
  /** partners' teams that had it: null while they have it, else since when not any more */
  readonly shares?: Readonly<Record<TeamId, Instant | null>> | undefined
  /** who is kept from the customer's data and looks at it for a while */
  readonly looks?: readonly Look[] | undefined
  /** files that were kept back; absent: none ever */
  readonly held?: Readonly<Record<FileId, HeldFile>> | undefined
  readonly questions: Readonly<Record<QuestionId, Question>>
  readonly messages: Readonly<Record<MessageId, MessageState>>
  readonly notes: Readonly<Record<NoteId, NoteState>>
  readonly claims: Readonly<
    Record<ClaimId, { readonly text: TextRef; readonly verdict: Verdict | null; readonly fact?: string }>
  >
  readonly steps: Readonly<
    Record<StepId, { readonly what: TextRef; readonly outcome: StepOutcome; readonly by: AgentId | null }>
  >
  /** what was said to be unclear, by what it is about: the last time of each */
  readonly flags: Readonly<Record<FlaggableId, Flagged>>
  readonly promises: Readonly<Record<PromiseId, Promised>>
  readonly handOffs: Readonly<Record<HandOffId, HandOffState>>
  /** the hand-off that waits to be accepted */
  readonly offered: HandOffId | null
  /** accepted hand-offs not yet answered, the newest last */
  readonly accepted: readonly HandOffId[]
  readonly impact: (Impact & ImpactSaid) | null
  readonly entitled: Judged | null
  /** minutes with the customer, and of work beside as notes say it */
  readonly workedMinutes: number
  readonly targets: Readonly<Record<TargetId, TargetState>>
  readonly help: Help | null
  readonly news: News
  /** what waits for the contact to pass on */
  readonly untold: Readonly<Record<NewsId, Untold>>
  readonly speeches: Readonly<Record<SpeechId, Speech>>
  readonly checkBack: CheckBack | null
  /** absent: he was never asked */
  readonly satisfaction?: Satisfaction | undefined
  readonly stuck: StuckState
  /** help at once; absent: nobody ever asked for any */
  readonly live?: LiveState | undefined
  /** when somebody who leads was told of it last, so that its customer may read it */
  readonly leadAlertedAt: Instant | null
  /** what fixed it, as it was said last */
  readonly fix: { readonly fix: TextRef; readonly step: StepId | null } | null
  readonly links: readonly CaseId[]
  /** what was found out about the fault; absent: nothing yet */
  readonly findings?: Findings | undefined
  readonly walks: Readonly<Record<WalkId, WalkState>>
  /** the newest last */
  readonly answers: readonly KnownAnswer[]
  /** what merged cases brought along; they waited before anything counted here */
  readonly brought: readonly (Brought & { readonly from: CaseId })[]
  readonly firstAnsweredAt: Instant | null
  /** when the last word that reached the customer was said; null: none has */
  readonly spokenAt: Instant | null
  /** when it was legitimately not our turn, in order, and is over; absent: never */
  readonly stood?: readonly (readonly [from: Instant, to: Instant])[] | undefined
  /** null: he waits for no word of ours */
  readonly awaited: Awaited | null
  /** what goes on being waited for when the customer has answered; absent: nothing */
  readonly setAside?: Waiting | null | undefined
}

export type OpenCase = Body & { readonly phase: 'open'; readonly wait: Waiting | null }
export type SolvedCase = Body & {
  readonly phase: 'solved'
  readonly solvedAt: Instant
  readonly solvedLevel: HouseLevel
}
export type ClosedCase = Body & {
  readonly phase: 'closed'
  readonly closedAt: Instant
  readonly reason: CloseReason
  readonly solvedAt: Instant | null
  readonly solvedLevel: HouseLevel | null
}
export type MergedCase = Body & {
  readonly phase: 'merged'
  readonly into: CaseId
  /** it was solved before; null: it was open */
  readonly solved: Pick<SolvedCase, 'solvedAt' | 'solvedLevel'> | null
}
export type Case = { readonly phase: 'unopened' } | OpenCase | SolvedCase | ClosedCase | MergedCase
export type OpenedCase = Exclude<Case, { phase: 'unopened' }>
export type Phase = Case['phase']

export const unopened: Case = { phase: 'unopened' }

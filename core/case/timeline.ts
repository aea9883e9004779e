// A ledger as people read it: an entry for each thing said or done, with what became of it. Not: layout.
import { idOf } from '#core/case/entry-id.ts'
import type { AutomaticKind } from '#core/case/automatic-kind.ts'
import { present } from '#core/case/deed/deed.ts'
import type { NoteKind } from '#core/case/note-kind.ts'
import { type ClaimEntry, claimBegun, claimJudgedEntry } from '#core/case/claim-entry.ts'
import { abuseBegun, abuseChanges, type AbuseEntry } from '#core/case/abuse-entry.ts'
import { thanksEntry, type ThanksEntry } from '#core/case/thanks-entry.ts'
import { type CheckBackEntry, checkBackBegun, checkBackChanges } from '#core/case/check-back-entry.ts'
import * as satisfaction from '#core/case/satisfaction-entry.ts'
import { type Flaggable, flagChanges } from '#core/case/flag-entry.ts'
import { type FindingEntry, findingBegins, findingChanges } from '#core/case/finding-entry.ts'
import { type ContactEntry, contactEntry } from '#core/case/contact-entry.ts'
import type {
  Attached,
  Channel,
  Event,
  EventOf,
  PromiseMeans,
  Recorded,
  StepDoer,
  StepOutcome,
} from '#core/case/event.ts'
import { givingBegins, givingChanges, type GivingEntry } from '#core/case/giving-entry.ts'
import { handOffBegun, handOffChanges, type HandOffEntry } from '#core/case/hand-off-entry.ts'
import { type HelpEntry, helpBegun, helpChanges } from '#core/case/help-entry.ts'
import { type HelpAtOnceEntry, liveBegins, liveChanges } from '#core/case/live-entry.ts'
import { type Echo, echoOf } from '#core/case/echo-entry.ts'
import type { MatterFacts } from '#core/case/matter-fact.ts'
import type { WriterFacts } from '#core/case/writer-fact.ts'
import { type SolvedEntry, solvedEntry } from '#core/case/solved-entry.ts'
import type { MessageState, Promised } from '#core/case/state.ts'
import type { AgentId, CustomerId, MessageId, NoteId, PromiseId, QuestionId, StepId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { type WalkEntry, walkEntryBegun, walkEntryChanges } from '#core/case/walk-entry.ts'

export type At = { seq: number; at: Instant; by: Actor }

export type MessageEntry = At & {
  kind: 'message'
  message: MessageId
  way: 'in' | 'out'
  channel: Channel
  text: TextRef
  full: TextRef | null
  subject: TextRef | null
  html: boolean
  mail: string | null
  attached: readonly Attached[]
  automatic: AutomaticKind | string | null
  /** of one that came by mail: who else got it, what its domain says, whether we believe it */
  came: CameBy | null
  standing: MessageState['standing']
  sendAt: Instant
  failure: string | null
  person: CustomerId
  news: boolean
  /** what machines answered to it, the oldest first */
  echoes: readonly Echo[]
}
export type CameBy = Pick<
  EventOf<'message.received'>,
  'cc' | 'also' | 'checked' | 'doubt' | 'thanks' | 'forwarded'
> & {
  /** who of ours said that it is from whoever it says */
  confirmedBy?: Actor
}
export type NoteEntry = At &
  Flaggable & {
    kind: 'note'
    note: NoteId
    /** what it is about; null: it does not say */
    what: NoteKind | null
    text: TextRef
    /** worked beside the contacts; 0: not said */
    minutes: number
    /** a partner who has the case reads it, too */
    shared?: true
    struck: { because: TextRef; by: Actor; at: Instant } | null
  }
export type StepEntry = At &
  Flaggable & {
    kind: 'step'
    step: StepId
    what: TextRef
    why: TextRef
    outcome: StepOutcome
    result: TextRef | null
    doneBy: StepDoer
    repeats: StepId | null
    repeatBecause: TextRef | null
  }
export type PromiseEntry = At & {
  kind: 'promise'
  promise: PromiseId
  topic: TextRef | null
  means: PromiseMeans
  from: Instant | null
  dueAt: Instant
  keeper: AgentId | null
  standing: Promised['standing']
  keptLate: boolean
  attempt: boolean
  endedAt: Instant | null
  because: TextRef | null
  movedTo: PromiseId | null
}
export type QuestionEntry = At & {
  kind: 'question'
  question: QuestionId
  text: TextRef
  standing: 'open' | 'answered' | 'declined' | 'split'
  answer: TextRef | null
}
/** Small facts that need a line but no form of their own. */
export type ChangeEntry = At & {
  kind: 'change'
  event: EventOf<
    | 'case.opened'
    | 'case.classified'
    | 'case.linked'
    | 'case.merged'
    | 'case.parted'
    | 'case.unlinked'
    | 'case.closed'
    | 'case.reopened'
    | 'contact.assigned'
    | 'accountable.assigned'
    | 'share.ended'
    | 'customer.looked'
    | 'customer.unreachable'
    | 'case.flooded'
    | keyof WriterFacts
    | 'skill.needed'
    | 'skill.released'
    | keyof MatterFacts
    | 'worker.assigned'
    | 'worker.queued'
    | 'wait.started'
    | 'wait.ended'
    | 'entitlement.decided'
    | 'severity.assessed'
    | 'target.breached'
    | 'file.quarantined'
    | 'file.released'
    | 'news.missing'
    | 'stuck.noticed'
    | 'stuck.answered'
    | 'lead.alerted'
    | 'news.late'
    | 'news.set_aside'
    | 'speech.asked'
    | 'speech.agreed'
    | 'speech.declined'
    | 'speech.withdrawn'
    | 'speech.ended'
  >
}
export type Entry =
  | MessageEntry
  | ContactEntry
  | NoteEntry
  | ClaimEntry
  | StepEntry
  | FindingEntry
  | GivingEntry
  | ThanksEntry
  | AbuseEntry
  | PromiseEntry
  | CheckBackEntry
  | satisfaction.SatisfactionEntry
  | HandOffEntry
  | QuestionEntry
  | SolvedEntry
  | HelpEntry
  | HelpAtOnceEntry
  | WalkEntry
  | ChangeEntry
export type EntryKind = Entry['kind']

type Open = Map<string, Entry>
const at = (event: Recorded): At => ({ seq: event.seq, at: event.at, by: event.by })

/** Entries a fact begins. */
const begins = {
  'message.received': e => ({
    ...at(e),
    kind: 'message',
    message: e.message,
    way: 'in',
    channel: e.channel,
    text: e.text,
    full: e.full ?? null,
    subject: e.subject ?? null,
    html: e.html ?? false,
    mail: e.mail ?? null,
    attached: e.attached,
    automatic: e.automatic,
    came: cameBy(e),
    standing: 'received',
    sendAt: e.at,
    failure: null,
    person: e.from,
    news: true,
    echoes: [],
  }),
  'message.queued': e => ({
    ...at(e),
    kind: 'message',
    message: e.message,
    way: 'out',
    channel: e.channel,
    text: e.text,
    full: null,
    subject: null,
    html: false,
    mail: null,
    attached: e.attached,
    automatic: e.automatic ?? null,
    came: null,
    standing: 'queued',
    sendAt: e.sendAt,
    failure: null,
    person: e.to,
    news: e.news ?? true,
    echoes: [],
  }),
  'contact.held': contactEntry,
  'note.added': e => ({
    ...at(e),
    kind: 'note',
    note: e.note,
    what: e.kind ?? null,
    text: e.text,
    minutes: e.minutes ?? 0,
    ...(e.shared && { shared: true as const }),
    struck: null,
  }),
  'claim.made': claimBegun,
  'step.tried': e => ({
    ...at(e),
    kind: 'step',
    step: e.step,
    what: e.what,
    why: e.why,
    outcome: e.outcome,
    result: e.result ?? null,
    doneBy: e.doneBy,
    repeats: e.repeats ?? null,
    repeatBecause: e.repeatBecause ?? null,
  }),
  'promise.made': e => ({
    ...at(e),
    kind: 'promise',
    promise: e.promise,
    topic: e.topic,
    means: e.means,
    from: e.from ?? null,
    dueAt: e.dueAt,
    keeper: e.keeper,
    standing: 'running',
    keptLate: false,
    attempt: false,
    endedAt: null,
    because: null,
    movedTo: null,
  }),
  ...findingBegins,
  ...givingBegins,
  'thanks.given': thanksEntry,
  'abuse.marked': abuseBegun,
  'check_back.planned': checkBackBegun,
  'satisfaction.asked': satisfaction.satisfactionBegun,
  'hand_off.offered': handOffBegun,
  'question.added': e => ({
    ...at(e),
    kind: 'question',
    question: e.question,
    text: e.text,
    standing: 'open',
    answer: null,
  }),
  'case.solved': solvedEntry,
  'help.asked': helpBegun,
  'walk.begun': walkEntryBegun,
  ...liveBegins,
} satisfies { [T in Event['type']]?: (event: Extract<Recorded, { type: T }>) => Entry }

function cameBy({ cc, also, checked, doubt, thanks, forwarded }: EventOf<'message.received'>): CameBy | null {
  const came = present({ cc, also, checked, doubt, thanks, forwarded })
  return Object.keys(came).length > 0 ? came : null
}

/** What a later fact changes about an entry begun before: which one, and what. */
const changes = {
  'message.sender_confirmed': e => [
    e.message,
    entry => ({ came: { ...(entry as MessageEntry).came, confirmedBy: e.by } }),
  ],
  'message.withdrawn': e => [e.message, { standing: 'withdrawn' }],
  'message.sent': e => [e.message, { standing: 'sent' }],
  'message.failed': e => [
    e.message,
    e.final ? { standing: 'failed', failure: e.reason } : { failure: e.reason },
  ],
  'message.sent_again': e => [e.message, { standing: 'queued', failure: null, sendAt: e.at }],
  'message.bounced': e => [e.message, { standing: 'bounced', failure: e.status }],
  'message.echoed': e => [
    e.message,
    (entry: Entry) => ({ echoes: [...(entry as MessageEntry).echoes, echoOf(e)] }),
  ],
  'note.struck': e => [e.note, { struck: { because: e.because, by: e.by, at: e.at } }],
  'claim.judged': claimJudgedEntry,
  'promise.kept': e => [
    e.promise,
    { standing: 'kept', keptLate: e.late, attempt: e.how === 'attempt', endedAt: e.at },
  ],
  'promise.late': e => [e.promise, { standing: 'late' }],
  'promise.missed': e => [e.promise, { standing: 'missed', endedAt: e.at, because: e.because ?? null }],
  'promise.moved': e => [e.promise, { standing: 'moved', endedAt: e.at, because: e.because, movedTo: e.to }],
  'promise.withdrawn': e => [e.promise, { standing: 'withdrawn', endedAt: e.at, because: e.because ?? null }],
  'promise.taken_over': e => [e.promise, { keeper: e.keeper }],
  ...flagChanges,
  ...findingChanges,
  ...givingChanges,
  ...abuseChanges,
  ...checkBackChanges,
  ...satisfaction.satisfactionChanges,
  ...handOffChanges,
  ...helpChanges,
  ...liveChanges,
  'question.answered': e => [e.question, { standing: 'answered', answer: e.text }],
  'question.declined': e => [e.question, { standing: 'declined', answer: e.because }],
  'question.split': e => [e.question, { standing: 'split' }],
  ...walkEntryChanges,
} satisfies {
  [T in Event['type']]?: (
    event: Extract<Recorded, { type: T }>,
  ) => [string, object | ((entry: Entry) => object)]
}

type Begin = (event: Recorded) => Entry
type Change = (event: Recorded) => [string, object | ((entry: Entry) => object)]

/**
 * What the clocks record of themselves: shown with the clocks, in the ledger only what was missed. News that
 * arises stands beside the entry it comes from, and is passed on by one.
 */
const silent = new Set<Event['type']>([
  'news.arose',
  'news.passed_on',
  'target.started',
  'target.paused',
  'target.resumed',
  'target.retargeted',
  'target.warned',
  'target.met',
  'target.cancelled',
])
/** Whether a fact only tells how something else goes, and stands between no two others. */
export const isSilent = (event: Event): boolean => silent.has(event.type)

/** An assignment that only says again what the fact before it said. */
const saidAlready = (event: Recorded, before: Recorded | undefined): boolean =>
  (event.type === 'case.classified' && before?.type === 'severity.assessed') ||
  (event.type === 'worker.assigned' &&
    (before?.type === 'hand_off.accepted' ||
      before?.type === 'hand_off.answered' ||
      before?.type === 'contact.assigned'))

/** The entries of a ledger in order of their beginning, each with what has become of it. */
export function timeline(ledger: readonly Recorded[]): Entry[] {
  const entries: Entry[] = []
  const open: Open = new Map()
  let before: Recorded | undefined
  for (const event of ledger) {
    if (isSilent(event)) continue
    const last = before
    before = event
    if (event.type in changes) {
      const [id, change] = (changes as unknown as Record<string, Change>)[event.type]!(event)
      const entry = open.get(id)
      if (entry) Object.assign(entry, typeof change === 'function' ? change(entry) : change)
      continue
    }
    if (saidAlready(event, last)) continue
    const begin = (begins as unknown as Record<string, Begin>)[event.type]
    const entry = begin ? begin(event) : ({ ...at(event), kind: 'change', event } as ChangeEntry)
    const id = idOf(entry)
    if (id) open.set(id, entry)
    entries.push(entry)
  }
  return entries
}

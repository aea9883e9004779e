// A case as a bystander keeps it, who only reads the facts and knows none of the product's own folding:
// what the invariants compare with. Deliberately naive.
import type { Channel, Event, Kind, Recorded, Severity } from '#core/case/event.ts'
import type {
  AgentId,
  CallBackId,
  CaseId,
  CheckBackId,
  ClaimId,
  CustomerId,
  HandOffId,
  HelpId,
  LineId,
  LiveId,
  MessageId,
  NoteId,
  OrganisationId,
  PromiseId,
  QuestionId,
  RegressionId,
  SpeechId,
  StepId,
  TargetId,
  TeamId,
} from '#core/kit/id.ts'
import { nothingSeen } from '#sim/seen-nothing.ts'
import type { SeenMessage, SeenOffer, SeenPromise, SeenSpeech, SeenTarget } from '#sim/seen-parts.ts'
import { warnsAt } from '#sim/seen-warning.ts'
import { offerWriters } from '#sim/seen-offer.ts'
import { checkWriters, type SeenCheck } from '#sim/seen-checks.ts'
import { liveWriters, type SeenLine } from '#sim/seen-live.ts'
import { matterWriters, type SeenBelongings } from '#sim/seen-belonging.ts'
import { joinedWriters, type SeenJoined } from '#sim/seen-joined.ts'
import { newsWriters, type SeenNews } from '#sim/seen-news.ts'
import { type SeenWaits, seeWait } from '#sim/seen-waits.ts'
import { type SeenWalks, walkWriters } from '#sim/seen-walk.ts'

export type SeenCase = {
  readonly id: CaseId
  readonly customer: CustomerId
  readonly organisation: OrganisationId | null
  readonly channel: Channel
  number: number
  readonly openedAt: number
  /** the earliest opening of the cases that go on in it */
  owedFrom: number
  seq: number
  lastAt: number
  phase: 'open' | 'solved' | 'closed' | 'merged'
  /** of one that was merged: whether it was solved before */
  wasSolved: boolean
  level: number
  team: TeamId
  worker: AgentId | null
  contact: AgentId | null
  /** somebody worked on it, or was its contact */
  wasHad: boolean
  into: CaseId | null
  /** which one it was taken out of last */
  wasIn: CaseId | null
  endedAt: number
  wait: { readonly turn: string; readonly until: number | null; readonly since: number } | null
  offered: HandOffId | null
  /** the newest request for more help */
  help: { readonly id: HelpId; answerBy: number; isOpen: boolean; isLate: boolean } | null
  severity: Severity
  kind: Kind
  /** the question whether it holds that is still to be asked */
  checkBack: { readonly id: CheckBackId; dueAt: number; isLate: boolean } | null
  triesBack: number
  /** words in a row without news, while the case is open */
  noneInARow: number
  isNewsAsked: boolean
  /** the last fact that is not one of the clocks */
  last: Event
  /** who of ours answers for it while a partner's team has it */
  accountable: { readonly agent: AgentId; readonly team: TeamId } | null
  readonly accepted: HandOffId[]
  readonly handOffs: Map<HandOffId, SeenOffer>
  readonly promises: Map<PromiseId, SeenPromise>
  /** promises that have not ended */
  readonly owed: Set<PromiseId>
  readonly targets: Map<TargetId, SeenTarget>
  /** those of them that have not ended: few, where the others grow many */
  readonly openTargets: Map<TargetId, SeenTarget>
  readonly messages: Map<MessageId, SeenMessage>
  /** those of ours that are on their way */
  readonly underWay: Set<SeenMessage>
  /** when each began */
  readonly contacts: Map<string, number>
  readonly speeches: Map<SpeechId, SeenSpeech>
  readonly openQuestions: Set<QuestionId>
  readonly claims: Set<ClaimId>
  /** by which line and policy it was judged */
  entitled: { readonly line: LineId | null; readonly policy: string | null } | null
  /** it has counted as a case of its line without a break */
  countsAsUnit: boolean
  /** cases that go on in it */
  readonly joined: SeenJoined
  readonly steps: Set<StepId>
  readonly notes: Set<NoteId>
  /** the one begun last at the end */
  readonly walks: SeenWalks
  /** news a contact has to pass on */
  readonly untold: SeenNews
  /** what it belongs to, and the words it was told of it */
  readonly belongs: SeenBelongings
  readonly told: Set<string>
  /** the live line that is open, the one nobody answered, and the call-back that is wanted */
  line: SeenLine | null
  unanswered: LiveId | null
  callBack: { readonly id: CallBackId; readonly level: number; readonly dueAt: number } | null
  /** levels that let a call-back go by */
  readonly ignoredBy: Set<number>
  /** what is looked at again later */
  readonly checks: Map<RegressionId, SeenCheck>
  readonly waits: SeenWaits
}

export function seenCase(
  id: CaseId,
  number: number,
  event: Extract<Event, { type: 'case.opened' }>,
): SeenCase {
  return {
    id,
    customer: event.customer,
    organisation: event.organisation ?? null,
    channel: event.channel,
    number,
    openedAt: event.at,
    owedFrom: event.at,
    seq: 0,
    lastAt: 0,
    phase: 'open',
    wasSolved: false,
    level: event.level,
    team: event.team,
    worker: null,
    contact: null,
    wasHad: false,
    into: null,
    wasIn: null,
    endedAt: 0,
    wait: null,
    offered: null,
    help: null,
    line: null,
    unanswered: null,
    callBack: null,
    severity: 3,
    kind: 'other',
    checkBack: null,
    triesBack: 0,
    noneInARow: 0,
    isNewsAsked: false,
    last: event,
    accountable: null,
    accepted: [],
    entitled: null,
    countsAsUnit: true,
    ...nothingSeen(),
  }
}

/** Whether a fact tells only of the clocks of what is owed. */
export const isOfClocks = ({ type }: Event): boolean => type.startsWith('target.')

/** Writes one more fact into what was seen. */
export function see(seen: SeenCase, event: Recorded): void {
  const write = writers[event.type] as ((seen: SeenCase, event: Event) => void) | undefined
  write?.(seen, event)
  seeWait(seen.waits, event)
  // Whoever takes up what was handed on, or says no to it, has answered for his level.
  if (seen.ignoredBy.size > 0 && event.type.startsWith('hand_off.') && event.type !== 'hand_off.offered')
    seen.ignoredBy.clear()
  seen.seq = event.seq
  seen.lastAt = event.at
  // What the clocks record stands behind the fact it follows from.
  if (!isOfClocks(event)) seen.last = event
}

type Writers = {
  readonly [T in Event['type']]?: (seen: SeenCase, event: Extract<Event, { type: T }>) => void
}

const questionEnded = (seen: SeenCase, { question }: { readonly question: QuestionId }): void => {
  seen.openQuestions.delete(question)
}
const promiseEnded = (seen: SeenCase, { promise, type }: { promise: PromiseId; type: string }): void => {
  const one = seen.promises.get(promise)
  if (one) one.end = type
  seen.owed.delete(promise)
}
const targetEnded = (seen: SeenCase, { target, type }: { target: TargetId; type: string }): void => {
  const one = seen.targets.get(target)
  if (one) one.end = type
  seen.openTargets.delete(target)
}
const targetIs = (seen: SeenCase, target: TargetId, change: Partial<SeenTarget>): void => {
  const one = seen.targets.get(target)
  if (one) Object.assign(one, change)
}
/** An offer is to be accepted when its clock is due. */
const acceptBy = (seen: SeenCase, target: TargetId): void => {
  const one = seen.targets.get(target)
  const offer = seen.offered && seen.handOffs.get(seen.offered)
  if (one?.kind === 'hand_off_acceptance' && offer) offer.acceptBy = one.dueAt
}
const helpIs = ({ help }: SeenCase, change: Partial<NonNullable<SeenCase['help']>>): void => {
  if (help) Object.assign(help, change)
}

const messageIs = (seen: SeenCase, message: MessageId, standing: SeenMessage['standing']): void => {
  const one = seen.messages.get(message)
  if (!one) return
  one.standing = standing
  if (one.way === 'out' && standing === 'queued') seen.underWay.add(one)
  else seen.underWay.delete(one)
}

/** One more word to the customer. */
const heard = (seen: SeenCase, isNews: boolean): void => {
  if (isNews) seen.isNewsAsked = false
  if (isNews) seen.noneInARow = 0
  else if (seen.phase === 'open') seen.noneInARow++
}

const writers: Writers = {
  ...walkWriters,
  ...newsWriters,
  ...matterWriters,
  ...joinedWriters,
  ...liveWriters,
  ...checkWriters,
  'worker.assigned': (seen, { agent, level, team }) => {
    seen.wasHad = true
    seen.worker = agent
    seen.level = level
    seen.team = team
    if (seen.accountable?.team !== team) seen.accountable = null
  },
  'worker.queued': (seen, { level, team }) => {
    seen.worker = null
    seen.level = level
    seen.team = team
    if (seen.accountable?.team !== team) seen.accountable = null
  },
  'accountable.assigned': (seen, { agent, team }) => {
    seen.accountable = { agent, team }
  },
  'contact.assigned': (seen, { agent }) => {
    seen.wasHad = true
    seen.contact = agent
  },
  'case.solved': (seen, { at }) => {
    seen.phase = 'solved'
    heard(seen, true)
    seen.endedAt = at
  },
  'entitlement.decided': (seen, { line, policy }) => {
    seen.entitled = { line: line ?? null, policy: policy ?? null }
  },
  'case.closed': (seen, { at, reason }) => {
    if (reason === 'spam' || reason === 'withdrawn') seen.countsAsUnit = false
    seen.phase = 'closed'
    seen.endedAt = at
  },
  'case.reopened': seen => {
    seen.phase = 'open'
    seen.wait = null
  },
  'wait.started': (seen, { turn, until, atMost, at, since = at }) => {
    seen.wait = { turn, until: until ?? atMost ?? null, since }
  },
  'wait.ended': seen => {
    seen.wait = null
  },
  'promise.made': (seen, { promise, topic, at, from = null, dueAt, keeper }) => {
    const house = topic === null
    seen.promises.set(promise, { house, madeAt: at, from, dueAt, isLate: false, keeper, end: null })
    seen.owed.add(promise)
  },
  'promise.late': (seen, { promise }) => {
    const one = seen.promises.get(promise)
    if (one) one.isLate = true
  },
  'promise.taken_over': (seen, { promise, keeper }) => {
    const one = seen.promises.get(promise)
    if (one) one.keeper = keeper
  },
  'promise.kept': promiseEnded,
  'promise.missed': promiseEnded,
  'promise.moved': promiseEnded,
  'promise.withdrawn': promiseEnded,
  'target.started': (seen, { target, kind, policy, version, from, dueAt, warnAt, pausedMs }) => {
    const still = { isPaused: false, pausedAt: 0, pausedMs }
    const fresh = { level: seen.level, isWarned: false, isBreached: false, end: null }
    const one = { kind, policy, version, from, dueAt, warnAt: warnAt ?? null, ...still, ...fresh }
    seen.targets.set(target, one)
    seen.openTargets.set(target, one)
    acceptBy(seen, target)
  },
  'target.paused': (seen, { target, at, since = at }) =>
    targetIs(seen, target, { isPaused: true, pausedAt: since }),
  'target.resumed': (seen, { target, dueAt, warnAt, pausedMs, at }) =>
    targetIs(seen, target, { isPaused: false, dueAt, ...warnsAt(warnAt, at), pausedMs }),
  'target.retargeted': (seen, { target, policy, version, from, pausedMs = 0, dueAt, warnAt, at }) => {
    const began = from !== undefined && { from, pausedMs }
    targetIs(seen, target, { policy, version, dueAt, ...warnsAt(warnAt, at), ...began })
    acceptBy(seen, target)
  },
  'target.warned': (seen, { target }) => targetIs(seen, target, { isWarned: true }),
  'target.breached': (seen, { target }) => targetIs(seen, target, { isBreached: true }),
  'target.met': targetEnded,
  'target.cancelled': targetEnded,
  ...offerWriters,
  'message.received': (seen, { message, at, automatic, from }) => {
    const one = { at, sendAt: at, automatic: automatic !== null, isNoNews: false, to: from, keeps: [] }
    seen.messages.set(message, { ...one, way: 'in', standing: 'in' })
  },
  'message.queued': (seen, { message, at, sendAt, automatic, to, news, keeps, agreed }) => {
    const one: SeenMessage = {
      way: 'out',
      at,
      sendAt,
      automatic: automatic !== undefined,
      isNoNews: news === false || automatic === 'late',
      to,
      keeps,
      agreed,
      standing: 'queued',
    }
    seen.messages.set(message, one)
    seen.underWay.add(one)
  },
  'message.withdrawn': (seen, { message }) => messageIs(seen, message, 'withdrawn'),
  'message.sent': (seen, { message }) => {
    messageIs(seen, message, 'sent')
    const one = seen.messages.get(message)
    if (one?.isNoNews || one?.automatic === false) heard(seen, !one.isNoNews)
  },
  'news.missing': seen => {
    seen.isNewsAsked = true
  },
  'case.classified': (seen, { severity, kind }) => {
    seen.severity = severity ?? seen.severity
    seen.kind = kind ?? seen.kind
  },
  'check_back.planned': (seen, { checkBack, dueAt }) => {
    seen.checkBack = { id: checkBack, dueAt, isLate: false }
    seen.triesBack = 0
  },
  'check_back.tried': (seen, { again }) => {
    seen.triesBack++
    if (seen.checkBack) Object.assign(seen.checkBack, { dueAt: again, isLate: false })
  },
  'check_back.late': seen => {
    if (seen.checkBack) seen.checkBack.isLate = true
  },
  'check_back.ended': seen => {
    seen.checkBack = null
  },
  'message.failed': (seen, { message, final }) => {
    if (final) messageIs(seen, message, 'failed')
  },
  'message.sent_again': (seen, { message, at, sendAt }) => {
    messageIs(seen, message, 'queued')
    Object.assign(seen.messages.get(message) ?? {}, sendAt && { at, sendAt })
  },
  'message.bounced': (seen, { message }) => messageIs(seen, message, 'bounced'),
  'contact.held': (seen, { contact, reach, news, startedAt }) => {
    if (reach === 'reached') heard(seen, news ?? true)
    seen.contacts.set(contact, startedAt)
  },
  'question.added': (seen, { question }) => {
    seen.openQuestions.add(question)
  },
  'question.answered': questionEnded,
  'question.declined': questionEnded,
  'question.split': questionEnded,
  'claim.made': (seen, { claim }) => {
    seen.claims.add(claim)
  },
  'step.tried': (seen, { step }) => {
    seen.steps.add(step)
  },
  'note.added': (seen, { note }) => {
    seen.notes.add(note)
  },
  'help.asked': (seen, { help, answerBy, joins }) => {
    if (joins && seen.help) seen.help.answerBy = answerBy
    else if (help) seen.help = { id: help, answerBy, isOpen: true, isLate: false }
  },
  'help.passed_on': seen => helpIs(seen, { isOpen: false }),
  'help.explained': seen => helpIs(seen, { isOpen: false }),
  'help.withdrawn': seen => helpIs(seen, { isOpen: false }),
  'help.raised': (seen, { answerBy }) => helpIs(seen, { isOpen: true, isLate: false, answerBy }),
  'help.late': seen => helpIs(seen, { isLate: true }),
}

// Which fact tells whom of ours that a case wants him, and when: a table a manager can read. Not: who that
// is just now (who.ts), nor how it reaches him (server/react/notify.ts).
import { openHelp } from '#core/case/deed/help-facts.ts'
import { abuseOf } from '#core/case/abuses.ts'
import type { Event, EventOf, Severity, WaitEnd } from '#core/case/event.ts'
import type { ReturnReason } from '#core/case/hand-off-facts.ts'
import { openGoodwills } from '#core/case/goodwills.ts'
import { regressionOf } from '#core/case/regressions.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { StuckSign } from '#core/case/stuck-sign.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { AgentId } from '#core/kit/id.ts'
import { after, hourMs, type Instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { type WantCause, wantCauses } from '#core/matter/matter.ts'

type LeadHears = 'never' | 'at_once' | 'later'
export type NoticeRule = {
  /** whose case it is, for this fact; he is told at once. named: whom it is about, and nobody in his place */
  readonly first:
    | 'owner'
    | 'keeper'
    | 'giver'
    | 'receiver'
    | 'lead'
    | 'author'
    | 'flagger'
    | 'named'
    | 'worker'
    | 'asked'
    | 'helpers'
    | 'product_owner'
  /**
   * when the lead hears of it; later: when nobody has looked or done anything meanwhile; of a stuck case,
   * when nothing has happened: a look alone is no help
   */
  readonly lead: LeadHears
  readonly leadAtSeverity1: LeadHears
}

export const noticeRules = {
  // A thank-you is told to everybody who worked on the case; a mail to several teams, to the others' leads.
  'message.received': { first: 'helpers', lead: 'never', leadAtSeverity1: 'never' },
  'target.warned': { first: 'owner', lead: 'never', leadAtSeverity1: 'never' },
  'target.breached': { first: 'owner', lead: 'later', leadAtSeverity1: 'at_once' },
  'promise.late': { first: 'keeper', lead: 'later', leadAtSeverity1: 'later' },
  'promise.missed': { first: 'keeper', lead: 'at_once', leadAtSeverity1: 'at_once' },
  'check_back.late': { first: 'keeper', lead: 'later', leadAtSeverity1: 'later' },
  // Whoever said that he checks it again; it counts also where its case has ended.
  'regression.due': { first: 'keeper', lead: 'later', leadAtSeverity1: 'later' },
  // Goodwill beyond somebody's word is asked of those who lead; whoever asked hears what they said.
  'goodwill.asked': { first: 'lead', lead: 'at_once', leadAtSeverity1: 'at_once' },
  'goodwill.late': { first: 'lead', lead: 'at_once', leadAtSeverity1: 'at_once' },
  'goodwill.granted': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  'goodwill.refused': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  // A lead alone ends a contact; whoever asked hears what he said.
  'contact_end.asked': { first: 'lead', lead: 'at_once', leadAtSeverity1: 'at_once' },
  'contact_end.granted': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  'contact_end.refused': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  // Thanks of a colleague, as those of a customer, are told to everybody who worked on the case.
  'thanks.given': { first: 'helpers', lead: 'never', leadAtSeverity1: 'never' },
  'news.missing': { first: 'owner', lead: 'at_once', leadAtSeverity1: 'at_once' },
  'news.late': { first: 'owner', lead: 'later', leadAtSeverity1: 'later' },
  // What came of the problem, supplier case or change it belongs to: the contact decides what the customer
  // hears.
  'matter.told': { first: 'owner', lead: 'never', leadAtSeverity1: 'never' },
  // What ours does not serve: who owns the product hears why.
  'case.closed': { first: 'product_owner', lead: 'never', leadAtSeverity1: 'never' },
  'contact.assigned': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  'speech.asked': { first: 'owner', lead: 'later', leadAtSeverity1: 'later' },
  'speech.agreed': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  'speech.declined': { first: 'named', lead: 'never', leadAtSeverity1: 'never' },
  'hand_off.expired': { first: 'giver', lead: 'later', leadAtSeverity1: 'later' },
  // His customer's data were looked at by somebody who is kept from them.
  'customer.looked': { first: 'owner', lead: 'never', leadAtSeverity1: 'never' },
  // Three mails in a row came back from the customer's address: from now on he is called.
  'customer.unreachable': { first: 'owner', lead: 'later', leadAtSeverity1: 'at_once' },
  'case.flooded': { first: 'lead', lead: 'at_once', leadAtSeverity1: 'at_once' },
  // A lead alone gives it free.
  'file.quarantined': { first: 'lead', lead: 'at_once', leadAtSeverity1: 'at_once' },
  'hand_off.widened': { first: 'giver', lead: 'never', leadAtSeverity1: 'never' },
  'hand_off.raised': { first: 'receiver', lead: 'later', leadAtSeverity1: 'at_once' },
  'hand_off.disputed': { first: 'lead', lead: 'later', leadAtSeverity1: 'later' },
  // Who gave it and the contact learn what became of it, with the reason.
  'hand_off.returned': { first: 'giver', lead: 'never', leadAtSeverity1: 'never' },
  'hand_off.decided': { first: 'giver', lead: 'never', leadAtSeverity1: 'never' },
  'hand_off.corrected': { first: 'receiver', lead: 'never', leadAtSeverity1: 'never' },
  'help.late': { first: 'owner', lead: 'later', leadAtSeverity1: 'at_once' },
  'help.raised': { first: 'owner', lead: 'at_once', leadAtSeverity1: 'at_once' },
  // A word between two who write for each other: no lead is told of a single one.
  'note.flagged': { first: 'author', lead: 'never', leadAtSeverity1: 'never' },
  'note.mended': { first: 'flagger', lead: 'never', leadAtSeverity1: 'never' },
  // Whoever was waited for did not answer in all that time, or the date is there: it is our turn.
  'wait.ended': { first: 'owner', lead: 'never', leadAtSeverity1: 'never' },
  'stuck.noticed': { first: 'worker', lead: 'later', leadAtSeverity1: 'at_once' },
  'stuck.answered': { first: 'asked', lead: 'never', leadAtSeverity1: 'never' },
} as const satisfies Readonly<Record<string, NoticeRule>>

type ToldByFact = keyof typeof noticeRules
/** A case waits and nobody who fits is there: no fact of the case, the desk sees it (unattended.ts). */
export const unattendedCause = 'queue.unattended'
/** More comes for a team than its people can do: it is about no case (overload.ts). */
export const overloadCause = 'team.overloaded'
/** Told without a fact: between a lead and one of his people, in no ledger. */
export const toldAside = ['coach.word', 'coach.answered', 'conduct.repeated'] as const
/** A goal for calls was set for somebody or his team, or taken back: it is about no case (goal.ts). */
export const goalCauses = [
  ...(['call_goal.set', 'call_goal.taken_back'] as const),
  ...(['team_goal.set', 'team_goal.taken_back'] as const),
] as const
export type GoalCause = (typeof goalCauses)[number]
/** Whether a notice is about a goal for calls. */
export const isOfGoal = (cause: NoticeCause): cause is GoalCause => goalCauses.some(one => one === cause)
/** Of what else happens only whoever follows the case hears (follow.ts). */
const toldFollowers = ['hand_off.answered', 'message.received', 'case.solved'] as const
export type FollowCause = (typeof toldFollowers)[number] | 'hand_off.returned' | 'promise.missed'
export type NoticeCause =
  | ToldByFact
  | typeof unattendedCause
  | typeof overloadCause
  | (typeof toldAside)[number]
  | GoalCause
  | (typeof toldFollowers)[number]
  | WantCause
export const noticeCauses: readonly NoticeCause[] = [
  ...(Object.keys(noticeRules) as ToldByFact[]),
  unattendedCause,
  overloadCause,
  ...toldAside,
  ...goalCauses,
  ...toldFollowers,
  ...wantCauses,
]
/** A fact that tells somebody. */
export type Telling = EventOf<Exclude<ToldByFact, 'stuck.answered'>> | (EventOf<'stuck.answered'> & Asking)
/** Somebody says that he has asked a colleague. */
type Asking = { readonly agent: AgentId }

/**
 * Whether a fact tells anybody. The first contact of a case is no news to anybody; of an offer that expired
 * its giver hears once, not also where it went.
 */
export const isTelling = (event: Event): event is Telling =>
  Object.hasOwn(noticeRules, event.type) &&
  (event.type !== 'message.received' || event.thanks === true || event.also !== undefined) &&
  (event.type !== 'case.closed' || event.reason === 'referred') &&
  (event.type !== 'contact.assigned' || event.change !== undefined) &&
  (event.type !== 'wait.ended' || isOverByItself(event)) &&
  (event.type !== 'stuck.answered' || event.agent !== undefined) &&
  (event.type !== 'goodwill.asked' || event.dueAt !== undefined) &&
  !(event.type === 'hand_off.widened' && event.because === 'expired')

const isOverByItself = ({ how }: EventOf<'wait.ended'>): boolean => how === 'date' || how === 'too_long'

/**
 * The clock, promise … a fact is about. With the cause it names the notice: each is told once. What may come
 * again, as help that is raised, a check that was put off or a note that is unclear twice, is named with its
 * time.
 */
export function aboutOf(event: Telling): string {
  if ('goodwill' in event || 'abuse' in event || event.type === 'thanks.given') return aboutPeople(event)
  if ('handOff' in event) return event.handOff
  switch (event.type) {
    case 'regression.due':
      return `${event.regression}.${event.at}`
    // Once more for another time, and when nobody asked once more.
    case 'target.warned':
      return `${event.target}.${event.at}`
    case 'check_back.late':
      return `${event.checkBack}.${event.at}`
    case 'help.late':
      return event.help
    case 'help.raised':
      return `${event.help}/${event.answerBy}`
    case 'news.missing':
      return event.evidence
    case 'news.late':
      return event.news
    case 'contact.assigned':
      return event.change as string
    case 'matter.told':
      return `${event.matter}.${event.fact}`
    case 'speech.asked':
    case 'speech.agreed':
    case 'speech.declined':
      return event.speech
    case 'message.received':
    case 'customer.unreachable':
      return event.message
    case 'customer.looked':
      return event.because.text
    case 'case.closed':
    case 'case.flooded':
    case 'wait.ended':
      return String(event.at)
    case 'file.quarantined':
      return heldWithin(event.at)
    case 'note.flagged':
    case 'note.mended':
      return `${event.about}.${event.at}`
    case 'stuck.noticed':
      return event.stuck
    case 'stuck.answered':
      return `${event.stuck}.${event.agent}`
    default:
      return 'target' in event ? event.target : event.promise
  }
}

type OfPeople = Extract<Telling, { goodwill: unknown } | { abuse: unknown } | { type: 'thanks.given' }>
/** What is given, thanks, and an abusive contact, whose end may be asked for again. */
function aboutPeople(event: OfPeople): string {
  if ('goodwill' in event) return event.goodwill
  return 'abuse' in event ? `${event.abuse}.${event.at}` : event.thanks
}

/** Of a mail full of files that are kept back, and of a second one soon after, one word is enough. */
const heldWithin = (at: Instant): string => `held.${Math.floor(at / hourMs)}`

const namedByTime = new Set<NoticeCause>(['case.closed', 'case.flooded', 'wait.ended', 'file.quarantined'])
/** What is named by its time alone is another fact in another case: the dates of several come at once. */
export const isNamedByTime = (cause: NoticeCause): boolean => namedByTime.has(cause)

/** A matter between two people: nobody stands in for him who is told. */
export const isPersonal = (event: Telling): event is EventOf<'note.flagged' | 'note.mended'> =>
  event.type === 'note.flagged' || event.type === 'note.mended'

/** What is owed to the customer is owed by his contact; what has to be done, by who works on it. */
const isWord = (kind: TargetKind): boolean => kind !== 'workaround' && kind !== 'resolution'

/** Whose it is; null: nobody's yet, it waits in a queue. */
export function holderOf(state: OpenedCase, event: Telling): AgentId | null {
  const { contact, worker } = state
  if (event.type === 'note.flagged') return event.author
  if (event.type === 'regression.due') return event.checker
  if (event.type === 'note.mended') return state.flags[event.about]?.by ?? null
  if ('goodwill' in event) return askerOf(state, event)
  if ('abuse' in event)
    return event.type === 'contact_end.asked' ? null : (abuseOf(state, event.abuse)?.end?.askedBy ?? null)
  if (event.type === 'thanks.given') return event.to
  if ('target' in event) return isWord(event.kind) ? (contact ?? worker) : (worker ?? contact)
  if ('promise' in event) return state.promises[event.promise]?.keeper ?? contact ?? worker
  if ('handOff' in event) return offerHolder(state, event)
  if ('stuck' in event) return event.type === 'stuck.noticed' ? worker : event.agent
  if (event.type === 'contact.assigned') return isTaken(event) ? (event.from ?? null) : event.agent
  if (event.type === 'speech.agreed' || event.type === 'speech.declined')
    return state.speeches[event.speech]?.agent ?? null
  // What has to be done now.
  return event.type === 'wait.ended' ? (worker ?? contact) : (contact ?? worker)
}

/** Who asked for it; null: those who lead are told. */
function askerOf({ goodwills }: OpenedCase, { type, goodwill, by }: GoodwillTelling): AgentId | null {
  const asker = goodwills?.[goodwill]?.askedBy ?? null
  const isDecided = type === 'goodwill.granted' || type === 'goodwill.refused'
  // Who gave it himself knows it.
  return isDecided && !(by.kind === 'agent' && by.id === asker) ? asker : null
}
type GoodwillTelling = Extract<Telling, { goodwill: unknown }>

/** Whoever makes himself the contact knows it; the one before him does not. */
export const isTaken = ({ by, agent }: EventOf<'contact.assigned'>): boolean =>
  by.kind === 'agent' && by.id === agent

/** Whose a hand-off is, for what happened to it; null: of whoever is on call, else leads. */
function offerHolder(state: OpenedCase, event: Extract<Telling, { handOff: unknown }>): AgentId | null {
  if (event.type === 'hand_off.raised') return event.agent
  if (event.type === 'hand_off.disputed') return event.lead
  const one = state.handOffs[event.handOff]
  return (event.type === 'hand_off.corrected' ? one?.acceptedBy : one?.from.agent) ?? state.worker
}

/** When the lead hears of it; null: never. */
export function leadAt(event: Telling, severity: Severity, laterMinutes: number): Instant | null {
  const rule = noticeRules[event.type]
  const hears: LeadHears = severity === 1 ? rule.leadAtSeverity1 : rule.lead
  if (hears === 'never') return null
  if (event.type === 'stuck.noticed' && hears === 'later') return event.leadAt
  return hears === 'at_once' ? event.at : after(event.at, laterMinutes * minuteMs)
}

/** When what a fact is about was due; null: it is not a matter of an instant. */
export function dueOf(state: OpenedCase, event: Telling): Instant | null {
  if ('target' in event) return state.targets[event.target]?.dueAt ?? null
  if ('promise' in event) return state.promises[event.promise]?.dueAt ?? null
  if ('handOff' in event)
    return event.type === 'hand_off.expired' ? (state.handOffs[event.handOff]?.acceptBy ?? null) : null
  if ('help' in event) return state.help?.id === event.help ? state.help.answerBy : null
  if ('goodwill' in event) return state.goodwills?.[event.goodwill]?.dueAt ?? null
  if (event.type === 'wait.ended') return event.until ?? event.at
  if (event.type === 'news.late') return state.untold[event.news]?.dueAt ?? null
  if ('regression' in event) return regressionOf(state, event.regression)?.dueAt ?? null
  return 'checkBack' in event ? (state.checkBack?.dueAt ?? null) : null
}

/** Of a promise with a window: its beginning. */
export const windowFromOf = (state: OpenedCase, event: Telling): Instant | null =>
  'promise' in event ? (state.promises[event.promise]?.from ?? null) : null

const lateFromMs = 5 * secondMs
/** What they are about was not due just then. */
const untimed = new Set<NoticeCause>(['target.warned', 'promise.missed', 'help.raised'])

/** By how much the clock itself came late to what it says, as after a stop of the desk; null: it did not. */
export function wokenLateMs(state: OpenedCase, event: Telling): number | null {
  if (event.type === 'target.breached') return event.lateByMs ?? null
  const dueAt = untimed.has(event.type) ? null : dueOf(state, event)
  return dueAt !== null && event.at - dueAt >= lateFromMs ? event.at - dueAt : null
}

/** Whether what a fact is about is settled: nobody has to be told any more who was not told yet. */
export function isSettled(state: OpenedCase, event: Telling): boolean {
  // Asking back is for solved cases: as long as it is late, it is not settled.
  if ('checkBack' in event)
    return state.checkBack?.id !== event.checkBack || state.checkBack.standing !== 'late'
  if ('regression' in event) return regressionOf(state, event.regression)?.standing !== 'due'
  if ('goodwill' in event) return !openGoodwills(state).some(([id]) => id === event.goodwill)
  if (isPersonal(event)) return state.flags[event.about]?.mendedAt !== null
  if (event.type === 'message.received' || event.type === 'matter.told') return true
  if (event.type === 'thanks.given' || event.type === 'case.closed') return true
  if ('abuse' in event) return abuseOf(state, event.abuse)?.end?.standing !== 'asked'
  // Where a case has ended a file may wait all the same.
  if ('dangers' in event) return state.held?.[event.file]?.released !== false
  if (state.phase !== 'open') return true
  if (event.type === 'wait.ended') return state.wait !== null
  if ('stuck' in event) return isStuckSettled(state, event)
  if ('until' in event) return true
  // Somebody has to find another way to the customer.
  if ('message' in event || 'mails' in event) return false
  if ('help' in event) return openHelp(state)?.id !== event.help
  if ('speech' in event) return state.speeches[event.speech]?.standing !== 'asked'
  if (event.type === 'news.late') return !state.untold[event.news]
  if (event.type === 'contact.assigned') return state.contact !== event.agent
  if ('evidence' in event) return state.news.missingSince === null
  if ('target' in event) {
    const standing = state.targets[event.target]?.standing
    return standing !== 'running' && standing !== 'paused'
  }
  if ('promise' in event)
    return event.type === 'promise.late' && state.promises[event.promise]?.standing !== 'late'
  const one = state.handOffs[event.handOff]
  if (event.type === 'hand_off.corrected') return one?.standing !== 'accepted'
  return one?.standing !== 'offered' || (event.type === 'hand_off.disputed' && !one.isDisputed)
}

/** Something new has come, he has said what he does, or it was said anew since. */
const isStuckSettled = ({ stuck: { noticed } }: OpenedCase, { type, stuck }: StuckTelling): boolean =>
  noticed === null || (type === 'stuck.noticed' && (noticed.id !== stuck || noticed.until !== null))
type StuckTelling = EventOf<'stuck.noticed' | 'stuck.answered'>

/** What it is about, in a word: the clock, or the sign that the case is stuck. */
export function kindOf(event: Telling): NoticeKind | null {
  if (event.type === 'stuck.noticed') return event.signs[0]!.sign
  if (event.type === 'hand_off.returned') return event.reason
  if (event.type === 'hand_off.decided') return event.how
  if (event.type === 'wait.ended') return event.how === 'date' ? 'date' : 'too_long'
  if (event.type === 'matter.told') return mayTellNews.find(one => one === event.news) ?? null
  return 'kind' in event && 'target' in event ? event.kind : null
}
/** How a lead decided of a hand-off. */
export const decisions = ['stays', 'must_take'] as const
/** What came of a question whether something may be told. */
export const mayTellNews = [
  ...(['may_tell_asked', 'may_tell_late', 'may_tell', 'may_tell_so', 'may_not_tell'] as const),
] as const
export type NoticeKind =
  | Extract<WaitEnd, 'date' | 'too_long'>
  | TargetKind
  | StuckSign
  | ReturnReason
  | (typeof decisions)[number]
  | (typeof mayTellNews)[number]

/** Whether a look at it is enough for the lead not to hear of it. */
export const isEndedByLook = ({ type }: Telling): boolean => type !== 'stuck.noticed'

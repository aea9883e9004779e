// What can be wished of a case, what it becomes, and what it is. Not: who may wish it (access/may.ts).
import * as accountable from '#core/case/deed/accountable.ts'
import {
  type AssignmentCommands,
  assignmentDeciders,
  contactAssigned,
  workerAssigned,
  workerQueued,
} from '#core/case/deed/assignment.ts'
import { type ClaimCommands, claimDeciders, claimJudged, claimMade } from '#core/case/deed/claim.ts'
import { type ContactCommands, contactDeciders, contactHeld } from '#core/case/deed/contact-held.ts'
import * as checkBack from '#core/case/deed/check-back.ts'
import { type CheckBackCommands, checkBackDeciders } from '#core/case/deed/check-back-end.ts'
import {
  type StuckCommands,
  stuckAnswered,
  stuckDeciders,
  stuckNoticed,
  stuckVerdicts,
  withPassedOn,
} from '#core/case/deed/stuck.ts'
import { withHead } from '#core/case/head.ts'
import * as live from '#core/case/deed/live-deeds.ts'
import type { Decider, Deciders, Evolver, Outcome, Setting, Wish } from '#core/case/deed/deed.ts'
import { type FileCommands, fileDeciders, fileQuarantined, fileReleased } from '#core/case/deed/file.ts'
import { type FindOutCommands, findOutDeciders, findOutEvolvers } from '#core/case/deed/find-out.ts'
import { regressionVerdicts } from '#core/case/deed/regression.ts'
import { type FlagCommands, flagDeciders, noteFlagged, noteMended } from '#core/case/deed/flag.ts'
import * as handOff from '#core/case/deed/hand-off.ts'
import * as handOffFact from '#core/case/deed/hand-off-state.ts'
import { type ImpactCommands, impactDeciders, severityAssessed } from '#core/case/deed/impact.ts'
import * as giving from '#core/case/deed/giving.ts'
import { type HelpCommands, helpAfter, helpDeciders, helpVerdicts } from '#core/case/deed/help.ts'
import * as help from '#core/case/deed/help-facts.ts'
import { type LeadAlertCommands, leadAlertDeciders, leadAlerted } from '#core/case/deed/lead-alert.ts'
import { type LinkCommands, linkDeciders, linkEvolvers } from '#core/case/deed/link.ts'
import { withPlace } from '#core/case/deed/left.ts'
import * as message from '#core/case/deed/message.ts'
import * as echo from '#core/case/deed/echo.ts'
import { customerLooked, type LookCommands, lookDeciders } from '#core/case/deed/look.ts'
import { newsMissing } from '#core/case/deed/news.ts'
import { type NoteCommands, noteAdded, noteDeciders, noteStruck } from '#core/case/deed/note.ts'
import {
  type ClassifyCommand,
  classified,
  open,
  openDeciders,
  opened,
  type OpenCommand,
} from '#core/case/deed/open.ts'
import * as passOn from '#core/case/deed/pass-on.ts'
import { type PeopleCommands, peopleDeciders, peopleEvolvers } from '#core/case/deed/people.ts'
import { withPins } from '#core/case/deed/pinned.ts'
import * as promise from '#core/case/deed/promise.ts'
import * as question from '#core/case/deed/question.ts'
import * as target from '#core/case/deed/target.ts'
import * as targetFact from '#core/case/deed/target-facts.ts'
import * as verdict from '#core/case/deed/target-verdicts.ts'
import * as solve from '#core/case/deed/solve.ts'
import * as satisfaction from '#core/case/deed/satisfaction.ts'
import * as speech from '#core/case/deed/speech.ts'
import { type StepCommands, stepDeciders, stepTried } from '#core/case/deed/step.ts'
import * as walk from '#core/case/deed/walk-facts.ts'
import { type MatterCommands, matterDeciders, matterEvolvers, withFixStages } from '#core/case/deed/matter.ts'
import { withMissed } from '#core/case/deed/missed-news.ts'
import { skillDeciders, skillNeeded, skillReleased, type SkillCommands } from '#core/case/deed/skill.ts'
import { type WriterCommands, writerDeciders, writerEvolvers } from '#core/case/deed/writer.ts'
import { type WalkCommands, walkDeciders } from '#core/case/deed/walk.ts'
import * as wait from '#core/case/deed/wait.ts'
import type { Event, EventType } from '#core/case/event.ts'
import { lately } from '#core/case/lately.ts'
import { isAllowed, takenWhenFull } from '#core/case/lifecycle.ts'
import { type Case, type OpenedCase, unopened } from '#core/case/state.ts'
import { isRefusal, refuse } from '#core/kit/refusal.ts'
import { instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

type CaseCommands = { 'case.classify': ClassifyCommand } & solve.SolveCommands &
  LinkCommands &
  question.QuestionCommands &
  AssignmentCommands &
  accountable.AccountableCommands &
  LookCommands &
  SkillCommands &
  message.MessageCommands &
  echo.EchoCommands &
  WriterCommands &
  ContactCommands &
  NoteCommands &
  FlagCommands &
  FileCommands &
  ClaimCommands &
  StepCommands &
  FindOutCommands &
  giving.GivingCommands &
  promise.PromiseCommands &
  handOff.HandOffCommands &
  wait.WaitCommands &
  target.TargetCommands &
  ImpactCommands &
  HelpCommands &
  StuckCommands &
  live.LiveCommands &
  LeadAlertCommands &
  MatterCommands &
  CheckBackCommands &
  satisfaction.SatisfactionCommands &
  PeopleCommands &
  WalkCommands &
  passOn.PassOnCommands &
  speech.SpeechCommands &
  ClockCommands
/** The clock looks at the case: verdicts that are due are written. Nothing due writes nothing. */
type ClockCommands = { 'clock.ring': Record<never, never> }

export type Commands = { 'case.open': OpenCommand } & CaseCommands
export type CommandType = keyof Commands
export type CommandOf<T extends CommandType> = { [K in T]: { readonly type: K } & Readonly<Commands[K]> }[T]
/** A wish about a case; who wishes it is said beside it. */
export type Command = CommandOf<CommandType>

const clockDeciders: Deciders<ClockCommands> = {
  'clock.ring': (state, _command, wish) => {
    const events = [
      ...promise.promiseVerdicts(state, wish),
      ...handOff.offerVerdicts(state, wish),
      ...wait.waitVerdicts(state, wish),
      ...verdict.targetVerdicts(state, wish),
      ...checkBack.checkBackVerdicts(state, wish),
      ...helpVerdicts(state, wish),
      ...passOn.newsVerdicts(state, wish),
      ...speech.speechVerdicts(state, wish),
      ...live.liveVerdicts(state, wish),
      ...regressionVerdicts(state, wish),
      ...giving.givingVerdicts(state, wish),
    ]
    // A date that came gives the case back to its worker: what holds then is said in the same breath.
    return [...events, ...stuckVerdicts(fold(events, state) as OpenedCase, wish)]
  },
}

const deciders: Deciders<CaseCommands> = {
  ...openDeciders,
  ...solve.solveDeciders,
  ...linkDeciders,
  ...question.questionDeciders,
  ...assignmentDeciders,
  ...accountable.accountableDeciders,
  ...lookDeciders,
  ...skillDeciders,
  ...writerDeciders,
  ...matterDeciders,
  ...message.messageDeciders,
  ...echo.echoDeciders,
  ...contactDeciders,
  ...noteDeciders,
  ...flagDeciders,
  ...fileDeciders,
  ...claimDeciders,
  ...stepDeciders,
  ...findOutDeciders,
  ...giving.givingDeciders,
  ...promise.promiseDeciders,
  ...handOff.handOffDeciders,
  ...wait.waitDeciders,
  ...target.targetDeciders,
  ...impactDeciders,
  ...helpDeciders,
  ...stuckDeciders,
  ...live.liveDeciders,
  ...leadAlertDeciders,
  ...checkBackDeciders,
  ...satisfaction.satisfactionDeciders,
  ...peopleDeciders,
  ...walkDeciders,
  ...passOn.passOnDeciders,
  ...speech.speechDeciders,
  ...clockDeciders,
}

/** What the case becomes by a fact. Total: a recorded fact is never refused. */
const evolvers: { readonly [T in Exclude<EventType, 'case.opened'>]: Evolver<T> } = {
  'case.classified': classified,
  ...linkEvolvers,
  'case.solved': solve.caseSolved,
  'case.closed': solve.caseClosed,
  'case.reopened': solve.caseReopened,
  'question.added': question.questionAdded,
  'question.answered': question.questionAnswered,
  'question.declined': question.questionDeclined,
  'question.split': question.questionSplit,
  'contact.assigned': contactAssigned,
  'accountable.assigned': accountable.accountableAssigned,
  'share.ended': accountable.shareEnded,
  'customer.looked': customerLooked,
  'skill.needed': skillNeeded,
  'skill.released': skillReleased,
  ...matterEvolvers,
  'worker.assigned': workerAssigned,
  'worker.queued': workerQueued,
  'message.received': message.messageReceived,
  'message.sender_confirmed': message.messageSenderConfirmed,
  'message.queued': message.messageQueued,
  'message.withdrawn': message.messageWithdrawn,
  'message.sent': message.messageSent,
  'message.failed': message.messageFailed,
  'message.bounced': (state, event) =>
    message.messageBounced(checkBack.checkBackUntried(state, event), event),
  'message.sent_again': message.messageSentAgain,
  'message.echoed': echo.messageEchoed,
  ...writerEvolvers,
  'customer.unreachable': echo.customerUnreachable,
  'case.flooded': echo.caseFlooded,
  'contact.held': contactHeld,
  'news.missing': newsMissing,
  'news.arose': passOn.newsArose,
  'news.late': passOn.newsLate,
  'news.passed_on': passOn.newsEnds,
  'news.set_aside': passOn.newsEnds,
  'speech.asked': speech.speechAsked,
  'speech.agreed': speech.speechAgreed,
  'speech.declined': speech.speechDeclined,
  'speech.withdrawn': speech.speechWithdrawn,
  'speech.ended': speech.speechEnded,
  'note.added': noteAdded,
  'note.struck': noteStruck,
  'note.flagged': noteFlagged,
  'note.mended': noteMended,
  'file.quarantined': fileQuarantined,
  'file.released': fileReleased,
  'claim.made': claimMade,
  'claim.judged': claimJudged,
  'step.tried': stepTried,
  ...findOutEvolvers,
  ...giving.givingEvolvers,
  'promise.made': promise.promiseMade,
  'promise.kept': promise.promiseKept,
  'promise.late': promise.promiseLate,
  'promise.missed': promise.promiseMissed,
  'promise.moved': promise.promiseMoved,
  'promise.withdrawn': promise.promiseWithdrawn,
  'promise.taken_over': promise.promiseTakenOver,
  'check_back.planned': checkBack.checkBackPlans,
  'check_back.tried': checkBack.checkBackTries,
  'check_back.late': checkBack.checkBackLate,
  'check_back.ended': checkBack.checkBackEnds,
  ...satisfaction.satisfactionEvolvers,
  ...peopleEvolvers,
  'hand_off.offered': handOffFact.handOffOffered,
  'hand_off.accepted': live.withIgnored(handOffFact.handOffAccepted),
  'hand_off.corrected': handOffFact.handOffCorrected,
  'hand_off.returned': live.withIgnored(handOffFact.handOffReturned),
  'hand_off.rerouted': handOffFact.handOffRerouted,
  'hand_off.disputed': handOffFact.handOffDisputed,
  'hand_off.decided': handOffFact.handOffDecided,
  'hand_off.withdrawn': handOffFact.handOffWithdrawn,
  'hand_off.expired': live.withIgnored(handOffFact.handOffExpired),
  'hand_off.widened': handOffFact.handOffWidened,
  'hand_off.raised': handOffFact.handOffRaised,
  'hand_off.answered': handOffFact.handOffAnswered,
  'wait.started': wait.waitStarted,
  'wait.ended': wait.waitEnded,
  'severity.assessed': severityAssessed,
  'entitlement.decided': targetFact.entitlementDecided,
  'target.started': targetFact.targetStarted,
  'target.paused': targetFact.targetPaused,
  'target.resumed': targetFact.targetResumed,
  'target.retargeted': targetFact.targetRetargeted,
  'target.warned': targetFact.targetWarned,
  'target.breached': targetFact.targetBreached,
  'target.met': targetFact.targetMet,
  'target.cancelled': targetFact.targetCancelled,
  'stuck.noticed': stuckNoticed,
  'stuck.answered': stuckAnswered,
  ...live.liveEvolvers,
  'lead.alerted': leadAlerted,
  'help.asked': help.helpAsked,
  'help.taken_up': help.helpTakenUp,
  'help.answering': help.helpAnswering,
  'help.passed_on': help.helpPassedOn,
  'help.explained': help.helpExplained,
  'help.replied': help.helpReplied,
  'help.raised': help.helpRaised,
  'help.withdrawn': help.helpWithdrawn,
  'help.late': help.helpLate,
  'walk.begun': walk.walkBegins,
  'walk.answered': walk.walkAnswered,
  'walk.reused': walk.walkReused,
  'walk.sent': walk.walkSent,
  'walk.jumped': walk.walkJumped,
  'walk.went_back': walk.walkWentBack,
  'walk.paused': walk.walkPaused,
  'walk.resumed': walk.walkResumed,
  'walk.given_up': walk.walkGivenUp,
}

/** What a case is after one more fact. The first opens it; one without an opened case changes nothing. */
export const evolve: (state: Case, event: Event) => Case = lately(became)
function became(state: Case, event: Event): Case {
  if (event.type === 'case.opened') return state.phase === 'unopened' ? opened(event) : state
  if (state.phase === 'unopened') return state
  const made = (evolvers[event.type] as Evolver<EventType>)(state, event as never)
  const next = withFixStages(state, made, event)
  return withHead(state, next, event)
}

/** What a case is, given all that has happened to it. */
export const fold = (ledger: readonly Event[], from: Case = unopened): Case => ledger.reduce(evolve, from)

/**
 * What happens next, given what is wished: the facts to record (none: it is so already), or a refusal.
 * @param by who wishes it; whether he may is asked before (access/may.ts)
 */
export function decide(state: Case, command: Command, by: Actor, setting: Setting): Outcome {
  if (!isAllowed(state.phase, command.type)) return refuse(refusedIn(state, command.type))
  if (state.phase === 'unopened') {
    const wish: Wish = { by, at: setting.now, setting }
    return withAccountable(state, withClocks(state, open(command as OpenCommand, wish), wish), wish)
  }
  // A clock that was set back must not turn the order of the ledger around.
  const wish: Wish = { by, at: instant(Math.max(setting.now, state.lastAt)), setting }
  if (state.seq >= setting.desk.eventsMax && !takenWhenFull.has(command.type)) return refuse('case.full')
  const due = command.type === 'clock.ring' ? [] : unwritten(state, { at: wish.at, setting })
  if (due.length === 0) return decided(state, command, wish)
  const outcome = decided(fold(due, state) as OpenedCase, command, wish)
  return isRefusal(outcome) || outcome.length === 0 ? outcome : [...due, ...outcome]
}

/** What time alone has made of the case, and no clock came to write yet. */
function unwritten(state: OpenedCase, { at, setting }: Omit<Wish, 'by'>): Event[] {
  const wish: Wish = { by: { kind: 'system', part: 'clock' }, at, setting }
  const over = wait.waitVerdicts(state, wish)
  if (over.length === 0) return verdict.breachesUnwritten(state, wish)
  const ended = withClocks(state, over, wish) as Event[]
  return [...ended, ...verdict.breachesUnwritten(fold(ended, state) as OpenedCase, wish)]
}

function decided(state: OpenedCase, command: Command, wish: Wish): Outcome {
  const decider = deciders[command.type as keyof CaseCommands] as Decider<Command>
  const pinned = withPins(decider(state, command, wish), wish)
  const placed = withPlace(state, withPassedOn(state, pinned, wish), wish)
  const outcome = live.withLive(state, withHelp(state, placed, wish), wish, evolve)
  if (isRefusal(outcome)) return outcome
  const told = passOn.withNews(state, outcome, wish, events => fold(events, state) as OpenedCase)
  return withAccountable(state, withClocks(state, withMissed(state, told, wish), wish), wish)
}

/** What was decided, and who of ours answers for the case where a partner's team has it then. */
function withAccountable(state: Case, outcome: Outcome, wish: Wish): Outcome {
  if (isRefusal(outcome) || outcome.length === 0) return outcome
  if (!accountable.isOutsourced(openedCase(state), outcome, wish.setting.desk)) return outcome
  const after = openedCase(outcome.reduce(evolve, state))
  if (after?.phase !== 'open') return outcome
  const follows = accountable.accountableAfter(after, wish)
  return isRefusal(follows) ? follows : [...outcome, ...follows]
}

/** What was decided, and behind it what it means for his request for more help. */
function withHelp(state: OpenedCase, outcome: Outcome, wish: Wish): Outcome {
  if (isRefusal(outcome) || state.help === null || !help.isHelpOpen(state.help)) return outcome
  const follows: Event[] = []
  let after: OpenedCase = state
  for (const event of outcome) {
    after = evolve(after, event) as OpenedCase
    follows.push(...helpAfter(after, event, wish))
  }
  return [...outcome, ...follows]
}

/** What was decided, and behind each fact what it means for the clocks of the case. */
function withClocks(state: Case, outcome: Outcome, wish: Wish): Outcome {
  if (isRefusal(outcome)) return outcome
  const isJudged = state.phase !== 'unopened' && target.isJudged(state)
  if (!isJudged && !outcome.some(targetFact.judges)) return outcome
  const events: Event[] = []
  let after = state
  for (const event of outcome) {
    const before = after
    after = evolve(after, event)
    events.push(event)
    for (const follows of target.targetsAfter(after, event, wish, before)) {
      after = evolve(after, follows)
      events.push(follows)
    }
  }
  return events
}

function refusedIn(state: Case, type: CommandType) {
  if (type === 'case.open') return 'case.already_open'
  if (state.phase === 'unopened') return 'case.not_found'
  if (state.phase === 'merged') return 'case.merged'
  if (type === 'case.part') return 'case.not_merged'
  return type === 'case.reopen' ? 'case.already_open' : 'case.not_open'
}

/** The case, unless it was never opened. */
export const openedCase = (state: Case): OpenedCase | null => (state.phase === 'unopened' ? null : state)

// The head of a customer's page: where his case stands, whose turn it is, who has it, and what he hears by
// when.
// Not: the lines below it (customer-timeline.ts), nor words and look (portal/).
import { may } from '#core/access/may.ts'
import { type CommandType, evolve } from '#core/case/case.ts'
import type { CustomerEntry, CustomerRole } from '#core/case/customer-line.ts'
import { customerTimeline, roleOf } from '#core/case/customer-timeline.ts'
import { isHelpOpen } from '#core/case/deed/help-facts.ts'
import { changesUntil } from '#core/case/deed/satisfaction.ts'
import { isBeingKept, openPromises } from '#core/case/deed/promise.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import { isOverForGood, reopenUntil } from '#core/case/reopen-until.ts'
import type { PromiseMeans, Recorded, Severity } from '#core/case/event.ts'
import type { HelpReason, HelpReply } from '#core/case/help-fact.ts'
import type { Score } from '#core/case/satisfaction-fact.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import {
  type Case,
  type Help,
  type OpenedCase,
  type Phase,
  type Promised,
  unopened,
  type Waiting,
} from '#core/case/state.ts'
import { type NextStep, nextStep } from '#core/entitlement/next-step.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { givenNumber } from '#core/people/given-number.ts'
import type { Language } from '#core/people/language.ts'
import type { Scripts } from '#core/script/step-on.ts'

/** The only six words a customer reads about the state of his case. */
export type CustomerStatus =
  | 'received'
  | 'working'
  | 'waiting_you'
  | 'waiting_supplier'
  | 'visit_booked'
  | 'solved'
export type CustomerPerson = {
  readonly name: string
  readonly role: CustomerRole
  /** absent: he gives none */
  readonly number?: string
}
export type CustomerPromise = {
  /** where a window was promised, its beginning */
  readonly from: Instant | null
  readonly dueAt: Instant
  readonly means: PromiseMeans
  readonly topic: string | null
  readonly who: string | null
}

export type CustomerHelp = {
  readonly reason: HelpReason
  readonly standing: Exclude<Help['standing'], 'settled'>
  readonly answerBy: Instant
  readonly late: boolean
  readonly reply: HelpReply | null
  /** he is asked whether he is content with the answer */
  readonly mayReply: boolean
  readonly mayWithdraw: boolean
}

export type CustomerView = {
  readonly phase: Exclude<Phase, 'unopened'>
  readonly subject: string | null
  readonly language: Language
  readonly severity: Severity
  readonly openedAt: Instant
  readonly status: CustomerStatus
  readonly since: Instant
  readonly contact: CustomerPerson | null
  readonly worker: CustomerPerson | null
  /** specialists have or had it */
  readonly specialists: boolean
  /** the nearest promise that is not yet due */
  readonly next: CustomerPromise | null
  /** what we promised and did not keep, and have not put right since */
  readonly late: CustomerPromise | null
  /** promises kept in time, out of those that have come due */
  readonly kept: { readonly kept: number; readonly due: number }
  /** what the customer was asked, while it is his turn */
  readonly question: {
    readonly who: string | null
    readonly words: string | null
    readonly until: Instant | null
  } | null
  readonly fix: string | null
  readonly solvedAt: Instant | null
  /** when we ask him whether it holds */
  readonly askedBackAt: Instant | null
  /** until when he may open it again himself */
  readonly reopenUntil: Instant | null
  /** his request for more help and what became of it; null: he made none, or it is past */
  readonly help: CustomerHelp | null
  /** how we did, as he was asked; null: he was not */
  readonly satisfaction: {
    readonly score: Score | null
    readonly words: string | null
    /** until when he may change it; null: nothing is answered yet */
    readonly until: Instant | null
    readonly mayAnswer: boolean
  } | null
  /** what he should know or tell of contracts; null: nothing */
  readonly nextStep: NextStep | null
  readonly into: CaseId | null
  readonly files: number
  readonly may: {
    readonly add: boolean
    readonly help: boolean
    readonly confirm: boolean
    readonly reopen: boolean
  }
  readonly entries: readonly CustomerEntry[]
}

/** What a view needs of the world. */
export type CustomerSetting = {
  readonly text: ReadText
  readonly desk: DeskFacts
  readonly now: Instant
  /** the scripts that were gone through on the case */
  readonly scripts?: Scripts | undefined
}

/** What the status is read from; a card has it as well as a folded case. */
export type Standing = Pick<OpenedCase, 'phase' | 'worker' | 'contact'> & {
  readonly wait?: Pick<Waiting, 'turn' | 'reason'> | null
}

/** The status of a case in the customer's words. */
export function customerStatus(one: Standing): CustomerStatus {
  if (one.phase !== 'open') return one.phase === 'merged' ? 'working' : 'solved'
  const { wait } = one
  if (wait?.reason === 'visit') return 'visit_booked'
  if (wait?.turn === 'customer') return 'waiting_you'
  if (wait?.turn === 'supplier') return 'waiting_supplier'
  return one.worker || one.contact ? 'working' : 'received'
}

/** The status and since when it has been so, and whether specialists ever had the case. */
function course(ledger: readonly Recorded[]): {
  state: Case
  since: Instant
  specialists: boolean
} {
  let state: Case = unopened
  let status: CustomerStatus | null = null
  let since = 0 as Instant
  let specialists = false
  for (const event of ledger) {
    state = evolve(state, event)
    if (state.phase === 'unopened') continue
    const next = customerStatus(state)
    if (next !== status) since = event.at
    status = next
    if (state.worker && state.level > 1) specialists = true
  }
  return { state, since, specialists }
}

/**
 * What the customer of a case sees of it; null for a ledger that opens none.
 * Built field by field from an allow-list: nothing passes because it happened to be there.
 */
export function customerView(ledger: readonly Recorded[], setting: CustomerSetting): CustomerView | null {
  const { state, since, specialists } = course(ledger)
  if (state.phase === 'unopened') return null
  const { text, now } = setting
  const agentName = (agent: AgentId) => setting.desk.agents[agent]?.name ?? null
  const entries = customerTimeline(ledger, state, { text, agentName, now, scripts: setting.scripts })
  const ended = state.phase === 'solved' || state.phase === 'closed' ? state : null
  return {
    phase: state.phase,
    subject: text(state.subject),
    language: state.language,
    severity: state.severity,
    satisfaction: satisfactionOf(state, setting),
    nextStep: nextStep(state, setting.desk),
    openedAt: state.openedAt,
    status: customerStatus(state),
    since,
    contact: person(state.contact, setting),
    worker: state.worker && { name: agentName(state.worker) ?? '', role: roleOf(state.level) },
    specialists,
    ...promisesOf(state, setting, agentName),
    question: questionOf(state, entries),
    fix: fixOf(state, entries),
    solvedAt: ended?.solvedAt ?? null,
    askedBackAt: state.phase === 'solved' ? (state.checkBack?.dueAt ?? null) : null,
    reopenUntil: reopenUntil(state, setting.desk),
    help: helpOn(state),
    into: state.phase === 'merged' ? state.into : null,
    files: entries.reduce((sum, one) => sum + ('files' in one ? one.files.length : 0), 0),
    may: mayDo(state, setting),
    entries,
  }
}

/** What became of his request for more help, while there is still something to say or to do about it. */
function helpOn({ phase, help }: OpenedCase): CustomerHelp | null {
  if (!help || phase === 'merged' || phase === 'closed' || help.standing === 'settled') return null
  const { reason, answerBy, late, reply, standing, id } = help
  if (phase === 'solved' && standing !== 'explained') return null
  return {
    reason,
    answerBy,
    late,
    reply,
    standing,
    mayReply: standing === 'explained' && reply === null,
    mayWithdraw: id !== null && isHelpOpen(help),
  }
}

/** A contact is known by the level he works at himself, wherever the case lies. */
function person(agent: AgentId | null, { desk }: CustomerSetting): CustomerPerson | null {
  const facts = agent && desk.agents[agent]
  if (!facts) return null
  const number = givenNumber(desk, facts)
  return { name: facts.name, role: roleOf(Math.min(...facts.levels, 3)), ...(number && { number }) }
}

const promised = (
  one: Promised,
  { text }: CustomerSetting,
  agentName: (agent: AgentId) => string | null,
): CustomerPromise => ({
  from: one.from,
  dueAt: one.dueAt,
  means: one.means,
  topic: one.topic && text(one.topic),
  who: one.keeper && agentName(one.keeper),
})

const byDue = (a: Promised, b: Promised): number => a.dueAt - b.dueAt

function promisesOf(
  state: OpenedCase,
  setting: CustomerSetting,
  agentName: (agent: AgentId) => string | null,
): Pick<CustomerView, 'next' | 'late' | 'kept'> {
  const all = Object.values(state.promises)
  const running = openPromises(state)
  const leaving = new Set(running.filter(([id, one]) => isBeingKept(state, id, one)).map(([, one]) => one))
  const open = running.map(([, one]) => one).sort(byDue)
  const next = open.find(one => one.dueAt > setting.now) ?? null
  // The clock may ring a moment after the hour: for the customer the hour has passed all the same.
  const late =
    state.phase === 'open'
      ? (open.find(one => one.dueAt <= setting.now && !leaving.has(one)) ?? missedLast(state))
      : null
  const came = all.filter(one => ['kept', 'late', 'missed'].includes(one.standing))
  return {
    next: next && promised(next, setting, agentName),
    late: late && promised(late, setting, agentName),
    kept: { kept: came.filter(one => one.standing === 'kept' && !one.keptLate).length, due: came.length },
  }
}

/**
 * A promise given up without a word to the customer stays owed on his page, until something after it was
 * kept, or somebody has given him another time since. The desk's own next word puts nothing right, nor does
 * what he was promised before, nor what was kept before that one was missed.
 */
function missedLast(state: OpenedCase): Promised | null {
  const all = Object.values(state.promises)
  const last = all
    .filter(one => one.standing === 'missed' || one.standing === 'kept')
    .sort((a, b) => Number(a.endedAt) - Number(b.endedAt))
    .at(-1)
  if (last?.standing !== 'missed') return null
  const isPutRight = all.some(
    one => one.standing === 'running' && one.topic !== null && one.madeAt >= last.dueAt,
  )
  return isPutRight ? null : last
}

function questionOf(state: OpenedCase, entries: readonly CustomerEntry[]): CustomerView['question'] {
  const wait = waitOf(state)
  if (wait?.turn !== 'customer') return null
  const asked = entries.findLast(one => one.kind === 'wrote' && one.at === wait.since)
  const wrote = asked?.kind === 'wrote' ? asked : null
  return { who: wrote?.who ?? null, words: wrote?.words ?? null, until: wait.until }
}

function fixOf(state: OpenedCase, entries: readonly CustomerEntry[]): string | null {
  if (state.phase !== 'solved' && state.phase !== 'closed') return null
  const solved = entries.findLast(one => one.kind === 'solved')
  return solved?.kind === 'solved' ? solved.fix : null
}

function satisfactionOf(state: OpenedCase, { text, now }: CustomerSetting): CustomerView['satisfaction'] {
  const one = state.satisfaction
  if (!one) return null
  const until = changesUntil(one)
  return {
    score: one.score,
    words: one.text && text(one.text),
    until,
    mayAnswer: isAllowed(state.phase, 'satisfaction.answer') && (until === null || now <= until),
  }
}

function mayDo(state: OpenedCase, { desk, now }: CustomerSetting): CustomerView['may'] {
  const allowed = (type: CommandType): boolean =>
    isAllowed(state.phase, type) && may({ kind: 'customer', id: state.customer }, type, state, desk) === true
  const isOver = isOverForGood(state, { now, desk })
  return {
    add: allowed('message.receive') && !isOver,
    help: allowed('help.ask') && !isOver,
    confirm: allowed('case.close') && state.phase === 'solved' && !isOver,
    reopen: allowed('case.reopen') && reopenUntil(state, desk) !== null && !isOver,
  }
}

// What a customer may see of the ledger of his case: an allow-list. A fact, or a field of one, that is not
// named here does not exist for him. Not: the head of his page (customer-view.ts), nor how it looks
// (portal/).
import { type CustomerFile, customerFile } from '#core/case/customer-file.ts'
import type { CustomerEntry, CustomerLine, CustomerRole, Owed } from '#core/case/customer-line.ts'
import type { Event, EventOf, EventType, Recorded } from '#core/case/event.ts'
import { expertLevel, isToldTarget } from '#core/case/inner-fact.ts'
import { type CustomerWalks, customerWalks } from '#core/case/customer-walk.ts'
import { isSilent } from '#core/case/timeline.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type {
  AgentId,
  CaseId,
  GoodwillId,
  MessageId,
  ProposalId,
  QuestionId,
  TargetId,
} from '#core/kit/id.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Scripts } from '#core/script/step-on.ts'

/** What reading needs beside the ledger. */
export type CustomerReading = {
  readonly text: ReadText
  readonly agentName: (agent: AgentId) => string | null
  /** words that may still be taken back are not shown */
  readonly now: Instant
  /** the scripts that were gone through; absent: nothing can be said of walks */
  readonly scripts?: Scripts | undefined
}

type Seen = CustomerReading & {
  readonly state: OpenedCase
  readonly before: Recorded | undefined
  readonly walks: CustomerWalks
  /** when a clock was due by the facts before this one; later ones may have moved it */
  readonly dueThen: (target: TargetId) => Instant | null
}
/** Whether somebody else asked it, in a case of his that goes on in this one. */
const isOthers = ({ brought, customer }: OpenedCase, { from }: { readonly from?: CaseId }): boolean =>
  brought.some(one => one.from === from && one.customer !== undefined && one.customer !== customer)
/** What became of a question, beside his words for it while they are there; of others' he reads nothing. */
const settledQuestion = (
  { question }: { readonly question: QuestionId },
  { state, text }: Seen,
  line: (question: string | null) => CustomerLine,
): CustomerLine | null => {
  const asked = state.questions[question]
  if (!asked) return line(null)
  return isOthers(state, asked) ? null : line(text(asked.text))
}
type Show<T extends EventType> = (event: EventOf<T>, seen: Seen) => CustomerLine | null

/** The name customers know a level by. */
export const roleOf = (level: number): CustomerRole => (level === 1 ? 'support' : 'specialist')

const nameOf = (seen: Seen, by: Actor): string | null => (by.kind === 'agent' ? seen.agentName(by.id) : null)
const named = (seen: Seen, agent: AgentId): string => seen.agentName(agent) ?? ''

const filesOf = (event: EventOf<'message.received' | 'message.queued'>, seen: Seen): CustomerFile[] =>
  event.attached.map(one => customerFile(one, seen.state, seen.text))

const owedOf = ({ from, dueAt }: Owed): Owed => ({ from, dueAt })
const owed = (seen: Seen, event: { promise: keyof OpenedCase['promises'] }): Owed | null => {
  const one = seen.state.promises[event.promise]
  return one ? owedOf(one) : null
}

/** The word that was promised and goes along with a hand-off; null: none, or its time had passed. */
function hearsBy(seen: Seen, { summary }: HandOffState, at: Instant): Owed | null {
  const one = summary.promise && seen.state.promises[summary.promise]
  return one && one.dueAt > at ? owedOf(one) : null
}

/** What was proposed, in the words he got. */
function proposedOf({ state, text }: Seen, id: ProposalId): string | null {
  const one = state.proposals?.[id]
  return one ? text(one.what) : null
}

/** What he was given, in the words it was granted in. */
function givenOf({ state, text }: Seen, id: GoodwillId): string | null {
  const one = state.goodwills?.[id]
  return one ? text(one.what) : null
}

/** A person is named twice in one act when he takes a case or a hand-off: once is enough. */
const saidAlready = (seen: Seen): boolean =>
  ['hand_off.accepted', 'hand_off.answered', 'contact.assigned'].includes(seen.before?.type ?? '')

/** The allow-list: one line for each kind of fact a customer may see, with the fields he may see of it. */
const shows: { readonly [T in EventType]?: Show<T> } = {
  'case.opened': () => ({ kind: 'opened' }),
  'message.received': (event, seen) =>
    event.automatic === null && !seen.state.messages[event.message]?.doubt
      ? {
          kind: 'said',
          via: event.channel === 'email' ? 'mail' : 'here',
          words: seen.text(event.text),
          files: filesOf(event, seen),
        }
      : null,
  'message.queued': (event, seen) => {
    const standing = seen.state.messages[event.message]?.standing
    const left = standing !== 'withdrawn' && (standing !== 'queued' || event.sendAt <= seen.now)
    // What the giver of a hand-off wrote to him are words of a person, though no answer.
    if (!left || (event.automatic && event.automatic !== 'hand_off')) return null
    return {
      kind: 'wrote',
      who: nameOf(seen, event.by),
      words: seen.text(event.text),
      files: filesOf(event, seen),
    }
  },
  'contact.held': (event, seen) => ({
    kind: 'contact',
    who: nameOf(seen, event.by),
    means: event.means,
    direction: event.direction,
    reach: event.reach,
    minutes: event.minutes,
  }),
  'claim.made': (event, seen) =>
    seen.walks.within.has(event.claim)
      ? null
      : { kind: 'said', via: 'here', words: seen.text(event.text), files: [] },
  'step.tried': (event, seen) =>
    seen.walks.within.has(event.step)
      ? null
      : {
          kind: 'step',
          what: seen.text(event.what),
          // The why of a script's step was written for agents.
          why: seen.walks.tried.has(event.step) ? null : seen.text(event.why),
          result: event.result ? seen.text(event.result) : null,
          outcome: event.outcome,
          doneBy: event.doneBy,
        },
  'promise.made': (event, seen) =>
    event.topic
      ? {
          kind: 'promised',
          who: event.keeper && seen.agentName(event.keeper),
          topic: seen.text(event.topic),
          means: event.means,
          from: event.from ?? null,
          dueAt: event.dueAt,
        }
      : null,
  'promise.kept': (event, seen) => {
    const was = owed(seen, event)
    return was && { kind: 'kept', ...was, late: event.late }
  },
  'promise.late': (event, seen) => {
    const was = owed(seen, event)
    return was && { kind: 'late', ...was }
  },
  'promise.missed': (event, seen) => {
    const was = owed(seen, event)
    return was && { kind: 'missed', ...was }
  },
  'promise.moved': (event, seen) => {
    const one = seen.state.promises[event.promise]
    const to = seen.state.promises[event.to]
    // Where the house's own gave way to a spoken one, that has a line of its own.
    return one && to && (one.topic || !to.topic) ? { kind: 'moved', ...owedOf(one), to: owedOf(to) } : null
  },
  'promise.withdrawn': (event, seen) => {
    const one = seen.state.promises[event.promise]
    // What ends with the case needs no line of its own.
    return one?.topic && !event.end ? { kind: 'withdrawn', ...owedOf(one) } : null
  },
  'check_back.planned': event => ({ kind: 'will_ask', dueAt: event.dueAt }),
  // What he said himself has a line of its own: closed, or opened again.
  'check_back.ended': event => (event.how === 'not_reached' ? { kind: 'not_reached' } : null),
  'satisfaction.answered': (event, seen) => ({
    kind: 'told_us',
    score: event.score,
    words: event.text ? seen.text(event.text) : null,
  }),
  'contact.assigned': (event, seen) => ({
    kind: 'contact_is',
    who: named(seen, event.agent),
    another: event.from !== undefined,
  }),
  'worker.assigned': (event, seen) =>
    saidAlready(seen)
      ? null
      : { kind: 'worker_is', who: named(seen, event.agent), role: roleOf(event.level) },
  'hand_off.accepted': (event, seen) => {
    const one = seen.state.handOffs[event.handOff]
    const who = nameOf(seen, event.by)
    return one && who
      ? {
          kind: 'joined',
          who,
          role: roleOf(one.to.level),
          expert: one.to.level >= expertLevel,
          hears: hearsBy(seen, one, event.at),
        }
      : null
  },
  // Who it was, and what was said, stays inside; that somebody who knows more was asked does him good.
  'live_line.answered': () => ({ kind: 'asked_inside' }),
  'lead.alerted': ({ because }) => ({ kind: 'lead_alerted', because }),
  'target.breached': ({ target, kind }, { dueThen }) =>
    isToldTarget(kind) ? { kind: 'target_late', target: kind, dueAt: dueThen(target) } : null,
  'question.added': (event, seen) =>
    isOthers(seen.state, event) ? null : { kind: 'asked', question: seen.text(event.text) },
  'question.answered': (event, seen) =>
    settledQuestion(event, seen, question => ({ kind: 'answered', question, answer: seen.text(event.text) })),
  // Why it was declined was written for us.
  'question.declined': (event, seen) =>
    settledQuestion(event, seen, question => ({ kind: 'question_ended', question, how: 'declined' })),
  'question.split': (event, seen) =>
    settledQuestion(event, seen, question => ({ kind: 'question_ended', question, how: 'split' })),
  'wait.started': event => {
    // What goes on after a question to him was told when it began.
    if (event.since !== undefined) return null
    if (event.reason === 'visit') return { kind: 'waiting', whom: 'visit', until: event.until ?? null }
    return event.turn === 'supplier'
      ? { kind: 'waiting', whom: 'supplier', until: event.until ?? null }
      : null
  },
  'help.asked': (event, seen) => ({
    kind: 'help',
    reason: event.reason,
    words: event.text ? seen.text(event.text) : null,
    answerBy: event.answerBy,
  }),
  'help.taken_up': (event, seen) => ({ kind: 'help_read', who: nameOf(seen, event.by) }),
  'help.passed_on': () => ({ kind: 'help_passed_on' }),
  'help.explained': (event, seen) => ({
    kind: 'help_explained',
    how: seen.state.messages[event.evidence as MessageId] ? 'written' : 'said',
  }),
  'help.replied': event => ({ kind: 'help_reply', reply: event.reply }),
  'help.raised': event => ({ kind: 'help_raised', answerBy: event.answerBy }),
  'help.withdrawn': () => ({ kind: 'help_withdrawn' }),
  'help.late': () => ({ kind: 'help_late' }),
  'proposal.made': ({ proposal, kind: proposes, what, amountMinor, currency }, seen) => ({
    ...{ kind: 'proposed', proposal, proposes, what: seen.text(what) },
    cost: amountMinor !== undefined && currency !== undefined ? { amountMinor, currency } : null,
    isOpen: seen.state.proposals?.[proposal]?.standing === 'open',
  }),
  'proposal.answered': ({ proposal, says }, seen) => ({
    ...{ kind: 'proposal_answered', says, what: proposedOf(seen, proposal) },
  }),
  'proposal.withdrawn': ({ proposal, because }, seen) => ({
    ...{ kind: 'proposal_withdrawn', what: proposedOf(seen, proposal), words: seen.text(because) },
  }),
  // What somebody of ours thought of alone is nothing yet: he hears of it once it is granted.
  'goodwill.asked': (event, seen) =>
    event.origin === 'customer' ? { kind: 'goodwill_asked', what: seen.text(event.what) } : null,
  'goodwill.granted': ({ goodwill, words, code, until }, seen) => {
    const one = seen.state.goodwills?.[goodwill]
    if (!one) return null
    const { kind: gives, amountMinor, currency } = one
    const gift = { gives, what: seen.text(one.what), amountMinor, currency }
    const coupon = { code: code ? seen.text(code) : null, until: until ?? null }
    return { kind: 'goodwill_granted', ...gift, words: words ? seen.text(words) : null, ...coupon }
  },
  'goodwill.refused': ({ goodwill, words }, seen) =>
    seen.state.goodwills?.[goodwill]?.origin === 'customer'
      ? { kind: 'goodwill_refused', words: seen.text(words) }
      : null,
  'goodwill.revoked': ({ goodwill, because }, seen) => ({
    kind: 'goodwill_revoked',
    what: givenOf(seen, goodwill),
    words: seen.text(because),
  }),
  'goodwill.redeemed': ({ goodwill }, seen) => ({ kind: 'goodwill_redeemed', what: givenOf(seen, goodwill) }),
  // Why was written for us; what an assessment brings about it says itself, and an opening changes nothing.
  'case.classified': ({ severity }, { before }) =>
    severity === undefined || before?.type === 'severity.assessed' || before?.type === 'case.opened'
      ? null
      : { kind: 'severity', severity },
  'severity.assessed': (event, seen) => ({
    kind: 'severity',
    severity: event.severity,
    words: seen.text(event.because),
  }),
  'case.solved': (event, seen) => ({
    kind: 'solved',
    who: nameOf(seen, event.by),
    fix: seen.text(event.fix),
  }),
  'case.closed': (event, seen) => ({
    kind: 'closed',
    reason: event.reason,
    instead: event.instead ? seen.text(event.instead) : null,
  }),
  'case.reopened': () => ({ kind: 'reopened' }),
  'case.merged': event => ({ kind: 'merged', into: event.into }),
  'case.parted': () => ({ kind: 'parted' }),
}

/**
 * The lines of a ledger that its customer may read, oldest first. Texts that were erased read as null.
 * @param state the case after the whole ledger
 */
export function customerTimeline(
  ledger: readonly Recorded[],
  state: OpenedCase,
  reading: CustomerReading,
): CustomerEntry[] {
  const told = ledger.filter(event => !isSilent(event))
  const walks = customerWalks(ledger, state, { text: reading.text, scripts: reading.scripts ?? (() => null) })
  return told.flatMap((event, i): CustomerEntry[] => {
    const walk = walks.begun.get(event.seq)
    if (walk) return [walk]
    const show = shows[event.type] as ((event: Event, seen: Seen) => CustomerLine | null) | undefined
    const dueThen = (target: TargetId) => dueBefore(ledger, target, event.seq)
    const line = show?.(event, { ...reading, state, before: told[i - 1], walks, dueThen }) ?? null
    return line ? [{ ...line, seq: event.seq, at: event.at, own: event.by.kind === 'customer' }] : []
  })
}

function dueBefore(ledger: readonly Recorded[], target: TargetId, seq: number): Instant | null {
  const last = ledger.findLast(
    one => one.seq < seq && 'target' in one && one.target === target && 'dueAt' in one,
  )
  return last && 'dueAt' in last ? (last.dueAt as Instant) : null
}

// The clocks of what a policy owes: what starts, stops, moves and ends one, as a table of facts.
// Not: how long is owed (clock/policy.ts), nor when that falls due (clock/due.ts).
import { type Deciders, deskFact, fact, type Wish } from '#core/case/deed/deed.ts'
import {
  alive,
  cancelled,
  type Clocked,
  clocksOf,
  isAlive,
  isRunning,
  met,
  openTargets,
  started,
} from '#core/case/deed/target-clock.ts'
import { answeredBefore, type Said } from '#core/case/deed/target-answered.ts'
import { unansweredSince } from '#core/case/deed/brought-word.ts'
import { owedSince, visitAgreedAt } from '#core/case/deed/owed-since.ts'
import { receivedAt, supplierToldAside, waitOver } from '#core/case/deed/target-waits.ts'
import { pauseOf } from '#core/case/deed/wait.ts'
import {
  type Counted,
  countingOf,
  standsStill,
  stillKinds,
  tightest,
  versionFor,
  waitedBetween,
} from '#core/case/deed/target-times.ts'
import type { Brought } from '#core/case/brought.ts'
import type { Event, EventOf, EventType, RetargetReason } from '#core/case/event.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { Case, OpenedCase, TargetState } from '#core/case/state.ts'
import { countedMs } from '#core/clock/due.ts'
import { type TargetKind, targetKinds } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { after, earliest, type Instant, instant, latest, minuteMs } from '#core/kit/time.ts'
import { those } from '#core/kit/table.ts'

export type EntitlementDecision = Omit<EventOf<'entitlement.decided'>, 'type' | 'at' | 'by'>
export type TargetCommands = { 'entitlement.decide': { decision: EntitlementDecision } }

/**
 * A word that reached the customer: it answers what was owed when it was said, and the next update is owed
 * from there. What he wrote between the click and the sending is not answered by it, and stays owed.
 */
function spoken(state: OpenedCase, wish: Wish, { at, until, evidence }: Said): Event[] {
  const isHeard = ([, { from }]: Clocked) => from <= until || from === state.owedFrom
  const answers = alive(state, 'first_response', 'next_response')
  const updates = alive(state, 'periodic_update')
  const answered = answers.filter(isHeard)
  const metBy = (clocks: readonly Clocked[]) =>
    clocks.flatMap(one => met(wish, [one], latest(at, one[1].from), evidence))
  const isLast = answered.length > 0 && answered.length === answers.length
  const since = isLast ? earliest(wordsAfter(state.messages, until)) : null
  return [
    ...metBy(answered),
    ...answeredBefore(state, wish, { at, until, evidence }),
    ...(since === null ? [] : started(state, wish, { kind: 'next_response', from: since })),
    ...metBy(updates.filter(isHeard)),
    ...(updates.every(isHeard) ? updateOwed(state, wish, at) : []),
  ]
}

/** When words of his came that somebody who spoke up to then could not know. */
const wordsAfter = (messages: OpenedCase['messages'], until: Instant): Instant[] =>
  those(
    messages,
    one => one.way === 'in' && one.at > until && !one.automatic && !one.doubt && !one.thanks,
  ).map(([, one]) => one.at)

/** While a case is open and it is not the customer's turn, a next update is always owed. */
export const updateOwed = (state: OpenedCase, wish: Wish, from: Instant): Event[] =>
  state.phase === 'open' && state.wait?.turn !== 'customer'
    ? started(state, wish, { kind: 'periodic_update', from })
    : []

/** Other times for the clocks that live: same beginning, same pauses; what is past already is breached so. */
const retargeted = (state: OpenedCase, wish: Wish, because: 'severity' | 'entitlement'): Event[] =>
  openTargets(state).flatMap(([target, one]) => moved(state, wish, { target, one, because, clock: one }))

function moved(
  state: OpenedCase,
  wish: Wish,
  {
    target,
    one,
    because,
    clock,
  }: { target: TargetId; one: TargetState; because: RetargetReason; clock: Counted },
): Event[] {
  const times = tightest(state, wish, clock)
  if (!times) return cancelled(wish, [[target, one]], 'no_longer_owed')
  const { policy, version, dueAt, warnAt, pausedMs } = times
  const isSame = dueAt === one.dueAt && policy === one.policy && version === one.version
  if (isSame && clock.from === one.from) return []
  const began = clock.from === one.from ? {} : { from: clock.from, pausedMs }
  const to = deskFact(wish, 'target.retargeted', {
    target,
    because,
    policy,
    version,
    ...began,
    dueAt,
    warnAt,
  })
  // One that stands still has come as far as where it stopped.
  const isPast = one.breached === null && (one.pausedAt ?? wish.at) >= dueAt
  const breach = { target, kind: one.kind, how: 'retarget', because } as const
  return isPast ? [to, deskFact(wish, 'target.breached', breach)] : [to]
}

const earlier = (one: Instant, other: Instant): Instant => instant(Math.min(one, other))

/** Counted from the opening of a case: where two became one, from that of the earlier. */
const fromOpening: readonly TargetKind[] = ['first_response', 'workaround', 'resolution']

/**
 * Another case goes on in this one: the earliest beginning and, of each kind, the tightest policy of both
 * hold. What was waited for in the other before this one began is kept; an answer given there answers here.
 */
function joined(state: OpenedCase, brings: Brought, wish: Wish): Event[] {
  const unanswered = unansweredSince(state, brings)
  const events = openTargets(state).flatMap(([target, one]): Event[] => {
    const from = earlier(one.from, beginnings(one.kind, state, unanswered) ?? one.from)
    const clock = { ...one, from, waited: waitedBetween(state, from, one.from) }
    const to = moved(state, wish, { target, one, because: 'merged', clock })
    const isAnswered = one.kind === 'first_response' && brings.answeredAt !== undefined
    if (!isAnswered || to[0]?.type === 'target.cancelled') return to
    const dueAt = to[0]?.type === 'target.retargeted' ? to[0].dueAt : one.dueAt
    // The answer came before the cases were joined: it is late or not, and nothing is past by joining them.
    return [...to.slice(0, 1), ...met(wish, [[target, { ...one, dueAt }]], brings.answeredAt as Instant)]
  })
  return [...events, ...begun(state, wish, 'merged'), ...wordOwed(state, brings, unanswered, wish)]
}

/** Of two clocks of a kind the earlier beginning counts; null: each kept its own. */
function beginnings(kind: TargetKind, state: OpenedCase, unanswered: Instant | null): Instant | null {
  if (kind === 'next_response') return unanswered
  return fromOpening.includes(kind) ? state.owedFrom : null
}

/** The customer of the other case still waits for a word, and nothing here is owed him yet. */
function wordOwed(state: OpenedCase, brings: Brought, from: Instant | null, wish: Wish): Event[] {
  if (from === null || state.phase !== 'open') return []
  const owed = alive(state, 'next_response', ...(brings.answeredAt === undefined ? firsts : []))
  return owed.length > 0 ? [] : started(state, wish, { kind: 'next_response', from, because: 'merged' })
}
const firsts: readonly TargetKind[] = ['first_response']

/** What is owed of the case as it stands and has no clock yet, each from when it began to be owed. */
function begun(state: OpenedCase, wish: Wish, because: RetargetReason): Event[] {
  if (state.phase !== 'open') return []
  return targetKinds.flatMap(kind => {
    const since = owedSince[kind](state)
    if (since === null || clocksOf(state, kind).some(([, one]) => isKnown(one, since))) return []
    const from = kind === 'periodic_update' ? updateFrom(state, wish, since) : since
    return started(state, wish, { kind, from, because })
  })
}

/**
 * Whether what is owed since then has its clock. One that lives goes on, though what it is owed for was put
 * off: of a kind only one runs. One that was given up because nothing was owed any more, and had no verdict
 * until then, is none: where it is owed again it begins where it began.
 */
const isKnown = (one: TargetState, since: Instant): boolean =>
  isAlive(one) ||
  (one.from >= since && (one.breached !== null || one.cancelled?.because !== 'no_longer_owed'))

/**
 * Since the last word. Where he has had one, nobody owed him updates until now and that is too long ago
 * already, from now on: he always has a time by which he hears from us.
 */
function updateFrom(state: OpenedCase, wish: Wish, since: Instant): Instant {
  const kind = 'periodic_update'
  const isNew = state.firstAnsweredAt !== null && !clocksOf(state, kind).some(([, one]) => one.from >= since)
  const dueAt = isNew && tightest(state, wish, { kind, from: since, pausedMs: 0 })?.dueAt
  return dueAt && dueAt <= wish.at ? wish.at : since
}

/** The clock of something that happened, unless one of its kind runs already: the first one counts. */
const occasion = (state: OpenedCase, wish: Wish, kind: TargetKind): Event[] =>
  alive(state, kind).length > 0 ? [] : started(state, wish, { kind, from: wish.at })

/** Another level has it: the time of the one before ends with its verdict, that of the new one begins. */
const levelLeft: Reaction<'worker.assigned' | 'worker.queued'> = (state, _event, wish, before) =>
  before.level === state.level
    ? []
    : [
        ...met(wish, alive(state, 'level_time'), wish.at),
        ...started(state, wish, { kind: 'level_time', from: wish.at }),
      ]

/** A visit was called off: nobody is awaited on site, unless another one was agreed. */
export const visitOff = (state: OpenedCase, wish: Wish): Event[] =>
  state.phase === 'open' && visitAgreedAt(state) === null
    ? cancelled(wish, alive(state, 'on_site_arrival'), 'withdrawn')
    : []

const promisedVisitOff: Reaction<'promise.kept' | 'promise.withdrawn'> = (state, event, wish) => {
  const isEnd = event.type === 'promise.withdrawn' && event.end !== undefined
  return !isEnd && state.promises[event.promise]?.means === 'visit' ? visitOff(state, wish) : []
}

/** A case came back: what it owed goes on where it stood, unless its verdict is written. */
function reopened(state: OpenedCase, wish: Wish, event: EventOf<'case.reopened'>): Event[] {
  const words = goneOn(state, wish, ['first_response', 'next_response'])
  const isAnswerOwed = words.length === 0 && event.reason !== 'by_agent'
  return [
    ...(isAnswerOwed ? started(state, wish, { kind: 'next_response', from: wish.at }) : words),
    ...updateOwed(state, wish, wish.at),
    ...goneOn(state, wish, ['workaround', 'resolution']),
    ...occasion(state, wish, 'level_time'),
  ]
}

/** The clocks of those kinds that go on because their case does, without the time it was at its end. */
function goneOn(state: OpenedCase, wish: Wish, kinds: readonly TargetKind[]): Event[] {
  return kinds.flatMap(kind => {
    const [continues, one] = clocksOf(state, kind).at(-1) ?? []
    const stoppedAt = one && stopped(one)
    const version = stoppedAt && versionFor(wish, one)
    if (!continues || !version) return []
    return started(state, wish, {
      kind,
      from: fromOpening.includes(kind) ? earlier(one.from, state.owedFrom) : one.from,
      known: one.from,
      because: 'merged',
      pausedMs: one.pausedMs + countedMs(countingOf(wish, version, kind), stoppedAt, wish.at),
      continues,
    })
  })
}

/** When it stopped with its case: a cure with the fix, anything with an end without one; null: it did not. */
function stopped({ kind, breached, metAt, cancelled }: TargetState): Instant | null {
  if (breached !== null) return null
  return kind === 'resolution' && metAt !== null
    ? metAt
    : cancelled?.because === 'closed'
      ? cancelled.at
      : null
}

type Reaction<T extends EventType> = (
  state: OpenedCase,
  event: EventOf<T>,
  wish: Wish,
  before: OpenedCase,
) => Event[]

/** Who wrote is owed an answer, unless he is owed one already. */
function answerOwed(state: OpenedCase, at: Instant, wish: Wish): Event[] {
  if (state.phase !== 'open') return []
  const isOwed = alive(state, 'first_response', 'next_response').length > 0
  return isOwed ? [] : started(state, wish, { kind: 'next_response', from: at })
}

/** What each fact means for the clocks, given the case as it is after it. A table a manager could read. */
const reactions: { readonly [T in EventType]?: Reaction<T> } = {
  'entitlement.decided': (state, _event, wish) => [
    ...retargeted(state, wish, 'entitlement'),
    ...begun(state, wish, 'entitlement'),
  ],
  'case.classified': (state, event, wish) =>
    event.severity === undefined
      ? []
      : [...retargeted(state, wish, 'severity'), ...begun(state, wish, 'severity')],
  'message.received': (state, event, wish) => (isWord(event) ? answerOwed(state, event.at, wish) : []),
  'message.sender_confirmed': (state, { message }, wish) =>
    answerOwed(state, receivedAt(state, message, wish), wish),
  'message.sent': (state, { message }, wish) => {
    const one = state.messages[message]
    return one && !one.automatic ? spoken(state, wish, { at: one.at, until: one.at, evidence: message }) : []
  },
  'contact.held': (state, { reach, means, startedAt: at, minutes, contact: evidence }, wish) => {
    if (reach !== 'reached') return []
    const came = means === 'visit' ? alive(state, 'on_site_arrival') : []
    const until = after(at, minutes * minuteMs)
    return [...met(wish, came, at, evidence), ...spoken(state, wish, { at, until, evidence })]
  },
  'step.tried': (state, { outcome, step, doneBy }, wish) => [
    ...(outcome === 'worked' || outcome === 'partial'
      ? met(wish, alive(state, 'workaround'), wish.at, step)
      : []),
    ...(doneBy === 'supplier' ? met(wish, alive(state, 'supplier_response'), wish.at, step) : []),
  ],
  'promise.made': (state, { means }, wish) =>
    means === 'visit' ? occasion(state, wish, 'on_site_arrival') : [],
  'promise.kept': promisedVisitOff,
  'promise.withdrawn': promisedVisitOff,
  'hand_off.offered': (state, _event, wish) => occasion(state, wish, 'hand_off_acceptance'),
  'hand_off.accepted': (state, { handOff }, wish) =>
    met(wish, alive(state, 'hand_off_acceptance'), wish.at, handOff),
  'hand_off.returned': (state, { handOff }, wish) =>
    met(wish, alive(state, 'hand_off_acceptance'), wish.at, handOff),
  'hand_off.decided': (state, { handOff, how }, wish) =>
    how === 'stays' ? met(wish, alive(state, 'hand_off_acceptance'), wish.at, handOff) : [],
  'hand_off.withdrawn': (state, _event, wish) =>
    cancelled(wish, alive(state, 'hand_off_acceptance'), 'withdrawn'),
  'worker.assigned': levelLeft,
  'worker.queued': levelLeft,
  'wait.started': (state, event, wish) => {
    const because = pauseOf(event)
    const began = [
      ...(event.turn === 'supplier' ? occasion(state, wish, 'supplier_response') : []),
      ...(event.reason === 'visit' ? occasion(state, wish, 'on_site_arrival') : []),
    ]
    if (because === null) return began
    const still = alive(state, ...stillKinds).filter(([, one]) => isRunning(one))
    const updates = because === 'customer' ? alive(state, 'periodic_update') : []
    return [
      ...began,
      ...still.map(([target]) => deskFact(wish, 'target.paused', { target, because })),
      ...cancelled(wish, updates, 'waiting'),
    ]
  },
  'wait.ended': waitOver,
  'matter.told': supplierToldAside,
  'case.solved': (state, _event, wish) => {
    const done = alive(state, ...stillKinds)
    const owed = openTargets(state).filter(([, one]) => !standsStill(one.kind))
    return [...met(wish, done, wish.at), ...cancelled(wish, owed, 'solved')]
  },
  'case.reopened': (state, event, wish) => reopened(state, wish, event),
  'case.closed': (state, _event, wish) => cancelled(wish, openTargets(state), 'closed'),
  'case.linked': (state, { brings }, wish) => (brings ? joined(state, brings, wish) : []),
  'case.merged': (state, _event, wish) => cancelled(wish, openTargets(state), 'merged'),
}

/** Whether anything is owed by policy: it was judged itself, or a case that was merged into it. */
export const isJudged = (state: OpenedCase): boolean => state.entitled !== null || state.brought.length > 0

/**
 * What a fact means for the clocks of a case that was judged by a policy.
 * @param before the case as it was without the fact
 */
export function targetsAfter(state: Case, event: Event, wish: Wish, before: Case): Event[] {
  if (state.phase === 'unopened' || !isJudged(state)) return []
  const reaction = reactions[event.type] as Reaction<EventType> | undefined
  return reaction ? reaction(state, event as never, wish, before as OpenedCase) : []
}

export const targetDeciders: Deciders<TargetCommands> = {
  'entitlement.decide': (_state, { decision }, wish) => {
    if (decision.policy && !wish.setting.desk.policies[decision.policy]) return refuse('policy.not_found')
    return [fact(wish, 'entitlement.decided', decision)]
  },
}

// The clocks of what a policy owes: what starts, stops, moves and ends one, and what it becomes.
// Not: how long is owed (clock/policy.ts), nor when that falls due (clock/due.ts).
import { type Deciders, deskFact, fact, present, type Wish } from '#core/case/deed/deed.ts'
import { owedSince, visitAgreedAt } from '#core/case/deed/owed-since.ts'
import { receivedAt, supplierToldAside, waitOver } from '#core/case/deed/target-waits.ts'
import { waitOf } from '#core/case/deed/wait.ts'
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
import type { Event, EventOf, EventType, PauseReason, RetargetReason, TargetEnd } from '#core/case/event.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { Case, MessageState, OpenedCase, TargetState, Waiting } from '#core/case/state.ts'
import { countedMs } from '#core/clock/due.ts'
import { type TargetKind, targetKinds } from '#core/clock/policy.ts'
import type { MessageId, TargetId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { earliest, type Instant, instant, secondMs } from '#core/kit/time.ts'
import { finder, those } from '#core/kit/table.ts'

export type EntitlementDecision = Omit<EventOf<'entitlement.decided'>, 'type' | 'at' | 'by'>
export type TargetCommands = { 'entitlement.decide': { decision: EntitlementDecision } }

/** A clock woken so late after the due instant says so in its verdict. */
const lateFromMs = 5 * secondMs

const isRunning = (one: TargetState): boolean => one.standing === 'running'
const isAlive = (one: TargetState): boolean => one.standing === 'running' || one.standing === 'paused'

type Clocked = [TargetId, TargetState]
/** All clocks of some kinds, in their order. */
export const clocksOf = (state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] =>
  those(state.targets, one => kinds.includes(one.kind))
/** Those of them that run or stand still. */
export const alive = (state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] =>
  openTargets(state).filter(([, one]) => kinds.includes(one.kind))

/** The clocks of a case that still run or stand still, for lists and screens. */
export const openTargets = (state: OpenedCase): readonly Clocked[] => living(state.targets)
const living = finder<TargetId, TargetState>(isAlive)

/** A clock that begins, and what it is at once. */
export function started(
  state: OpenedCase,
  wish: Wish,
  clock: {
    readonly kind: TargetKind
    readonly from: Instant
    readonly pausedMs?: number
    readonly continues?: TargetId
    /** from where on `pausedMs` holds all pauses; absent: from the opening */
    readonly known?: Instant
    /** begun after the fact: what is past by then is breached by this, not by us */
    readonly because?: RetargetReason
  },
): Event[] {
  const { kind, from, continues } = clock
  const waited = waitedBetween(state, from, clock.known ?? state.openedAt)
  const times = tightest(state, wish, { kind, from, pausedMs: clock.pausedMs ?? 0, waited })
  if (!times) return []
  const target = wish.setting.newId('tgt')
  // What begins while the desk legitimately cannot go on stands still from its first second.
  const wait = waitOf(state)
  const still = wait && standsStill(kind) ? pauseOf(wait) : null
  const { because } = clock
  const isPast = because !== undefined && wish.at >= times.dueAt
  return [
    deskFact(wish, 'target.started', present({ target, kind, from, ...times, continues })),
    ...(isPast ? [deskFact(wish, 'target.breached', { target, kind, how: 'retarget', because })] : []),
    ...(still === null ? [] : [deskFact(wish, 'target.paused', { target, because: still })]),
  ]
}

/** The clocks are met, late or not. */
export const met = (wish: Wish, clocks: readonly Clocked[], metAt: Instant, evidence?: string): Event[] =>
  clocks.map(([target, one]) =>
    deskFact(
      wish,
      'target.met',
      present({ target, kind: one.kind, metAt, late: metAt > one.dueAt, evidence }),
    ),
  )

/** The clocks are no longer owed. */
export const cancelled = (wish: Wish, clocks: readonly Clocked[], because: TargetEnd): Event[] =>
  clocks.map(([target]) => deskFact(wish, 'target.cancelled', { target, because }))

/** A word that reached the customer: it answers what was owed, and the next update is owed from here. */
function spoken(state: OpenedCase, wish: Wish, at: Instant, evidence: string): Event[] {
  return [
    ...met(wish, alive(state, 'first_response', 'next_response'), at, evidence),
    ...met(wish, alive(state, 'periodic_update'), at, evidence),
    ...updateOwed(state, wish, at),
  ]
}

/** While a case is open and it is not the customer's turn, a next update is always owed. */
export const updateOwed = (state: OpenedCase, wish: Wish, from: Instant): Event[] =>
  state.phase === 'open' && state.wait?.turn !== 'customer'
    ? started(state, wish, { kind: 'periodic_update', from })
    : []

/** Why waiting lets the clocks of the cure stand still; null: it does not. A supplier never stops ours. */
export function pauseOf({ turn, reason }: Pick<Waiting, 'turn' | 'reason'>): PauseReason | null {
  if (turn === 'customer') return 'customer'
  return reason === 'agreed_date' || reason === 'maintenance_window' ? reason : null
}

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
  const events = openTargets(state).flatMap(([target, one]): Event[] => {
    const from = fromOpening.includes(one.kind) ? earlier(one.from, state.owedFrom) : one.from
    const clock = { ...one, from, waited: waitedBetween(state, from, one.from) }
    const to = moved(state, wish, { target, one, because: 'merged', clock })
    const isAnswered = one.kind === 'first_response' && brings.answeredAt !== undefined
    if (!isAnswered || to[0]?.type === 'target.cancelled') return to
    const dueAt = to[0]?.type === 'target.retargeted' ? to[0].dueAt : one.dueAt
    // The answer came before the cases were joined: it is late or not, and nothing is past by joining them.
    return [...to.slice(0, 1), ...met(wish, [[target, { ...one, dueAt }]], brings.answeredAt as Instant)]
  })
  return [...events, ...begun(state, wish, 'merged')]
}

/** What is owed of the case as it stands and has no clock yet, each from when it began to be owed. */
function begun(state: OpenedCase, wish: Wish, because: RetargetReason): Event[] {
  if (state.phase !== 'open') return []
  return targetKinds.flatMap(kind => {
    const from = owedSince[kind](state)
    // One that lives goes on, though what it is owed for was put off: of a kind only one runs.
    const isKnown = from === null || clocksOf(state, kind).some(([, one]) => isAlive(one) || one.from >= from)
    return isKnown ? [] : started(state, wish, { kind, from, because })
  })
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

/** A solved case came back: the clock of the cure goes on where it stood, unless its verdict is written. */
function reopened(state: OpenedCase, wish: Wish, event: EventOf<'case.reopened'>): Event[] {
  const last = clocksOf(state, 'resolution').at(-1)
  const [continues, one] = last ?? []
  const version = one && versionFor(wish, one)
  const cure =
    one && version && one.metAt !== null && one.breached === null
      ? started(state, wish, {
          kind: 'resolution',
          from: earlier(one.from, state.owedFrom),
          known: one.from,
          because: 'merged',
          pausedMs: one.pausedMs + countedMs(countingOf(wish, version, 'resolution'), one.metAt, wish.at),
          ...(continues && { continues }),
        })
      : []
  const next =
    event.reason === 'by_agent' ? [] : started(state, wish, { kind: 'next_response', from: wish.at })
  return [...next, ...updateOwed(state, wish, wish.at), ...cure, ...occasion(state, wish, 'level_time')]
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
    return one && !one.automatic ? spoken(state, wish, one.at, message) : []
  },
  'contact.held': (state, { reach, means, startedAt, contact }, wish) => {
    if (reach !== 'reached') return []
    const came = means === 'visit' ? alive(state, 'on_site_arrival') : []
    return [...met(wish, came, startedAt, contact), ...spoken(state, wish, startedAt, contact)]
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

/** When the first of the replies under way was clicked; none is: later than anything is due. */
const firstOnItsWay = (messages: OpenedCase['messages']): number =>
  onTheirWay(messages).reduce((first, [, { at }]) => Math.min(first, at), Number.POSITIVE_INFINITY)
const onTheirWay = finder<MessageId, MessageState>(
  one => one.standing === 'queued' && one.way === 'out' && !one.automatic,
)

/** A reply under way counts from its click: what it may still meet is not judged before its fate is known. */
const metByReply = new Set<TargetKind>(['first_response', 'next_response', 'periodic_update'])

/** The clocks that fall due by time alone. */
function ticking(state: OpenedCase): Clocked[] {
  const left = openTargets(state).filter(([, one]) => isRunning(one) && one.breached === null)
  if (!left.some(([, one]) => metByReply.has(one.kind))) return left
  const clickedAt = firstOnItsWay(state.messages)
  return left.filter(([, one]) => !metByReply.has(one.kind) || clickedAt > one.dueAt)
}

/** The verdicts that are due on targets: warned, then breached, each once. */
export function targetVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const { now } = wish.setting
  return ticking(state).flatMap(([target, one]): Event[] => {
    if (now >= one.dueAt) {
      const lateByMs = now - one.dueAt
      const late = lateByMs >= lateFromMs ? { lateByMs } : {}
      return [fact(wish, 'target.breached', { target, kind: one.kind, how: 'due', ...late })]
    }
    const isSoon = one.warnAt !== null && !one.warned && now >= one.warnAt
    return isSoon ? [fact(wish, 'target.warned', { target, kind: one.kind })] : []
  })
}

/** When the clock has to look at the targets again; null: nothing of them is due by the clock alone. */
export function targetRing(state: OpenedCase): Instant | null {
  const instants: (Instant | null)[] = []
  for (const [, one] of ticking(state)) instants.push(one.warned ? null : one.warnAt, one.dueAt)
  return earliest(instants)
}

// The clocks of what a policy owes: what starts, stops, moves and ends one, as a table of facts.
// Not: how long is owed (clock/policy.ts), nor when that falls due (clock/due.ts).
import { type Deciders, deskFact, fact, present, type Wish } from '#core/case/deed/deed.ts'
import {
  alive,
  cancelled,
  type Clocked,
  clocksOf,
  isRunning,
  met,
  openTargets,
  started,
} from '#core/case/deed/target-clock.ts'
import { visitAgreedAt } from '#core/case/deed/owed-since.ts'
import { answeredBefore, type Said, unansweredAfterAll } from '#core/case/deed/target-answered.ts'
import { joined, unlinked } from '#core/case/deed/target-joined.ts'
import { begun, earlier, fromOpening, moved } from '#core/case/deed/target-owed.ts'
import { receivedAt, supplierToldAside, waitOver } from '#core/case/deed/target-waits.ts'
import { pauseOf } from '#core/case/deed/wait.ts'
import { countingOf, standsStill, stillKinds, versionFor, type Waited } from '#core/case/deed/target-times.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { Case, OpenedCase, TargetState } from '#core/case/state.ts'
import { countedMs } from '#core/clock/due.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { refuse } from '#core/kit/refusal.ts'
import { after, earliest, type Instant, latest, minuteMs } from '#core/kit/time.ts'
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
    ...goesOn(state, wish),
  ]
}

/** A merge was taken back: the same, and the time in the other case counts, but for what it waited there. */
function parted(state: OpenedCase, wish: Wish, { meanwhile }: EventOf<'case.parted'>): Event[] {
  if (state.phase !== 'open') return []
  const { waited } = meanwhile
  const since = state.awaited?.since ?? null
  const kinds: readonly TargetKind[] = [
    ...(state.firstAnsweredAt === null ? (['first_response'] as const) : []),
    ...(since === null ? [] : (['next_response'] as const)),
  ]
  const words = goneOn(state, wish, kinds, waited)
  const isAnswerOwed = since !== null && words.length === 0
  return [
    ...(isAnswerOwed
      ? started(state, wish, { kind: 'next_response', from: since, because: 'parted' })
      : words),
    ...goesOn(state, wish, waited),
  ]
}

/** What else an open case owes goes on with it. */
const goesOn = (state: OpenedCase, wish: Wish, waited?: Waited): Event[] => [
  ...updateOwed(state, wish, wish.at),
  ...goneOn(state, wish, ['workaround', 'resolution'], waited),
  ...occasion(state, wish, 'level_time'),
]

/**
 * The clocks of those kinds that go on because their case does.
 * @param waited what does not count of the time since they stopped; absent: all of it, as it was at its end
 */
function goneOn(state: OpenedCase, wish: Wish, kinds: readonly TargetKind[], waited?: Waited): Event[] {
  return kinds.flatMap(kind => {
    const [continues, one] = clocksOf(state, kind).at(-1) ?? []
    const stoppedAt = one && stopped(one)
    const version = stoppedAt && versionFor(wish, one)
    if (!continues || !version) return []
    // Without a case that went on here its own beginning counts, with what stood still since then.
    if (fromOpening.includes(kind) && one.from < state.owedFrom)
      return started(state, wish, { kind, from: state.owedFrom, because: 'parted', continues })
    const counting = countingOf(wish, version, kind)
    const still = waited ? (standsStill(kind) ? waited : []) : [[stoppedAt, wish.at] as const]
    return started(state, wish, {
      kind,
      from: fromOpening.includes(kind) ? earlier(one.from, state.owedFrom) : one.from,
      known: one.from,
      because: waited ? 'parted' : 'merged',
      pausedMs: still.reduce((ms, [from, to]) => ms + countedMs(counting, from, to), one.pausedMs),
      continues,
    })
  })
}

/** When it stopped with its case: a cure with the fix, anything with an end without one; null: it did not. */
function stopped({ kind, breached, metAt, cancelled }: TargetState): Instant | null {
  if (breached !== null) return null
  const isWithCase = cancelled?.because === 'closed' || cancelled?.because === 'merged'
  return kind === 'resolution' && metAt !== null ? metAt : isWithCase ? cancelled.at : null
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
  'message.withdrawn': (state, { message }, wish) => unansweredAfterAll(state, wish, message),
  'message.failed': (state, { message, final }, wish) =>
    final ? unansweredAfterAll(state, wish, message) : [],
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
      ...still.map(([target, one]) => {
        const since = event.from && latest(event.from, one.from)
        return deskFact(wish, 'target.paused', present({ target, because, since }))
      }),
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
  'case.parted': (state, event, wish) => parted(state, wish, event),
  'case.unlinked': (state, event, wish) => unlinked(state, event, wish),
}

/** Whether anything is owed by policy: it was judged itself, or a case that was merged into it. */
export const isJudged = (state: OpenedCase): boolean => state.entitled !== null || state.brought.length > 0

/**
 * What a fact means for the clocks of a case that was judged by a policy.
 * @param before the case as it was without the fact
 */
export function targetsAfter(state: Case, event: Event, wish: Wish, before: Case): Event[] {
  if (state.phase === 'unopened') return []
  // Without the one it was judged with, what that one owed is not owed here any more.
  if (!isJudged(state) && event.type !== 'case.unlinked') return []
  const reaction = reactions[event.type] as Reaction<EventType> | undefined
  return reaction ? reaction(state, event as never, wish, before as OpenedCase) : []
}

export const targetDeciders: Deciders<TargetCommands> = {
  'entitlement.decide': (_state, { decision }, wish) => {
    if (decision.policy && !wish.setting.desk.policies[decision.policy]) return refuse('policy.not_found')
    return [fact(wish, 'entitlement.decided', decision)]
  },
}

// Promises: what somebody told the customer, by when, and how it ended. A promise never ends silently.
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event, PromiseMeans, Severity } from '#core/case/event.ts'
import type { MessageState, OpenedCase, Promised } from '#core/case/state.ts'
import { answerMinutesIn } from '#core/capacity/overload.ts'
import type { AgentId, CustomerId, MessageId, PromiseId, TeamId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, dayMs, type Instant, minuteMs } from '#core/kit/time.ts'
import { keeperNow } from '#core/people/cover.ts'
import { finder, withOne } from '#core/kit/table.ts'

export type PromiseCommands = {
  'promise.make': {
    promise: PromiseId
    topic: TextRef
    means: PromiseMeans
    /** not before then: the beginning of a window that ends when it is due */
    from?: Instant | undefined
    dueAt: Instant
    keeper?: AgentId | undefined
    /** a late promise this one takes the place of; the late one ends missed */
    instead?: PromiseId | undefined
  }
  'promise.keep': { promise: PromiseId }
  'promise.miss': { promise: PromiseId; because: TextRef }
  'promise.move': {
    promise: PromiseId
    to: PromiseId
    from?: Instant | undefined
    dueAt: Instant
    because: TextRef
  }
  'promise.withdraw': { promise: PromiseId; because: TextRef }
  /** who keeps it from now on: somebody named, else whoever wishes it */
  'promise.take_over': { promise: PromiseId; agent?: AgentId | undefined }
}

/** A late promise nobody ended is missed after so long. */
export const lateUntilMissedMs = dayMs
/** So far ahead something may be promised, or waited for. */
export const aheadMsMax = 366 * dayMs
/** A window may have begun when it is promised, since people round; one of another day was typed wrong. */
const begunMsMax = dayMs

/** When a promise nobody ended is missed. */
export const missedAt = (one: Promised): Instant => after(one.dueAt, lateUntilMissedMs)

/** Whether a promise still waits to be kept. */
export const isOpenPromise = (one: Promised): boolean => one.standing === 'running' || one.standing === 'late'

/** The promises of a case that still wait to be kept. */
export const openPromises = (state: OpenedCase): readonly [PromiseId, Promised][] => open(state.promises)
const open = finder<PromiseId, Promised>(isOpenPromise)

/**
 * Whether a reply that keeps it was clicked in time and is on its way: it counts from its click, so nothing
 * is judged before its fate is known.
 */
export const isBeingKept = ({ messages }: OpenedCase, promise: PromiseId, one: Promised): boolean =>
  onTheirWay(messages).some(
    ([, { at, keeps }]) =>
      at <= one.dueAt && (one.topic === null ? at >= one.madeAt : keeps.includes(promise)),
  )
/** Words of ours that have not left yet, nor been taken back. */
export const onTheirWay = finder<MessageId, MessageState>(
  ({ standing, way, automatic }) => standing === 'queued' && way === 'out' && !automatic,
)

/** Promises a named person gave; the house's own have no topic. */
export const spokenPromises = (state: OpenedCase): [PromiseId, Promised][] =>
  openPromises(state).filter(([, one]) => one.topic !== null)

/**
 * The house's own promise to somebody who wrote or asked: he hears from us by then, also when there is no
 * news. While more comes for his team than it can do it is the time it can honestly keep.
 */
export const housePromise = (
  wish: Wish,
  {
    to,
    severity,
    team,
    means,
    dueAt,
  }: { to: CustomerId; severity: Severity; team: TeamId; means: PromiseMeans; dueAt?: Instant },
): Event =>
  deskFact(wish, 'promise.made', {
    promise: wish.setting.newId('prm'),
    topic: null,
    means,
    to,
    keeper: null,
    dueAt: dueAt ?? usualTime({ severity, team }, wish),
  })

/** By when whoever writes now hears from us, as the desk has it. */
export const usualTime = (one: Pick<OpenedCase, 'severity' | 'team'>, { at, setting }: Wish): Instant =>
  after(at, answerMinutesIn(setting.desk, one) * minuteMs)

/**
 * The house's own promise where the desk's usual minutes rule; a case judged by a policy is promised its next
 * word when all of a deed is decided (nextWord).
 */
export const usualPromise = (state: OpenedCase, wish: Wish, means: PromiseMeans = 'email'): Event[] =>
  state.entitled?.policy
    ? []
    : [housePromise(wish, { to: state.customer, severity: state.severity, team: state.team, means })]

/** What ends with the case: promises of the house; and, where `all`, those of people, too. */
export const promisesEnded = (
  state: OpenedCase,
  wish: Wish,
  end: 'solved' | 'closed' | 'merged',
  all = false,
): Event[] =>
  openPromises(state)
    .filter(([, one]) => all || one.topic === null)
    .map(([promise]) => deskFact(wish, 'promise.withdrawn', { promise, end }))

/**
 * Whether it comes too early to keep it. A word that reached him keeps it at any time, before its window as
 * well, since nothing is left to tell him. An attempt before the window does not: he was told to be there
 * later.
 */
export const isTooEarly = (
  one: Pick<Promised, 'from'>,
  { how, at }: { how: 'contact' | 'attempt' | 'message'; at: number },
): boolean => how === 'attempt' && one.from !== null && at < one.from

/**
 * Whether it was made only after what would keep it began: nothing said before a promise shows that it was
 * kept, nor does the call in which it was given. Calls are noted to the minute: in the same one it is kept.
 */
export const isMadeLater = ({ madeAt }: Pick<Promised, 'madeAt'>, at: number): boolean =>
  madeAt - at >= minuteMs

/**
 * What the house promises to whoever wrote or asked is kept by whoever still talked with him then, as his
 * word is answered by it; and by the call his case was opened of.
 */
const isOver = ({ madeAt }: Promised, { openedAt }: OpenedCase, until: Instant): boolean =>
  until < madeAt && madeAt !== openedAt

/**
 * The promises that a word to the customer keeps: those named, and the house's own.
 * @param until up to when he was listened to
 */
export function promisesKept(
  state: OpenedCase,
  wish: Wish,
  {
    keeps,
    how,
    at,
    until = at,
    evidence,
  }: {
    keeps: readonly PromiseId[]
    how: 'contact' | 'attempt' | 'message'
    at: Instant
    until?: Instant
    evidence: string
  },
): Event[] {
  const isKept = ([promise, one]: readonly [PromiseId, Promised]) =>
    one.topic === null
      ? how !== 'attempt' && !isOver(one, state, until)
      : keeps.includes(promise) && !isMadeLater(one, at)
  return openPromises(state)
    .filter(isKept)
    .filter(([, one]) => !isTooEarly(one, { how, at }))
    .map(([promise, one]) => fact(wish, 'promise.kept', { promise, how, late: at > one.dueAt, evidence }))
}

/** What is wrong with a time or window that is to be promised. */
function timeRefusal({ from, dueAt }: { from?: Instant | undefined; dueAt: Instant }, now: Instant) {
  if (dueAt <= now) return refuse('promise.in_the_past')
  if (dueAt > now + aheadMsMax) return refuse('promise.too_far')
  if (from === undefined) return null
  if (from >= dueAt) return refuse('promise.window_turned')
  return from < now - begunMsMax ? refuse('promise.in_the_past') : null
}

export const promiseDeciders: Deciders<PromiseCommands> = {
  'promise.make': (state, command, wish) => {
    const { promise, topic, means, from, dueAt, instead } = command
    const wrong = timeRefusal(command, wish.setting.now)
    if (wrong) return wrong
    const replaced = instead ? state.promises[instead] : undefined
    if (instead && replaced?.standing !== 'late')
      return refuse(replaced ? 'promise.not_running' : 'promise.not_found')
    const keeper = command.keeper ?? (wish.by.kind === 'agent' ? wish.by.id : null)
    if (keeper && !wish.setting.desk.agents[keeper]?.active) return refuse('agent.not_found')
    const made = fact(
      wish,
      'promise.made',
      present({ promise, topic, means, to: state.customer, from, dueAt, keeper, instead }),
    )
    // What a person promises is nearer to the customer than the house's rule: one next word, not two.
    // One whose time has come is late, whether or not the clock has said so yet, and is moved no more.
    const house = openPromises(state).filter(
      ([, one]) => one.topic === null && one.standing === 'running' && one.dueAt > wish.at,
    )
    return [
      ...(replaced ? [missedOne(state, wish, instead as PromiseId)] : []),
      made,
      ...house.map(([id]) => deskFact(wish, 'promise.moved', { promise: id, to: promise, because: topic })),
    ]
  },
  'promise.keep': (state, { promise }, wish) => {
    const one = state.promises[promise]
    if (!one) return refuse('promise.not_found')
    if (!isOpenPromise(one)) return refuse('promise.not_running')
    return [fact(wish, 'promise.kept', { promise, how: 'by_hand', late: wish.at > one.dueAt })]
  },
  'promise.miss': (state, { promise, because }, wish) => {
    const one = state.promises[promise]
    if (!one) return refuse('promise.not_found')
    if (one.standing !== 'late') return refuse('promise.not_running')
    const missed = missedOne(state, wish, promise, because)
    return [missed, ...(openPromises(state).length === 1 ? usualPromise(state, wish) : [])]
  },
  'promise.move': (state, { promise, to, from, dueAt, because }, wish) => {
    const one = state.promises[promise]
    if (!one) return refuse('promise.not_found')
    if (!isOpenPromise(one)) return refuse('promise.not_running')
    if (one.standing === 'late' || wish.setting.now >= one.dueAt) return refuse('promise.already_due')
    const wrong = timeRefusal({ from, dueAt }, wish.setting.now)
    if (wrong) return wrong
    return [
      fact(wish, 'promise.moved', { promise, to, because }),
      fact(wish, 'promise.made', {
        promise: to,
        topic: one.topic,
        means: one.means,
        to: state.customer,
        ...present({ from }),
        dueAt,
        keeper: one.keeper,
      }),
    ]
  },
  'promise.withdraw': (state, { promise, because }, wish) => {
    const one = state.promises[promise]
    if (!one) return refuse('promise.not_found')
    if (!isOpenPromise(one)) return refuse('promise.not_running')
    return [fact(wish, 'promise.withdrawn', { promise, because })]
  },
  'promise.take_over': (state, { promise, agent }, wish) => {
    const one = state.promises[promise]
    if (!one?.topic) return refuse('promise.not_found')
    if (!isOpenPromise(one)) return refuse('promise.not_running')
    const keeper = agent ?? (wish.by.kind === 'agent' ? wish.by.id : null)
    if (!keeper || !wish.setting.desk.agents[keeper]?.active) return refuse('agent.not_found')
    return keeper === one.keeper ? [] : [fact(wish, 'promise.taken_over', { promise, keeper })]
  },
}

/** Who had to keep it when its time came: who gave his word, or whoever stood in for him. */
function keptBy({ team }: OpenedCase, wish: Wish, { keeper, dueAt }: Promised): { keeper?: AgentId } {
  if (keeper === null) return {}
  const kept = keeperNow(wish.setting.desk, { keeper, dueAt, team })
  return kept.as === 'team' ? {} : { keeper: kept.agent }
}

/** The end of a promise that was not kept; a late one that is there. */
const missedOne = (state: OpenedCase, wish: Wish, promise: PromiseId, because?: TextRef): Event =>
  fact(
    wish,
    'promise.missed',
    present({ promise, because, ...keptBy(state, wish, state.promises[promise] as Promised) }),
  )

/**
 * The verdicts that are due on promises: late at the due instant; a person's promise is missed a day later,
 * and the house promises a next word in its place. The house's own stays late until somebody speaks: nobody
 * can give it up.
 */
export function promiseVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const { now } = wish.setting
  const events: Event[] = []
  const missed: PromiseId[] = []
  for (const [promise, one] of openPromises(state)) {
    if (isBeingKept(state, promise, one)) continue
    if (one.standing === 'running' && now >= one.dueAt)
      events.push(fact(wish, 'promise.late', { promise, ...keptBy(state, wish, one) }))
    if (one.topic !== null && now >= missedAt(one)) missed.push(promise)
  }
  for (const promise of missed) events.push(missedOne(state, wish, promise))
  const isLast = missed.length > 0 && missed.length === openPromises(state).length && state.phase === 'open'
  if (isLast) events.push(...usualPromise(state, wish))
  return events
}

const ended =
  (standing: 'missed' | 'moved' | 'withdrawn') =>
  (state: OpenedCase, { promise, at }: { promise: PromiseId; at: Instant }): OpenedCase => {
    const one = state.promises[promise]
    if (!one) return state
    return { ...state, promises: withOne(state.promises, promise, { ...one, standing, endedAt: at }) }
  }

export const promiseMade: Evolver<'promise.made'> = (state, event) => ({
  ...state,
  promises: withOne(state.promises, event.promise, {
    standing: 'running',
    madeAt: event.at,
    from: event.from ?? null,
    dueAt: event.dueAt,
    means: event.means,
    topic: event.topic,
    keeper: event.keeper,
    keptLate: false,
    endedAt: null,
  }),
})
export const promiseKept: Evolver<'promise.kept'> = (state, event) => {
  const one = state.promises[event.promise]
  if (!one) return state
  const kept = { ...one, standing: 'kept', keptLate: event.late, endedAt: event.at } as const
  return { ...state, promises: withOne(state.promises, event.promise, kept) }
}
export const promiseTakenOver: Evolver<'promise.taken_over'> = (state, { promise, keeper }) => {
  const one = state.promises[promise]
  return one ? { ...state, promises: withOne(state.promises, promise, { ...one, keeper }) } : state
}
export const promiseLate: Evolver<'promise.late'> = (state, { promise }) => {
  const one = state.promises[promise]
  return one ? { ...state, promises: withOne(state.promises, promise, { ...one, standing: 'late' }) } : state
}
export const promiseMissed = ended('missed')
export const promiseMoved = ended('moved')
export const promiseWithdrawn = ended('withdrawn')

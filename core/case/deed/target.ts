// The clocks of what a policy owes: what starts, stops, moves and ends one, and what it becomes.
// Not: how long is owed (clock/policy.ts), nor when that falls due (clock/due.ts).
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event, EventOf, EventType, PauseReason, TargetEnd } from '#core/case/event.ts'
import type { Case, OpenedCase, TargetState } from '#core/case/state.ts'
import { type Counting, countedMs, dueOf, warnOf } from '#core/clock/due.ts'
import { owed, type PolicyVersion, type TargetKind, targetKinds, versionOf } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { earliest, type Instant, secondMs } from '#core/kit/time.ts'

export type EntitlementDecision = Omit<EventOf<'entitlement.decided'>, 'type' | 'at' | 'by'>
export type TargetCommands = { 'entitlement.decide': { decision: EntitlementDecision } }

/** A clock woken so late after the due instant says so in its verdict. */
const lateFromMs = 5 * secondMs

const isRunning = (one: TargetState): boolean => one.standing === 'running'
const isAlive = (one: TargetState): boolean => one.standing === 'running' || one.standing === 'paused'

type Clocked = [TargetId, TargetState]
const clocksOf = (state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] =>
  (Object.entries(state.targets) as Clocked[]).filter(([, one]) => kinds.includes(one.kind))
const alive = (state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] =>
  clocksOf(state, ...kinds).filter(([, one]) => isAlive(one))

/** The clocks of a case that still run or stand still, for lists and screens. */
export const openTargets = (state: OpenedCase): Clocked[] => alive(state, ...targetKinds)

/** The version of the policy a clock or a case was judged by; null: none, or no longer known. */
const versionFor = (
  wish: Wish,
  by: { readonly policy: TargetState['policy'] | null; readonly version: number } | null,
): PolicyVersion | null => (by?.policy ? versionOf(wish.setting.desk.policies[by.policy], by.version) : null)

const countingOf = (wish: Wish, version: PolicyVersion, kind: TargetKind): Counting => {
  const rule = version.targets.find(one => one.kind === kind)
  return rule?.counts === 'always' ? null : (wish.setting.desk.calendars[version.calendar] ?? null)
}

type Times = { readonly dueAt: Instant; readonly warnAt: Instant | null }

/** When a kind owed from an instant falls due and warns; null: the policy owes none at this severity. */
function timesOf(
  state: OpenedCase,
  wish: Wish,
  version: PolicyVersion,
  clock: { readonly kind: TargetKind; readonly from: Instant; readonly pausedMs: number },
): Times | null {
  const found = owed(version, clock.kind, state.severity)
  if (!found) return null
  const counting = countingOf(wish, version, clock.kind)
  const dueAt = dueOf(counting, found.length, clock.from, clock.pausedMs)
  return { dueAt, warnAt: warnOf(counting, found.rule, clock.from, dueAt) }
}

function started(
  state: OpenedCase,
  wish: Wish,
  clock: {
    readonly kind: TargetKind
    readonly from: Instant
    readonly pausedMs?: number
    readonly continues?: TargetId
  },
): Event[] {
  const version = versionFor(wish, state.entitled)
  const { kind, from, continues } = clock
  const pausedMs = clock.pausedMs ?? 0
  const times = version && timesOf(state, wish, version, { kind, from, pausedMs })
  if (!version || !times || !state.entitled?.policy) return []
  const target = wish.setting.newId('tgt')
  const { policy } = state.entitled
  return [
    deskFact(
      wish,
      'target.started',
      present({ target, kind, policy, version: version.version, from, ...times, pausedMs, continues }),
    ),
  ]
}

const met = (wish: Wish, clocks: readonly Clocked[], metAt: Instant, evidence?: string): Event[] =>
  clocks.map(([target, one]) =>
    deskFact(
      wish,
      'target.met',
      present({ target, kind: one.kind, metAt, late: metAt > one.dueAt, evidence }),
    ),
  )

const cancelled = (wish: Wish, clocks: readonly Clocked[], because: TargetEnd): Event[] =>
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
const updateOwed = (state: OpenedCase, wish: Wish, from: Instant): Event[] =>
  state.phase === 'open' && state.wait?.turn !== 'customer'
    ? started(state, wish, { kind: 'periodic_update', from })
    : []

/** Why waiting lets the clocks of the cure stand still; null: it does not. A supplier never stops ours. */
function pauseOf(event: EventOf<'wait.started'>): PauseReason | null {
  if (event.turn === 'customer') return 'customer'
  return event.reason === 'agreed_date' || event.reason === 'maintenance_window' ? event.reason : null
}

function resumed(state: OpenedCase, wish: Wish): Event[] {
  const paused = alive(state, 'resolution', 'workaround').filter(([, one]) => one.pausedAt !== null)
  return paused.flatMap(([target, one]) => {
    const version = versionFor(wish, one)
    const counting = version && countingOf(wish, version, one.kind)
    const pausedMs = one.pausedMs + countedMs(counting, one.pausedAt as Instant, wish.at)
    const times = version && timesOf(state, wish, version, { ...one, pausedMs })
    // What can no longer be said when it is due must not stand still for ever.
    if (!times) return cancelled(wish, [[target, one]], 'no_longer_owed')
    return [deskFact(wish, 'target.resumed', { target, pausedMs, ...times })]
  })
}

/** Other times for the clocks that live: same beginning, same pauses; what is past already is breached so. */
function retargeted(state: OpenedCase, wish: Wish, because: 'severity' | 'entitlement'): Event[] {
  const version = versionFor(wish, state.entitled)
  const policy = state.entitled?.policy
  return openTargets(state).flatMap(([target, one]) => {
    const times = version && timesOf(state, wish, version, one)
    if (!version || !policy || !times) return cancelled(wish, [[target, one]], 'no_longer_owed')
    if (times.dueAt === one.dueAt && policy === one.policy && version.version === one.version) return []
    const moved = deskFact(wish, 'target.retargeted', {
      target,
      because,
      policy,
      version: version.version,
      ...times,
    })
    const isPast = one.breached === null && isRunning(one) && wish.at >= times.dueAt
    return isPast
      ? [moved, deskFact(wish, 'target.breached', { target, kind: one.kind, how: 'retarget' })]
      : [moved]
  })
}

/** What is owed from the beginning of the case and has no clock yet. */
function begun(state: OpenedCase, wish: Wish): Event[] {
  if (state.phase !== 'open') return []
  const kinds: readonly TargetKind[] =
    state.firstAnsweredAt === null
      ? ['first_response', 'periodic_update', 'workaround', 'resolution']
      : ['workaround', 'resolution']
  return kinds
    .filter(kind => clocksOf(state, kind).length === 0)
    .flatMap(kind => started(state, wish, { kind, from: state.openedAt }))
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
          from: one.from,
          pausedMs: one.pausedMs + countedMs(countingOf(wish, version, 'resolution'), one.metAt, wish.at),
          ...(continues && { continues }),
        })
      : []
  const next =
    event.reason === 'by_agent' ? [] : started(state, wish, { kind: 'next_response', from: wish.at })
  return [...next, ...updateOwed(state, wish, wish.at), ...cure]
}

type Reaction<T extends EventType> = (state: OpenedCase, event: EventOf<T>, wish: Wish) => Event[]

/** What each fact means for the clocks, given the case as it is after it. A table a manager could read. */
const reactions: { readonly [T in EventType]?: Reaction<T> } = {
  'entitlement.decided': (state, _event, wish) => [
    ...retargeted(state, wish, 'entitlement'),
    ...begun(state, wish),
  ],
  'case.classified': (state, event, wish) =>
    event.severity === undefined ? [] : [...retargeted(state, wish, 'severity'), ...begun(state, wish)],
  'message.received': (state, event, wish) => {
    if (event.automatic !== null || state.phase !== 'open') return []
    const isOwed = alive(state, 'first_response', 'next_response').length > 0
    return isOwed ? [] : started(state, wish, { kind: 'next_response', from: event.at })
  },
  'message.sent': (state, { message }, wish) => {
    const one = state.messages[message]
    return one && !one.automatic ? spoken(state, wish, one.at, message) : []
  },
  'contact.held': (state, event, wish) =>
    event.reach === 'reached' ? spoken(state, wish, event.startedAt, event.contact) : [],
  'step.tried': (state, { outcome, step }, wish) =>
    outcome === 'worked' || outcome === 'partial' ? met(wish, alive(state, 'workaround'), wish.at, step) : [],
  'wait.started': (state, event, wish) => {
    const because = pauseOf(event)
    if (because === null) return []
    const still = alive(state, 'resolution', 'workaround').filter(([, one]) => isRunning(one))
    const updates = because === 'customer' ? alive(state, 'periodic_update') : []
    return [
      ...still.map(([target]) => deskFact(wish, 'target.paused', { target, because })),
      ...cancelled(wish, updates, 'waiting'),
    ]
  },
  'wait.ended': (state, event, wish) => {
    if (event.how === 'end') return resumed(state, wish)
    const isOwed = alive(state, 'periodic_update').length > 0
    return [...resumed(state, wish), ...(isOwed ? [] : updateOwed(state, wish, wish.at))]
  },
  'case.solved': (state, _event, wish) => [
    ...met(wish, alive(state, 'resolution', 'workaround'), wish.at),
    ...cancelled(wish, alive(state, 'first_response', 'next_response', 'periodic_update'), 'solved'),
  ],
  'case.reopened': (state, event, wish) => reopened(state, wish, event),
  'case.closed': (state, _event, wish) => cancelled(wish, openTargets(state), 'closed'),
  'case.merged': (state, _event, wish) => cancelled(wish, openTargets(state), 'merged'),
}

/** What a fact means for the clocks of a case that was judged by a policy. */
export function targetsAfter(state: Case, event: Event, wish: Wish): Event[] {
  if (state.phase === 'unopened' || state.entitled === null) return []
  const reaction = reactions[event.type] as Reaction<EventType> | undefined
  return reaction ? reaction(state, event as never, wish) : []
}

export const targetDeciders: Deciders<TargetCommands> = {
  'entitlement.decide': (_state, { decision }, wish) => {
    if (decision.policy && !wish.setting.desk.policies[decision.policy]) return refuse('policy.not_found')
    return [fact(wish, 'entitlement.decided', decision)]
  },
}

/** A reply under way counts from its click: what it may still meet is not judged before its fate is known. */
const isOnItsWay = (state: OpenedCase, one: TargetState): boolean =>
  ['first_response', 'next_response', 'periodic_update'].includes(one.kind) &&
  Object.values(state.messages).some(
    message =>
      message.way === 'out' && message.standing === 'queued' && !message.automatic && message.at <= one.dueAt,
  )

/** The verdicts that are due on targets: warned, then breached, each once. */
export function targetVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const { now } = wish.setting
  return openTargets(state).flatMap(([target, one]): Event[] => {
    if (!isRunning(one) || one.breached !== null || isOnItsWay(state, one)) return []
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
export const targetRing = (state: OpenedCase): Instant | null =>
  earliest(
    openTargets(state).flatMap(([, one]) => {
      if (!isRunning(one) || one.breached !== null || isOnItsWay(state, one)) return []
      return [one.warned ? null : one.warnAt, one.dueAt]
    }),
  )

const changed = (state: OpenedCase, target: TargetId, change: Partial<TargetState>): OpenedCase => {
  const one = state.targets[target]
  return one ? { ...state, targets: { ...state.targets, [target]: { ...one, ...change } } } : state
}

export const entitlementDecided: Evolver<'entitlement.decided'> = (state, event) => ({
  ...state,
  entitled: {
    outcome: event.outcome,
    line: event.line ?? null,
    waiver: event.waiver ?? null,
    hasNumber: event.steps.some(step => step.rule === 'serial' && step.result !== 'not_given'),
    policy: event.policy ?? null,
    version: event.version ?? 0,
  },
})
export const targetStarted: Evolver<'target.started'> = (state, event) => {
  const { kind, policy, version, from, dueAt, warnAt, pausedMs } = event
  const one: TargetState = {
    kind,
    policy,
    version,
    standing: 'running',
    from,
    dueAt,
    warnAt,
    warned: false,
    pausedMs,
    pausedAt: null,
    breached: null,
    metAt: null,
  }
  return { ...state, targets: { ...state.targets, [event.target]: one } }
}
export const targetPaused: Evolver<'target.paused'> = (state, event) =>
  changed(state, event.target, { standing: 'paused', pausedAt: event.at })
export const targetResumed: Evolver<'target.resumed'> = (state, { target, pausedMs, dueAt, warnAt }) =>
  changed(state, target, { standing: 'running', pausedAt: null, pausedMs, dueAt, warnAt })
export const targetRetargeted: Evolver<'target.retargeted'> = (state, event) => {
  const { target, policy, version, dueAt, warnAt } = event
  return changed(state, target, { policy, version, dueAt, warnAt })
}
export const targetWarned: Evolver<'target.warned'> = (state, { target }) =>
  changed(state, target, { warned: true })
export const targetBreached: Evolver<'target.breached'> = (state, { target, how }) =>
  changed(state, target, { breached: how })
export const targetMet: Evolver<'target.met'> = (state, { target, metAt }) =>
  changed(state, target, { standing: 'met', metAt })
export const targetCancelled: Evolver<'target.cancelled'> = (state, { target }) =>
  changed(state, target, { standing: 'cancelled' })

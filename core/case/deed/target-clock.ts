// What every clock of what a policy owes has in common: which live, and the facts that begin and end one.
// Not: what makes one begin or end (target.ts), nor how a case folds them (target-facts.ts).
import { deskFact, present, type Wish } from '#core/case/deed/deed.ts'
import { standsStill, stoodSince, tightest, waitedBetween } from '#core/case/deed/target-times.ts'
import { pauseOf, waitOf } from '#core/case/deed/wait.ts'
import type { Event, RetargetReason, TargetEnd } from '#core/case/event.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { finder, those } from '#core/kit/table.ts'
import { earliest, type Instant } from '#core/kit/time.ts'

/** It runs: its time passes. */
export const isRunning = (one: TargetState): boolean => one.standing === 'running'
/** It runs or stands still: it has not ended. */
export const isAlive = (one: TargetState): boolean => one.standing === 'running' || one.standing === 'paused'

export type Clocked = [TargetId, TargetState]
/** All clocks of those kinds a case ever had, in the order they began in. */
export const clocksOf = (state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] =>
  those(state.targets, one => kinds.includes(one.kind))
/** Those of them that have not ended. */
export const alive = (state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] =>
  openTargets(state).filter(([, one]) => kinds.includes(one.kind))

/** The clocks of a case that still run or stand still, for lists and screens. */
export const openTargets = (state: OpenedCase): readonly Clocked[] => living(state.targets)
const living = finder<TargetId, TargetState>(isAlive)

/** When a policy warns of what is due at an instant, in whatever name it is owed; null: none does. */
export const warningOf = (state: OpenedCase, dueAt: Instant): Instant | null =>
  earliest(openTargets(state).map(([, one]) => (isRunning(one) && one.dueAt === dueAt ? one.warnAt : null)))

/** A clock begins, or goes on for another one; nothing where no policy owes it. */
export function started(
  state: OpenedCase,
  wish: Wish,
  clock: {
    readonly kind: TargetKind
    readonly from: Instant
    readonly pausedMs?: number
    readonly continues?: TargetId
    /** from where on `pausedMs` holds all pauses; absent: nowhere, they are those of the case */
    readonly known?: Instant
    /** begun after the fact: what is past by then is breached by this, not by us */
    readonly because?: RetargetReason
  },
): Event[] {
  const { kind, from, continues, known } = clock
  const waited = known === undefined ? stoodSince(state, from, wish.at) : waitedBetween(state, from, known)
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

/** They are met, by what was said or done at that instant. */
export const met = (wish: Wish, clocks: readonly Clocked[], metAt: Instant, evidence?: string): Event[] =>
  clocks.map(([target, one]) =>
    deskFact(
      wish,
      'target.met',
      present({ target, kind: one.kind, metAt, late: metAt > one.dueAt, evidence }),
    ),
  )

/** They end without having been met. */
export const cancelled = (wish: Wish, clocks: readonly Clocked[], because: TargetEnd): Event[] =>
  clocks.map(([target]) => deskFact(wish, 'target.cancelled', { target, because }))

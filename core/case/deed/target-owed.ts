// What a case is owed as it stands: other times for the clocks that live, and clocks for what has none yet.
// Not: which fact brings that about (target.ts, target-joined.ts).
import { deskFact, type Wish } from '#core/case/deed/deed.ts'
import { cancelled, clocksOf, isAlive, started } from '#core/case/deed/target-clock.ts'
import { owedSince } from '#core/case/deed/owed-since.ts'
import { type Counted, countingOf, stoodSince, tightest, versionFor } from '#core/case/deed/target-times.ts'
import type { Event, RetargetReason } from '#core/case/event.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import { type TargetKind, targetKinds } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'

/** Of two instants the earlier one. */
export const earlier = (one: Instant, other: Instant): Instant => instant(Math.min(one, other))

/** Counted from the opening of a case: where two became one, from that of the earlier. */
export const fromOpening: readonly TargetKind[] = ['first_response', 'workaround', 'resolution']

/** Another time for a clock that lives, by the tightest policy; what is past already is breached so. */
export function moved(
  state: OpenedCase,
  wish: Wish,
  {
    target,
    one,
    because,
    clock,
  }: { target: TargetId; one: TargetState; because: RetargetReason; clock: Counted },
): Event[] {
  const times = tightest(state, wish, { ...clock, ...countedBy(state, wish, one, clock) })
  if (!times) return cancelled(wish, [[target, one]], 'no_longer_owed')
  const { policy, version, dueAt, warnAt, pausedMs } = times
  const isSame = dueAt === one.dueAt && policy === one.policy && version === one.version
  if (isSame && clock.from === one.from) return []
  const began = clock.from === one.from && pausedMs === one.pausedMs ? {} : { from: clock.from, pausedMs }
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

/** What stood still is the same time by other hours: those of another policy count it anew. */
function countedBy(state: OpenedCase, wish: Wish, one: TargetState, { from }: Counted): Pick<Counted, 'by'> {
  const version = versionFor(wish, one)
  if (!version) return {}
  const stood = () => stoodSince(state, from, one.pausedAt ?? wish.at)
  return { by: { counting: countingOf(wish, version, one.kind), stood } }
}

/** What is owed of the case as it stands and has no clock yet, each from when it began to be owed. */
export function begun(state: OpenedCase, wish: Wish, because: RetargetReason): Event[] {
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
 * until then, is none: where it is owed again it begins where it began. Of an update any end ends only that
 * one: the next is owed all the same.
 */
const isKnown = (one: TargetState, since: Instant): boolean =>
  isAlive(one) || (one.kind !== 'periodic_update' && one.from >= since && !isGivenUp(one))

const isGivenUp = ({ breached, cancelled }: TargetState): boolean =>
  cancelled?.because === 'no_longer_owed' && breached === null

/**
 * Since the last word. One that was given up goes on from where it began, which may be later: it was his
 * turn, or the case had ended. Where he has had a word, nobody owed him updates until now and that is too
 * long ago already, from now on: he always has a time by which he hears from us. So it is where one was late
 * and then given up: what was judged is not judged twice.
 */
function updateFrom(state: OpenedCase, wish: Wish, since: Instant): Instant {
  const kind = 'periodic_update'
  const known = clocksOf(state, kind).filter(([, one]) => one.from >= since)
  const last = known.at(-1)?.[1]
  if (last?.breached) return wish.at
  if (last && isGivenUp(last)) return last.from
  const dueAt =
    state.firstAnsweredAt !== null && tightest(state, wish, { kind, from: since, pausedMs: 0 })?.dueAt
  return dueAt && dueAt <= wish.at ? wish.at : since
}

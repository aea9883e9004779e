// What a case's targets become by their facts. Not: which facts follow (target.ts).
import type { Evolver } from '#core/case/deed/deed.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { withOne } from '#core/kit/table.ts'
import type { Instant } from '#core/kit/time.ts'

/** Whether it says what the case is entitled to, and so which clocks run. */
export const judges = (event: Event): boolean =>
  event.type === 'entitlement.decided' || (event.type === 'case.linked' && event.brings !== undefined)

const changed = (state: OpenedCase, target: TargetId, change: Partial<TargetState>): OpenedCase => {
  const one = state.targets[target]
  return one ? { ...state, targets: withOne(state.targets, target, { ...one, ...change }) } : state
}

export const entitlementDecided: Evolver<'entitlement.decided'> = (state, event) => ({
  ...state,
  entitled: {
    outcome: event.outcome,
    line: event.line ?? null,
    waiver: event.waiver ?? null,
    hasNumber: event.steps.some(step => step.rule === 'serial' && step.result !== 'not_given'),
    serial: event.serial ?? event.registered ?? null,
    site: event.site ?? null,
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
    cancelled: null,
  }
  return acceptBy({ ...state, targets: withOne(state.targets, event.target, one) }, kind, dueAt)
}

/** An offer must be accepted by the time its clock owes, so that there is one time and not two. */
function acceptBy(state: OpenedCase, kind: TargetKind | undefined, dueAt: Instant): OpenedCase {
  const { offered, handOffs } = state
  if (kind !== 'hand_off_acceptance' || !offered) return state
  return { ...state, handOffs: { ...handOffs, [offered]: { ...handOffs[offered]!, acceptBy: dueAt } } }
}
export const targetPaused: Evolver<'target.paused'> = (state, event) =>
  changed(state, event.target, { standing: 'paused', pausedAt: event.since ?? event.at })
export const targetResumed: Evolver<'target.resumed'> = (state, event) => {
  const { target, pausedMs, dueAt, warnAt } = event
  const warned = stillWarned(state, event)
  return changed(state, target, { standing: 'running', pausedAt: null, pausedMs, dueAt, warnAt, warned })
}
export const targetRetargeted: Evolver<'target.retargeted'> = (state, event) => {
  const { target, policy, version, from, pausedMs, dueAt, warnAt } = event
  const { kind } = state.targets[target] ?? {}
  const began = from === undefined ? {} : { from, pausedMs: pausedMs ?? 0 }
  const warned = stillWarned(state, event)
  return acceptBy(changed(state, target, { policy, version, ...began, dueAt, warnAt, warned }), kind, dueAt)
}

/** Whether its warning came already, now that it falls due at another time: not where that is still ahead. */
const stillWarned = (
  state: OpenedCase,
  { target, warnAt, at }: EventOf<'target.resumed'> | EventOf<'target.retargeted'>,
): boolean => state.targets[target]?.warned === true && (warnAt === null || warnAt <= at)

export const targetWarned: Evolver<'target.warned'> = (state, { target }) =>
  changed(state, target, { warned: true })
export const targetBreached: Evolver<'target.breached'> = (state, { target, how }) =>
  changed(state, target, { breached: how })
export const targetMet: Evolver<'target.met'> = (state, { target, metAt }) =>
  changed(state, target, { standing: 'met', metAt })
export const targetCancelled: Evolver<'target.cancelled'> = (state, { target, at, because }) =>
  changed(state, target, { standing: 'cancelled', cancelled: { at, because } })

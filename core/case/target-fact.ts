// What can have happened to the clocks of what a policy owes. Part of event.ts. Not: what makes one begin or
// end (deed/target.ts).
import type { PauseReason, RetargetReason, TargetEnd } from '#core/case/event.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { PolicyId, TargetId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

export type TargetFacts = {
  'target.started': {
    target: TargetId
    kind: TargetKind
    policy: PolicyId
    version: number
    from: Instant
    dueAt: Instant
    warnAt: Instant | null
    pausedMs: number
    continues?: TargetId
  }
  'target.paused': { target: TargetId; because: PauseReason; since?: Instant }
  'target.resumed': { target: TargetId; pausedMs: number; dueAt: Instant; warnAt: Instant | null }
  'target.retargeted': {
    target: TargetId
    because: RetargetReason
    policy: PolicyId
    version: number
    from?: Instant
    pausedMs?: number
    dueAt: Instant
    warnAt: Instant | null
  }
  'target.warned': { target: TargetId; kind: TargetKind }
  'target.breached': {
    target: TargetId
    kind: TargetKind
    how: 'due' | 'retarget'
    because?: RetargetReason
    lateByMs?: number
  }
  'target.met': { target: TargetId; kind: TargetKind; metAt: Instant; late: boolean; evidence?: string }
  'target.cancelled': { target: TargetId; because: TargetEnd }
}

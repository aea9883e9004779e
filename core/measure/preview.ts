// What would become of the clocks of a case if it were judged again by other settings: decided as the real
// wish would be, and thrown away. Not: which cases are looked at (server/http/agreement-preview.ts).
import { decide, fold } from '#core/case/case.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { Setting } from '#core/case/deed/deed.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Instant } from '#core/kit/time.ts'

/** A clock that would be another one. */
export type ClockMove = {
  readonly kind: TargetKind
  /** null: it would only begin */
  readonly dueAt: Instant | null
  /** null: nothing of this kind would be owed any more */
  readonly newDueAt: Instant | null
  /** it is not late now, and would be at once */
  readonly isPast: boolean
}

export type JudgedAgain = {
  readonly moves: readonly ClockMove[]
  /** covered otherwise: by another line, another policy, or not at all */
  readonly isOtherwise: boolean
}

/** Judges a case again without recording it. */
export function judgedAgain(state: OpenedCase, decision: EntitlementDecision, setting: Setting): JudgedAgain {
  const by = { kind: 'system', part: 'desk' } as const
  const outcome = decide(state, { type: 'entitlement.decide', decision }, by, setting)
  if (isRefusal(outcome)) return { moves: [], isOtherwise: false }
  const after = fold(outcome, state) as OpenedCase
  const was = new Map(openTargets(state))
  const is = new Map(openTargets(after))
  const moves = [...new Set([...was.keys(), ...is.keys()])].flatMap((id): ClockMove[] => {
    const [before, later] = [was.get(id), is.get(id)]
    if (before?.dueAt === later?.dueAt) return []
    const { kind } = (later ?? before) as TargetState
    const isLate = before ? before.breached !== null : false
    const isPast = later?.standing === 'running' && later.dueAt <= setting.now && !isLate
    return [{ kind, dueAt: before?.dueAt ?? null, newDueAt: later?.dueAt ?? null, isPast }]
  })
  const agreed = ['outcome', 'line', 'policy'] as const
  return { moves, isOtherwise: agreed.some(one => state.entitled?.[one] !== after.entitled![one]) }
}

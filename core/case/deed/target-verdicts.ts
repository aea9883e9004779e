// What time alone makes of the clocks of targets: warned, then breached, and when to look again. Not: what
// starts, moves and ends one (target.ts).
import { fact, type Wish } from '#core/case/deed/deed.ts'
import { isRunning, openTargets } from '#core/case/deed/target-clock.ts'
import { isJudged } from '#core/case/deed/target.ts'
import type { Event } from '#core/case/event.ts'
import type { MessageState, OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { MessageId, TargetId } from '#core/kit/id.ts'
import { finder } from '#core/kit/table.ts'
import { earliest, type Instant, secondMs } from '#core/kit/time.ts'

/** A clock woken so late after the due instant says so in its verdict. */
const lateFromMs = 5 * secondMs

const onTheirWay = finder<MessageId, MessageState>(
  one => one.standing === 'queued' && one.way === 'out' && !one.automatic,
)

/** A reply under way counts from its click: what it may still meet is not judged before its fate is known. */
const metByReply = new Set<TargetKind>(['first_response', 'next_response', 'periodic_update'])

/** The clocks that fall due by time alone. */
function ticking(state: OpenedCase): [TargetId, TargetState][] {
  const left = openTargets(state).filter(([, one]) => isRunning(one) && one.breached === null)
  if (!left.some(([, one]) => metByReply.has(one.kind))) return left
  const replies = onTheirWay(state.messages)
  const isAnswered = ({ kind, from, dueAt }: TargetState) =>
    metByReply.has(kind) && replies.some(([, { at }]) => at >= from && at <= dueAt)
  return left.filter(([, one]) => !isAnswered(one))
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

/**
 * The breaches that no clock has come to write yet. Before anything else is decided they are facts: what a
 * target became must not hang on whether a node looked in time.
 */
export function breachesUnwritten(state: OpenedCase, wish: Wish): Event[] {
  // Asked before each deed: most find nothing past.
  if (!isJudged(state) || !openTargets(state).some(([, one]) => one.dueAt <= wish.at)) return []
  return targetVerdicts(state, wish).filter(one => one.type === 'target.breached')
}

/** When the clock has to look at the targets again; null: nothing of them is due by the clock alone. */
export function targetRing(state: OpenedCase): Instant | null {
  const instants: (Instant | null)[] = []
  for (const [, one] of ticking(state)) instants.push(one.warned ? null : one.warnAt, one.dueAt)
  return earliest(instants)
}

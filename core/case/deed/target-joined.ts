// What it means for the clocks that two cases become one, and that this is taken back. Not: what goes along
// (case/brought.ts) and back (case/parted.ts).
import { unansweredSince } from '#core/case/deed/brought-word.ts'
import type { Wish } from '#core/case/deed/deed.ts'
import { alive, cancelled, met, openTargets, started } from '#core/case/deed/target-clock.ts'
import { begun, earlier, fromOpening, moved } from '#core/case/deed/target-owed.ts'
import { stoodSince, waitedBetween } from '#core/case/deed/target-times.ts'
import type { Brought } from '#core/case/brought.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { Instant } from '#core/kit/time.ts'

/**
 * Another case goes on in this one: the earliest beginning and, of each kind, the tightest policy of both
 * hold. What was waited for in the other before this one began is kept; an answer given there answers here.
 */
export function joined(state: OpenedCase, brings: Brought, wish: Wish): Event[] {
  const unanswered = unansweredSince(state, brings)
  const events = openTargets(state).flatMap(([target, one]): Event[] => {
    const from = earlier(one.from, beginnings(one.kind, state, unanswered) ?? one.from)
    const clock = { ...one, from, waited: waitedBetween(state, from, one.from) }
    const to = moved(state, wish, { target, one, because: 'merged', clock })
    const isAnswered = one.kind === 'first_response' && brings.answeredAt !== undefined
    if (!isAnswered || to[0]?.type === 'target.cancelled') return to
    const dueAt = to[0]?.type === 'target.retargeted' ? to[0].dueAt : one.dueAt
    // The answer came before the cases were joined: it is late or not, and nothing is past by joining them.
    return [...to.slice(0, 1), ...met(wish, [[target, { ...one, dueAt }]], brings.answeredAt as Instant)]
  })
  return [...events, ...begun(state, wish, 'merged'), ...wordOwed(state, brings, unanswered, wish)]
}

/** Of two clocks of a kind the earlier beginning counts; null: each kept its own. */
function beginnings(kind: TargetKind, state: OpenedCase, unanswered: Instant | null): Instant | null {
  if (kind === 'next_response') return unanswered
  return fromOpening.includes(kind) ? state.owedFrom : null
}

/** The customer of the other case still waits for a word, and nothing here is owed him yet. */
function wordOwed(state: OpenedCase, brings: Brought, from: Instant | null, wish: Wish): Event[] {
  if (from === null || state.phase !== 'open') return []
  const owed = alive(state, 'next_response', ...(brings.answeredAt === undefined ? firsts : []))
  return owed.length > 0 ? [] : started(state, wish, { kind: 'next_response', from, because: 'merged' })
}
const firsts: readonly TargetKind[] = ['first_response']

/**
 * The other case goes on by itself again: what is owed here counts from this one's own beginning again, by
 * its own policies. Verdicts stay; his own word that nobody has answered is owed its answer.
 */
export function unlinked(state: OpenedCase, { back }: EventOf<'case.unlinked'>, wish: Wish): Event[] {
  const own = back.awaitedSince ?? null
  const owed = begun(state, wish, 'parted')
  const isFirst = owed.some(one => one.type === 'target.started' && one.kind === 'first_response')
  const moves = openTargets(state).flatMap((clocked): Event[] => {
    const [target, one] = clocked
    const from = ownBeginning(one, state, isFirst ? null : own)
    if (from === null) return cancelled(wish, [clocked], 'no_longer_owed')
    const stood = () => stoodSince(state, from, one.pausedAt ?? wish.at)
    const clock = from === one.from ? one : { ...one, from, pausedMs: 0, waited: stood() }
    return moved(state, wish, { target, one, because: 'parted', clock })
  })
  return [...moves, ...owed, ...(isFirst ? [] : ownWordOwed(state, wish, own))]
}

/** Since his own oldest word that nobody has answered; what began with something else stays as it is. */
function ownBeginning({ kind, from }: TargetState, state: OpenedCase, own: Instant | null): Instant | null {
  if (fromOpening.includes(kind)) return state.owedFrom
  return kind === 'next_response' ? own : from
}

function ownWordOwed(state: OpenedCase, wish: Wish, from: Instant | null): Event[] {
  const isOwed = from !== null && state.phase === 'open'
  if (!isOwed || alive(state, 'next_response', ...firsts).length > 0) return []
  return started(state, wish, { kind: 'next_response', from, because: 'parted' })
}

// What the end of waiting, and an answer that counted only later, mean for the clocks of a case. Not: whose
// turn it is (wait.ts), nor what else starts and ends a clock (target.ts).
import { deskFact, type Wish } from '#core/case/deed/deed.ts'
import { alive, cancelled, clocksOf, met, started } from '#core/case/deed/target-clock.ts'
import { updateOwed, visitOff } from '#core/case/deed/target.ts'
import { countingOf, stillKinds, timesOf, versionFor } from '#core/case/deed/target-times.ts'
import { overAt, waitOf } from '#core/case/deed/wait.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { countedMs } from '#core/clock/due.ts'
import type { MessageId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'

/**
 * What stands still goes on.
 * @param at until when it stood still
 */
export function resumed(state: OpenedCase, wish: Wish, at: Instant = wish.at): Event[] {
  const still = alive(state, ...stillKinds).filter(([, one]) => one.pausedAt !== null)
  return still.flatMap(([target, one]) => {
    const version = versionFor(wish, one)
    const counting = version && countingOf(wish, version, one.kind)
    const since = one.pausedAt as Instant
    // What began while his answer was there already left out more than was waited for.
    const more =
      at < since ? -countedMs(counting, later(one.from, at), since) : countedMs(counting, since, at)
    const pausedMs = one.pausedMs + more
    const times = version && timesOf(state, wish, version, { ...one, pausedMs })
    // What can no longer be said when it is due must not stand still for ever.
    if (!times) return cancelled(wish, [[target, one]], 'no_longer_owed')
    return [deskFact(wish, 'target.resumed', { target, ...times })]
  })
}

const later = (one: Instant, other: Instant): Instant => instant(Math.max(one, other))

/** A supplier owes his word until it came or we no longer want it; a date that came frees him of nothing. */
function waitLeft(
  state: OpenedCase,
  { how }: EventOf<'wait.ended'>,
  wish: Wish,
  before: OpenedCase,
): Event[] {
  const waited = waitOf(before)
  const owed = alive(state, 'supplier_response')
  if (waited?.turn === 'supplier' && how === 'answer') return met(wish, owed, wish.at)
  if (how === 'answer' || how === 'date' || how === 'too_long' || how === 'question') return []
  // A visit that is waited for again in the same breath is not called off.
  const isOff = waited?.reason === 'visit' && before.setAside?.reason !== 'visit'
  return [
    ...(waited?.turn === 'supplier' ? cancelled(wish, owed, 'withdrawn') : []),
    ...(isOff ? visitOff(state, wish) : []),
  ]
}

/** It is our turn again: what stood still goes on, and updates are owed. */
export function waitOver(
  state: OpenedCase,
  event: EventOf<'wait.ended'>,
  wish: Wish,
  before: OpenedCase,
): Event[] {
  if (event.how === 'end') return resumed(state, wish)
  return [
    ...waitLeft(state, event, wish, before),
    ...resumed(state, wish, overAt(event)),
    ...(alive(state, 'periodic_update').length > 0 ? [] : updateAgain(state, event, wish, before)),
  ]
}

/** A next update is owed again; where nobody asked him anything in the end, the one that was owed before. */
function updateAgain(
  state: OpenedCase,
  event: EventOf<'wait.ended'>,
  wish: Wish,
  before: OpenedCase,
): Event[] {
  const { how } = event
  const last = clocksOf(state, 'periodic_update').at(-1)
  const isUnasked = how === 'withdrawn' || how === 'not_reached'
  // A verdict that is written is not written again: what is owed then is the next one.
  const isPutOff =
    last?.[1].cancelled?.because === 'waiting' && last[1].cancelled.at === waitOf(before)?.since
  if (isUnasked && last && isPutOff && last[1].breached === null)
    return started(state, wish, { kind: 'periodic_update', from: last[1].from, continues: last[0] })
  const endedAt = isUnasked ? undefined : overAt(event)
  const from = endedAt === undefined ? wish.at : later(endedAt, state.spokenAt ?? endedAt)
  return updateOwed(state, wish, from)
}

/**
 * Since when words are owed an answer that counted only when somebody said whose they are: since they came.
 * What was said to him in between has answered what could be known.
 */
export function receivedAt(state: OpenedCase, message: MessageId, wish: Wish): Instant {
  const cameAt = state.messages[message]!.at
  return (state.spokenAt ?? 0) >= cameAt ? wish.at : cameAt
}

/** A supplier who was set aside for a question to the customer delivered: his word came. */
export function supplierToldAside(
  state: OpenedCase,
  { news }: EventOf<'matter.told'>,
  wish: Wish,
  before: OpenedCase,
): Event[] {
  const isHis = news === 'released' && before.setAside?.turn === 'supplier'
  return isHis ? met(wish, alive(state, 'supplier_response'), wish.at) : []
}

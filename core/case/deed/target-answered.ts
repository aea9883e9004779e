// An answer that was given before its case ended and is known only afterwards: a reply that leaves, or a call
// that is noted, when the clock of what it answers has ended with the case. Not: what a word meets that still
// runs (target.ts).
import type { Wish } from '#core/case/deed/deed.ts'
import { type Clocked, clocksOf, met, started } from '#core/case/deed/target-clock.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import { type Instant, latest } from '#core/kit/time.ts'

export type Said = {
  readonly at: Instant
  /** up to when he was listened to: longer than it was said, where one talked */
  readonly until: Instant
  readonly evidence: string
}

/** Of a first answer there is one, of later ones one for each word they answer. */
const owing = ({ kind, from }: TargetState): string => (kind === 'first_response' ? kind : `${kind} ${from}`)

/** It ended with its case, without a verdict, and the answer had been given by then. */
const wasAnswered = ({ from, breached, cancelled }: TargetState, { at, until }: Said): boolean =>
  breached === null &&
  (cancelled?.because === 'solved' || cancelled?.because === 'closed') &&
  from <= until &&
  at <= cancelled.at

/** What a word answered in time goes on for this one fact, so that it is met and not given up. */
export function answeredBefore(state: OpenedCase, wish: Wish, said: Said): Event[] {
  const latestOf = new Map<string, Clocked>()
  for (const one of clocksOf(state, 'first_response', 'next_response')) latestOf.set(owing(one[1]), one)
  return [...latestOf.values()].flatMap(([continues, one]) => {
    if (!wasAnswered(one, said)) return []
    const { kind, from, pausedMs } = one
    const [begun] = started(state, wish, { kind, from, pausedMs, continues })
    if (begun?.type !== 'target.started') return []
    const { target, dueAt } = begun
    return [begun, ...met(wish, [[target, { ...one, dueAt }]], latest(said.at, from), said.evidence)]
  })
}

// What became of an answer that was given before its case ended, and is known only afterwards: a reply that
// leaves or does not, or a call that is noted, when the clock of what it answers has ended with the case.
// Not: what a word meets that still runs (target.ts).
import { deskFact, type Wish } from '#core/case/deed/deed.ts'
import { cancelled, type Clocked, clocksOf, met, started } from '#core/case/deed/target-clock.ts'
import { onTheirWay } from '#core/case/deed/promise.ts'
import type { Event } from '#core/case/event.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { MessageId } from '#core/kit/id.ts'
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

/** The last clock of each word that is owed. */
function lastOfEach(state: OpenedCase, ...kinds: readonly TargetKind[]): Clocked[] {
  const lastOf = new Map<string, Clocked>()
  for (const one of clocksOf(state, ...kinds)) lastOf.set(owing(one[1]), one)
  return [...lastOf.values()]
}

/** It goes on for this one fact. */
function onceMore(
  state: OpenedCase,
  wish: Wish,
  [continues, one]: Clocked,
  ends: (clock: Clocked) => Event[],
): Event[] {
  const { kind, from, pausedMs } = one
  const [begun] = started(state, wish, { kind, from, pausedMs, continues })
  if (begun?.type !== 'target.started') return []
  return [begun, ...ends([begun.target, { ...one, dueAt: begun.dueAt }])]
}

/** What a word answered in time goes on for this one fact, so that it is met and not given up. */
export const answeredBefore = (state: OpenedCase, wish: Wish, said: Said): Event[] =>
  lastOfEach(state, 'first_response', 'next_response')
    .filter(([, one]) => wasAnswered(one, said))
    .flatMap(clock =>
      onceMore(state, wish, clock, one => met(wish, [one], latest(said.at, clock[1].from), said.evidence)),
    )

/**
 * A reply that did not leave after all, though its case has ended: what had run out by then, and was not
 * judged only because the reply was on its way, goes on for this one fact, so that it is breached and not
 * given up.
 */
export function unansweredAfterAll(state: OpenedCase, wish: Wish, evidence: MessageId): Event[] {
  if (state.phase === 'open' || onTheirWay(state.messages).length > 0) return []
  const { at } = state.messages[evidence]!
  return lastOfEach(state, 'first_response', 'next_response', 'periodic_update')
    .filter(([, one]) => wasAnswered(one, { at, until: at, evidence }))
    .filter(([, { dueAt, cancelled: end }]) => at <= dueAt && dueAt <= end!.at)
    .flatMap(clock =>
      onceMore(state, wish, clock, one => [
        deskFact(wish, 'target.breached', { target: one[0], kind: one[1].kind, how: 'due' }),
        ...cancelled(wish, [one], clock[1].cancelled!.because),
      ]),
    )
}

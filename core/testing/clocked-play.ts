// The wishes that tests of clocks are made of, and how their outcome is read. For tests only.
import assert from 'node:assert/strict'
import type { Command } from '#core/case/case.ts'
import type { Event, EventOf, EventType, ReopenReason, Severity } from '#core/case/event.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import { assessAs, by, customer, play, relay, t0, text, type Wished } from '#core/testing/world.ts'

export const ring: Command = { type: 'clock.ring' }
export const take: Wished = [1, by('bo'), { type: 'worker.take' }]
export const reply = (
  minute: number,
  message: `msg_${string}` = 'msg_a',
  more: object = {},
): readonly Wished[] => [
  [
    minute,
    by('bo'),
    {
      type: 'message.queue',
      message,
      channel: 'email',
      text: text('m'),
      attached: [],
      undoSeconds: 0,
      keeps: [],
      ...more,
    },
  ],
]
export const left = (minute: number, message: `msg_${string}` = 'msg_a'): Wished => [
  minute,
  relay,
  { type: 'message.note_sent', message, relay: 'r' },
]
export const wrote = (
  minute: number,
  message: `msg_${string}` = 'msg_in',
  automatic: null | 'auto-reply' = null,
): Wished => [
  minute,
  customer,
  {
    type: 'message.receive',
    message,
    channel: 'email',
    from: 'cus_anna',
    text: text('hi'),
    attached: [],
    automatic,
  },
]
export const severity = (minute: number, to: Severity): Wished => [minute, by('bo'), assessAs(to)]
export const solve = (minute: number, who = 'bo'): Wished => [
  minute,
  by(who),
  { type: 'case.solve', fix: text('A fuse') },
]
export const again = (minute: number, reason: ReopenReason = 'by_agent'): Wished => [
  minute,
  by('bo'),
  { type: 'case.reopen', reason },
]
export const asks = { wait: { reason: 'answer' as const } }

/** A case of severity 2 that was answered and written to again: all five kinds of clocks run or have run. */
export const severeFrom: readonly Wished[] = [
  judged,
  take,
  severity(2, 2),
  ...reply(3),
  left(4),
  wrote(5, 'msg_again'),
]

/** Plays wishes at the desk that owes something. */
export function run(wished: readonly Wished[], facts: DeskFacts = clockedDesk) {
  const { events, state } = play(wished, facts)
  if (state.phase === 'unopened') assert.fail()
  return { events, state }
}
export const of = <T extends EventType>(events: readonly Event[], type: T): EventOf<T>[] =>
  events.filter(one => one.type === type) as unknown as EventOf<T>[]
export const clocks = (state: OpenedCase, kind: TargetKind): TargetState[] =>
  Object.values(state.targets).filter(one => one.kind === kind)
export const minutesOf = (instant: number | null | undefined) =>
  instant == null ? null : (instant - t0) / 60_000

// Clocks that ended without a verdict and are owed again: of a case that was closed by mistake, of a severity
// that was set back. Not: how a clock moves while it lives (target-course.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { judged } from '#core/testing/clocked.ts'
import {
  again,
  asks,
  clocks,
  left,
  minutesOf,
  of,
  reply,
  ring,
  run,
  severity,
  solve,
  take,
  wrote,
} from '#core/testing/clocked-play.ts'
import { at, by, clock, customer, type Wished } from '#core/testing/world.ts'

const closed = (minute: number, reason: 'spam' | 'withdrawn'): Wished => [
  minute,
  by('bo'),
  { type: 'case.close', reason },
]
const living = (state: OpenedCase) =>
  openTargets(state).map(([, one]) => [one.kind, minutesOf(one.from), minutesOf(one.dueAt)])

test('a case that was closed by mistake owes again what it owed, without the time it was closed', () => {
  const { events, state } = run([judged, take, severity(2, 2), closed(10, 'spam'), again(40)])
  assert.deepEqual(living(state), [
    ['first_response', 0, 60],
    ['periodic_update', 40, 160],
    ['workaround', 0, 270],
    ['resolution', 0, 23 * 60 + 30],
  ])
  assert.deepEqual(
    of(events, 'target.started')
      .slice(-4)
      .map(one => [one.kind, one.continues, one.pausedMs]),
    [
      ['first_response', 'tgt_1', 30 * 60_000],
      ['periodic_update', undefined, 0],
      ['workaround', 'tgt_4', 30 * 60_000],
      ['resolution', 'tgt_3', 30 * 60_000],
    ],
  )
  assert.deepEqual(of(events, 'target.breached'), [])
  const waited = run([
    ...[judged, take, ...reply(10, 'msg_a', asks), left(11)],
    ...[closed(40, 'withdrawn'), again(50), wrote(60)],
  ])
  const cure = clocks(waited.state, 'resolution').at(-1)
  assert.deepEqual([cure?.pausedMs, minutesOf(cure?.dueAt)], [40 * 60_000, 4 * 24 * 60 + 40])
})

test('who is owed an answer when his case is closed is owed it again, and no second one', () => {
  const told = [judged, take, ...reply(2), left(3)]
  const words = (...wished: readonly Wished[]) =>
    living(run([...told, ...wished]).state).filter(([kind]) => kind === 'next_response')
  assert.deepEqual(words(wrote(5), closed(10, 'withdrawn'), again(40)), [['next_response', 5, 155]])
  const notFixed: Wished = [40, customer, { type: 'case.reopen', reason: 'not_fixed' }]
  assert.deepEqual(words(wrote(5), closed(10, 'withdrawn'), notFixed), [['next_response', 5, 155]])
  assert.deepEqual(words(closed(10, 'withdrawn'), notFixed), [['next_response', 40, 160]])
  assert.deepEqual(words(closed(10, 'withdrawn'), again(40)), [])
})

test('a verdict written before a case was closed is not written again when it comes back', () => {
  const { events, state } = run([
    ...[judged, take, [60, clock, ring] satisfies Wished],
    ...[closed(70, 'spam'), again(80), [200, clock, ring] satisfies Wished],
  ])
  assert.deepEqual(
    of(events, 'target.breached').map(one => one.kind),
    ['first_response'],
  )
  assert.deepEqual(
    living(state).map(([kind]) => kind),
    ['periodic_update', 'resolution'],
  )
})

test('what is owed again begins where it began, without what was waited for meanwhile', () => {
  const undone = run([judged, take, severity(2, 2), severity(10, 4), severity(11, 2)])
  assert.deepEqual(living(undone.state), [
    ['first_response', 0, 30],
    ['resolution', 0, 23 * 60],
    ['periodic_update', 0, 120],
    ['workaround', 0, 240],
  ])
  const late = run([judged, take, severity(2, 2), severity(10, 4), severity(250, 2)])
  assert.deepEqual(
    of(late.events, 'target.breached').map(one => [one.kind, one.how]),
    [
      ['first_response', 'due'],
      ['periodic_update', 'retarget'],
      ['workaround', 'retarget'],
    ],
  )
  // it had run for twenty minutes when it stopped, and goes on for 120 of Thursday
  const course = [judged, take, severity(2, 2), severity(10, 4), ...reply(20, 'msg_a', asks), left(21)]
  const waited = run([...course, wrote(300), severity(310, 2)])
  assert.deepEqual(
    living(waited.state).filter(([kind]) => kind === 'workaround'),
    [['workaround', 0, 23 * 60 + 40]],
  )
  const waiting = run([...course, severity(310, 2), wrote(320)])
  assert.deepEqual(
    clocks(waiting.state, 'workaround').map(one => [one.standing, one.pausedMs]),
    [
      ['cancelled', 0],
      ['running', 300 * 60_000],
    ],
  )
  assert.deepEqual(of(waiting.events, 'target.breached'), [])
})

test('a verdict written before it was owed no more is not written again when it is owed again', () => {
  const { events } = run([
    judged,
    take,
    severity(2, 2),
    [241, clock, ring],
    severity(250, 4),
    severity(251, 2),
  ])
  assert.deepEqual(
    of(events, 'target.breached').map(one => [one.kind, one.how]),
    [
      ['first_response', 'due'],
      ['periodic_update', 'due'],
      ['workaround', 'due'],
    ],
  )
})

test('a higher severity owes updates from the last word, or from now on where that is too long ago', () => {
  const from = (minute: number, ...wished: readonly Wished[]) =>
    clocks(run([judged, take, severity(2, 4), ...wished, severity(minute, 1)]).state, 'periodic_update')
      .slice(1)
      .map(one => [one.standing, minutesOf(one.from), one.breached])
  const said = [...reply(3), left(4)]
  assert.deepEqual(from(10, ...said), [['running', 3, null]])
  assert.deepEqual(from(63, ...said), [['running', 63, null]])
  assert.deepEqual(from(10, ...reply(3, 'msg_a', asks), left(4)), [])
  const call = { type: 'contact.hold', contact: 'con_a', means: 'phone', direction: 'out', reach: 'reached' }
  const called: Wished = [9, by('bo'), { ...call, startedAt: at(5), minutes: 3, keeps: [] } as Command]
  assert.deepEqual(from(10, ...said, called), [['running', 5, null]])
  assert.deepEqual(from(11, ...reply(4), called, left(10)), [['running', 5, null]])
})

test('an update that was late and given up is followed by the next: no case is without a time', () => {
  const late = [judged, take, severity(2, 2), ...reply(3), left(3), [123, clock, ring] as Wished] as const
  const updates = (...more: readonly Wished[]) =>
    clocks(run([...late, ...more]).state, 'periodic_update')
      .slice(1)
      .map(one => [one.standing, minutesOf(one.from), one.breached])
  const given = ['cancelled', 3, 'due']
  assert.deepEqual(updates(severity(130, 4), severity(140, 1)), [given, ['running', 140, null]])
  // What was not judged goes on from where it began, however often it is set back.
  assert.deepEqual(updates(severity(130, 4), severity(140, 1), severity(145, 4), severity(150, 1)), [
    given,
    ['cancelled', 140, null],
    ['running', 140, null],
  ])
})

test('an update that is owed again does not begin before it was his turn, nor before the case came back', () => {
  const day = 24 * 60
  const base = [judged, take, severity(2, 2), ...reply(3), left(4)]
  const downAndUp = [severity(5 * day + 5, 4), severity(5 * day + 10, 2)]
  const last = (...wished: readonly Wished[]) => {
    const one = clocks(run([...base, ...wished]).state, 'periodic_update').at(-1)
    return [one?.standing, minutesOf(one?.from), one?.breached]
  }
  const begun = ['running', 5 * day, null]
  const asked = [...reply(10, 'msg_b', asks), left(11, 'msg_b')]
  assert.deepEqual(last(...asked, wrote(5 * day), ...downAndUp), begun)
  assert.deepEqual(last(solve(100), again(5 * day), ...downAndUp), begun)
  // None was owed when it was our turn again.
  const call = { type: 'contact.hold', contact: 'con_a', means: 'phone', direction: 'out', reach: 'reached' }
  const called: Wished = [
    9,
    by('bo'),
    { ...call, startedAt: at(5), minutes: 3, keeps: [], ...asks } as Command,
  ]
  const now = ['running', 5 * day + 10, null]
  assert.deepEqual(last(called, severity(20, 4), wrote(5 * day), severity(5 * day + 10, 2)), now)
})

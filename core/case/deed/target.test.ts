import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, decide, fold } from '#core/case/case.ts'
import { targetsAfter } from '#core/case/deed/target.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { nextRing } from '#core/case/ring.ts'
import { unopened } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import {
  asks,
  clocks,
  left,
  minutesOf,
  of,
  reply,
  ring,
  run,
  take,
  wrote,
} from '#core/testing/clocked-play.ts'
import {
  at,
  by,
  clock,
  countingIds,
  customer,
  opened,
  play,
  settingAt,
  t0,
  type Wished,
} from '#core/testing/world.ts'

const opening = play([opened]).events[0]!

test('a case that no policy was asked about has no clocks of targets', () => {
  const { events, state } = run([opened, take, ...reply(2), left(3)])
  assert.deepEqual(Object.keys(state.targets), [])
  assert.ok(!events.some(event => event.type.startsWith('target.')))
})

test('a case judged by a policy owes from its first second what the policy says at its severity', () => {
  const { events, state } = run([judged])
  assert.deepEqual(
    events.map(event => event.type),
    ['case.opened', 'entitlement.decided', 'target.started', 'target.started', 'target.started'],
  )
  const due = openTargets(state).map(([, one]) => [one.kind, minutesOf(one.dueAt), minutesOf(one.warnAt)])
  assert.deepEqual(due, [
    ['first_response', 60, 30],
    ['periodic_update', 240, null],
    // two business days after Thursday 10:00 is Monday 10:00
    ['resolution', 4 * 24 * 60, null],
  ])
  assert.equal(minutesOf(nextRing(state)), 30)
})

test('a case that nothing covers is judged, and owes nothing by policy', () => {
  const entitled = { outcome: 'not_covered', steps: [] } as const
  const { state } = run([[0, customer, { ...judged[2], entitled } as Command], ...reply(5), left(6)])
  assert.deepEqual([state.entitled?.outcome, Object.keys(state.targets)], ['not_covered', []])
})

test('a policy or version that is no longer known starts no clock', () => {
  const gone = { ...clockedDesk, policies: {} }
  assert.deepEqual(Object.keys(run([judged], gone).state.targets), [])
  const { state } = run([judged, take])
  const outcome = decide(
    state,
    { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(90) },
    by('bo'),
    {
      now: at(2),
      newId: countingIds(),
      desk: gone,
    },
  )
  assert.ok(!isRefusal(outcome))
  const waiting = fold(outcome, state)
  const ended = decide(waiting, { type: 'wait.end' }, by('bo'), {
    now: at(3),
    newId: countingIds(),
    desk: gone,
  })
  assert.ok(!isRefusal(ended))
  assert.deepEqual(
    ended.map(event => event.type),
    ['wait.ended', 'target.cancelled'],
  )
  const { state: roundTheClock } = run([judged], { ...clockedDesk, calendars: {} })
  assert.equal(minutesOf(clocks(roundTheClock, 'resolution')[0]?.dueAt), 2 * 24 * 60)
  assert.deepEqual(
    targetsAfter(unopened, opening, { by: clock, at: t0, setting: settingAt(t0) }, unopened),
    [],
  )
})

test('the first answer meets its target at the click, once it has left; the next update is owed from there', () => {
  const { events, state } = run([judged, take, ...reply(20), left(25)])
  assert.deepEqual(
    of(events, 'target.met').map(one => [one.kind, minutesOf(one.metAt), one.late, one.evidence]),
    [
      ['first_response', 20, false, 'msg_a'],
      ['periodic_update', 20, false, 'msg_a'],
    ],
  )
  assert.deepEqual(
    clocks(state, 'periodic_update').map(one => [one.standing, minutesOf(one.dueAt)]),
    [
      ['met', 240],
      ['running', 260],
    ],
  )
})

test('a letter of the desk answers nothing', () => {
  const { events } = run([judged, ...reply(1, 'msg_a', { automatic: 'confirmation' }), left(2)])
  assert.deepEqual(of(events, 'target.met'), [])
})

test('a call that reached him answers; one that did not does not', () => {
  const call = (minute: number, reach: 'reached' | 'no_answer'): Wished => [
    minute,
    by('bo'),
    {
      type: 'contact.hold',
      contact: 'con_a',
      means: 'phone',
      direction: 'out',
      reach,
      minutes: 3,
      keeps: [],
    },
  ]
  assert.deepEqual(of(run([judged, take, call(9, 'no_answer')]).events, 'target.met'), [])
  const { events } = run([judged, take, call(9, 'reached')])
  assert.deepEqual(
    of(events, 'target.met').map(one => [one.kind, one.evidence]),
    [
      ['first_response', 'con_a'],
      ['periodic_update', 'con_a'],
    ],
  )
})

test('what is not answered is warned of, then breached, each once; a late answer meets it late', () => {
  const { events, state } = run([
    judged,
    take,
    [30, clock, ring],
    [31, clock, ring],
    [60, clock, ring],
    [61, clock, ring],
  ])
  assert.deepEqual(
    of(events, 'target.warned').map(one => [one.kind, minutesOf(one.at)]),
    [['first_response', 30]],
  )
  assert.deepEqual(
    of(events, 'target.breached').map(one => [one.kind, one.how, one.lateByMs]),
    [['first_response', 'due', undefined]],
  )
  assert.equal(minutesOf(nextRing(state)), 240)
  assert.equal(minutesOf(nextRing(run([judged, take, [30, clock, ring]]).state)), 60)
  const late = run([judged, take, [60, clock, ring], ...reply(70), left(71)])
  assert.equal(of(late.events, 'target.met')[0]?.late, true)
})

test('a clock that was woken long after says so in its verdict, and does not warn of what is past', () => {
  const { events } = run([judged, [65, clock, ring]])
  assert.equal(of(events, 'target.breached')[0]?.lateByMs, 5 * 60_000)
  assert.deepEqual(of(events, 'target.warned'), [])
})

test('a reply on its way is not judged before its fate is known', () => {
  const onTheWay: readonly Wished[] = [judged, take, ...reply(59, 'msg_a', { undoSeconds: 100 })]
  const waiting = run([...onTheWay, [60, clock, ring]])
  assert.deepEqual(of(waiting.events, 'target.breached'), [])
  assert.equal(minutesOf(nextRing(waiting.state)), 4 * 24 * 60)
  const sent = run([...onTheWay, [60, clock, ring], left(61)])
  assert.deepEqual(
    of(sent.events, 'target.met').map(one => one.late),
    [false, false],
  )
  const undone: Wished = [60, by('bo'), { type: 'message.withdraw', message: 'msg_a' }]
  const back = run([...onTheWay, undone])
  assert.equal(minutesOf(nextRing(back.state)), 30)
  assert.equal(of(run([...onTheWay, undone, [61, clock, ring]]).events, 'target.breached').length, 1)
})

test('the oldest word not answered runs; more words do not start it anew', () => {
  const { state } = run([judged, take, wrote(5), ...reply(10), left(11), wrote(20), wrote(50, 'msg_in2')])
  assert.deepEqual(
    clocks(state, 'next_response').map(one => [minutesOf(one.from), minutesOf(one.dueAt)]),
    [[20, 140]],
  )
  const answered = run([
    judged,
    take,
    ...reply(10),
    left(11),
    wrote(20),
    wrote(21, 'msg_auto', 'auto-reply'),
    ...reply(30, 'msg_b'),
    left(31, 'msg_b'),
  ])
  assert.deepEqual(
    clocks(answered.state, 'next_response').map(one => one.standing),
    ['met'],
  )
  const machine = run([judged, ...reply(10), left(11), wrote(20, 'msg_auto', 'auto-reply')])
  assert.deepEqual(clocks(machine.state, 'next_response'), [])
})

test('a question to the customer stops the clock of the cure and of updates, and his answer starts both', () => {
  const { events, state } = run([judged, take, ...reply(10, 'msg_a', asks), left(11), wrote(130)])
  assert.deepEqual(
    of(events, 'target.paused').map(one => one.because),
    ['customer'],
  )
  assert.equal(of(events, 'target.cancelled')[0]?.because, 'waiting')
  const [resumed] = of(events, 'target.resumed')
  assert.equal(resumed?.pausedMs, 120 * 60_000)
  assert.equal(minutesOf(resumed?.dueAt), 4 * 24 * 60 + 120)
  assert.deepEqual(
    openTargets(state).map(([, one]) => [one.kind, minutesOf(one.dueAt)]),
    [
      ['resolution', 4 * 24 * 60 + 120],
      ['next_response', 250],
      ['periodic_update', 130 + 240],
    ],
  )
})

test('a supplier stops nothing, an agreed date only the cure', () => {
  const supplier = run([
    judged,
    take,
    [5, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }],
  ])
  assert.deepEqual(of(supplier.events, 'target.paused'), [])
  const date = run([
    judged,
    take,
    [5, by('bo'), { type: 'wait.start', turn: 'us', reason: 'maintenance_window', until: at(90) }],
    [90, clock, ring],
  ])
  assert.equal(of(date.events, 'target.paused')[0]?.because, 'maintenance_window')
  assert.deepEqual(
    clocks(date.state, 'periodic_update').map(one => one.standing),
    ['running'],
  )
  assert.equal(of(date.events, 'target.resumed').length, 1)
})

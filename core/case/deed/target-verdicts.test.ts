// What a target became does not hang on whether a node looked in time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judged } from '#core/testing/clocked.ts'
import { clocks, left, minutesOf, of, reply, ring, run, take } from '#core/testing/clocked-play.ts'
import { assessAs, by, clock, relay, text, type Wished } from '#core/testing/world.ts'

const severe: Wished = [2, by('bo'), assessAs(2)]
const solved: Wished = [90, by('bo'), { type: 'case.solve', fix: text('A fuse') }]
const lowered: Wished = [90, by('bo'), assessAs(4)]
const read = (...wished: readonly Wished[]) => {
  const { events, state } = run([judged, take, severe, ...wished])
  const verdicts = events.filter(one => one.type === 'target.breached' || one.type === 'target.met')
  return {
    said: verdicts.map(one => [one.kind, one.type === 'target.met' ? one.late : one.how]),
    breachedBy: of(events, 'target.breached').map(one => one.by),
    late: minutesOf(clocks(state, 'first_response')[0]?.dueAt),
    standing: clocks(state, 'first_response').map(one => [one.standing, one.breached]),
  }
}

test('a case that is solved after a target was missed has missed it, whoever comes first', () => {
  const rung = read([60, clock, ring], solved)
  const unrung = read(solved)
  assert.deepEqual(unrung.said, rung.said)
  assert.deepEqual(unrung.standing, [['cancelled', 'due']])
  assert.deepEqual(unrung.breachedBy, [clock], 'the one who solved it did not say so')
})

test('a lower severity mends nothing that was past before', () => {
  const rest = [lowered, ...reply(100), left(101)]
  assert.deepEqual(read(...rest).said, read([60, clock, ring], ...rest).said)
  assert.deepEqual(read(...rest).said[0], ['first_response', 'due'])
})

test('a deed that says nothing writes no verdict, and a warning waits for the clock', () => {
  const events = (...wished: readonly Wished[]) => run([judged, take, severe, ...wished]).events.length
  const none: Wished = [90, by('bo'), { type: 'worker.take' }]
  const before = events()
  assert.equal(events(none), before)
  assert.ok(read([20, by('bo'), { type: 'case.classify', subject: text('Router') }]).said.length === 0)
})

test('a reply that left late enough after its click is judged by the click, not by what came between', () => {
  const found = read(...reply(29), lowered, left(95))
  assert.deepEqual(found.said, [['first_response', false]])
})

test('a reply that was on its way as its case was solved, and did not leave, has answered nothing', () => {
  const failed = (final: boolean): Wished => [
    95,
    relay,
    { type: 'message.note_failed', message: 'msg_a', reason: 'r', final },
  ]
  const other = reply(28, 'msg_b')
  assert.deepEqual(read(...reply(29), solved).standing, [['cancelled', null]], 'nobody knows yet')
  assert.deepEqual(read(...reply(29), solved, failed(false)).standing, [['cancelled', null]])
  const lost = [
    ['cancelled', null],
    ['cancelled', 'due'],
  ]
  assert.deepEqual(read(...reply(29), solved, failed(true)).standing, lost)
  assert.deepEqual(
    read(...reply(29), failed(true), solved).standing,
    [['cancelled', 'due']],
    'as while it was open',
  )
  assert.deepEqual(read(...other, ...reply(29), solved, failed(true)).standing, [['cancelled', null]])
  const answered = [
    ['cancelled', null],
    ['met', null],
  ]
  assert.deepEqual(read(...other, ...reply(29), solved, failed(true), left(96, 'msg_b')).standing, answered)
  // What had time left when it was solved is not past.
  const soon: Wished = [29.5, by('bo'), { type: 'case.solve', fix: text('A fuse') }]
  assert.deepEqual(read(...reply(29), soon, failed(true)).standing, [['cancelled', null]])
})

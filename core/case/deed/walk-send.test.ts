// A script that is sent to the customer: his to go on with from where it stands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { timeline } from '#core/case/timeline.ts'
import type { WalkEntry } from '#core/case/walk-entry.ts'
import { ask, doing, passOn, scriptOf, solved } from '#core/testing/script-world.ts'
import { answer, begin, bo, giveUp, stateOf, worked } from '#core/testing/walk-course.ts'
import { customer, given, play, taken, text, type Wished } from '#core/testing/world.ts'

const script = scriptOf([
  ask('light', 'restart'),
  doing('restart', { worked: 'fine', failed: 'line' }),
  ask('line', 'over', { level: 1 }),
  passOn('over'),
  solved('fine'),
])
const using = { scripts: [script], checks: {} }
const letter: Command = {
  type: 'message.queue',
  message: 'msg_l',
  channel: 'email',
  text: text('Please go through it'),
  attached: [],
  undoSeconds: 0,
  keeps: [],
}
const send = (more: object = {}): Command =>
  ({ type: 'walk.send', walk: 'wlk_a', message: 'msg_l', ...using, ...more }) as Command
const on: readonly Wished[] = [
  ...taken,
  [2, bo, begin(using)],
  [3, bo, answer('light', 'yes', using)],
  [4, bo, letter],
]

test('it is the customer’s from where it stands, and rests until he goes on', () => {
  given(...on)
    .when(5, bo, send())
    .then('walk.sent')
  const { walker, walk } = stateOf([...on, [5, bo, send()]]).walks.wlk_a!
  assert.deepEqual([walker, walk.paused, walk.path.length], ['customer', true, 1])
  const gives = answer('restart', worked, using)
  given(...on, [5, bo, send()])
    .when(6, customer, gives)
    .then('walk.resumed', 'walk.answered')
  const standing = (...wished: readonly Wished[]) => {
    const ledger = given(...on, ...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))
    return (timeline(ledger).find(({ kind }) => kind === 'walk') as WalkEntry).standing
  }
  assert.equal(standing([5, bo, send()]), 'sent')
  assert.equal(standing([5, bo, send()], [6, customer, gives]), 'ended')
})

test('before it was sent a walk of ours is not his to answer', () => {
  given(...on)
    .when(5, customer, answer('restart', worked, using))
    .thenRefused('walk.with_support')
})

test('an agent takes it over again at the step he came to; another one rests when it is sent', () => {
  const gone: readonly Wished[] = [
    ...on,
    [5, bo, send()],
    [6, customer, answer('restart', { kind: 'failed' }, using)],
  ]
  assert.equal(stateOf(gone).walks.wlk_a!.needsSupport, true)
  given(...gone)
    .when(7, bo, answer('line', 'yes', using))
    .then('walk.resumed', 'walk.answered')
  const second: Wished = [5, bo, begin({ ...using, walk: 'wlk_b' })]
  given(...on, second)
    .when(6, bo, send())
    .then('walk.paused', 'walk.sent')
})

test('what he cannot answer alone, or has ended, is not sent; nor without a letter', () => {
  const stuck: readonly Wished[] = [...on, [5, bo, answer('restart', { kind: 'failed' }, using)]]
  given(...stuck)
    .when(6, bo, send())
    .thenRefused('walk.not_alone')
  given(...on)
    .when(5, bo, send({ scripts: [] }))
    .thenRefused('walk.not_alone')
  given(...on, [5, bo, giveUp])
    .when(6, bo, send())
    .thenRefused('walk.ended')
  given(...on)
    .when(5, bo, send({ walk: 'wlk_x' }))
    .thenRefused('walk.not_found')
  given(...on)
    .when(5, bo, send({ message: 'msg_x' }))
    .thenRefused('message.not_found')
  assert.ok(play(on).events.length > 0)
})

// A promise with a window, "Thursday between 14 and 16": what may be promised, what keeps it, when it
// is late.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { timeline } from '#core/case/timeline.ts'
import { at, by, clock, given, play, relay, taken, text, textOf, type Wished } from '#core/testing/world.ts'

const day = 24 * 60
const make = (from: number | undefined, due: number, more: object = {}): Command => ({
  type: 'promise.make',
  promise: 'prm_a',
  topic: text('call back'),
  means: 'phone',
  ...(from !== undefined && { from: at(from) }),
  dueAt: at(due),
  ...more,
})
const called = (reach: 'reached' | 'no_answer' | 'voicemail'): Command => ({
  type: 'contact.hold',
  contact: 'con_a',
  means: 'phone',
  direction: 'out',
  reach,
  minutes: 3,
  keeps: ['prm_a'],
})
const promised: readonly Wished[] = [...taken, [2, by('bo'), make(60, 180)]]
const ring: Command = { type: 'clock.ring' }

test('a window is promised by its beginning and its end', () => {
  const [made] = given(...taken)
    .when(2, by('bo'), make(60, 180))
    .then('promise.made', 'promise.moved')
  assert.deepEqual(made?.type === 'promise.made' && [made.from, made.dueAt], [at(60), at(180)])
  const [plain] = given(...taken)
    .when(2, by('bo'), make(undefined, 180))
    .then('promise.made', 'promise.moved')
  assert.ok(plain && !('from' in plain), 'a promise without a window has no beginning')
})
test('a window begins before it ends', () => {
  for (const from of [180, 181])
    given(...taken)
      .when(2, by('bo'), make(from, 180))
      .thenRefused('promise.window_turned')
})
test('a window may have begun already, but not days ago, and ends ahead', () => {
  given(...taken)
    .when(30, by('bo'), make(29, 180))
    .then('promise.made', 'promise.moved')
  given(...taken)
    .when(30 + 2 * day, by('bo'), make(30, 60 + 2 * day))
    .thenRefused('promise.in_the_past')
  given(...taken)
    .when(200, by('bo'), make(60, 180))
    .thenRefused('promise.in_the_past')
})
test('it is late after the end of its window, not after its beginning', () => {
  given(...promised)
    .when(179, clock, ring)
    .thenNothing()
  given(...promised)
    .when(180, clock, ring)
    .then('promise.late')
})
test('a word that reaches the customer keeps it before its window, too', () => {
  for (const minute of [30, 90]) {
    const [, kept] = given(...promised)
      .when(minute, by('bo'), called('reached'))
      .then('contact.held', 'promise.kept')
    assert.equal(kept?.type === 'promise.kept' && kept.late, false)
  }
})
test('an attempt keeps it within its window only: before it he was not told to be there', () => {
  for (const reach of ['no_answer', 'voicemail'] as const) {
    given(...promised)
      .when(59, by('bo'), called(reach))
      .then('contact.held')
    const [, kept] = given(...promised)
      .when(60, by('bo'), called(reach))
      .then('contact.held', 'promise.kept')
    assert.equal(kept?.type === 'promise.kept' && kept.how, 'attempt')
  }
  given(...promised, [59, by('bo'), called('no_answer')])
    .when(180, clock, ring)
    .then('promise.late')
})
test('a message keeps it before its window', () => {
  given(...promised, [
    30,
    by('bo'),
    {
      type: 'message.queue',
      message: 'msg_a',
      channel: 'email',
      text: text('found it'),
      attached: [],
      undoSeconds: 0,
      keeps: ['prm_a'],
    },
  ])
    .when(31, relay, { type: 'message.note_sent', message: 'msg_a', relay: 'r' })
    .then('message.sent', 'promise.kept')
})
test('it is moved to another window or to a time, until its window has ended', () => {
  const move = (from: number | undefined, due: number): Command => ({
    type: 'promise.move',
    promise: 'prm_a',
    to: 'prm_b',
    ...(from !== undefined && { from: at(from) }),
    dueAt: at(due),
    because: text('the part is late'),
  })
  const [, made] = given(...promised)
    .when(90, by('bo'), move(300, 360))
    .then('promise.moved', 'promise.made')
  assert.deepEqual(made?.type === 'promise.made' && [made.from, made.dueAt], [at(300), at(360)])
  const [, plain] = given(...promised)
    .when(90, by('bo'), move(undefined, 360))
    .then('promise.moved', 'promise.made')
  assert.ok(plain && !('from' in plain), 'the old window does not go along')
  given(...promised)
    .when(90, by('bo'), move(360, 300))
    .thenRefused('promise.window_turned')
  given(...promised)
    .when(180, by('bo'), move(300, 360))
    .thenRefused('promise.already_due')
})
test('the card, the ledger and the customer read the window', () => {
  const { events, state } = play(promised)
  assert.ok(state.phase === 'open')
  assert.deepEqual(clockOf(state), {
    kind: 'promise',
    fromAt: at(2),
    windowFrom: at(60),
    dueAt: at(180),
  })
  const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
  const entry = timeline(ledger).find(one => one.kind === 'promise' && one.promise === 'prm_a')
  assert.equal(entry?.kind === 'promise' && entry.from, at(60))
  const read = { text: textOf, agentName: () => 'Bo', now: at(3) }
  const line = customerTimeline(ledger, state, read).find(one => one.kind === 'promised')
  assert.equal(line?.kind === 'promised' && line.from, at(60))
})

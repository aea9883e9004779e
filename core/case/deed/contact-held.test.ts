// When a contact can have begun, and which promises are older than it. Not: what else it keeps and ends
// (rest.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, customer, given, opened, taken, text, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const hold = (more: object = {}): Command => ({
  type: 'contact.hold',
  contact: 'con_a',
  means: 'phone',
  direction: 'out',
  reach: 'reached',
  minutes: 3,
  keeps: [],
  ...more,
})

test('a contact is noted when it has begun, and not of a time before there was a case', () => {
  const mine = given(...taken)
  mine.when(60, bo, hold({ startedAt: at(62) })).thenRefused('contact.in_the_future')
  const [held] = mine.when(60, bo, hold({ startedAt: at(60.5) })).then('contact.held', 'promise.kept')
  assert.equal(held?.type === 'contact.held' && held.startedAt, at(60), 'a clock that is ahead')
  mine.when(60, bo, hold({ startedAt: at(-500) })).thenRefused('contact.before_case')
  // The call it was opened of had begun before, and one over an hour ago is another one.
  mine.when(60, bo, hold({ startedAt: at(-500), minutes: 520 })).then('contact.held', 'promise.kept')
  mine.when(60, bo, hold({ startedAt: at(-62), minutes: 3 })).then('contact.held', 'promise.kept')
  // What was begun long ago and only now written down opened the case all the same.
  given(opened)
    .when(0, bo, hold({ startedAt: at(-3000) }))
    .then('contact.held', 'promise.kept')
})

const make: Wished = [
  10,
  bo,
  { type: 'promise.make', promise: 'prm_a', topic: text('call'), means: 'phone', dueAt: at(60) },
]
const wrote: Wished = [10, customer, samples['message.receive'] as Command]

test('a promise is kept by a call that began after it was given, and not by the one it was given in', () => {
  const promised = given(...taken, make)
  const calls = (startedAt: number, minutes: number, more: object = {}) =>
    promised.when(30, bo, hold({ startedAt: at(startedAt), minutes, keeps: ['prm_a'], ...more }))
  calls(10, 5).then('contact.held', 'promise.kept')
  calls(9.2, 5).then('contact.held', 'promise.kept')
  calls(8, 5).then('contact.held')
  calls(4, 5).then('contact.held')
  calls(9, 0, { reach: 'no_answer' }).then('contact.held')
  calls(11, 0, { reach: 'no_answer' }).then('contact.held', 'promise.kept')
})

test('who wrote is promised a word that whoever talks with him then gives, and nobody who had talked before', () => {
  const answered = given(...taken, [2, bo, hold()], wrote)
  const calls = (startedAt: number, minutes: number) =>
    answered.when(30, bo, hold({ contact: 'con_b', startedAt: at(startedAt), minutes }))
  calls(11, 5).then('contact.held', 'promise.kept')
  calls(8, 5).then('contact.held', 'promise.kept')
  calls(4, 5).then('contact.held')
})

// When a contact can have begun. Not: what it keeps and ends (rest.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { at, by, given, opened, taken } from '#core/testing/world.ts'

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

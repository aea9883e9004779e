// How often things are said aloud.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarm, announce, politeMs, voices } from './live-region.ts'

test('polite sentences come at most every five seconds, those in between together and none twice', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
  announce('Saved.')
  assert.equal(voices.heard().polite, 'Saved.')
  announce('Sent.')
  announce('Sent.')
  announce('Filtered.')
  assert.equal(voices.heard().polite, 'Saved.')
  t.mock.timers.tick(politeMs)
  assert.equal(voices.heard().polite, 'Sent. Filtered.')
})

test('an alarm is said at once, and the same one again is a new sentence', () => {
  alarm('No connection.')
  const first = voices.heard().alert
  alarm('No connection.')
  assert.equal(voices.heard().alert.trim(), 'No connection.')
  assert.notEqual(voices.heard().alert, first)
})

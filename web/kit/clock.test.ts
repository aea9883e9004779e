// What a clock says, minute by minute.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs, minuteMs, secondMs } from '#core/kit/time.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import { clockNumber, clockSentence, clockUnder, faceAt } from './clock.ts'
import type { Words } from './times.ts'

const now = Date.UTC(2026, 10, 19, 13, 18)
const words: Words = { language: 'en', say: speaker('en', messagesOf('en')), zone: 'Europe/Stockholm' }
const due = (ms: number) => ({ dueAt: now + ms })
const number = (ms: number) => clockNumber(due(ms), now, words)

test('minutes left are rounded up, minutes late down, so that neither says 0 too early', () => {
  assert.deepEqual(faceAt(due(30 * secondMs), now), { state: 'soon', minutes: 1 })
  assert.deepEqual(faceAt(due(0), now), { state: 'late', minutes: 0 })
  assert.deepEqual(faceAt(due(-90 * secondMs), now), { state: 'late', minutes: 1 })
})

test('soon is the last quarter and at least fifteen minutes', () => {
  assert.equal(faceAt(due(15 * minuteMs), now).state, 'soon')
  assert.equal(faceAt({ dueAt: now + 30 * minuteMs, fromAt: now - 90 * minuteMs }, now).state, 'soon')
  assert.equal(faceAt({ dueAt: now + 31 * minuteMs, fromAt: now - 89 * minuteMs }, now).state, 'ok')
  assert.equal(faceAt({ dueAt: now + 29 * minuteMs, fromAt: now - 91 * minuteMs }, now).state, 'soon')
  assert.equal(faceAt(due(16 * minuteMs), now).state, 'ok')
})

test('over a weekend it is soon from the warning of its policy on, not before the desk closes', () => {
  // Due on Monday at ten, since Friday at nine; half an hour of working time before that it warns.
  const from = Date.UTC(2026, 10, 20, 8)
  const owed = { fromAt: from, warnAt: from + 72.5 * hourMs, dueAt: from + 73 * hourMs }
  const at = (hours: number) => faceAt(owed, from + hours * hourMs).state
  assert.deepEqual([8, 56, 72.4, 72.5, 73].map(at), ['ok', 'ok', 'ok', 'soon', 'late'])
  // An early warning holds as well, and one that no policy gives leaves the last quarter.
  assert.equal(faceAt({ ...owed, warnAt: from + 1 }, from + hourMs).state, 'soon')
  assert.equal(faceAt({ ...owed, warnAt: null }, from + 56 * hourMs).state, 'soon')
})

test('what has ended keeps its verdict whatever the time', () => {
  for (const ended of ['paused', 'kept', 'missed'] as const)
    assert.equal(faceAt({ dueAt: now - hourMs, ended }, now).state, ended)
})

test('under two hours minutes are exact, under a day hours and minutes, beyond it the date leads', () => {
  assert.equal(number(119 * minuteMs), '119 min')
  assert.equal(number(140 * minuteMs), '2 h 20 min')
  assert.equal(number(3 * hourMs), '3 h')
  assert.equal(number(30 * hourMs), 'Fri 20:18')
  assert.equal(number(20 * 24 * hourMs), '9 Dec 14:18')
  assert.equal(number(-8 * minuteMs), '+8 min')
  assert.equal(number(-49 * 60 * minuteMs), '+2 days')
})

test('the second line is the wall time of a span and the distance of a date', () => {
  assert.equal(clockUnder(due(12 * minuteMs), now, words), '14:30')
  assert.equal(clockUnder(due(20 * hourMs), now, words), 'Fri 10:18')
  assert.equal(clockUnder(due(30 * hourMs), now, words), 'in 1 day')
  assert.equal(clockUnder({ ...due(0), ended: 'kept' }, now, words), '')
})

test('ears hear what is owed, by when, how far it is and how it stands', () => {
  assert.equal(
    clockSentence({ ...due(12 * minuteMs), kind: 'promise' }, now, words),
    'Next update: 14:30, in 12 minutes, due soon',
  )
  assert.equal(
    clockSentence({ ...due(-8 * minuteMs), kind: 'first_answer' }, now, words),
    'Our answer: late by 8 minutes, was due 14:10',
  )
})

test('a window is written with both its ends, wherever the time by which would stand', () => {
  const owed = (fromMs: number, dueMs: number) => ({ ...due(dueMs), windowFrom: now + fromMs })
  const later = owed(28 * hourMs, 30 * hourMs)
  assert.equal(clockNumber(later, now, words), 'Fri 18:18–20:18')
  assert.equal(clockNumber(later, now, words, true), 'Fri 18:18–\u200b20:18', 'breaks between its ends')
  const soon = owed(hourMs, 3 * hourMs)
  assert.deepEqual([clockNumber(soon, now, words), clockUnder(soon, now, words)], ['3 h', '15:18–17:18'])
  assert.match(clockSentence(soon, now, words), /15:18–17:18/)
  assert.equal(clockUnder(owed(8 * hourMs, 11 * hourMs), now, words), '22:18 – Fri 01:18')
})

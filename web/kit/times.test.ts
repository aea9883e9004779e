// How times are written, in the six languages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { type Language, languages } from '#core/people/language.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import {
  daysBetween,
  dayTitle,
  distance,
  exactTime,
  momentText,
  spanExact,
  spanText,
  timeOf,
  type Words,
  wallTime,
} from './times.ts'

const now = Date.UTC(2026, 10, 19, 13, 18)
const wordsIn = (language: Language): Words => ({
  language,
  say: speaker(language, messagesOf(language)),
  zone: 'Europe/Stockholm',
})
const en = wordsIn('en')

test('every language writes 24 hours without words of its own', () => {
  for (const language of languages) assert.equal(timeOf(now, wordsIn(language)), '14:18', language)
})

test('a day ends at midnight where the agent is, not where the server is', () => {
  const lateEvening = Date.UTC(2026, 10, 19, 22, 30)
  const afterMidnight = Date.UTC(2026, 10, 19, 23, 30)
  assert.equal(daysBetween(lateEvening, afterMidnight, en), 1)
  assert.equal(wallTime(afterMidnight, lateEvening, en), 'Fri 00:30')
})

test('a day is counted right over the change of the clocks', () => {
  const before = Date.UTC(2026, 9, 24, 12)
  assert.equal(daysBetween(before, before + 25 * hourMs, en), 1)
})

test('under a day the distance leads, beyond it the date, and another year is named', () => {
  assert.equal(momentText(now + 12 * minuteMs, now, en), 'in 12 min · 14:30')
  assert.equal(momentText(now - 4 * hourMs, now, en), '4 h ago · 10:18')
  assert.equal(momentText(now + 3 * dayMs, now, en), 'Sun 22 Nov 14:18 · in 3 days')
  assert.equal(momentText(now + 46 * dayMs, now, en), 'Mon 4 Jan 2027 14:18 · in 46 days')
})

test('within the minute it is now', () => assert.equal(distance(now - 20_000, now, en), 'now'))

test('today and yesterday are named, other days begin with a capital letter', () => {
  assert.equal(dayTitle(now, now, en), 'Today, Thursday 19 November')
  assert.equal(dayTitle(now - dayMs, now, wordsIn('de')), 'Gestern, Mittwoch 18. November')
  assert.equal(dayTitle(now - 3 * dayMs, now, wordsIn('it')), 'Lunedì 16 novembre')
})

test('spans are inflected where a language inflects them', () => {
  assert.equal(distance(now + 3 * dayMs, now, wordsIn('de')), 'in 3 Tagen')
  assert.equal(distance(now + 3 * dayMs, now, wordsIn('ru')), 'через 3 дня')
  assert.equal(distance(now + 5 * dayMs, now, wordsIn('ru')), 'через 5 дней')
  assert.equal(distance(now - dayMs, now, wordsIn('sv')), 'för 1 dag sedan')
})

test('where there is no room minutes stand in two digits after the hours, so that they read as minutes', () => {
  assert.equal(spanText(248, en), '4 h 8 min')
  assert.equal(spanText(248, en, true), '4 h 08')
  assert.equal(spanText(240, en, true), '4 h')
})

test('what is reckoned with is never rounded to days, and instants are said to the second', () => {
  assert.equal(spanExact(26 * 60 + 12, en), '26 h 12 min')
  assert.deepEqual([spanExact(48 * 60, en), spanExact(59, en)], ['48 h', '59 min'])
  assert.equal(exactTime(now + 7_000, now, en), 'Thu 14:18:07')
  assert.equal(exactTime(now - 20 * dayMs, now, en), '30 Oct 14:18:00')
})

// Times for the customer's eyes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import { isOtherClock, timeForThem, usableZone } from './say-in.ts'

const now = Date.UTC(2026, 10, 26, 9)
const own = { zone: 'Europe/Stockholm' }
const words = (zone: string) => ({ language: 'en' as const, say: speaker('en', messagesOf('en')), zone })
const owed = { from: now + 6 * 3_600_000, dueAt: now + 8 * 3_600_000 }

test('what the customer is told is by his clock, with its zone only where that is another', () => {
  assert.equal(timeForThem(owed, now, words('Europe/Stockholm'), own), '16:00–18:00')
  assert.equal(timeForThem(owed, now, words('Europe/Berlin'), own), '16:00–18:00')
  assert.equal(timeForThem(owed, now, words('America/New_York'), own), '10:00–12:00, Eastern Time (New York)')
})

test('a zone the browser does not know is as none', () => {
  assert.equal(usableZone('Mars/Phobos'), undefined)
  assert.equal(usableZone(null), undefined)
  assert.equal(usableZone('Asia/Tokyo'), 'Asia/Tokyo')
  assert.equal(isOtherClock(undefined, own, now), false)
  assert.equal(isOtherClock('Asia/Tokyo', own, now), true)
})

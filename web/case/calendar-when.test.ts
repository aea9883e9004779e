import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarWhen } from './calendar-when.ts'

const by = { language: 'en', zone: 'Europe/Stockholm' }
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ').replace(/ – /g, '–')
const at = (local: string, zone: string, utc: string | null) => ({
  local,
  zone,
  at: utc ? Date.parse(utc) : null,
})

test('a known instant is told by the reader’s own clock', () => {
  const start = at('2026-11-26T04:15', 'America/New_York', '2026-11-26T09:15Z')
  const end = at('2026-11-26T05:15', 'America/New_York', '2026-11-26T10:15Z')
  assert.match(plain(calendarWhen(start, end, by)), /26 Nov 2026.*10:15–11:15 \(Europe\/Stockholm\)$/)
})

test('an unknown clock is told as the file has it', () => {
  const start = at('2026-11-26T10:15', 'Customized', null)
  assert.match(plain(calendarWhen(start, null, by)), /26 Nov 2026.*10:15 \(Customized\)$/)
  assert.match(plain(calendarWhen({ ...start, zone: '' }, null, by)), /10:15$/)
})

test('whole days have no clock, and the last is not the day after', () => {
  const one = calendarWhen(at('2026-11-26', '', null), at('2026-11-27', '', null), by)
  assert.match(plain(one), /^Thu,? 26 Nov 2026$/)
  const two = calendarWhen(at('2026-11-26', '', null), at('2026-11-28', '', null), by)
  assert.match(plain(two), /26.*27 Nov 2026$/)
})

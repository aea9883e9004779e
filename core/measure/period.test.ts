// Weeks of the calendar, in zones whose clocks change, and those that are none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { readWeek } from '#core/measure/period.ts'

const told = (text: string, zone = 'UTC') => {
  const week = readWeek(text, zone)
  return week && [week.from, week.until].map(at => new Date(at).toISOString().slice(0, 16))
}

test('a week is from Monday to Monday; the first of a year has its first Thursday', () => {
  assert.deepEqual(told('2026-W40'), ['2026-09-28T00:00', '2026-10-05T00:00'])
  assert.deepEqual(told('2026-W01'), ['2025-12-29T00:00', '2026-01-05T00:00'])
  assert.deepEqual(told('2026-W53'), ['2026-12-28T00:00', '2027-01-04T00:00'])
})

test('where clocks change within, it is an hour longer or shorter', () => {
  const hours = (text: string) => {
    const week = readWeek(text, 'Europe/Stockholm')!
    return (week.until - week.from) / hourMs
  }
  assert.deepEqual([hours('2026-W43'), hours('2026-W13'), hours('2026-W40')], [169, 167, 168])
  assert.deepEqual(told('2026-W43', 'Europe/Stockholm'), ['2026-10-18T22:00', '2026-10-25T23:00'])
})

test('what is no week is none', () => {
  for (const text of ['2025-W53', '2026-W00', '2026-W54', '0000-W01', '2026-40', 'W40', '', '2026-W4'])
    assert.equal(readWeek(text, 'UTC'), null, text)
})

// Weeks of the calendar, in zones whose clocks change, and those that are none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs, instant } from '#core/kit/time.ts'
import { periodBeside, periodYearBefore, readPeriod, readWeek, weekAt } from '#core/measure/period.ts'

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

test('days, months and some days are read as they are written', () => {
  const read = (text: string) => {
    const found = readPeriod(text, 'UTC')
    return found && [found.from, found.until].map(at => new Date(at).toISOString().slice(0, 10))
  }
  assert.deepEqual(read('2026-W40'), ['2026-09-28', '2026-10-05'])
  assert.deepEqual(read('2026-10-02'), ['2026-10-02', '2026-10-03'])
  assert.deepEqual(read('2026-02'), ['2026-02-01', '2026-03-01'])
  assert.deepEqual(read('2026-12'), ['2026-12-01', '2027-01-01'])
  assert.deepEqual(read('2026-10-02..2026-10-05'), ['2026-10-02', '2026-10-06'])
  for (const text of [
    '',
    '2026-13',
    '2026-02-30',
    '2026-10-05..2026-10-02',
    '2026-01-01..2029-01-04',
    'a..b',
  ])
    assert.equal(read(text), null, text)
  for (const text of ['2026-10-01..2026-10-02..2026-10-03', '2026-10-01..x', '9999-12-31', '2026-W60'])
    assert.equal(read(text), null, text)
})

test('the one before and the one after are as long and written alike', () => {
  const rows = [
    ['2026-W01', '2025-W52', '2026-W02'],
    ['2026-W53', '2026-W52', '2027-W01'],
    ['2026-01', '2025-12', '2026-02'],
    ['2026-03-01', '2026-02-28', '2026-03-02'],
    ['2026-10-02..2026-10-05', '2026-09-28..2026-10-01', '2026-10-06..2026-10-09'],
  ] as const
  for (const [text, before, after] of rows)
    assert.deepEqual([periodBeside(text, -1), periodBeside(text, 1)], [before, after])
})

test('the week of an instant is the one its zone is in', () => {
  const at = instant(Date.UTC(2026, 9, 4, 23))
  assert.equal(weekAt(at, 'UTC'), '2026-W40')
  assert.equal(weekAt(at, 'Europe/Stockholm'), '2026-W41')
})

test('the same a year before has the number, or the weekdays, of what it is beside', () => {
  const rows = [
    ['2026-W40', '2025-W40'],
    ['2026-W53', '2025-W52'],
    ['2016-W53', '2015-W53'],
    ['2026-10', '2025-10'],
    ['2026-10-02', '2025-10-03'],
    ['2026-10-02..2026-10-05', '2025-10-03..2025-10-06'],
    ['soon', null],
  ] as const
  for (const [text, before] of rows) assert.equal(periodYearBefore(text), before, text)
})

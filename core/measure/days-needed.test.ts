// A period reads the sums of days that count as a whole, and of others only what may count in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import { daysNeeded, isWholeDay, windowOf } from '#core/measure/days-needed.ts'

const days = (from: number, until: number, now = 900) => ({
  ...{ from: instant(from * dayMs), until: instant(until * dayMs) },
  now: instant(now * dayMs - 1),
})
const hour = hourMs / dayMs
const own = ['opened', 'worked']
const lasted = ['cost_lasted_7', 'cost_lasted_30']

test('a week reads the sums of its days and of two outlooks of a week each', () => {
  const sums = [
    { from: 100, until: 114 },
    { from: 130, until: 137 },
  ]
  assert.deepEqual(daysNeeded(days(100, 107)), { sums, parts: [] })
})

test('two years read each day once; what is not over yet is not read', () => {
  assert.deepEqual(daysNeeded(days(100, 830)), { sums: [{ from: 100, until: 860 }], parts: [] })
  assert.deepEqual(daysNeeded(days(100, 830, 835)).sums, [{ from: 100, until: 835 }])
  assert.deepEqual(daysNeeded(days(100, 830, 103)).sums, [{ from: 100, until: 830 }])
})

test('of a day that is cut through, its marks are read; of an outlook only those that look ahead', () => {
  const { sums, parts } = daysNeeded(days(100 - hour, 107 - hour))
  assert.deepEqual(sums, [
    { from: 100, until: 106 },
    { from: 107, until: 113 },
    { from: 130, until: 136 },
  ])
  assert.deepEqual(parts, [
    { day: 99, kinds: own },
    { day: 106, kinds: own },
    { day: 113, kinds: lasted },
    { day: 129, kinds: lasted },
    { day: 136, kinds: lasted },
  ])
})

test('a few hours have no whole day', () => {
  assert.deepEqual(daysNeeded(days(100 + hour, 100 + 2 * hour)), {
    sums: [],
    parts: [
      { day: 100, kinds: own },
      { day: 107, kinds: lasted },
      { day: 130, kinds: lasted },
    ],
  })
})

test('a day counts as a whole where all of it lies within', () => {
  const window = windowOf(0, days(100, 102))
  const isWhole = (day: number) => isWholeDay(instant(day * dayMs), window)
  assert.deepEqual([99.5, 100, 101, 101.5].map(isWhole), [false, true, true, false])
})

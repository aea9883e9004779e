// A period reads whole days of its own, and of others only what counts in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, instant } from '#core/kit/time.ts'
import { daysNeeded } from '#core/measure/days-needed.ts'

const days = (from: number, until: number) => ({
  from: instant(from * dayMs),
  until: instant(until * dayMs),
})
const lay = ['lay', 'lay']
const butLay = ['opened', 'worked']
const [seven, thirty] = [
  ['cost_lasted_7', 'lasted_7'],
  ['lasted_30', 'cost_lasted_30'],
]

test('a week reads what lay open before it, its days, and two outlooks of a week each', () => {
  assert.deepEqual(daysNeeded(days(100, 107), 98), [
    { from: 98, until: 100, kinds: lay },
    { from: 100, until: 107, kinds: null },
    { from: 107, until: 114, kinds: seven },
    { from: 130, until: 137, kinds: thirty },
  ])
})

test('what lay open may be known within it; a midnight elsewhere needs a day more', () => {
  const { from, until } = days(100, 107)
  const elsewhere = { from: instant(from + 1), until: instant(until + 1) }
  assert.deepEqual(daysNeeded(elsewhere, 105), [
    { from: 100, until: 105, kinds: butLay },
    { from: 105, until: 108, kinds: null },
    { from: 108, until: 115, kinds: seven },
    { from: 130, until: 138, kinds: thirty },
  ])
})

test('of a long time the days in which outlooks end are read whole already, but for the last', () => {
  assert.deepEqual(daysNeeded(days(100, 200), 196), [
    { from: 100, until: 196, kinds: butLay },
    { from: 196, until: 200, kinds: null },
    { from: 200, until: 207, kinds: seven },
    { from: 200, until: 230, kinds: thirty },
  ])
})

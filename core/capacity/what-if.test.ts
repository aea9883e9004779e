// What would be otherwise, as an address has it, and what becomes of the levels by it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byLevel } from '#core/capacity/traffic.ts'
import type { Network } from '#core/capacity/network.ts'
import {
  hoursOfChange,
  isNothing,
  nothingOtherwise,
  peopleText,
  readPeople,
  supposed,
} from '#core/capacity/what-if.ts'

const flat = (n: number) => Array.from({ length: 168 }, () => n)
/** From 9 to 10 on Monday one person, from 10 to 11 half of one. */
const planned = flat(0).with(9, 1).with(10, 0.5)
const network: Network = {
  ...{ arrivals: 1, busyShare: 1, patienceS: null, waitS: 300 },
  levels: byLevel(level => ({
    ...{ level, perHour: flat(1), people: planned, planned, pieces: [], meanS: 600 },
    onTo: level === 1 ? ([0, 0.15, 0.05] as const) : ([0, 0, 0] as const),
    off: { perHour: 0, handle: 0 },
  })),
}

test('people are written by level, number and hours, and read again', () => {
  const text = '2:1:mon-fri:9-17,1:-1'
  const people = readPeople(text)!
  assert.deepEqual(people, [
    { level: 2, by: 1, hours: { first: 'mon', last: 'fri', from: 9, until: 17 } },
    { level: 1, by: -1, hours: null },
  ])
  assert.equal(peopleText(people), text)
  assert.deepEqual(readPeople(''), [])
})

test('what is no change is refused', () => {
  for (const text of [
    ...['4:1', '2', '2:0', '2:51', '2:1:mon-fri', 'x', '2:1,', '1:1,1:1,1:1,1:1,1:1,1:1,1:1'],
    ...['2:1:fri-mon:9-17', '2:1:abc-fri:9-17', '2:1:mon-xyz:9-17', '2:1:mon-fri:17-9', '2:1:mon-fri:9-25'],
  ])
    assert.equal(readPeople(text), null, text)
})

test('one more is there in hours in which somebody is planned, or in those that are named', () => {
  assert.deepEqual(hoursOfChange({ planned }, { hours: null }), [9, 10])
  const hours = { first: 'tue', last: 'wed', from: 9, until: 11 } as const
  assert.deepEqual(hoursOfChange({ planned }, { hours }), [33, 34, 57, 58])
})

test('people come and go at their level only; fewer than nobody there are not', () => {
  const people = readPeople('2:1,2:1:mon-mon:9-10,1:-1')!
  const [one, two, three] = supposed(network, { ...nothingOtherwise, people }).levels
  assert.deepEqual([one.people[9], one.people[10], one.people[11]], [0, 0, 0])
  assert.deepEqual([two.people[9], two.people[10], two.people[11]], [3, 1.5, 0])
  assert.equal(three.people, planned)
  assert.equal(two.planned, planned, 'waiting is counted by the hours that are planned now')
})

test('scripts solve of what is handed on at level 1, never more than all of it', () => {
  const onTo = (solvedMore: number) => supposed(network, { ...nothingOtherwise, solvedMore }).levels[0].onTo
  assert.deepEqual(
    onTo(5).map(one => Math.round(one * 10_000)),
    [0, 1_125, 375],
  )
  assert.deepEqual(onTo(30), [0, 0, 0])
  const [one] = supposed(
    { ...network, levels: [network.levels[1], ...network.levels.slice(1)] as never },
    {
      ...nothingOtherwise,
      solvedMore: 5,
    },
  ).levels
  assert.deepEqual(one.onTo, [0, 0, 0], 'nothing is handed on')
})

test('more comes by hundredths; nothing otherwise is nothing', () => {
  assert.equal(supposed(network, { ...nothingOtherwise, arrivals: 10 }).arrivals, 1.1)
  assert.equal(isNothing(nothingOtherwise), true)
  for (const change of [{ people: readPeople('1:1')! }, { solvedMore: 1 }, { arrivals: -1 }])
    assert.equal(isNothing({ ...nothingOtherwise, ...change }), false)
})

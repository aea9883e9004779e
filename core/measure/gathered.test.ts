// Values with how often they came, parts of them, and each case once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allBut, type Gathered, gathering } from '#core/measure/gathered.ts'
import { putNumbers, putValues, reading, writing } from '#core/measure/kept-run.ts'
import { partsOfAll } from '#core/measure/told-figure.ts'

const partsOf = (all: Gathered, parts: readonly number[]) => partsOfAll(all, parts).map(one => one.value)

test('what was gathered is counted, and its cases are listed once in order', () => {
  const all = gathering()
  for (let i = 0; i < 3_000; i++) all.add(2_000 - (i % 1_500), i)
  assert.deepEqual([all.n(), all.count(value => value < 10), all.behind().cases], [3_000, 10, 1_500])
  assert.equal(
    all.count(value => value >= 1_000),
    2_000,
  )
  const list = all.behind().list()
  assert.deepEqual([list.length, list[0], list.at(-1)], [1_500, 501, 2_000])
  assert.deepEqual(partsOf(all, [0.1, 0.5, 0.9, 1]), [299, 1_499, 2_699, 2_999])
})

test('all but some are those that are not among them, counted and listed', () => {
  const [all, some] = [gathering(), gathering()]
  for (const number of [1, 2, 3]) all.add(number, number)
  some.add(2, 2)
  const rest = allBut(all, some)
  assert.deepEqual([rest.n(), rest.count(value => value > 1)], [2, 1])
  assert.deepEqual([rest.behind().cases, rest.behind().list()], [2, [1, 3]])
})

test('of nothing there is no part, and a word that was changed counts as it is now', () => {
  const all = gathering()
  assert.deepEqual([partsOf(all, [0.5]), all.behind().cases, all.behind().list()], [[null], 0, []])
  all.add(1, 5)
  all.change(5, 2)
  assert.deepEqual([partsOf(all, [0.5]), all.n()], [[2], 1])
  all.add(1, 5)
  all.add(2, 5)
  all.change(5, 3_000, 2)
  assert.deepEqual(
    [partsOf(all, [0.3, 1]), all.behind().list()],
    [
      [2, 3_000],
      [1, 2],
    ],
  )
})

test('parts are the very values, however great, as if all had been sorted', () => {
  const all = gathering()
  const values = Array.from({ length: 500 }, (_, i) => (i * 7_919 * (1 + (i % 3) * 401)) % 60_000_000)
  for (const [i, value] of values.entries()) all.add(i, value)
  const sorted = values.toSorted((a, b) => a - b)
  const parts = [0.01, 0.25, 0.5, 0.75, 0.9, 1]
  assert.deepEqual(
    partsOf(all, parts),
    parts.map(part => sorted[Math.ceil(part * 500) - 1]),
  )
})

test('what a day keeps is gathered as if it came one by one', () => {
  const written = writing()
  putValues(written, Uint32Array.of(1, 1, 1, 90_000))
  putNumbers(written, Uint32Array.of(4, 5, 5, 9))
  const all = gathering()
  all.add(9, 3)
  all.addKept(reading(written.bytes()))
  assert.deepEqual([all.n(), partsOf(all, [0.5, 1]), all.behind().list()], [5, [1, 90_000], [4, 5, 9]])
})

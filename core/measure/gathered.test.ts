// Columns that grow, parts of them, and each case once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gathering } from '#core/measure/gathered.ts'

test('more than it began with is kept, counted, and listed once in order', () => {
  const all = gathering()
  for (let i = 0; i < 3_000; i++) all.add(2_000 - (i % 1_500), i)
  assert.deepEqual([all.n(), all.count(value => value < 10), all.behind().cases], [3_000, 10, 1_500])
  const list = all.behind().list()
  assert.deepEqual([list.length, list[0], list.at(-1)], [1_500, 501, 2_000])
  assert.deepEqual(all.parts([0.5, 0.9, 1]), [1_499, 2_699, 2_999])
})

test('of nothing there is no part, and a word that was changed counts as it is now', () => {
  const all = gathering()
  assert.deepEqual([all.parts([0.5]), all.behind().cases, all.behind().list()], [[null], 0, []])
  all.change(all.add(1, 5), 2)
  assert.deepEqual(all.parts([0.5]), [2])
  all.add(1, 7)
  assert.deepEqual([all.findLast(1, () => true), all.findLast(1, place => place < 1)], [1, 0])
  assert.equal(
    all.findLast(2, () => true),
    null,
  )
})

// Each number once, in order, wherever it lies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberSet } from '#core/measure/number-set.ts'

test('numbers are held once and listed in order, with those that follow them in a row', () => {
  const all = numberSet()
  for (const number of [900_000, 3, 3, 8_191]) all.add(number)
  const runs = { length: 2, first: Uint32Array.of(8_190, 4, 77), many: Uint32Array.of(4, 1, 1) }
  all.addRuns(runs)
  assert.deepEqual(all.list(), [3, 4, 8_190, 8_191, 8_192, 8_193, 900_000])
  assert.equal(all.size(), 7)
})

test('an empty one lists nothing', () => {
  assert.deepEqual([numberSet().size(), numberSet().list()], [0, []])
})

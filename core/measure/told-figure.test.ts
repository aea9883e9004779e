// How figures are told: a middle with where it lies, or without where there are too few.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gathering } from '#core/measure/gathered.ts'
import { middles, partsOfAll } from '#core/measure/told-figure.ts'

const of = (...values: number[]) => {
  const all = gathering()
  for (const [i, value] of values.entries()) all.add(i, value)
  return all
}

test('a middle of six lies between the least and the greatest; of five, and of nothing, nobody knows', () => {
  const [median, p90] = middles('wait', of(90_000, 10, 30, 40, 50, 20))
  assert.deepEqual([median!.value, median!.range], [30, [10, 90_000]])
  assert.deepEqual([p90!.value, p90!.range], [90_000, null])
  assert.deepEqual(partsOfAll(of(1, 2, 3, 4, 5), [0.5]), [{ value: 3, range: null }])
  assert.deepEqual(partsOfAll(of(), [0.5, 0.9]), [
    { value: null, range: null },
    { value: null, range: null },
  ])
})

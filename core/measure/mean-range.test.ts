// How sure a mean is, against what one reckons by hand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meanRange, rateRange } from '#core/measure/mean-range.ts'

const summed = (...values: number[]) => ({
  n: values.length,
  sum: values.reduce((sum, one) => sum + one, 0),
  squares: values.reduce((sum, one) => sum + one * one, 0),
})

test('of fewer than ten nothing is said; of ten it is as wide as Student says', () => {
  assert.equal(meanRange(summed(1, 2, 3)), null)
  // Mean 550, deviation 302.765; with nine degrees of freedom 2.262 of their tenths.
  const ten = summed(100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000)
  assert.deepEqual(meanRange(ten), [333, 767])
  assert.deepEqual(meanRange(summed(...Array.from({ length: 12 }, () => 500))), [500, 500])
})

test('one dear case makes it wide, and nothing costs less than nothing unless it was taken back', () => {
  const [low, high] = meanRange(summed(...Array.from({ length: 11 }, () => 100), 50_000))!
  assert.ok(low === 0 && high > 12_000)
  assert.ok(meanRange(summed(...Array.from({ length: 11 }, () => -100), -50_000))![0] < 0)
})

test('a cost of a contact is as sure as both of what it is made of', () => {
  const costs = summed(...Array.from({ length: 25 }, () => 400))
  // 10,000 by 100; of the costs a fifth, of the contacts a tenth.
  assert.deepEqual(rateRange(costs, 100), [56, 144])
  assert.equal(rateRange(costs, 9), null)
  assert.equal(rateRange(summed(1, 2), 100), null)
})

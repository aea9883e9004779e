// Which measure has a goal, and which has none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goalBand } from '#core/measure/goal-band.ts'

test('seventy to eighty of a hundred are for level 0 and level 1 together', () => {
  assert.deepEqual(goalBand('level_0_1_share'), [0.7, 0.8])
  assert.equal(goalBand('level_1_share'), null)
})

// What an hour costs: the version that held at an instant, level by level, and what cannot be set.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeskCosts, faultOfCosts, rateAt } from '#core/cost/desk-costs.ts'
import { instant } from '#core/kit/time.ts'

const costs: DeskCosts = {
  currency: 'EUR',
  versions: [
    { version: 1, at: instant(100), rates: { 1: 3_000, 2: 4_500, 3: null } },
    { version: 2, at: instant(200), rates: { 1: 3_600, 2: 4_500, 3: 6_000 } },
  ],
}

test('an hour costs what was set last before it; before anything was set nobody knows', () => {
  assert.deepEqual(
    [99, 100, 199, 200].map(at => rateAt(costs, 1, instant(at))),
    [null, 3_000, 3_000, 3_600],
  )
  assert.equal(rateAt(costs, 3, instant(150)), null, 'of this level it was left open')
})

test('there is one currency, and it is one there is', () => {
  assert.equal(faultOfCosts('EUR', null), null)
  assert.equal(faultOfCosts('EUR', costs), null)
  assert.equal(faultOfCosts('SEK', costs), 'other_currency')
  assert.equal(faultOfCosts('ABC', null), 'currency')
})

// Sums as people type them: with comma or point, spaces, and never finer than a coin.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asTyped, typedMinor } from './typed-money.ts'

test('a sum is read as it is typed in any language', () => {
  assert.deepEqual(
    ['25', '25,50', ' 1 250.5 ', '0'].map(text => typedMinor(text, 'EUR')),
    [2_500, 2_550, 125_050, 0],
  )
  assert.equal(typedMinor('250', 'JPY'), 250)
})

test('what is no sum, or finer than the smallest coin, is none', () => {
  assert.deepEqual(
    ['', 'ten', '-5', '1.2.3', '2.505'].map(text => typedMinor(text, 'EUR')),
    [null, null, null, null, null],
  )
  assert.equal(typedMinor('2.5', 'JPY'), null)
})

test('a sum is put back as one would type it', () => {
  assert.deepEqual(
    [2_500, 2_550].map(minor => asTyped(minor, 'EUR')),
    ['25', '25.50'],
  )
})

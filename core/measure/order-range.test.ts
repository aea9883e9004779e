// Between which places a middle lies, against values of tables.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { surePlaces } from '#core/measure/order-range.ts'

test('of six the middle lies between the least and the greatest, of five nobody knows', () => {
  assert.equal(surePlaces(0, 0.5), null)
  assert.equal(surePlaces(5, 0.5), null)
  assert.deepEqual(surePlaces(6, 0.5), [1, 6])
  assert.deepEqual(surePlaces(10, 0.5), [2, 9])
  assert.deepEqual(surePlaces(20, 0.5), [6, 15])
  assert.deepEqual(surePlaces(100, 0.5), [40, 61])
})

test('the ninth tenth takes more of them', () => {
  assert.equal(surePlaces(35, 0.9), null)
  assert.equal(surePlaces(36, 0.9)![1], 36)
  assert.equal(surePlaces(5, 0.25), null, 'the least of five may lie above the quarter')
})

test('of many it is nearly what the curve says, on both sides of where it begins', () => {
  assert.deepEqual(surePlaces(1_000, 0.9), [881, 919])
  assert.deepEqual(surePlaces(1_001, 0.9), [882, 921])
})

// What is taken for the same at a glance is the same by the thorough comparison as well.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { sameData } from './same-data.ts'

const card = () => ({ id: 'cas_1', level: 2, wait: { until: null, turn: 'customer' }, hadBy: ['agt_1'] })

test('the same data, made twice, is the same', () => {
  assert.equal(sameData(card(), card()), true)
  assert.equal(sameData([card(), Number.NaN, null], [card(), Number.NaN, null]), true)
})

test('a value left out is not compared, and its key is', () => {
  assert.equal(sameData({ ...card(), number: 0 }, { ...card(), number: 7 }, 'number'), true)
  assert.equal(sameData({ ...card(), number: 0 }, card(), 'number'), false)
})

test('what differs anywhere is not the same, by either comparison', () => {
  const others: readonly (readonly [unknown, unknown])[] = [
    [card(), { ...card(), level: 3 }],
    [card(), { ...card(), wait: null }],
    [card(), { ...card(), wait: { until: null, turn: 'ours' } }],
    [card(), { ...card(), hadBy: ['agt_1', 'agt_2'] }],
    [{ one: undefined }, { other: undefined }],
    [{ one: undefined }, {}],
    [{}, []],
    [{}, null],
    [0, -0],
    [new Map([[1, 2]]), new Map([[1, 3]])],
    [new Date(1), new Date(2)],
  ]
  for (const [one, other] of others) {
    assert.equal(sameData(one, other), false)
    assert.equal(sameData(other, one), false)
    assert.equal(isDeepStrictEqual(one, other), false)
  }
})

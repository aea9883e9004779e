// Where a menu stands and where its keys lead.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextItem, placeOf } from './menu.ts'

const texts = ['Merge', 'Övervaka', 'Move']

test('arrows go round, Home and End to the ends', () => {
  assert.equal(nextItem(texts, 2, 'ArrowDown'), 0)
  assert.equal(nextItem(texts, 0, 'ArrowUp'), 2)
  assert.equal(nextItem(texts, -1, 'ArrowDown'), 0)
  assert.equal(nextItem(texts, 1, 'Home'), 0)
  assert.equal(nextItem(texts, 1, 'End'), 2)
})

test('a letter leads to the next item beginning with it, whatever its accent', () => {
  assert.equal(nextItem(texts, 0, 'm'), 2)
  assert.equal(nextItem(texts, 2, 'm'), 0)
  assert.equal(nextItem(texts, 0, 'o'), 1)
  assert.equal(nextItem(texts, 0, 'q'), 0)
})

const window = { width: 400, height: 300 }
const menu = { width: 200, height: 100 }

test('a menu stands under its button, or above it where there is no room below', () => {
  const high = { left: 250, right: 300, top: 10, bottom: 40 }
  const low = { left: 250, right: 300, top: 260, bottom: 290 }
  assert.deepEqual(placeOf(high, menu, window, 'end'), { left: 100, top: 44 })
  assert.deepEqual(placeOf(low, menu, window, 'end'), { left: 100, top: 156 })
})

test('a menu never leaves the window', () => {
  const edge = { left: 390, right: 399, top: 10, bottom: 40 }
  assert.equal(placeOf(edge, menu, window, 'start').left, 192)
  assert.equal(placeOf({ ...edge, left: 0, right: 20 }, menu, window, 'end').left, 8)
})

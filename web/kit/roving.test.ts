// Where the focus goes in a list.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kept, moved } from './roving.ts'

test('j begins at the top, k at the bottom, and both stop at the ends', () => {
  assert.equal(moved(['a', 'b'], null, 1), 'a')
  assert.equal(moved(['a', 'b'], null, -1), 'b')
  assert.equal(moved(['a', 'b'], 'b', 1), 'b')
  assert.equal(moved(['a', 'b'], 'a', -1), 'a')
  assert.equal(moved([], 'a', 1), null)
})

test('a row that goes away hands its focus to the next one that is left, a new row above takes none', () => {
  assert.equal(kept(['a', 'b', 'c'], ['n', 'a', 'b', 'c'], 'b'), 'b')
  assert.equal(kept(['a', 'b', 'c'], ['a', 'c'], 'b'), 'c')
  assert.equal(kept(['a', 'b', 'c'], ['a', 'b'], 'c'), 'b')
  assert.equal(kept(['a'], [], 'a'), null)
  assert.equal(kept(['a'], ['a'], null), null)
})

// Small decisions of the kit: how many panes fit, when long work speaks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { panesFor } from './panes.ts'
import { quarterReached } from './progress.ts'

test('one pane on a phone, two with the panel as a sheet, three where there is room', () => {
  assert.deepEqual([799, 800, 1099, 1100].map(panesFor), ['one', 'two', 'two', 'three'])
})

test('long work speaks at the quarters', () => {
  assert.deepEqual([0, 24, 25, 74, 100].map(quarterReached), [0, 0, 25, 50, 100])
})

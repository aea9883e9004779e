// When a broken line is tried again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryMs } from './connection.ts'

test('tries double from a second to half a minute, spread so that not all browsers come at once', () => {
  assert.deepEqual(
    [0, 1, 2, 5, 50].map(attempt => retryMs(attempt, 0.5)),
    [1_000, 2_000, 4_000, 30_000, 30_000],
  )
  assert.equal(retryMs(0, 0), 750)
  assert.equal(retryMs(0, 1), 1_250)
})

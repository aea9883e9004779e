// How a picture that came with a message is shown, by its size.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitsFrame, isPixel } from './files-data.ts'

const of = (width: number, height: number) => ({ preview: { width, height } })

test('a picture of a single point is named as one; a line or a small icon is none', () => {
  assert.deepEqual([of(1, 1), of(600, 1), of(16, 16), { preview: null }].map(isPixel), [
    ...[true, false, false, false],
  ])
})

test('a picture smaller than its frame is as large as it is, a larger one fills it', () => {
  assert.deepEqual([of(16, 16), of(72, 54), of(73, 20), of(20, 55), { preview: null }].map(fitsFrame), [
    ...[true, true, false, false, false],
  ])
})

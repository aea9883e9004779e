// Numbers in order come back from few bytes as they were.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putNumbers, putValues, reading, readRuns, writing, type Written } from '#core/measure/kept-run.ts'

function back(put: (to: Written, sorted: Uint32Array) => void, ...sorted: number[]) {
  const written = writing()
  put(written, Uint32Array.from(sorted))
  const bytes = written.bytes()
  const { length, first, many } = readRuns(reading(bytes))
  return { bytes: bytes.length, told: Array.from({ length }, (_, i) => [first[i], many[i]]) }
}

test('values come back each with how often it came', () => {
  const { told } = back(putValues, 0, 0, 0, 5, 300, 300, 4_000_000_000)
  assert.deepEqual(told, [
    [0, 3],
    [5, 1],
    [300, 2],
    [4_000_000_000, 1],
  ])
  assert.deepEqual(back(putValues), { bytes: 1, told: [] })
})

test('numbers come back each once, those in a row together', () => {
  const { told } = back(putNumbers, 7, 8, 8, 9, 20, 20, 1_000_000, 1_000_001)
  assert.deepEqual(told, [
    [7, 3],
    [20, 1],
    [1_000_000, 2],
  ])
})

test('a thousand numbers in a row take some bytes, and those near each other one byte each', () => {
  const row = Array.from({ length: 1_000 }, (_, i) => 5_000 + i)
  assert.ok(back(putNumbers, ...row).bytes < 8)
  const apart = Array.from({ length: 1_000 }, (_, i) => 30 * i)
  const { bytes, told } = back(putNumbers, ...apart)
  assert.ok(bytes < 1_010, `${bytes}`)
  assert.deepEqual(
    told.map(([first]) => first),
    apart,
  )
})

test('one after the other is read from the same bytes', () => {
  const written = writing()
  putValues(written, Uint32Array.of(1, 2))
  putNumbers(written, Uint32Array.of(3))
  const from = reading(written.bytes())
  assert.deepEqual([readRuns(from).length, readRuns(from).first[0], from.at], [2, 3, 5])
})

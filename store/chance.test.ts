import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshBytes } from './chance.ts'

test('no two pieces of chance are the same, across many fetches', () => {
  const seen = new Set(Array.from({ length: 1_000 }, () => Buffer.from(freshBytes(32)).toString('hex')))
  assert.equal(seen.size, 1_000)
  assert.ok([...seen].every(one => one.length === 64))
})

test('a piece that was handed out is its owner’s alone', () => {
  const one = freshBytes(16)
  const before = one.slice()
  freshBytes(4_096)
  assert.deepEqual(one, before)
})

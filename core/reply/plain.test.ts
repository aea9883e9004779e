import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlain } from '#core/reply/plain.ts'

test('a text without marks needs no library', () => {
  for (const plain of ['Hej Anna, vi ringer kl. 14.', 'a - b', '3 gånger (i går)', 'x < y'])
    assert.equal(isPlain(plain), true, plain)
  for (const marked of ['**b**', '- one', '1. one', '`x`', '> q', '[a](b)'])
    assert.equal(isPlain(marked), false, marked)
})

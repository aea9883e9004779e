import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { it } from 'node:test'
import { hmacHexOf, hmacOf } from './hmac.ts'

for (const bytes of [0, 16, 32, 64, 65, 200])
  it(`is the library’s own under a key of ${bytes} bytes`, () => {
    const key = new Uint8Array(bytes).fill(7)
    for (const words of ['', 'a', 'Größe, ёж — 😀', 'Грузовик '.repeat(20_000)]) {
      const own = createHmac('sha256', key).update(words).digest()
      assert.deepEqual(hmacOf(key, words), own)
      assert.equal(hmacHexOf(key, words), own.toString('hex'))
    }
  })

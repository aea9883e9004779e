// From when on a lead hears that somebody writes code words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRepeated } from '#core/conduct/repeated.ts'
import { instant } from '#core/kit/time.ts'

const at = (...times: number[]) => times.map(one => ({ at: instant(one) }))

test('the first time is between the author and his composer; from so many on his lead hears of it', () => {
  assert.equal(isRepeated(at(1), 2), false)
  assert.equal(isRepeated(at(1, 1), 2), false, 'two words in one message are one time')
  assert.equal(isRepeated(at(1, 5), 2), true)
  assert.equal(isRepeated(at(1, 5), 3), false)
})

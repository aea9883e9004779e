// What somebody declined is left alone until there is something new to say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staysDeclined } from '#core/measure/order-declined.ts'

const declined = { group: 'line', stood: ['cable', 'power'], saved: 2 }
const stays = (stands: readonly string[], from: number) =>
  staysDeclined(declined, { stands, saves: { minutes: from + 1, from, to: from + 2, sure: 0.99 } })

test('it stays declined until it surely saves more than it seemed to, or its checks stand otherwise', () => {
  assert.equal(stays(['cable', 'power'], 1.5), true)
  assert.equal(stays(['cable', 'power'], 2), true)
  assert.equal(stays(['cable', 'power'], 2.1), false)
  assert.equal(stays(['power', 'cable'], 0.1), false)
  assert.equal(stays(['cable', 'power', 'dns'], 0.1), false)
})

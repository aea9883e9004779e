// Whom a line of copies names, and who of them writes in the case.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '#core/case/event.ts'
import { text, textOf } from '#core/testing/world.ts'
import { addressesIn, writersByAddress } from './copied.ts'

const rows: readonly [string, string, readonly string[]][] = [
  ['names and plain ones', 'Eva Ek <Eva@example.org>, bo@example.org', ['eva@example.org', 'bo@example.org']],
  ['a name with a comma', 'Ek, Eva <eva@example.org>', ['eva@example.org']],
  ['a name that looks like an address', 'anna@bank.example <eve@evil.example>', ['eve@evil.example']],
  ['the same twice', 'eva@example.org, Eva <eva@example.org>', ['eva@example.org']],
  ['nobody', '', []],
]
for (const [what, people, expected] of rows)
  test(`addresses in a line of copies: ${what}`, () => assert.deepEqual(addressesIn(people), expected))

test('who was let in writes until he is left out', () => {
  const event = (type: string, address: string) => ({ type, address: text(address) }) as unknown as Event
  const ledger = [
    event('writer.admitted', 'eva@example.org'),
    event('writer.admitted', 'bo@example.org'),
    event('writer.left_out', 'eva@example.org'),
  ]
  assert.deepEqual([...writersByAddress(ledger, textOf)], ['bo@example.org'])
})

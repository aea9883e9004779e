import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownAddress } from './own-address.ts'
import { addressWithToken } from './reply-token.ts'

const ours = ['support@example.com', 'support+network@example.com', 'hjälp@räksmörgås.example'].map(
  address => ({ address }),
)
const found = (recipient: string) => ownAddress(ours, recipient)?.address ?? null
const token = 'abcdefghijklmnopqrstuvwxyz'

const cases: readonly (readonly [string, string | null])[] = [
  ['support@example.com', 'support@example.com'],
  ['SUPPORT@Example.COM', 'support@example.com'],
  ['support+anything@example.com', 'support@example.com'],
  ['support+a+b+c@example.com', 'support@example.com'],
  ['support+network@example.com', 'support+network@example.com'],
  ['Support+Network+printer@example.com', 'support+network@example.com'],
  [addressWithToken('support@example.com', token), 'support@example.com'],
  [addressWithToken('support+network@example.com', token), 'support+network@example.com'],
  ['hjälp@xn--rksmrgs-5wao1o.example', 'hjälp@räksmörgås.example'],
  ['supporter@example.com', null],
  ['support@example.com.evil.org', null],
  ['support@evil.org@example.com', null],
  ['+support@example.com', null],
  ['support', null],
  ['@example.com', null],
  ['', null],
]
for (const [recipient, address] of cases) {
  test(`${recipient || 'nothing'} means ${address ?? 'none of ours'}`, () => {
    assert.equal(found(recipient), address)
  })
}

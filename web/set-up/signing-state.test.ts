// What the page says of a domain, by how its keys stand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SigningKey, type SigningState, signingState } from './signing-state.ts'

const key = (state: SigningKey['state'], more: Partial<SigningKey> = {}): SigningKey => ({
  ...{ selector: 'tl1', algorithm: 'rsa', name: '', value: '', state, says: '' },
  ...{ finding: state === 'signing' ? 'seen' : null, checkedAt: null, removableAt: null },
  ...more,
})
const second = key('waiting', { algorithm: 'ed25519' })

const rows: readonly [string, readonly SigningKey[], SigningState, boolean?][] = [
  ['no key was made', [], 'none'],
  ['only old keys are left', [key('retired')], 'none'],
  ['it is switched off', [key('resting')], 'off', false],
  ['its first key waits for the record', [key('waiting'), second], 'waiting'],
  ['its key signs', [key('signing')], 'signing'],
  ['its second key was never entered', [key('signing'), second], 'signing'],
  ['a fresh key waits beside the old one', [key('waiting'), key('signing')], 'changing'],
  ['the record is gone', [key('signing', { finding: 'missing' })], 'broken'],
  ['nobody answered the last look', [key('signing', { finding: 'unreachable' })], 'signing'],
  ['this node cannot open the key', [key('lost')], 'lost'],
]
for (const [name, keys, state, active = true] of rows)
  test(`${name}: ${state}`, () => assert.equal(signingState({ active, keys }), state))

// The form of a mailbox: what it needs, and that a secret left empty stays as it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf, isWhole, type Mailbox, type MailboxForm, wishOf } from './mailbox-form.ts'

const filled: MailboxForm = {
  ...formOf(null, 'tea_1'),
  ...{ name: 'Support', address: 'support@ek.example', host: 'imap.ek.example' },
  ...{ signInName: 'support', password: 'words' },
}
const kept: Mailbox = {
  ...{ id: 'mbx_1', name: 'Support', address: 'support@ek.example', team: 'tea_1', active: true },
  ...{ host: 'imap.ek.example', port: 993, security: 'tls', signInName: 'support', signInBy: 'password' },
  ...{ oauth: null, folder: 'INBOX', sentFolder: null, afterReading: 'leave', moveTo: null },
  ...{ pollSeconds: 60, readFrom: null, submission: null, version: 3 },
  has: { password: true, clientSecret: false, refreshToken: false },
  state: { code: 'connected', says: '', since: 0, lastMailAt: null, backlog: 0, skipped: 0, taken: 0 },
}

test('a new mailbox needs its secret, one that has it does not', () => {
  assert.ok(isWhole(filled, null))
  assert.ok(!isWhole({ ...filled, password: '' }, null))
  assert.ok(isWhole(formOf(kept, ''), kept))
  assert.ok(!isWhole({ ...formOf(kept, ''), signInBy: 'oauth2' }, kept))
})
test('each part that is missing is missed', () => {
  const without: Partial<MailboxForm>[] = [
    { name: ' ' },
    { address: 'support' },
    { host: '' },
    { port: 'x' },
    { afterReading: 'move' },
    { hasOwnWay: true },
    { signInBy: 'oauth2', refreshToken: 'r', clientId: 'c' },
  ]
  for (const change of without) assert.ok(!isWhole({ ...filled, ...change }, null), JSON.stringify(change))
})
test('a secret left empty is not sent, and goes only with its own way to sign in', () => {
  assert.equal(wishOf(formOf(kept, '')).password, undefined)
  assert.equal(wishOf(filled).password, 'words')
  const byToken = wishOf({ ...filled, signInBy: 'oauth2', refreshToken: 'r', clientId: 'c' })
  assert.deepEqual(
    [byToken.password, byToken.refreshToken, byToken.clientSecret],
    [undefined, 'r', undefined],
  )
})
test('what is chosen as empty is sent as nothing', () => {
  const { sentFolder, moveTo, readFrom, submission } = wishOf({ ...filled, sentFolder: ' ', moveTo: 'x' })
  assert.deepEqual([sentFolder, moveTo, readFrom, submission], [null, null, null, null])
  assert.equal(wishOf({ ...filled, from: '2026-11-01' }).readFrom, Date.UTC(2026, 10, 1))
})

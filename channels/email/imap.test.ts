// The connection to a mailbox against a real server: secured by a certificate that is trusted, refused with
// one that is not, and never used in the open where it is to be secure.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Dovecot, noDovecot, openDovecot, password } from '#test/support/dovecot.ts'
import { keysForTests, otherKeysForTests } from '#test/support/tls-keys.ts'
import { openImap } from './imap.ts'
import { MailboxFault } from './imap-fault.ts'

describe('the connection to a mailbox', { skip: noDovecot ?? false }, () => {
  let dovecot: Dovecot
  before(async () => {
    dovecot = await openDovecot({ tls: keysForTests })
  })
  after(() => dovecot.stop())
  const open = (ca: string | undefined, signal?: AbortSignal) => {
    const access = { host: '127.0.0.1', port: dovecot.port, signInName: 'tls', secret: { password } }
    return openImap({ ...access, security: 'starttls', ...(ca && { ca }) }, signal)
  }
  const isFault = (code: string) => (fault: unknown) => fault instanceof MailboxFault && fault.code === code

  test('a server whose certificate is trusted is signed in to in secret', async () => {
    const imap = await open(keysForTests.cert)
    assert.equal((await imap.open('INBOX', 'read')).count, 0)
    assert.equal((await imap.folders()).sent, 'Sent')
    await imap.close()
  })
  test('another certificate, or one nobody vouches for, ends it before the password is said', async () => {
    await assert.rejects(open(undefined), isFault('tls_failed'))
    await assert.rejects(open(otherKeysForTests.cert), isFault('tls_failed'))
  })
  test('a server that goes away is told to whoever waits for mail', async () => {
    const other = await openDovecot()
    const access = { host: '127.0.0.1', port: other.port, security: 'none', signInName: 'x' } as const
    const imap = await openImap({ ...access, secret: { password } })
    await imap.open('INBOX', 'read')
    const waiting = assert.rejects(imap.changed(60_000, new AbortController().signal), isFault('cut'))
    await other.stop()
    await waiting
    await imap.close()
  })
  test('whoever gives up while it connects waits no longer', async () => {
    const ending = new AbortController()
    const opening = open(keysForTests.cert, ending.signal)
    ending.abort()
    await assert.rejects(opening)
  })
})

import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { settingsOf, WrongSetting } from '#server/environment.ts'
import { openMailDoor } from '#server/mail-door.ts'
import type { Shell } from '#server/shell.ts'
import { keysForTests, otherKeysForTests } from '#test/support/tls-keys.ts'

const shell = {
  config: { mailDomain: 'example.com' },
  addresses: () => [{ address: 'support@example.com' }],
  settings: () => ({}),
} as unknown as Shell

function keyFiles(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'mail-door-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const files = { cert: join(folder, 'mail.crt'), key: join(folder, 'mail.key') }
  const write = (keys: typeof keysForTests) => {
    writeFileSync(files.key, keys.key)
    writeFileSync(files.cert, keys.cert)
  }
  return { files, write, env: { SMTP_TLS_CERT: files.cert, SMTP_TLS_KEY: files.key } }
}

async function door(t: TestContext, env: Record<string, string>) {
  const said = new EventEmitter()
  const stops: (() => unknown)[] = []
  const settings = settingsOf({ SMTP_PORT: '0', ...env }, { dataDir: '/nowhere' })
  const port = await openMailDoor(shell, settings, stops, line => said.emit('line', line), 20)
  t.after(() => Promise.all(stops.map(stop => stop())))
  return { port, said }
}

/** What a client is told, and the fingerprint of the keys after STARTTLS. */
async function greet(port: number): Promise<{ offers: string; fingerprint: string | null }> {
  const socket = connect(port, '127.0.0.1')
  const ask = async (line: string | null): Promise<string> => {
    if (line) socket.write(`${line}\r\n`)
    let heard = ''
    while (!/^\d{3} .*\r\n$/m.test(heard)) heard += String((await once(socket, 'data'))[0])
    return heard
  }
  await ask(null)
  const offers = await ask('EHLO me')
  let fingerprint: string | null = null
  if (offers.includes('STARTTLS')) {
    await ask('STARTTLS')
    const sealed = connectTls({ socket, rejectUnauthorized: false })
    await once(sealed, 'secureConnect')
    fingerprint = sealed.getPeerCertificate().fingerprint256
    sealed.destroy()
  }
  socket.destroy()
  return { offers, fingerprint }
}

test('without keys no sealing is offered, and the size is announced', async t => {
  const { port } = await door(t, {})
  const { offers } = await greet(port)
  assert.doesNotMatch(offers, /STARTTLS|AUTH/)
  assert.match(offers, /SIZE 52428800/)
})

test('keys that change on disk are offered from then on; half a change keeps the old ones', async t => {
  const { files, write, env } = keyFiles(t)
  write(keysForTests)
  const { port, said } = await door(t, env)
  const first = (await greet(port)).fingerprint
  const half = once(said, 'line')
  writeFileSync(files.cert, otherKeysForTests.cert)
  assert.match((await half)[0], /stay the old ones/)
  assert.equal((await greet(port)).fingerprint, first)
  const whole = once(said, 'line')
  writeFileSync(files.key, otherKeysForTests.key)
  assert.match((await whole)[0], /were renewed/)
  assert.notEqual((await greet(port)).fingerprint, first)
})

test('keys that cannot be used end the start with one clear line', async t => {
  const { files, write, env } = keyFiles(t)
  await assert.rejects(door(t, env), (error: Error) => {
    return error instanceof WrongSetting && /^SMTP_TLS_CERT names a file/.test(error.message)
  })
  write(keysForTests)
  writeFileSync(files.key, otherKeysForTests.key)
  await assert.rejects(door(t, env), (error: Error) => {
    return error instanceof WrongSetting && /cannot be used together/.test(error.message)
  })
})

test('with a name and a password the door asks for them', async t => {
  const { write, env } = keyFiles(t)
  write(keysForTests)
  const { port } = await door(t, { ...env, SMTP_AUTH_USER: 'relay', SMTP_AUTH_PASSWORD: 'open sesame' })
  assert.match((await greet(port)).offers, /AUTH PLAIN LOGIN/)
})

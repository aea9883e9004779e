// Mailboxes over the API: who may set them up, what never comes out again, and how one is tried.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { authenticate } from 'mailauth'
import { SMTPServer } from 'smtp-server'
import { dkimName, dkimRecord } from '#channels/email/dkim.ts'
import type { Person } from '#server/http/testing.ts'
import type { TryNews } from '#server/mailbox/try-mailbox.ts'
import { signIns } from '#server/mailbox/sign-in.ts'
import { waysOut } from '#server/mailbox/ways-out.ts'
import { lookAtAllKeys, makeSigningKeys } from '#server/signing.ts'
import { noDovecot, password } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk, rawMail } from '#test/support/mailbox-desk.ts'

/** A server that sends for whoever has the password, and delivers what it is given to the mailbox. */
async function submission(
  desk: MailboxDesk,
  owner: string,
): Promise<{ port: number; from: string[]; to: string[]; raws: string[]; close(): void }> {
  const from: string[] = []
  const to: string[] = []
  const raws: string[] = []
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(new Error('no')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        from.push(session.envelope.mailFrom ? session.envelope.mailFrom.address : '')
        to.push(...session.envelope.rcptTo.map(one => one.address))
        const raw = Buffer.concat(chunks).toString('latin1')
        raws.push(raw)
        void desk.dovecot.deliver(raw, { owner }).then(() => done())
      })
    },
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return { port: (listening.address() as AddressInfo).port, from, to, raws, close: () => server.close() }
}

describe('mailboxes over the API', { skip: noDovecot ?? false }, () => {
  let desk: MailboxDesk
  let admin: Person
  let lead: Person
  let agent: Person
  before(async () => {
    desk = await mailboxDesk()
    admin = await desk.person({ roles: ['admin'] })
    lead = await desk.person({ roles: ['lead'] })
    agent = await desk.person()
  })
  after(() => desk.stop())
  const wish = (more: object = {}) => ({
    name: 'Help',
    address: 'help@desk.example',
    team: desk.teams[2],
    host: '127.0.0.1',
    port: desk.dovecot.port,
    security: 'none',
    signInName: 'help',
    password,
    ...more,
  })

  it('an administrator sets one up, others look or not even that; its address comes with it', async () => {
    assert.equal((await desk.ask(lead, 'POST', 'mailboxes', wish())).status, 403)
    const made = await desk.ask(admin, 'POST', 'mailboxes', wish())
    assert.equal(made.status, 201, made.text)
    assert.deepEqual(made.json.has, { password: true, clientSecret: false, refreshToken: false })
    const addresses = (await desk.ask(admin, 'GET', 'addresses')).json.items
    assert.equal(
      addresses.find((one: { address: string }) => one.address === 'help@desk.example').team,
      desk.teams[2],
    )
    assert.equal((await desk.ask(lead, 'GET', 'mailboxes')).json.items.length, 1)
    assert.equal((await desk.ask(agent, 'GET', 'mailboxes')).status, 403)
    assert.equal((await desk.ask(null, 'GET', 'mailboxes')).status, 401)
    const own = addresses.find((one: { address: string }) => one.address === 'help@desk.example')
    const gone = await desk.ask(admin, 'DELETE', `addresses/${own.id}?version=${own.version}`)
    assert.deepEqual([gone.status, gone.json.code], [422, 'set_up.in_use'])
  })

  it('a secret goes in and comes out nowhere: not in answers, the audit or the database', async () => {
    const secret = 'a secret nobody may read'
    const made = (await desk.ask(admin, 'POST', 'mailboxes', wish({ password: secret }))).json
    const changed = await desk.ask(admin, 'PATCH', `mailboxes/${made.id}`, {
      version: made.version,
      password: `${secret} again`,
      signInName: 'other',
    })
    assert.equal(changed.status, 200, changed.text)
    const seen = [
      JSON.stringify([made, changed.json]),
      (await desk.ask(admin, 'GET', 'mailboxes')).text,
      (await desk.ask(admin, 'GET', 'audit')).text,
      ...desk.faults,
    ]
    const { rows } = await desk.store.pool.query('select m::text as row from mailbox m')
    for (const text of [...seen, ...rows.map(one => one.row)]) {
      assert.ok(!text.includes(secret))
      assert.ok(!text.includes(Buffer.from(secret).toString('hex')))
      assert.ok(!text.includes(Buffer.from(secret).toString('base64').slice(0, 20)))
    }
    assert.match(seen[2]!, /passwordChanged/)
    await desk.ask(admin, 'DELETE', `mailboxes/${made.id}?version=${changed.json.version}`)
  })

  it('what does not belong together is refused at its field', async () => {
    const rows: readonly [object, string][] = [
      [{ password: undefined }, 'password'],
      [{ signInBy: 'oauth2' }, 'oauth'],
      [{ afterReading: 'move' }, 'moveTo'],
      [{ host: 'two words' }, 'host'],
      [
        { signInBy: 'oauth2', refreshToken: 'x', oauth: { clientId: 'a', tokenUrl: 'http://far.example/t' } },
        'oauth.tokenUrl',
      ],
    ]
    for (const [more, path] of rows) {
      const { status, json } = await desk.ask(admin, 'POST', 'mailboxes', wish(more))
      assert.deepEqual([status, json.fields?.[0]?.path], [400, path])
    }
  })

  const tried = async (id: string): Promise<string[]> => {
    const { status, text } = await desk.ask(admin, 'POST', `mailboxes/${id}/try`)
    assert.equal(status, 200, text)
    const news = text
      .trim()
      .split('\n')
      .map((line): TryNews => JSON.parse(line))
    return news
      .filter(one => one.state !== 'runs')
      .map(one => [one.step, one.state, one.code].filter(Boolean).join(' '))
  }
  const early = ['host done', 'connect done', 'secure left_out not_secure']

  it('a mailbox is tried to the end, and the mail that tried it is no case and is gone', async () => {
    const way = await submission(desk, 'tried')
    const own = { submission: { host: '127.0.0.1', port: way.port, security: 'none' } }
    const made = (
      await desk.ask(admin, 'POST', 'mailboxes', wish({ signInName: 'tried', readFrom: 1, ...own }))
    ).json
    desk.read()
    await desk.until(made.id, one => one.code === 'connected')
    const all = [...early, 'sign_in done', 'folders done', 'send done', 'arrive done']
    assert.deepEqual(await tried(made.id), all)
    await desk.dovecot.deliver(rawMail('a real one'), { owner: 'tried' })
    await desk.until(made.id, one => one.taken === 1)
    assert.deepEqual(
      (await desk.received()).map(one => one.text.trim()),
      ['a real one'],
    )
    assert.equal((await desk.dovecot.flags('tried')).length, 1)
    way.close()
  })

  /** The desk's domain has keys, which the domain names; what a far server looks up. */
  async function signs() {
    const names = new Map<string, string>()
    const resolve = async (name: string) => {
      const found = names.get(name)
      if (found) return [[found]]
      throw Object.assign(new Error('not there'), { code: 'ENOTFOUND' })
    }
    await makeSigningKeys(desk.shell, 'desk.example')
    for (const { selector, algorithm, publicKey } of (await desk.desk.signing.one('desk.example'))!.keys)
      names.set(dkimName(selector, 'desk.example'), dkimRecord({ algorithm, publicKey }))
    await lookAtAllKeys({ ...desk.shell, resolve })
    return resolve
  }

  it('the mail that tries one is signed like any other, by its own server and by the relay', async () => {
    const resolver = await signs()
    const way = await submission(desk, 'signed')
    const own = { submission: { host: '127.0.0.1', port: way.port, security: 'none' } }
    const address = 'signed@desk.example'
    const made = await desk.ask(admin, 'POST', 'mailboxes', wish({ address, signInName: 'signed', ...own }))
    const all = [...early, 'sign_in done', 'folders done', 'send done', 'arrive done']
    assert.deepEqual(await tried(made.json.id), all)
    const { id, version } = made.json
    const without = await desk.ask(admin, 'PATCH', `mailboxes/${id}`, { version, submission: null })
    assert.equal(without.status, 200, without.text)
    const { config } = desk.shell
    Object.assign(config, { smtpUrl: `smtp://127.0.0.1:${way.port}` })
    assert.deepEqual(await tried(id), all)
    Object.assign(config, { smtpUrl: null })
    assert.deepEqual([way.from, way.to], [Array(2).fill(address), Array(2).fill(address)])
    for (const raw of way.raws) {
      const { dkim } = await authenticate(Buffer.from(raw, 'latin1'), {
        resolver: resolver as never,
        disableBimi: true,
      })
      const found = dkim?.results.map(one => `${one.status?.result} ${one.signingDomain}`)
      assert.deepEqual(found, Array(2).fill('pass desk.example'))
    }
    way.close()
  })

  it('it ends at the first step that fails, and says what is wrong there', async () => {
    const add = async (more: object) => (await desk.ask(admin, 'POST', 'mailboxes', wish(more))).json.id
    const [none, refused, folder, tls] = [
      await add({ port: 1 }),
      await add({ password: 'wrong' }),
      await add({ folder: 'Nowhere' }),
      await add({ security: 'starttls' }),
    ]
    assert.deepEqual(await tried(none), ['host done', 'connect failed unreachable'])
    assert.deepEqual(await tried(refused), [...early, 'sign_in failed sign_in_failed'])
    assert.deepEqual(await tried(folder), [...early, 'sign_in done', 'folders failed folder_missing'])
    assert.deepEqual(await tried(tls), ['host done', 'connect done', 'secure failed tls_failed'])
    const plain = await add({ signInName: 'plain' })
    const left = ['send left_out no_way_out', 'arrive left_out no_way_out']
    assert.deepEqual(await tried(plain), [...early, 'sign_in done', 'folders done', ...left])
  })

  it('what is written from the address of a mailbox leaves by its own server, other mail by the relay', async () => {
    const way = await submission(desk, 'out')
    const own = { submission: { host: '127.0.0.1', port: way.port, security: 'none' } }
    await desk.ask(
      admin,
      'POST',
      'mailboxes',
      wish({ address: 'out@desk.example', signInName: 'out', ...own }),
    )
    const usual: string[] = []
    const relay = waysOut(desk.shell, signIns(desk.shell), {
      send: async key => {
        usual.push(key)
        return { outcome: 'sent', answer: '' }
      },
      close: () => {},
    })
    const mail = { to: 'anna@customers.example', subject: 'x', text: 'y' }
    const first = await relay.send('a', { ...mail, from: { name: 'Out', address: 'out@desk.example' } })
    await relay.send('b', { ...mail, from: 'support@desk.example' })
    assert.equal(first.outcome, 'sent')
    assert.deepEqual([way.from, usual], [['out@desk.example'], ['b']])
    way.close()
    const later = await relay.send('c', { ...mail, from: 'out@desk.example' })
    assert.equal(later.outcome, 'retry', 'it waits for its own server')
  })
})

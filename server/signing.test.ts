// Mails leave signed: over a real connection to a mail server, at each attempt, by the key the domain names
// now; keys are made, seen, exchanged and switched off by whoever administers the desk.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { authenticate } from 'mailauth'
import { SMTPServer } from 'smtp-server'
import { smtpRelay } from '#channels/email/relay.ts'
import { signingRelay } from '#channels/email/signing-relay.ts'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { lookAtAllKeys, recordStaysMs, signersOf } from '#server/signing.ts'
import { deliverAll } from '#server/testing/sent-mail.ts'

let desk: TestDesk
let bo: Person
let admin: Person
/** What stands in the domain name system. */
const names = new Map<string, string>()
/** What the far server took, and how often it says "later" first. */
const taken: string[] = []
let refusals = 0
const far = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    void text(stream).then(raw => {
      taken.push(raw)
      refusals -= 1
      done(refusals >= 0 ? Object.assign(new Error('later'), { responseCode: 451 }) : null)
    })
  },
})
let relay: ReturnType<typeof signingRelay>
const resolve = async (name: string, _type: string) => {
  const found = names.get(name)
  // As it lies in DNS: at most 255 signs in one piece.
  if (found) return [[found.slice(0, 255), found.slice(255)]]
  throw Object.assign(new Error('not there'), { code: 'ENOTFOUND' })
}

before(async () => {
  desk = await testDesk()
  Object.assign(desk.shell, { resolve })
  bo = await desk.token(['agent', 'lead'])
  admin = await desk.token(['admin'])
  const server = far.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  relay = signingRelay(signersOf(desk.shell), smtpRelay(`smtp://127.0.0.1:${port}`))
})
after(async () => {
  relay.close()
  await new Promise<void>(done => far.close(() => done()))
  await desk.close()
})

const domain = 'desk.example'
const put = async (url: string, body?: unknown, method = 'POST') => desk.ask(admin, method, url, body)
const signing = async () => (await desk.ask(admin, 'GET', 'signing')).json.items[0]
const statesOf = (one: { keys: { algorithm: string; state: string }[] }) =>
  one.keys.map(({ algorithm, state }) => `${algorithm} ${state}`)
const publish = (one: { keys: { name: string; value: string; state: string }[] }) => {
  for (const { name, value, state } of one.keys) if (state === 'waiting') names.set(name, value)
}

async function written(text = 'Restart it, please.'): Promise<void> {
  const { id } = await desk.opened(bo)
  const { seq } = (await desk.store.card(id))!
  const body = { text, undoSeconds: 0, seenSeq: seq }
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)).status, 200)
}
async function left(): Promise<string[]> {
  const before = taken.length
  await deliverAll(desk, relay)
  return taken.slice(before)
}
/** What a far server makes of the signatures. */
async function verdictsOf(raw: string): Promise<string[]> {
  const { dkim, dmarc } = await authenticate(Buffer.from(raw), {
    resolver: resolve as never,
    disableBimi: true,
  })
  const signatures = (dkim?.results ?? []).map(one => `${one.status?.result} ${one.signingDomain}`)
  return [...signatures, ...(dmarc && dmarc.status?.result === 'pass' ? ['dmarc'] : [])]
}

test('before any key is made mails leave as they were, and the page says which domains are ours', async () => {
  await written()
  assert.doesNotMatch((await left())[0]!, /^dkim-signature/im)
  const { domain: name, version, keys, isOurs } = await signing()
  assert.deepEqual([name, version, keys, isOurs], [domain, 0, [], true])
})

test('keys are made once, shown with their record, and sign nothing before the domain names them', async () => {
  const made = await put(`signing/${domain}/keys`)
  assert.equal(made.status, 201, made.text)
  assert.deepEqual(statesOf(made.json), ['rsa waiting', 'ed25519 waiting'])
  const [{ name, value }] = made.json.keys
  assert.match(name, /^tl\d{8}-[0-9a-f]{4}\._domainkey\.desk\.example$/)
  assert.match(value, /^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{390,}$/)
  assert.ok(!made.text.includes('PRIVATE'))
  assert.equal((await put(`signing/${domain}/keys`)).status, 422, 'these wait already')
  const looked = await put(`signing/${domain}/look`)
  assert.equal(looked.json.keys[0].finding, 'missing')
  await written()
  assert.doesNotMatch((await left())[0]!, /^dkim-signature/im)
})

test('once the records are there a message leaves signed by both keys, and holds for whoever gets it', async () => {
  publish(await signing())
  names.set(`_dmarc.${domain}`, 'v=DMARC1; p=reject')
  const looked = await put(`signing/${domain}/look`)
  assert.deepEqual(statesOf(looked.json), ['rsa signing', 'ed25519 signing'])
  await written('Räksmörgås: starta om den.\n\n.\nDot above.')
  const [raw = ''] = await left()
  assert.deepEqual(await verdictsOf(raw), [`pass ${domain}`, `pass ${domain}`, 'dmarc'])
  for (const altered of [raw.replace(/^From: /m, 'From: Boss '), raw.replace('Dot above', 'Dot below')]) {
    assert.notEqual(altered, raw)
    assert.ok(!(await verdictsOf(altered)).some(one => one.startsWith('pass')))
  }
})

test('letters that belong to no case are signed as well', async () => {
  const letter = {
    key: 'link/1',
    to: 'anna@example.org',
    name: null,
    language: 'sv',
    url: 'http://desk.example/x',
  }
  await desk.desk.letters.put({
    key: 'letter/link/1',
    dueAt: desk.shell.now(),
    body: { ...letter, kind: 'sign_in_link' },
  })
  const [raw = ''] = await left()
  assert.deepEqual(await verdictsOf(raw), [`pass ${domain}`, `pass ${domain}`, 'dmarc'])
})

test('a mail without an envelope of its own reaches whom it is to, signed or not', async () => {
  const before = taken.length
  const mail = { from: `Desk <support@${domain}>`, to: 'anna@example.org', subject: 'x', text: 'y' }
  assert.equal((await relay.send('plain', mail)).outcome, 'sent')
  assert.deepEqual(await verdictsOf(taken[before]!), [`pass ${domain}`, `pass ${domain}`, 'dmarc'])
})

test('each attempt is signed anew, under the same Message-ID', async () => {
  refusals = 1
  await written()
  const [first = ''] = await left()
  desk.pass(hourMs)
  const [second = ''] = await left()
  const idOf = (raw: string) => /^message-id:\s*(<[^>]+>)/im.exec(raw)?.[1]
  assert.ok(idOf(first))
  assert.equal(idOf(first), idOf(second))
  for (const raw of [first, second]) assert.equal((await verdictsOf(raw)).length, 3)
})

test('a fresh key stands beside the old one until it is seen, then signs; the old record may go after a week', async () => {
  const old = (await signing()).keys[0].selector
  assert.equal((await put(`signing/${domain}/keys`)).status, 201)
  await lookAtAllKeys(desk.shell)
  assert.deepEqual(statesOf(await signing()), [
    ...['rsa waiting', 'ed25519 waiting', 'rsa signing', 'ed25519 signing'],
  ])
  await written()
  assert.match((await left())[0]!, new RegExp(`s=${old};`))
  publish(await signing())
  await lookAtAllKeys(desk.shell)
  const now = await signing()
  assert.deepEqual(statesOf(now), ['rsa signing', 'ed25519 signing', 'rsa retired', 'ed25519 retired'])
  await written()
  const [raw = ''] = await left()
  assert.match(raw, new RegExp(`s=${now.keys[0].selector};`))
  assert.doesNotMatch(raw, new RegExp(`s=${old};`))
  assert.equal(
    (await desk.desk.signing.one(domain))!.keys.find(one => one.selector === old)!.privateKey,
    null,
  )
  const gone = `signing/${domain}/keys/${old}`
  assert.equal(
    (await put(gone, undefined, 'DELETE')).status,
    422,
    'mails signed by it are still on their way',
  )
  desk.pass(recordStaysMs + dayMs)
  assert.equal((await put(gone, undefined, 'DELETE')).status, 204)
  assert.equal((await put(`signing/${domain}/keys/${now.keys[0].selector}`, undefined, 'DELETE')).status, 422)
})

test('a domain that is switched off leaves its mails unsigned, and its keys rest until it is on again', async () => {
  const { version } = await signing()
  assert.equal((await put(`signing/${domain}`, { version: version + 5, active: false }, 'PATCH')).status, 409)
  const off = await put(`signing/${domain}`, { version, active: false }, 'PATCH')
  assert.equal(statesOf(off.json)[0], 'rsa resting')
  await written()
  assert.doesNotMatch((await left())[0]!, /^dkim-signature/im)
  await put(`signing/${domain}`, { version: version + 1, active: true }, 'PATCH')
  await written()
  assert.match((await left())[0]!, /^dkim-signature/im)
})

test('a record that is altered later is said; a key this node cannot open is said to be lost', async () => {
  const { keys } = await signing()
  names.set(keys[0].name, 'v=DKIM1; p=')
  const looked = (await put(`signing/${domain}/look`)).json.keys[0]
  assert.deepEqual([looked.finding, looked.says, looked.state], ['revoked', 'v=DKIM1; p=', 'signing'])
  const { secrets } = desk.shell
  Object.assign(desk.shell, { secrets: { ...secrets, open: () => null } })
  assert.equal((await signing()).keys[0].state, 'lost')
  Object.assign(desk.shell, { secrets })
})

test('only who administers the desk makes, looks and switches; the audit says who did', async () => {
  const lead = await desk.token(['lead'])
  assert.equal((await desk.ask(lead, 'GET', 'signing')).status, 200)
  for (const url of [`signing/${domain}/keys`, `signing/${domain}/look`])
    assert.equal((await desk.ask(lead, 'POST', url)).status, 403)
  assert.equal((await put('signing/elsewhere.example/keys')).status, 404)
  const { items } = (await desk.ask(admin, 'GET', 'audit')).json
  const whats = items.map((one: { what: string }) => one.what)
  for (const what of ['signing_key.made', 'signing_key.seen', 'signing_key.removed', 'signing.changed'])
    assert.ok(whats.includes(what), what)
  assert.ok(
    items.some(
      (one: { what: string; actor: string }) => one.what === 'signing_key.seen' && one.actor === 'signing',
    ),
  )
})

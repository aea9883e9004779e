// Mails as customers sent them, shown to agents: made safe, framed apart, over links that read no cookie.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { uploads } from '#server/http/uploads.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const mail = [
  'From: Anna <anna@example.org>',
  'To: support@desk.example',
  'Subject: Red light',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p onclick="steal()">It turns <b style="color:red;position:fixed">red</b>.</p><script>steal()</script>',
  '<img src="https://track.example/p.gif"><img src="cid:light"><iframe src="https://evil.example"></iframe>',
  '<form action="https://evil.example"><input name="password"></form><a href="javascript:steal()">x</a>',
  '--b',
  'Content-Type: image/png',
  'Content-ID: <light>',
  'Content-Transfer-Encoding: base64',
  '',
  pixel,
  '--b--',
  '',
].join('\r\n')

const signed = `From: Anna <anna@example.org>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s

--s

It turns red.
--s
Content-Type: application/pgp-signature

x
--s--
--b
Content-Type: message/rfc822; name=red.eml
Content-Disposition: attachment

From: Eva <eva@example.org>
Subject: Red light

Look.
--b--
`

/** A case with a mail in it. */
async function received(raw = mail): Promise<{ id: string; message: string }> {
  const { id } = await desk.opened(bo)
  const card = await desk.store.card(id)
  assert.ok(card)
  const bytes = Buffer.from(raw)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const seal = desk.shell.sealer()
  const message = desk.shell.newId('msg')
  const handled = await desk.shell.handle({
    caseId: id,
    by: { kind: 'customer', id: card.customer },
    commands: [
      {
        type: 'message.receive',
        message,
        channel: 'email',
        from: card.customer,
        text: seal.text('It turns red.'),
        mail: sha256,
        html: true,
        attached: [],
        automatic: null,
      },
    ],
    texts: seal.texts,
    blobs: [{ sha256, bytes, type: 'message/rfc822' }],
  })
  assert.equal(handled.outcome, 'done')
  return { id, message }
}

describe('the HTML of a mail', () => {
  it('is shown without anything that runs, loads from elsewhere or asks for something', async () => {
    const { id, message } = await received()
    const { json } = await desk.ask(bo, 'GET', `cases/${id}/mail/${message}`)
    const page = await desk.ask(null, 'GET', json.url)
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /It turns <b[^>]*>red<\/b>/)
    assert.ok(page.text.includes('data:image/webp;base64,'), 'a picture of the mail itself is there')
    assert.doesNotMatch(page.text, /script|onclick|steal|track\.example|evil\.example|<form|<input|position/i)
    const policy = String(page.headers['content-security-policy'])
    assert.match(policy, /^sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;/)
    assert.match(policy, /frame-ancestors 'self'$/)
    assert.equal(page.headers['x-frame-options'], undefined)
    assert.equal(page.headers['x-content-type-options'], 'nosniff')
  })

  it('exactly as it came leaves as plain text to be saved', async () => {
    const { id, message } = await received()
    const { json } = await desk.ask(bo, 'GET', `cases/${id}/mail/${message}/raw`)
    const raw = await desk.ask(null, 'GET', json.url)
    assert.deepEqual([raw.status, raw.text], [200, mail])
    assert.equal(raw.headers['content-type'], 'text/plain; charset=utf-8')
    assert.match(String(raw.headers['content-disposition']), /^attachment/)
  })

  it('says what it holds beside its words', async () => {
    const { id, message } = await received(signed)
    const { status, json } = await desk.ask(bo, 'GET', `cases/${id}/mail/${message}/inside`)
    assert.deepEqual(
      [status, json],
      [
        200,
        {
          calendar: null,
          forwarded: [{ from: { name: 'Eva', address: 'eva@example.org' }, sent: '', subject: 'Red light' }],
          signed: { kind: 'pgp', coversText: true, covers: [], leavesOut: ['red.eml'] },
          encrypted: null,
        },
      ],
    )
    const none = await desk.ask(bo, 'GET', `cases/${id}/mail/msg_0/inside`)
    assert.deepEqual([none.status, none.json.code], [404, 'file.not_found'])
  })

  it('is not there where a message has none', async () => {
    const { id } = await received()
    const answer = await desk.ask(bo, 'GET', `cases/${id}/mail/msg_0`)
    assert.deepEqual([answer.status, answer.json.code], [404, 'file.not_found'])
  })
})

describe('uploads', () => {
  it('cut off on their way leave nothing behind', async () => {
    const stream = Readable.from(
      (async function* () {
        yield Buffer.alloc(1_000_000)
        throw new Error('the line was cut')
      })(),
    )
    const keeping = uploads(desk.shell).keep(bo.id, { name: 'a.bin', type: 'x/y', stream })
    await assert.rejects(keeping, /the line was cut/)
    assert.deepEqual(await readdir(join(desk.shell.config.dataDir, 'uploads')), [])
  })

  it('nobody used are gone after a day', async () => {
    const kept = uploads(desk.shell)
    await kept.keep(bo.id, { name: 'a.txt', type: 'text/plain', stream: Readable.from([Buffer.from('x')]) })
    const folder = join(desk.shell.config.dataDir, 'uploads')
    desk.pass(dayMs - hourMs)
    await kept.sweep()
    assert.ok((await readdir(folder)).length > 0)
    desk.pass(2 * hourMs)
    await kept.sweep()
    assert.deepEqual(await readdir(folder), [])
  })
})

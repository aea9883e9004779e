// Mail through a real mail server, both ways: over a sealed line, again after "later", back after "never".
// Not: the dialogue itself (channels/email/listener*.test.ts).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Listener, listen } from '#channels/email/listener.ts'
import { deskAddress, type LiveDesk, liveDesk, mailDomain } from '#test/support/desk.ts'
import { headerOf, type Mailbox, openMailbox, replyAddress, sendMail } from '#test/support/mailbox.ts'
import { freePort, noPostfix, openPostfix, type Postfix } from '#test/support/postfix.ts'
import { keysForTests } from '#test/support/tls-keys.ts'

describe('a real mail server between the desk and the world', { skip: noPostfix ?? false }, () => {
  let port: number
  let postfix: Postfix
  let customers: Mailbox
  let desk: LiveDesk
  let later: Listener
  let gone: Listener
  let keys: string
  /** what the server that says "later" heard, and what it says next */
  const heard: string[] = []
  const again = Promise.withResolvers<void>()

  before(async () => {
    keys = await mkdtemp(join(tmpdir(), 'tierline-keys-'))
    const files = { SMTP_TLS_CERT: join(keys, 'mail.crt'), SMTP_TLS_KEY: join(keys, 'mail.key') }
    await writeFile(files.SMTP_TLS_CERT, keysForTests.cert)
    await writeFile(files.SMTP_TLS_KEY, keysForTests.key)
    port = await freePort()
    customers = await openMailbox()
    desk = await liveDesk({}, { ...files, SMTP_URL: `smtp://127.0.0.1:${port}?insecure=yes` })
    const common = { port: 0, host: '127.0.0.1', hostname: 'mx.example' }
    gone = await listen({
      ...common,
      mayReceive: () => false,
      accept: async () => ({ ok: true, id: 'never' }),
    })
    later = await listen({
      ...common,
      mayReceive: () => true,
      accept: async (_envelope, raw) => {
        heard.push(raw.toString('latin1'))
        if (heard.length === 1) return { reply: '451 4.3.0 Try again later' }
        again.resolve()
        return { ok: true, id: 'again' }
      },
    })
    postfix = await openPostfix(port, {
      'customers.example': customers.port,
      'later.example': later.port,
      'gone.example': gone.port,
      [mailDomain]: desk.smtpPort,
    })
  })
  after(async () => {
    await desk?.stop()
    await postfix?.stop()
    await Promise.all([customers, later, gone].map(each => each?.close()))
    if (keys) await rm(keys, { recursive: true, force: true })
  })

  const written = async (from: string, words: string, to = deskAddress, more = {}) => {
    await sendMail(port, { from, to, subject: 'The line drops', text: words, ...more })
  }
  /** The case of a customer once it is there. */
  const caseOf = (from: string) =>
    desk.until(async () => {
      const customer = await desk.shell.desk.customers.byEmail(from)
      if (!customer) return null
      const { items } = await desk.shell.store.cards({ customer: customer.id, sort: 'newest', limit: 5 })
      return items.length ? items : null
    })
  const address = (domain = 'customers.example') => `anna.${randomUUID().slice(0, 8)}@${domain}`

  test('a mail comes over a sealed line, is answered, and the answer to that goes to the same case', async () => {
    const from = address()
    await written(`Anna Lind <${from}>`, 'It drops every evening.')
    const [card] = await caseOf(from)
    const ledger = await desk.ledger(card!.id)
    const received = ledger.events.find(one => one.type === 'message.received')
    assert.ok(received?.type === 'message.received' && received.mail)
    const raw = Buffer.from((await desk.shell.store.blob(received.mail))!.bytes).toString()
    assert.match(raw, /^Received: by|^Received: from/m)
    assert.match(await postfix.said(), /Untrusted TLS connection established to 127\.0\.0\.1/)

    const bo = await desk.agent('Bo Berg')
    await bo.deed(card!.id, 'worker/take')
    await bo.deed(card!.id, 'message/queue', {
      text: 'Please tell us the colour of the light.',
      seenSeq: (await bo.read(card!.id)).seq,
      undoSeconds: 0,
      noPromise: 'nothing more is open',
    })
    const letter = await customers.find(
      one => one.to.includes(from) && (one.mail.text ?? '').includes('colour of the light'),
    )
    await written(from, 'It is red.', replyAddress(letter), {
      inReplyTo: letter.mail.messageId,
      references: letter.mail.messageId,
    })
    await desk.ledger(
      card!.id,
      ({ events }) => events.filter(one => one.type === 'message.received').length === 2,
    )
    assert.equal((await caseOf(from)).length, 1)
  })

  test('a mail for an address we do not have comes back to its sender with our words', async () => {
    const from = address()
    await written(from, 'Is anybody there?', `nobody@${mailDomain}`)
    const letter = await customers.find(one => one.to.includes(from))
    assert.equal(letter.from, '')
    assert.match(letter.raw, /5\.1\.1[\s\S]*We take no mail for this address/)
    assert.match(headerOf(letter, 'content-type'), /delivery-status/)
  })

  test('a mail told "later" comes again by itself, once, under the same name', async () => {
    await written(address(), 'Once is enough.', 'support@later.example')
    await again.promise
    const idOf = (raw: string) => /^Message-ID: (.*)$/im.exec(raw)?.[1]
    assert.ok(idOf(heard[0]!))
    assert.equal(idOf(heard[0]!), idOf(heard[1]!))
  })

  test('an answer that cannot be delivered is reported by the server, and stands at that answer', async () => {
    const from = address('gone.example')
    await written(from, 'My address takes no mail.')
    const [card] = await caseOf(from)
    const marta = await desk.agent('Marta Sundin')
    await marta.deed(card!.id, 'worker/take')
    const { ids } = await marta.deed(card!.id, 'message/queue', {
      text: 'We are on it.',
      seenSeq: (await marta.read(card!.id)).seq,
      undoSeconds: 0,
      noPromise: 'nothing more is open',
    })
    const isReport = (one: { type: string; message?: string }) =>
      one.type === 'message.bounced' && one.message === ids.message
    const ledger = await desk.ledger(card!.id, ({ events }) => events.some(isReport))
    const report = ledger.events.find(isReport)
    assert.ok(report?.type === 'message.bounced')
    assert.equal(report.hard, true)
    assert.match(report.status, /^5\.1\.1/)
  })
})

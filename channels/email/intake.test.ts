import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrivalOf } from './intake.ts'
import { guessLanguage } from './language.ts'
import { isUnreadable, type Mail } from './mail.ts'
import { parseMail } from './parse.ts'
import { preScan } from './pre-scan.ts'
import { addressWithToken, replyTokenIn } from './reply-token.ts'

const envelope = { from: 'anna@example.org', to: ['support@example.com'] }

async function arrive(headers: string, body = 'Skrivaren krånglar igen.', to = envelope) {
  const raw = Buffer.from(`From: Anna <anna@example.org>\r\n${headers}\r\n\r\n${body}\r\n`)
  const scan = preScan(raw)
  assert.ok(scan.ok)
  const mail = await parseMail(raw, { outerParts: scan.outerParts, ownDomain: 'example.com' })
  assert.ok(!isUnreadable(mail))
  return arrivalOf(mail, to)
}

test('of two mails without any header each has its own key: the sender, or else the bytes, tell them apart', () => {
  const hollow = (text: string): Mail => ({ ...nothing, text })
  const boris = { ...envelope, from: 'boris@example.org' }
  assert.notEqual(arrivalOf(hollow('Help'), envelope).key, arrivalOf(hollow('Help'), boris).key)
  assert.notEqual(arrivalOf(hollow(''), envelope, 'aa').key, arrivalOf(hollow(''), envelope, 'bb').key)
  assert.equal(arrivalOf(hollow(''), envelope, 'aa').key, arrivalOf(hollow(''), envelope, 'aa').key)
})

const nothing: Mail = {
  from: null,
  sender: null,
  forwarded: [],
  calendar: null,
  signed: null,
  encrypted: null,
  to: [],
  cc: [],
  replyTo: [],
  subject: '',
  date: null,
  messageId: '',
  inReplyTo: [],
  references: [],
  text: '',
  reply: '',
  html: '',
  attachments: [],
  auto: null,
  bounce: null,
  headers: [],
}

test('the same mail has the same key; another body under the same Message-ID has another', async () => {
  const id = 'Message-ID: <1@example.org>'
  const first = await arrive(id)
  assert.equal((await arrive(`Received: by x\r\n${id}`)).key, first.key)
  assert.notEqual((await arrive(id, 'Annat.')).key, first.key)
  assert.equal((await arrive(id, undefined, { ...envelope, to: ['sales@example.com'] })).key, first.key)
})

test('a robot that says the same each day, without a Message-ID, says it anew', async () => {
  const monday = await arrive('Date: Mon, 23 Nov 2026 06:00:00 +0000', 'Disk full.')
  const again = await arrive('Received: by x\r\nDate: Mon, 23 Nov 2026 06:00:00 +0000', 'Disk full.')
  const tuesday = await arrive('Date: Tue, 24 Nov 2026 06:00:00 +0000', 'Disk full.')
  assert.equal(again.key, monday.key)
  assert.notEqual(tuesday.key, monday.key)
})

test('a token is read from any recipient, whatever became of its case', async () => {
  const token = 'abcdefghijklmnopqrstuvwxyz'
  const address = addressWithToken('support@example.com', token)
  assert.equal(address, `support+${token}@example.com`)
  assert.equal((await arrive('', 'x', { ...envelope, to: [address.toUpperCase()] })).replyToken, token)
  assert.equal((await arrive(`To: <${address}>`)).replyToken, token)
  assert.equal(replyTokenIn(['support+short@example.com', '', 'no address', '@', '+@']), null)
})

test('headers only hint, and those we alone may set are dropped', async () => {
  const forged = await arrive(
    'X-Tierline-Case: 4821\r\nAuthentication-Results: example.com; dmarc=pass\r\nIn-Reply-To: <x@example.com>\r\nSubject: Re: hej [4821]',
  )
  assert.equal(forged.replyToken, null)
  assert.deepEqual(forged.hints, { inReplyTo: ['<x@example.com>'], references: [], caseNumber: '4821' })
  assert.ok(
    !forged.headers.some(({ name }) => name.startsWith('x-tierline') || name === 'authentication-results'),
  )
})

test('a mail without a sender to answer is automatic; one of ours that comes back is known', async () => {
  assert.equal((await arrive('Subject: hej', 'x', { ...envelope, from: '' })).automatic, 'null-sender')
  assert.equal((await arrive('Message-ID: <msg-1.tierline@example.com>')).automatic, 'own')
  assert.equal((await arrive('X-Tierline-Loop: example.com')).automatic, 'own')
  assert.equal((await arrive('X-Tierline-Loop: another.example')).automatic, null, 'a person at another desk')
  assert.equal((await arrive('Subject: hej')).automatic, null)
})

test('the mail of a service that proves addresses is for agents only', async () => {
  const raw = Buffer.from(
    'From: no-reply@slack.example\r\nSubject: Confirm your email address\r\n\r\nCode: ABC-123\r\n',
  )
  const mail = await parseMail(raw, { outerParts: 1, ownDomain: '' })
  assert.ok(!isUnreadable(mail))
  assert.equal(arrivalOf(mail, envelope).isFromVerifier, true)
  assert.equal((await arrive('Subject: Confirm your email address')).isFromVerifier, false)
})

test('a report in the form of RFC 3464 names its recipient, its status and our mail', async () => {
  const arrival = await arrive(
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    [
      '--b',
      '',
      'Sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; x',
      '',
      'Final-Recipient: rfc822; bo@else.org',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <msg-1.tierline@example.com>',
      '',
      'hej',
      '--b--',
    ].join('\r\n'),
  )
  assert.equal(arrival.automatic, 'bounce')
  assert.deepEqual(arrival.bounce, {
    kind: 'failed',
    recipients: [{ address: 'bo@else.org', status: '5.1.1', smtpCode: '550', hard: true }],
    messageId: '<msg-1.tierline@example.com>',
  })
})

test('a full mailbox is not a dead address', async () => {
  const { bounce } = await arrive(
    'Subject: failure notice\r\nReturn-Path: <>',
    'I was not able to deliver your message to:\r\n\r\n<bo@else.org>:\r\n552 5.2.2 Mailbox full, over quota\r\n',
  )
  assert.deepEqual(bounce?.recipients, [
    { address: 'bo@else.org', status: '5.2.2', smtpCode: '552', hard: false },
  ])
})

test('our six languages are told apart, and nothing is guessed from nothing', () => {
  const texts = {
    en: 'The printer does not work since yesterday.',
    sv: 'Skrivaren fungerar inte sedan i går.',
    it: 'La stampante non funziona da ieri.',
    de: 'Der Drucker funktioniert seit gestern nicht.',
    ca: 'La impressora no funciona des d’ahir, què puc fer?',
    ru: 'Принтер не работает со вчерашнего дня.',
  }
  for (const [language, text] of Object.entries(texts)) assert.equal(guessLanguage(text), language)
  for (const text of ['', '12345', '???', 'x', '打印机坏了']) assert.equal(guessLanguage(text), null)
})

test('two words are told apart where they are clear, and left alone where they are not', () => {
  const texts = {
    en: ['Printer broken', 'Help please', 'Login error'],
    sv: ['Skrivaren trasig', 'Hjälp tack', 'Faktura saknas'],
    it: ['Stampante rotta', 'Ciao Bo', 'Fattura mancante'],
    de: ['Drucker kaputt', 'Hallo Bo', 'Rechnung fehlt'],
    ca: ['Impressora espatllada', 'Bon dia', 'Pantalla negra'],
    ru: ['Принтер сломался'],
  }
  for (const [language, all] of Object.entries(texts))
    for (const text of all) assert.equal(guessLanguage(text), language, text)
  for (const text of ['Anna Berg', 'Router offline', 'lika tillträde', 'per quanto', 'la protecció'])
    assert.equal(guessLanguage(text), null, text)
})

test('the subject helps to tell the language of a word', async () => {
  assert.equal((await arrive('Subject: Drucker kaputt', 'Router')).language, 'de')
  assert.equal((await arrive('Subject: Router', 'Router')).language, null)
})

test('the files inside an attached mail come along, and a part without a name gets one', async () => {
  const { attachments } = await arrive(
    'Content-Type: multipart/mixed; boundary=b',
    [
      '--b\r\nContent-Type: message/rfc822\r\n',
      'Subject: Hej\r\nContent-Type: image/png; name=bild.png\r\n',
      'PNG',
      '--b\r\nContent-Type: text/calendar\r\n',
      'BEGIN:VCALENDAR',
      '--b--',
    ].join('\r\n'),
  )
  assert.deepEqual(
    attachments.map(({ name }) => name),
    ['message.eml', 'invite.ics', 'bild.png'],
  )
})

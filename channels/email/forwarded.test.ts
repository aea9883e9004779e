import assert from 'node:assert/strict'
import { test } from 'node:test'
import { copiedMail } from './forwarded.ts'
import { isUnreadable } from './mail.ts'
import { parseMail } from './parse.ts'

const intro = 'Kan ni titta?\n\n'
const said = 'Skrivaren blinkar rött.'
const block = (names: string[]) =>
  ['Anna Berg <anna@kund.example>', '26 november 2026 10:12', 'Bo Ek <bo@desk.example>', 'Skrivaren']
    .map((value, at) => `${names[at]}: ${value}`)
    .join('\n')

for (const [language, subject, announced, names] of [
  ['en', 'Fwd: Skrivaren', '---------- Forwarded message ---------', ['From', 'Date', 'To', 'Subject']],
  ['en', 'Skrivaren', 'Begin forwarded message:\n', ['From', 'Date', 'To', 'Subject']],
  ['sv', 'VB: Skrivaren', '', ['Från', 'Skickat', 'Till', 'Ämne']],
  ['sv', 'Skrivaren', '-------- Vidarebefordrat meddelande --------', ['Från', 'Datum', 'Till', 'Ämne']],
  ['it', 'I: Skrivaren', '', ['Da', 'Inviato', 'A', 'Oggetto']],
  ['it', 'Skrivaren', 'Inizio messaggio inoltrato:\n', ['Da', 'Data', 'A', 'Oggetto']],
  ['de', 'WG: Skrivaren', '', ['Von', 'Gesendet', 'An', 'Betreff']],
  ['de', 'x', '-------- Weitergeleitete Nachricht --------', ['Von', 'Datum', 'An', 'Betreff']],
  ['ca', 'Fwd: Skrivaren', '-------- Missatge reenviat --------', ['De', 'Enviat', 'Per a', 'Assumpte']],
  ['ca', 'RV: Skrivaren', '', ['De', 'Enviat el', 'Per a', 'Tema']],
  ['ca', 'RV: x', '', ['De', 'Data d’enviament', 'Per a', 'Tema']],
  ['ru', 'FW: Skrivaren', '', ['От', 'Отправлено', 'Кому', 'Тема']],
  ['ru', 'x', '-------- Пересылаемое сообщение --------', ['От', 'Дата', 'Кому', 'Тема']],
] as const) {
  test(`a mail copied into another is known by its fields (${language}: ${announced.trim() || subject})`, () => {
    const text = `${intro}${announced ? `${announced}\n` : ''}${block([...names])}\n\n${said}\n`
    assert.deepEqual(copiedMail(text, subject), {
      how: 'copied',
      from: { name: 'Anna Berg', address: 'anna@kund.example' },
      to: [{ name: 'Bo Ek', address: 'bo@desk.example' }],
      subject: 'Skrivaren',
      sent: '26 november 2026 10:12',
      date: Date.parse('2026-11-26T10:12:00Z'),
      messageId: '',
      text: said,
      attachments: [],
    })
  })
}

test('a copied mail in quote marks is read without them', () => {
  const text =
    'Begin forwarded message:\n\n> From: Anna <anna@kund.example>\n> Subject: Skrivaren\n>\n> Den blinkar.\n'
  const found = copiedMail(text, 'Fwd: Skrivaren')
  assert.equal(found?.from?.address, 'anna@kund.example')
  assert.equal(found?.text, 'Den blinkar.')
})

test('the quote below a reply is not handed on', () => {
  const text = `Tack!\n\n${block(['Från', 'Skickat', 'Till', 'Ämne'])}\n\n${said}`
  assert.equal(copiedMail(text, 'SV: Skrivaren'), null)
  assert.equal(copiedMail('From: here it looks fine.', 'Fwd: x'), null)
})

test('an attached mail is read with its fields and files, and is a file itself', () => {
  const raw = Buffer.from(
    `From: Bo Ek <bo@desk.example>
Subject: Kund
Content-Type: multipart/mixed; boundary=b

--b

Kan ni titta?
--b
Content-Type: message/rfc822

From: Anna <anna@kund.example>
Subject: Skrivaren
Date: Thu, 26 Nov 2026 10:12:00 +0100
Message-ID: <1@kund.example>
Content-Type: multipart/mixed; boundary=i

--i

Den blinkar.
--i
Content-Type: image/png; name=bild.png

PNG
--i--
--b--
`.replace(/\n/g, '\r\n'),
  )
  const mail = parseMail(raw, { outerParts: 3, ownDomain: '' })
  assert.ok(!isUnreadable(mail))
  const [inside] = mail.forwarded
  assert.deepEqual([inside!.how, inside!.from?.address], ['attached', 'anna@kund.example'])
  assert.deepEqual([inside!.subject, inside!.text], ['Skrivaren', 'Den blinkar.'])
  assert.equal(inside!.date, Date.parse('2026-11-26T09:12:00Z'))
  assert.deepEqual(
    inside!.attachments.map(({ name }) => name),
    ['bild.png'],
  )
  assert.deepEqual(
    mail.attachments.map(({ type }) => type),
    ['message/rfc822'],
  )
  assert.equal(mail.reply, 'Kan ni titta?')
  assert.match(mail.text, /Kan ni titta\?[\s\S]*Den blinkar\./)
})

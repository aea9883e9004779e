import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLetter } from './testing.ts'

const dsn = (group: string, text = 'Your message could not be delivered.') =>
  readLetter(`From: MAILER-DAEMON@mx.kund.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

${text}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kund.example

${group}
--b
Content-Type: message/rfc822

From: support@desk.example
Message-ID: <17.tierline@desk.example>
To: anna@kund.example

Hej
--b--`)

const group = (status: string, said: string, action = 'failed', address = 'anna@kund.example') =>
  `Final-Recipient: rfc822; ${address}\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${said}`

for (const [status, said, digit, hard] of [
  ['5.1.1', '550 5.1.1 <anna@kund.example>: Recipient address rejected: User unknown', '5', true],
  ['5.0.0', '550 No such user here', '5', true],
  ['5.1.2', '550 Host unknown', '5', true],
  ['5.1.10', '556 Recipient domain has null MX', '5', true],
  ['5.4.1', '550 5.4.1 Recipient address rejected: Access denied', '5', true],
  ['5.2.2', '552 5.2.2 Mailbox full', '5', false],
  ['5.7.1', '550 5.7.1 Blocked by our policy', '5', false],
  ['5.1.1', '550 5.1.1 Message refused: sender blocked for spam', '5', false],
  ['5.0.0', '552 Message size exceeds the limit', '5', false],
  ['4.4.1', '421 Connection timed out', '4', false],
  ['4.7.0', '550 5.7.0 Sorry, we do not take this', '5', false],
] as const) {
  test(`"${said}" with status ${status} means ${hard ? 'a dead address' : 'an address that lives'}`, () => {
    const { auto, bounce } = dsn(group(status, said))
    assert.equal(auto, 'bounce')
    assert.equal(bounce?.messageId, '<17.tierline@desk.example>')
    const [only, ...others] = bounce!.recipients
    assert.deepEqual([only!.address, only!.status[0], only!.hard], ['anna@kund.example', digit, hard])
    assert.equal(others.length, 0)
  })
}

test('two recipients of one report are two, also without an empty line between them', () => {
  for (const between of ['\n\n', '\n']) {
    const groups = [
      group('5.2.2', '552 5.2.2 Mailbox full', 'failed', 'bo@kund.example'),
      group('5.1.1', '550 5.1.1 User unknown'),
    ].join(between)
    assert.deepEqual(
      dsn(groups).bounce!.recipients.map(({ address, hard }) => [address, hard]),
      [
        ['bo@kund.example', false],
        ['anna@kund.example', true],
      ],
    )
  }
})

test('what is delayed or delivered is not failed', () => {
  assert.equal(dsn(group('4.4.7', '421 still trying', 'delayed')).bounce?.kind, 'delayed')
  assert.equal(dsn(group('2.0.0', '250 OK', 'delivered')).bounce?.kind, 'delivered')
})

const free = (from: string, subject: string, text: string) =>
  readLetter(`From: ${from}\nSubject: ${subject}\n\n${text}\n`)

test('servers that know no standard are understood by their words', () => {
  const qmail = free(
    'MAILER-DAEMON@mx.kund.example',
    'failure notice',
    `Hi. This is the qmail-send program at mx.kund.example.

<anna@kund.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: <17.tierline@desk.example>`,
  ).bounce!
  assert.deepEqual(qmail.recipients[0], {
    address: 'anna@kund.example',
    status: '5.1.1',
    smtpCode: '',
    hard: true,
  })
  assert.equal(qmail.messageId, '<17.tierline@desk.example>')
  const transcript = free(
    'Mail Delivery Subsystem <MAILER-DAEMON@mx.kund.example>',
    'Returned mail',
    `   ----- Transcript of session follows -----
554 <anna@kund.example>... Remote protocol error: connection lost
554 <bo@annan.example>... 550 Host unknown`,
  ).bounce!
  assert.deepEqual(
    transcript.recipients.map(({ address, hard }) => [address, hard]),
    [
      ['anna@kund.example', false],
      ['bo@annan.example', true],
    ],
  )
  const full = free(
    'postmaster@kund.example',
    'Returned mail: Hej',
    'The mailbox is full: <anna@kund.example>',
  )
  assert.deepEqual([full.bounce?.recipients[0]?.status[0], full.bounce?.recipients[0]?.hard], ['5', false])
  const list = free(
    'nyheter-admin@kund.example',
    'You are not member',
    'You are not a member of this mailing list <nyheter@kund.example>.',
  )
  assert.deepEqual([list.auto, list.bounce?.recipients[0]?.address], ['bounce', 'nyheter@kund.example'])
})

test('complaints are known with a report, without one, and as a wish to hear no more', () => {
  const report = readLetter(`From: fbl@provider.example
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b

This is a report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Original-Rcpt-To: anna@kund.example
--b
Content-Type: message/rfc822

Message-ID: <17.tierline@desk.example>
To: anna@kund.example

Hej
--b--`)
  assert.deepEqual([report.auto, report.bounce?.kind], ['feedback-report', 'feedback'])
  assert.deepEqual(
    [report.bounce?.messageId, report.bounce?.recipients[0]?.address],
    ['<17.tierline@desk.example>', 'anna@kund.example'],
  )
  const plain = readLetter(`From: staff@provider.example
Subject: complaint about message from 192.0.2.1
Content-Type: message/rfc822

Message-ID: <17.tierline@desk.example>
To: anna@kund.example

Hej`)
  assert.equal(plain.auto, 'feedback-report')
  const stop =
    'From: anna@kund.example\nAuto-Submitted: auto-replied\nSubject: unsubscribe\n\nSent by a program.'
  assert.equal(readLetter(stop).auto, 'feedback-report')
  assert.equal(readLetter('From: anna@kund.example\nSubject: unsubscribe\n\nPlease stop.').auto, null)
})

test('a receipt that a mail was read is a receipt', () => {
  const { auto } = readLetter(`From: anna@kund.example
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b

Read.
--b
Content-Type: message/disposition-notification

Disposition: manual-action/MDN-sent-manually; displayed
--b--`)
  assert.equal(auto, 'receipt')
})

for (const subject of [
  'Automatic reply: Router',
  'Out of office: back on Monday',
  'Autosvar: semester till den 3 augusti',
  'Automatiskt svar: Router',
  'Frånvaro',
  'Risposta automatica: Router',
  'Fuori ufficio fino a lunedì',
  'Automatische Antwort: Router',
  'Abwesenheitsnotiz',
  'Resposta automàtica: Router',
  'Fora de l’oficina',
  'Автоматический ответ: Роутер',
  'Автоответ: я в отпуске',
  'Réponse automatique : Router',
  'Respuesta automática: Router',
]) {
  test(`"${subject}" is written by a program`, () => {
    assert.equal(
      readLetter(`From: anna@kund.example\nSubject: ${subject}\n\nJag är borta.`).auto,
      'auto-reply',
    )
  })
}

test('a person who writes of mail that came back is a person', () => {
  const text = 'My mail to Bo came back: 550 user unknown. Can you look?'
  assert.equal(readLetter(`From: anna@kund.example\nSubject: Mail comes back\n\n${text}`).auto, null)
})

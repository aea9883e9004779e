import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLetter } from './testing.ts'

const invitation = (event: string, { method = 'REQUEST', text = 'See you' } = {}) =>
  readLetter(`From: bo@kund.example
Subject: Genomgång
Content-Type: multipart/alternative; boundary=b

--b

${text}
--b
Content-Type: text/calendar; charset=utf-8; method=${method}

BEGIN:VCALENDAR
METHOD:${method}
BEGIN:VEVENT
${event}
BEGIN:VALARM
SUMMARY:not this one
END:VALARM
END:VEVENT
END:VCALENDAR
--b--`)

test('an invitation says what, where, when by whose clock, and who invites; its file stays', () => {
  const { calendar, attachments, auto } = invitation(`SUMMARY:Genomgång\\, del 1
LOCATION:Rum 4
UID:1@kund.example
DTSTART;TZID=Europe/Stockholm:20261126T101500
DTEND;TZID=Europe/Stockholm:20261126T111500
ORGANIZER;CN="Ek, Bo":mailto:bo@kund.
 example`)
  assert.deepEqual(calendar, {
    method: 'request',
    summary: 'Genomgång, del 1',
    place: 'Rum 4',
    start: { local: '2026-11-26T10:15', zone: 'Europe/Stockholm', at: Date.parse('2026-11-26T09:15Z') },
    end: { local: '2026-11-26T11:15', zone: 'Europe/Stockholm', at: Date.parse('2026-11-26T10:15Z') },
    organiser: { name: 'Ek, Bo', address: 'bo@kund.example' },
    answer: null,
    isRepeated: false,
    uid: '1@kund.example',
  })
  assert.deepEqual([attachments[0]?.type, auto], ['text/calendar', null])
})

for (const [start, local, zone, at] of [
  ['DTSTART:20260726T080000Z', '2026-07-26T08:00', 'UTC', '2026-07-26T08:00Z'],
  ['DTSTART;VALUE=DATE:20260726', '2026-07-26', '', null],
  ['DTSTART:20260726T080000', '2026-07-26T08:00', '', null],
  [
    'DTSTART;TZID=W. Europe Standard Time:20260726T100000',
    '2026-07-26T10:00',
    'Europe/Berlin',
    '2026-07-26T08:00Z',
  ],
  [
    'DTSTART;TZID=/x.example/20260101/Europe/Rome:20260726T100000',
    '2026-07-26T10:00',
    'Europe/Rome',
    '2026-07-26T08:00Z',
  ],
  ['DTSTART;TZID=Customized Time Zone:20260726T100000', '2026-07-26T10:00', 'Customized Time Zone', null],
] as const) {
  test(`"${start}" is ${local} ${zone || 'by no clock'}`, () => {
    const { calendar } = invitation(`${start}\nDURATION:PT1H30M`)
    assert.deepEqual(calendar?.start, { local, zone, at: at && Date.parse(at) })
    if (at) assert.equal(calendar?.end?.at, Date.parse(at) + 90 * 60_000)
  })
}

test('a press on accept is automatic; what is written along with it is a letter', () => {
  const reply = 'DTSTART:20260726T080000Z\nATTENDEE;PARTSTAT=DECLINED;CN=Anna:mailto:anna@kund.example'
  const pressed = invitation(reply, { method: 'REPLY', text: '' })
  assert.deepEqual(pressed.calendar?.answer, {
    by: { name: 'Anna', address: 'anna@kund.example' },
    says: 'declined',
  })
  assert.equal(pressed.auto, 'auto-reply')
  assert.equal(
    invitation(reply, { method: 'REPLY', text: 'Anna has declined this invitation.' }).auto,
    'auto-reply',
  )
  assert.equal(
    invitation(reply, { method: 'REPLY', text: 'Tuesday is better. And the router is red.' }).auto,
    null,
  )
})

test('a cancelled meeting is cancelled, and a file that is no calendar is none', () => {
  assert.equal(invitation('DTSTART:20260726T080000Z', { method: 'CANCEL' }).calendar?.method, 'cancel')
  assert.equal(readLetter('Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VTODO').calendar, null)
})

const signed = (protocol: string, after = '') =>
  readLetter(`Content-Type: multipart/mixed; boundary=o

--o
Content-Type: multipart/signed; protocol="${protocol}"; boundary=s

--s
Content-Type: multipart/mixed; boundary=i

--i

Den blinkar.
--i
Content-Type: image/png; name=bild.png

PNG
--i--
--s
Content-Type: ${protocol}; name=signature

x
--s--
--o
${after}
--o--`)

test('only what a signature covers is called signed', () => {
  assert.deepEqual(
    signed('application/pgp-signature', 'Content-Type: image/png; name=logo.png\n\nPNG').signed,
    {
      kind: 'pgp',
      coversText: true,
      covers: ['bild.png'],
      leavesOut: ['logo.png'],
    },
  )
  const withFooter = signed('application/pkcs7-signature', 'Content-Type: text/plain\n\nSent by a list')
  assert.deepEqual([withFooter.signed?.kind, withFooter.signed?.coversText], ['smime', false])
  assert.equal(readLetter('Subject: x\n\nHej').signed, null)
})

test('a text signed in place is read without its marks, and is signed only if that is all of it', () => {
  const armor = `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

Den blinkar.
- -- 
Anna
-----BEGIN PGP SIGNATURE-----

iQ==
-----END PGP SIGNATURE-----`
  const whole = readLetter(`Subject: x\n\n${armor}\n`)
  assert.deepEqual([whole.signed?.coversText, whole.reply], [true, 'Den blinkar.'])
  assert.equal(readLetter(`Subject: x\n\nNot signed.\n\n${armor}\n`).signed?.coversText, false)
})

test('an encrypted mail says so, and its file stays', () => {
  const pgp = readLetter(`Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b

--b
Content-Type: application/pgp-encrypted

Version: 1
--b
Content-Type: application/octet-stream; name=encrypted.asc

-----BEGIN PGP MESSAGE-----
--b--`)
  assert.deepEqual([pgp.encrypted, pgp.signed, pgp.attachments.length], ['pgp', null, 2])
  const smime = readLetter(
    'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx',
  )
  assert.equal(smime.encrypted, 'smime')
  const opaque = readLetter(
    'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nx',
  )
  assert.deepEqual([opaque.encrypted, opaque.signed?.kind, opaque.signed?.coversText], [null, 'smime', false])
  assert.equal(readLetter('Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nx').encrypted, 'pgp')
})

// --- winmail.dat

const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const attribute = (level: number, id: number, data: Buffer) =>
  Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(0)])
const property = (type: number, id: number, data: Buffer) =>
  Buffer.concat([
    u16(type),
    u16(id),
    u32(1),
    u32(data.length),
    data,
    Buffer.alloc((4 - (data.length % 4)) % 4),
  ])
const properties = (...each: Buffer[]) => Buffer.concat([u32(each.length), ...each])
const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le')

const plainRtf = (rtf: string) =>
  Buffer.concat([
    u32(rtf.length + 12),
    u32(rtf.length),
    Buffer.from('MELA'),
    u32(0),
    Buffer.from(rtf, 'latin1'),
  ])

const tnef = (words: Buffer) =>
  Buffer.concat([
    Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
    attribute(1, 0x00069003, properties(words)),
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from('RAKNIN~1.PDF\0')),
    attribute(2, 0x0006800f, Buffer.from('%PDF')),
    attribute(
      2,
      0x00069005,
      properties(
        property(0x1f, 0x3707, wide('räkning.pdf')),
        property(0x1f, 0x370e, wide('application/pdf')),
      ),
    ),
  ])

const wrapping = (dat: Buffer) =>
  readLetter(`Content-Type: application/ms-tnef; name=winmail.dat
Content-Transfer-Encoding: base64

${dat.toString('base64')}`)

test('the files and words in a winmail.dat are the files and words of the mail', () => {
  const rtf =
    "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}Sk\\u228?rmen \\'e4r r\\u246?d.\\par Hej\\line d\\'e5}"
  const mail = wrapping(tnef(property(0x102, 0x1009, plainRtf(rtf))))
  assert.deepEqual(
    mail.attachments.map(({ name, type, bytes }) => [name, type, Buffer.from(bytes).toString()]),
    [['räkning.pdf', 'application/pdf', '%PDF']],
  )
  assert.equal(mail.text, 'Skärmen är röd.\nHej\ndå')
  const html = wrapping(tnef(property(0x102, 0x1013, Buffer.from('<p>Hej <b>du</b></p>'))))
  assert.deepEqual([html.html, html.text], ['<p>Hej <b>du</b></p>', 'Hej du'])
})

test('a winmail.dat that is cut off or wrong at any place never harms', () => {
  const whole = tnef(property(0x1f, 0x1000, wide('Hej')))
  for (let length = 0; length < whole.length; length += 3) wrapping(whole.subarray(0, length))
  for (let at = 6; at < whole.length; at += 5) {
    const wrong = Buffer.from(whole)
    wrong.fill(0xff, at, at + 4)
    wrapping(wrong)
  }
  assert.equal(wrapping(Buffer.from('not at all')).attachments[0]?.name, 'winmail.dat')
})

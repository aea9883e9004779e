// Character sets named wrongly, dates and addresses as old programs write them, files written into a text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnreadable } from './mail.ts'
import { parseMail } from './parse.ts'
import { readLetter } from './testing.ts'

const bytesIn = (label: string, text: string): Buffer => {
  const decoder = new TextDecoder(label)
  const codes = new Map(Array.from({ length: 256 }, (_, at) => [decoder.decode(new Uint8Array([at])), at]))
  return Buffer.from([...text].map(letter => codes.get(letter) ?? 0x3f))
}
const read = (charset: string, body: Buffer) =>
  readLetter(
    Buffer.concat([
      Buffer.from(`Content-Type: text/plain${charset && `; charset=${charset}`}\r\n\r\n`),
      body,
    ]),
  )

const russian = 'Здравствуйте! Принтер не печатает уже второй день, помогите пожалуйста.'
const shouted = 'ПРИНТЕР НЕ ПЕЧАТАЕТ УЖЕ ВТОРОЙ ДЕНЬ, ПОМОГИТЕ'
const german = 'Guten Tag, der Drucker fällt ständig aus. Grüße aus Köln.'
for (const [is, text, named] of [
  ['windows-1251', russian, ['', 'utf-8', 'iso-8859-1', 'us-ascii', 'koi8-r', 'x-unknown']],
  ['koi8-r', russian, ['', 'utf-8', 'windows-1251', 'iso-8859-1']],
  ['windows-1251', shouted, ['', 'windows-1251']],
  ['koi8-r', shouted, ['', 'koi8-r']],
  ['windows-1252', german, ['', 'utf-8', 'iso-8859-1', 'us-ascii', 'windows-1252']],
  ['windows-1252', 'åäö ÅÄÖ è à ü', ['', 'iso-8859-1', 'windows-1252']],
] as const)
  for (const charset of named)
    test(`"${text.slice(0, 12)}" in ${is}, said to be ${charset || 'nothing'}, is read`, () => {
      assert.equal(read(charset, bytesIn(is, text)).text, text)
    })

test('UTF-8 is itself whatever it is called; Japanese escapes, Chinese ones and DOS are known', () => {
  for (const charset of ['windows-1251', 'koi8-r', 'iso-8859-1', 'windows-1252'])
    assert.equal(read(charset, Buffer.from(`${russian} ${german}`)).text, `${russian} ${german}`)
  assert.equal(read('iso-8859-1', Buffer.from('\x1b$B$3$s$K$A$O\x1b(B')).text, 'こんにちは')
  assert.equal(read('hz-gb-2312', Buffer.from('Hi ~{<:Ky2;~} ~~')).text, 'Hi 己所不 ~')
  for (const charset of ['ibm850', 'cp437'])
    assert.equal(read(charset, Buffer.from('K\x94ln', 'latin1')).text, 'Köln')
})

test('a header in raw bytes is read line by line', () => {
  const line = (label: string) => bytesIn(label, 'Принтер не печатает')
  for (const label of ['windows-1251', 'koi8-r'])
    assert.equal(
      readLetter(
        Buffer.concat([
          Buffer.from('From: a@kund.example\r\nSubject: '),
          line(label),
          Buffer.from('\r\n\r\nx'),
        ]),
      ).subject,
      'Принтер не печатает',
    )
})

for (const [written, at] of [
  ['Tue Nov 24 09:12:33 CET 2026', '2026-11-24T08:12:33Z'],
  ['Tue, 24 Nov 2026 09:12:33 +01:00', '2026-11-24T08:12:33Z'],
  ['Tue, 24 Nov 2026 09:12:33 GMT+0100', '2026-11-24T08:12:33Z'],
  ['Tue, 24 Nov 2026 09:12:33 PM +0100', '2026-11-24T20:12:33Z'],
  ['Tue, 31 Feb 2026 09:12:33 +0000', null],
] as const)
  test(`"${written}" is ${at ?? 'no date'}`, () => {
    assert.equal(readLetter(`Date: ${written}\n\nx`).date, at && Date.parse(at))
  })

for (const [written, name, address] of [
  ['Berg, Anna <anna@kund.example>', 'Berg, Anna', 'anna@kund.example'],
  ['Anna <mailto:anna@kund.example>', 'Anna', 'anna@kund.example'],
  ['Anna <anna @ kund.example>', 'Anna', 'anna@kund.example'],
  ['Anna <@relay.example:anna@kund.example>', 'Anna', 'anna@kund.example'],
] as const)
  test(`"${written}" is written by ${address}`, () => {
    assert.deepEqual(readLetter(`From: ${written}\n\nx`).from, { name, address })
  })

test('what is no type is text; a boundary has no blank at its end; an enriched mail is words', () => {
  assert.equal(readLetter('Content-Type: text\n\nhello').text, 'hello')
  assert.equal(
    readLetter('Content-Type: multipart/mixed; boundary="b "\n\n--b\n\nhello\n--b--').text,
    'hello',
  )
  const enriched = readLetter('Content-Type: text/enriched\n\n<bold>hello</bold>\nyou\n\n3 << 4')
  assert.equal(enriched.text, 'hello you\n3 < 4')
})

test('a file written as yEnc is a file, and the words around it stay', () => {
  const bytes = Buffer.from('abc=\r\n\0def')
  const coded = [...bytes].flatMap(byte => {
    const next = (byte + 42) & 255
    return [0, 10, 13, 61].includes(next) ? [61, (next + 64) & 255] : [next]
  })
  const mail = readLetter(
    Buffer.concat([
      Buffer.from('Subject: x\r\n\r\nsee\r\n=ybegin line=128 size=9 name=a b.bin\r\n'),
      Buffer.from(coded),
      Buffer.from('\r\n=yend size=9\r\nbelow\r\n'),
    ]),
  )
  assert.deepEqual([mail.attachments[0]?.name, Buffer.from(mail.attachments[0]!.bytes)], ['a b.bin', bytes])
  assert.match(mail.text, /^see\n+below/)
  const none = readLetter('\n=ybegin is a word\n=ybegin line=1 name=x\nno end')
  assert.deepEqual([none.attachments.length, /no end/.test(none.text)], [0, true])
})

test('bytes that are no mail at all are said to be unreadable; one word, one name or one file is a mail', () => {
  const hints = { outerParts: 1, ownDomain: '' }
  const noise = Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919) % 256))
  assert.deepEqual(parseMail(noise, hints), { unreadable: 'mail.parser_failed' })
  for (const raw of ['Hej\r\n', 'To: support@desk.example\r\n\r\n', 'Subject: Hej\r\n\r\n'])
    assert.equal(isUnreadable(parseMail(Buffer.from(raw), hints)), false, raw)
})

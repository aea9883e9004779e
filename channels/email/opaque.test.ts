import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cmsOf } from './cms.ts'
import { readLetter } from './testing.ts'

const element = (tag: number, ...inside: Buffer[]): Buffer => {
  const body = Buffer.concat(inside)
  const size = body.length
  const length = size < 128 ? [size] : [0x83, size >> 16, (size >> 8) & 255, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
/** A length left open, as programs write it that do not know how much will come. */
const open = (tag: number, ...inside: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...inside, Buffer.from([0, 0])])

const oid = (last: string) => element(0x06, Buffer.from(`2a864886f70d0107${last}`, 'hex'))
const version = element(0x02, Buffer.from([1]))
const der = (content: Buffer): Buffer =>
  element(
    0x30,
    oid('02'),
    element(
      0xa0,
      element(
        0x30,
        version,
        element(0x31),
        element(0x30, oid('01'), element(0xa0, element(0x04, content))),
        element(0x31),
      ),
    ),
  )
const ber = (content: Buffer): Buffer => {
  const pieces = [content.subarray(0, 40), content.subarray(40)].map(piece => element(0x04, piece))
  return open(
    0x30,
    oid('02'),
    open(0xa0, open(0x30, version, open(0x31), open(0x30, oid('01'), open(0xa0, open(0x24, ...pieces))))),
  )
}
const detached = element(
  0x30,
  oid('02'),
  element(0xa0, element(0x30, version, element(0x31), element(0x30, oid('01')), element(0x31))),
)

const crlf = (text: string): Buffer => Buffer.from(text.replace(/\n/g, '\r\n'))
const letter = crlf(`Content-Type: multipart/mixed; boundary=i
Subject: another one

--i
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Skrivaren är död.
--i
Content-Type: text/csv; name=lista.csv

1,2
--i--
`)

const fields = 'From: bo@kund.example\nSubject: Skrivaren\n'
const smime = (bytes: Buffer, type = 'application/pkcs7-mime; smime-type=signed-data; name=smime.p7m') =>
  `Content-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64')}\n`

for (const [how, wrapped] of [
  ['lengths that are told', der(letter)],
  ['lengths left open and pieces', ber(letter)],
] as const)
  test(`what a signature wraps is the mail, with ${how}; who wrote it stands outside`, () => {
    const mail = readLetter(fields + smime(wrapped))
    assert.deepEqual(
      [mail.from?.address, mail.subject, mail.text, mail.attachments.map(({ name }) => name)],
      ['bo@kund.example', 'Skrivaren', 'Skrivaren är död.', ['lista.csv']],
    )
    assert.deepEqual(mail.signed, { kind: 'smime', coversText: true, covers: ['lista.csv'], leavesOut: [] })
    assert.equal(mail.encrypted, null)
  })

test('without a kind in its header the bytes say what it is, whatever type its sender gave it', () => {
  for (const type of ['application/pkcs7-mime', 'application/octet-stream; name=smime.p7m']) {
    const mail = readLetter(fields + smime(der(letter), type))
    assert.deepEqual([mail.text, mail.encrypted, mail.signed?.coversText], ['Skrivaren är död.', null, true])
  }
  assert.equal(
    readLetter(fields + smime(element(0x30, oid('03')), 'application/pkcs7-mime')).encrypted,
    'smime',
  )
})

test('words beside the signature are not signed', () => {
  const mail = readLetter(`${fields}Content-Type: multipart/mixed; boundary=o

--o

List footer.
--o
${smime(der(letter))}
--o
Content-Type: image/png; name=bild.png

PNG
--o--`)
  assert.match(mail.text, /List footer\.\n+Skrivaren är död\./)
  assert.deepEqual(mail.signed, {
    kind: 'smime',
    coversText: false,
    covers: ['lista.csv'],
    leavesOut: ['bild.png'],
  })
})

test('a signature around a signature is opened, a dozen of them are not', () => {
  const around = (inside: Buffer) => crlf(smime(der(inside)))
  assert.equal(readLetter(fields + smime(der(around(letter)))).text, 'Skrivaren är död.')
  let deep = letter
  for (let at = 0; at < 12; at++) deep = around(deep)
  const mail = readLetter(fields + smime(der(deep)))
  assert.deepEqual([mail.text, mail.signed?.coversText, mail.attachments.length], ['', false, 1])
})

test('a document somebody signed stays a file, and is neither the mail nor encrypted', () => {
  const mail = readLetter(`${fields}Content-Type: multipart/mixed; boundary=o

--o

Ecco la fattura.
--o
${smime(der(Buffer.from('<xml/>')), 'application/pkcs7-mime; name=IT01.xml.p7m')}
--o--`)
  assert.deepEqual(
    [mail.text, mail.encrypted, mail.signed, mail.attachments[0]?.name],
    ['Ecco la fattura.', null, null, 'IT01.xml.p7m'],
  )
})

test('what is no mail inside, lies elsewhere or is broken stays a file and covers nothing', () => {
  const whole = der(letter)
  for (const bytes of [der(Buffer.from('no header')), detached, whole.subarray(0, 60), Buffer.from('x')]) {
    const mail = readLetter(fields + smime(bytes))
    assert.deepEqual([mail.text, mail.attachments.length, mail.signed?.coversText], ['', 1, false])
  }
})

test('lengths that lie, have no end or lie in each other without end cost nothing', () => {
  const deep = Buffer.alloc(2_000_000, Buffer.from([0x30, 0x80]))
  const pieces = Buffer.alloc(2_000_000, Buffer.from([0x24, 0x80]))
  const hostile = [
    deep,
    Buffer.concat([oid('02'), deep]),
    Buffer.concat([Buffer.from([0x30, 0x80]), oid('02'), Buffer.from([0xa0, 0x80]), deep]),
    Buffer.concat([
      Buffer.from([0x30, 0x80]),
      oid('02'),
      Buffer.from('a0803080', 'hex'),
      version,
      element(0x31),
      Buffer.from([0x30, 0x80]),
      oid('01'),
      Buffer.from([0xa0, 0x80]),
      pieces,
    ]),
    Buffer.from('30847fffffff0600', 'hex'),
  ]
  const begun = process.cpuUsage()
  for (const bytes of hostile) {
    const cms = cmsOf(bytes)
    assert.ok(cms?.kind !== 'signed' || cms.content === null)
  }
  const { user } = process.cpuUsage(begun)
  assert.ok(user < 500_000, `${user} µs`)
})

import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { readLetter as read } from './testing.ts'

const withBody = (charset: string, body: Buffer) =>
  Buffer.concat([Buffer.from(`Content-Type: text/plain${charset && `; charset=${charset}`}\r\n\r\n`), body])

for (const [charset, bytes, text] of [
  ['utf-8', Buffer.from('Skärmen är röd'), 'Skärmen är röd'],
  ['iso-8859-1', Buffer.from('Skärmen är röd', 'latin1'), 'Skärmen är röd'],
  ['windows-1252', Buffer.from('\x93röd\x94 \x80', 'latin1'), '“röd” €'],
  ['koi8-r', Buffer.from('f0d2c9d7c5d4', 'hex'), 'Привет'],
  ['windows-1251', Buffer.from('cff0e8e2e5f2', 'hex'), 'Привет'],
  ['cp1251', Buffer.from('cff0e8e2e5f2', 'hex'), 'Привет'],
  ['iso-2022-jp', Buffer.from('1b24422533216c2533213c25331b2842', 'hex'), null],
  ['gb18030', Buffer.from('c4e3bac3', 'hex'), '你好'],
  ['gb2312', Buffer.from('c4e3bac3', 'hex'), '你好'],
  ['shift_jis', Buffer.from('82b182f182c982bf82cd', 'hex'), 'こんにちは'],
  ['utf-7', Buffer.from('R+APY-d +- gr+APY-n'), 'Röd + grön'],
  ['x-unknown', Buffer.from('Skärmen'), 'Skärmen'],
  ['x-unknown', Buffer.from('Skärmen', 'latin1'), 'Skärmen'],
  ['', Buffer.from('Skärmen', 'latin1'), 'Skärmen'],
  ['us-ascii', Buffer.from('Skärmen'), 'Skärmen'],
  ['utf-8', Buffer.from('Skärmen är röd', 'latin1'), 'Skärmen är röd'],
  [
    '',
    Buffer.from('cff0e8e2e5f22c20eff0e8edf2e5f020ede520eff0e8edf2e8f0f3e5f2', 'hex'),
    'Привет, принтер не принтирует',
  ],
  [
    '',
    Buffer.from('f0d2c9d7c5d42c20d0d2c9ced4c5d220cec520d0d2c9ced4c9d2d5c5d4', 'hex'),
    'Привет, принтер не принтирует',
  ],
] as const) {
  test(`a body said to be in "${charset}" reads ${text ?? 'as Japanese'}`, () => {
    const found = read(withBody(charset, bytes)).text
    if (text) assert.equal(found, text)
    else assert.match(found, /^\p{Script=Katakana}/u)
  })
}

test('files come byte for byte as they were sent, whatever their transfer encoding', () => {
  const bytes = Buffer.from([0, 255, 13, 10, 10, 13, 0x2d, 0x2d, 65, 61, 32, 10])
  const quoted = [...bytes].map(byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  const part = (encoding: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(
        `--b\r\nContent-Type: application/x-log; name=a.log\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`,
      ),
      body,
      Buffer.from('\r\n'),
    ])
  const mail = read(
    Buffer.concat([
      Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n\r\n'),
      part('binary', bytes),
      part('base64', Buffer.from(bytes.toString('base64'))),
      part('quoted-printable', Buffer.from(quoted)),
      Buffer.from('--b--\r\n'),
    ]),
  )
  assert.deepEqual(
    mail.attachments.map(({ sha256, size }) => ({ sha256, size })),
    Array(3).fill({ sha256: hash('sha256', bytes), size: bytes.length }),
  )
})

test('blanks that the way added to ends of lines are taken off, those that were meant stay', () => {
  const { text } = read(`Content-Type: text/plain
Content-Transfer-Encoding: quoted-printable

one=20
two \t
three=
 four = five=3D
`)
  assert.equal(text.trimEnd(), 'one \ntwo\nthree four = five=')
})

test('a name in pieces, in another character set, is put together (RFC 2231)', () => {
  const { attachments } = read(`Content-Type: application/pdf
Content-Disposition: attachment;
 filename*0*=utf-8''r%C3;
 filename*1*=%A4kning%20;
 filename*2="nov%20.pdf"

x`)
  assert.equal(attachments[0]!.name, 'räkning nov%20.pdf')
})

test('a subject in several encoded words, one character cut in two, is one', () => {
  const { subject } = read(`Subject: =?utf-8?b?U2vDpHJt?= =?utf-8?q?en_=C3?=
 =?utf-8?q?=A4r_r=C3=B6d?=

x`)
  assert.equal(subject, 'Skärmen är röd')
})

test('raw letters in a header read in UTF-8, or in what the body is in', () => {
  assert.equal(read('Subject: Skärmen\n\nx').subject, 'Skärmen')
  assert.equal(read('Subject: Skärmen\n\nx', 'latin1').subject, 'Skärmen')
  const cyrillic = Buffer.concat([
    Buffer.from('Content-Type: text/plain; charset=koi8-r\r\nSubject: '),
    Buffer.from('f0d2c9d7c5d4', 'hex'),
    Buffer.from('\r\n\r\nx'),
  ])
  assert.equal(read(cyrillic).subject, 'Привет')
})

test('flowed lines are one line again, each quote at its own depth', () => {
  const { text } = read(`Content-Type: text/plain; format=flowed

A line that 
goes on.
> quoted 
> on
  Two blanks.
-- 
Anna`)
  assert.equal(text, 'A line that goes on.\n> quoted on\n Two blanks.\n-- \nAnna')
})

test('of alternatives the text and the HTML are one letter; HTML alone gives its words', () => {
  const both = read(`Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Hej
--b
Content-Type: text/html

<p>Hej</p>
--b--`)
  assert.deepEqual([both.text, both.html, both.attachments.length], ['Hej', '<p>Hej</p>', 0])
  assert.equal(read('Content-Type: text/html\n\n<p>Hej <b>du</b></p>').text, 'Hej du')
})

test('where the text is no more than an apology, the words of the HTML are the text', () => {
  const alternative = (text: string, html: string) =>
    read(`Content-Type: multipart/alternative; boundary=b

--b

${text}
--b
Content-Type: text/html; charset=utf-8

${html}
--b--`).text
  const words =
    'The new router blinks red since Monday, and nobody in the office can print or send mail any more.'
  assert.equal(alternative('Your program shows no HTML.', `<p>${words}</p>`), words)
  assert.equal(alternative(words, `<p>${words}</p>`), words)
  const short = 'It blinks red since Monday.'
  assert.equal(alternative(short, `<p>${short}</p><p>Anna</p>`), short)
})

test('a file written into the text is a file, and a sentence that begins alike stays', () => {
  const { text, attachments } = read(
    'Subject: x\n\nSee:\nbegin 644 hello.txt\n%2&5L;&\\`\n`\nend\nbegin 644 means start.\nBye',
  )
  assert.equal(attachments[0]!.name, 'hello.txt')
  assert.equal(Buffer.from(attachments[0]!.bytes).toString(), 'Hello')
  assert.equal(text, 'See:\nbegin 644 means start.\nBye')
})

test('an image the HTML shows in its place is no file of its own', () => {
  const { attachments } = read(`Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<img src="cid:logo@x">
--b
Content-Type: image/png
Content-ID: <logo@x>

x
--b
Content-Type: image/png; name=a.png
Content-ID: <other@x>

y
--b--`)
  assert.deepEqual(
    attachments.map(({ contentId, isInline }) => [contentId, isInline]),
    [
      ['logo@x', true],
      ['other@x', false],
    ],
  )
})

for (const [value, at] of [
  ['Thu, 26 Nov 2026 10:12:13 +0100', '2026-11-26T09:12:13Z'],
  ['26 Nov 2026 10:12 EST (Eastern)', '2026-11-26T15:12:00Z'],
  ['Thu, 26-Nov-26 10:12:13 GMT', '2026-11-26T10:12:13Z'],
  ['26 November 2026 10:12:13', '2026-11-26T10:12:13Z'],
  ['2026-11-26T10:12:13+01:00', '2026-11-26T09:12:13Z'],
  ['2026-11-26 10:12', '2026-11-26T10:12:00Z'],
] as const) {
  test(`the date "${value}" is ${at}`, () => {
    assert.equal(read(`Date: ${value}\n\nx`).date, Date.parse(at))
  })
}

test('a date nobody can read is none', () => {
  for (const value of ['', 'yesterday', '99 Foo 2026 10:00', '31 Nov'])
    assert.equal(read(`Date: ${value}\n\nx`).date, null)
})

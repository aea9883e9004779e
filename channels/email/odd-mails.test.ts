// Mails as bad programs write them, each read as most readers would. Not: hostile ones (bombs.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLetter } from './testing.ts'

const windows = '=?windows-1252?B?z/Do4uXyLCDv8Ojt8uXwIO3lIO/w6O3y6PDz5fI=?='
for (const [header, subject] of [
  [windows, 'Привет, принтер не принтирует'],
  ['=?iso-8859-1?Q?Sk=C3=A4rmen_=C3=A4r_r=C3=B6d?=', 'Skärmen är röd'],
  ['=?utf-8?Q?what??=', 'what?'],
  ['[EXTERNAL]=?utf-8?Q?Skrivare?=', '[EXTERNAL] Skrivare'],
  ['Re: [EXT]=?utf-8?Q?Skrivare?=', 'Re: [EXT] Skrivare'],
  ['a[1]=?utf-8?Q?b?=', 'a[1]b'],
  ['=?utf-8?B?SGVs\nbG8=?=', 'Hello'],
  ['=?utf-8?B?w6Q=?= =?utf-8?B?w7bD?= =?utf-8?B?pQ==?=', 'äöå'],
  ['=?utf-8?B?w6Q?= =?iso-8859-1?Q?=F6?= and =?utf-8?Q?_more?=', 'äö and  more'],
  ['=?utf-8?Q?=C3?= =?utf-8?Q?plain?=', 'Ãplain'],
] as const)
  test(`the subject "${header.replace('\n', '⏎')}" says "${subject}"`, () => {
    const mail = readLetter(`Subject: ${header}\nFrom: a@x.example\n\nx`)
    assert.deepEqual([mail.subject, mail.from?.address], [subject, 'a@x.example'])
  })

for (const [field, name, address] of [
  ['Ann (my (dear) friend) <a@x.example>', 'Ann', 'a@x.example'],
  ['"john doe"@x.example', '', '"john doe"@x.example'],
  ['Ann <<a@x.example>>', 'Ann', 'a@x.example'],
  ['"Ann <a@x.example>', 'Ann', 'a@x.example'],
  ['"a (b) \\" <<c>>" <a@x.example>', 'a (b) " <<c>>', 'a@x.example'],
  [`${windows} <a@x.example>`, 'Привет, принтер не принтирует', 'a@x.example'],
] as const)
  test(`${field} is "${name}" at ${address}`, () => {
    assert.deepEqual(readLetter(`To: ${field}\n\nx`).to, [{ name, address }])
  })

for (const [what, body, text] of [
  ['a comment before the encoding', 'Content-Transfer-Encoding: (c) base64\n\nSGVsbG8=', 'Hello'],
  ['no semicolon behind the type', 'Content-Type: text/plain charset=utf-8\n\nhä', 'hä'],
  ['a comma behind the type', 'Content-Type: text/plain, charset=utf-8\n\nhä', 'hä'],
  ['no header at all', 'Hello,\nworld', 'Hello,\nworld'],
  [
    'a part without a header',
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nhi there\n--b--',
    'hi there',
  ],
  [
    'a part that begins with words',
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nhi\n\nyou\n--b--',
    'hi\n\nyou',
  ],
  ['empty lines above its header', '\n\nSubject: hi\n\nx', 'x'],
  ['a field by the name of what every object has', 'Constructor: y\nSubject: hi\n\nx', 'x'],
  ['a set by such a name', 'Content-Type: text/plain; charset=constructor\n\nhä', 'hä'],
] as const)
  test(`a mail with ${what} says its words`, () => {
    const mail = readLetter(body)
    assert.deepEqual([mail.text.trim(), mail.attachments.length], [text, 0])
  })

for (const [charset, bytes, text] of [
  ['utf-16', Buffer.from('\ufeffHej då', 'utf16le').swap16(), 'Hej då'],
  ['cp852', Buffer.from('\x88ak', 'latin1'), 'łak'],
  ['cp858', Buffer.from('5 \xd5', 'latin1'), '5 €'],
  ['cp855', Buffer.from('dde1b7', 'hex'), 'При'],
  ['ibm865', Buffer.from('Sch\x94n', 'latin1'), 'Schön'],
  ['latin9', Buffer.from('5 \xa4', 'latin1'), '5 €'],
  ['macroman', Buffer.from('Sch\x9an', 'latin1'), 'Schön'],
  ['x-mac-cyrillic', Buffer.from('8ff0e8', 'hex'), 'При'],
  ['euc-cn', Buffer.from('c4e3bac3', 'hex'), '你好'],
  ['iso-2022-kr', Buffer.from('1b2429430e3e4833670f206f6b', 'hex'), null],
] as const)
  test(`a text in ${charset} is read`, () => {
    const head = `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n`
    const found = readLetter(Buffer.from(head + bytes.toString('base64'))).text
    if (text) assert.equal(found, text)
    else assert.match(found, /^\p{Script=Hangul}+ ok$/u)
  })

for (const [html, text] of [
  ['&aacute;&Oslash;&rarr;&#146;&#150;&infin;&nbsp;&unknown;', 'áØ→’–∞ &unknown;'],
  ['A &amp B &eacute C ?a=1&copy=2', 'A & B é C ?a=1&copy=2'],
  ['<table><tr><td>A</td><td>B</td></tr><tr><th>C</th><th>D</th></tr></table>', 'A B\nC D'],
  ['<ol><li>A</li><li>B<ul><li>C</li></ul></li><li>D</li></ol>', '1. A\n2. B\n* C\n3. D'],
  ['Above<hr>below', `Above\n${'-'.repeat(40)}\nbelow`],
  ['<p title="a > b">hi <b id=x>there</b></p>', 'hi there'],
  ['<p title="never closed>hi', 'hi'],
  ['<meta charset="utf-16"><p>hi</p>', 'hi'],
  ['<a href="http://x.example/a?b=1&amp;c=2">the log</a> now', 'the log <http://x.example/a?b=1&c=2> now'],
  ['<a href="http://x.example/">x.example</a> <a href="mailto:a@x.example">Ann</a>', 'x.example Ann'],
  ['<a href=https://x.example/i><img src=a.png></a>hi', 'hi'],
] as const)
  test(`${html} reads as "${text}"`, () => {
    assert.equal(readLetter(`Content-Type: text/html\n\n${html}`).text, text)
  })

for (const [date, iso] of [
  ['Do, 10 Dez 2026 09:12:33 +0100', '2026-12-10T08:12:33.000Z'],
  ['lör, 10 okt 2026 09:12:33 +0000', '2026-10-10T09:12:33.000Z'],
  ['gio, 1 gen 2026 09:12:33 +0000', '2026-01-01T09:12:33.000Z'],
  ['Fr, 6 Mär 2026 09:12:33 +1:00', '2026-03-06T08:12:33.000Z'],
] as const)
  test(`the date "${date}" is ${iso}`, () => {
    assert.equal(new Date(readLetter(`Date: ${date}\n\nx`).date!).toISOString(), iso)
  })

test('of several mails a mail answers all are known, also those of a second field', () => {
  const { inReplyTo } = readLetter('In-Reply-To: <a@x> <b@x>\nIn-Reply-To: <c@x>\n\nx')
  assert.deepEqual(inReplyTo, ['<a@x>', '<b@x>', '<c@x>'])
})

test('tags made to be looked at long are not', () => {
  const begun = process.cpuUsage()
  for (const piece of [
    '<a href="',
    "<p x='>",
    '<a href="http://x.example/">',
    '<ol><li>',
    '&amp',
    '<<a b=">',
  ])
    readLetter(`Content-Type: text/html\n\n${piece.repeat(200_000 / piece.length)}`)
  readLetter(`To: ${'('.repeat(400)}${'<'.repeat(400)}\nSubject: ${'=?a?q?'.repeat(4_000)}\n\nx`)
  const { user } = process.cpuUsage(begun)
  assert.ok(user < 3_000_000, `${user} µs`)
})

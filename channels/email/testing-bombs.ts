// For tests: mails made to hurt whoever reads them. Not: what becomes of them (bombs.test.ts).

/** The fields each of them begins with. */
export const bombHead = 'From: a@example.com\r\n'
const head = bombHead
const many = (text: string, times: number) => text.repeat(times)
const mixed = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n`
const plain = (text: string, fields = '') => `${head}${fields}\r\n${text}`
const typed = (type: string, text: string) => plain(text, `Content-Type: ${type}\r\n`)
const encoded = (encoding: string, text: string, type = 'text/plain') =>
  plain(text, `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n`)
const file = (type: string, bytes: Buffer) => encoded('base64', bytes.toString('base64'), type)
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  ).join('')
const tnefHead = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0])
const full = Buffer.alloc(1_000_000, 0xff)

/** Their names, and what makes them: some are large, so that each is made when it is wanted. */
export const bombs: readonly [name: string, make: () => string][] = [
  ['a million parts', () => mixed + many('--b\r\n\r\n', 1_000_000)],
  [
    'fifty thousand files',
    () => mixed + many('--b\r\nContent-Disposition: attachment; filename=a\r\n\r\n', 50_000),
  ],
  ['parts ten thousand deep', () => head + nested(10_000)],
  ['parts as deep as is let in', () => `${head}${nested(20)}\r\nx`],
  [
    'twenty thousand messages in each other',
    () => head + many('Content-Type: message/rfc822\r\n\r\n', 20_000),
  ],
  [
    'ten megabytes of base64',
    () => encoded('base64', many(`${many('QUFB', 19)}\r\n`, 130_000), 'application/pdf'),
  ],
  ['a header of 20 MB', () => `${head}X: ${many('a', 20_000_000)}\r\n\r\n`],
  ['a million fields', () => `${head}${many('X: a\r\n', 1_000_000)}\r\n`],
  ['half a million addresses', () => `${head}To: ${many('a@b.se,', 500_000)}\r\n\r\n`],
  ['as many addresses as are let in', () => `${head}To: ${many('"a, b" <a@b.se>,', 240)}\r\n\r\nx`],
  ['a hundred thousand nested groups', () => `${head}To: ${many('g:', 100_000)}a@b.se\r\n\r\n`],
  ['comments in comments', () => `${head}To: ${many('(', 100_000)}\r\n\r\n`],
  ['half a million references', () => `${head}References: ${many('<a@b>\r\n ', 500_000)}\r\n\r\n`],
  ['brackets that never close', () => `${head}References: ${many('<', 99)}${many('a', 200_000)}\r\n\r\nx`],
  ['HTML of 2.5 MB', () => typed('text/html', many('<div>', 500_000))],
  ['HTML as deep as is let in', () => typed('text/html', many('<div>', 400_000))],
  ['quotes in quotes in HTML', () => typed('text/html', many('<blockquote>', 150_000))],
  ['tags that never close', () => typed('text/html', many('<a', 900_000))],
  ['comments of HTML that never close', () => typed('text/html', many('<!--', 450_000))],
  ['entities without end', () => typed('text/html', many('&#x10ffff;&amp', 120_000))],
  ['runs of encoded words', () => plain('x', `Subject: ${many('=?utf-8?q?=C3?= ', 12_000)}\r\n`)],
  ['encoded words that never end', () => plain('x', `Subject: ${many('=?utf-8?q?', 20_000)}\r\n`)],
  [
    'a word folded a thousand times',
    () => plain('x', `Subject: =?utf-8?b?${many('\r\n QUFB', 1_900)}?=\r\n`),
  ],
  ['UTF-7 of nothing but marks', () => typed('text/plain; charset=utf-7', many('+AGE-', 200_000))],
  ['escapes of ISO-2022-JP', () => typed('text/plain; charset=iso-2022-jp', many('\x1b$B\x1b(B', 150_000))],
  ['UTF-32 of what is none', () => typed('text/plain; charset=utf-32', many('\xff', 1_000_000))],
  [
    'a set nobody knows in every part',
    () => mixed + many('--b\r\nContent-Type: text/plain; charset=x\r\n\r\ny\r\n', 450),
  ],
  ['padding between all letters', () => encoded('base64', many('QQ==', 250_000))],
  ['equals signs without end', () => encoded('quoted-printable', many('=', 1_000_000))],
  ['blanks without end', () => encoded('quoted-printable', many(' ', 1_000_000))],
  ['uuencode that begins and never ends', () => plain(many('begin 644 a\n%2&5L;&\\`\n', 40_000))],
  ['parameters in ten thousand pieces', () => typed(`text/plain${many(';a*0*=x', 10_000)}`, 'x')],
  ['quotes that never close in parameters', () => typed(`text/plain; name="${many('\\"', 60_000)}`, 'x')],
  [
    'a winmail.dat that counts to the moon',
    () => file('application/ms-tnef', Buffer.concat([tnefHead, full])),
  ],
  [
    'a winmail.dat of empty attributes',
    () => file('application/ms-tnef', Buffer.concat([tnefHead, Buffer.alloc(1_000_000)])),
  ],
  [
    'a calendar of one line',
    () => typed('text/calendar', `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART${many(';A="x"', 100_000)}:1`),
  ],
  [
    'signed in place, again and again',
    () => plain(many('-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n', 30_000)),
  ],
  ['a quote of a million marks', () => plain(many('> ', 500_000))],
  ['attributions line by line', () => plain(many('On 26/11/2026 10:12, Bo wrote\n', 4_900))],
  ['forwarded again and again', () => plain(many('From: a@b.se\nTo: c\n', 2_400), 'Subject: Fwd: x\r\n')],
  [
    'fields of a report without end',
    () => typed('message/delivery-status', many('Final-Recipient: rfc822; a@b.se\n', 30_000)),
  ],
  [
    'a report of one long line',
    () => plain(many('a@b.se ', 150_000), 'Subject: Undelivered Mail Returned to Sender\r\n'),
  ],
]

/** Mails that are only broken, or odd: each was sent by some program. */
export const broken: readonly [name: string, make: () => string][] = [
  ['nothing but a blank line', () => '\r\n'],
  ['no fields at all', () => 'Just words.\r\nAnd more of them.\r\n'],
  ['fields without an end', () => `${head}Subject: x`],
  ['lone line feeds', () => `${head}Subject: x\n\nWords.\n`.replaceAll('\r', '')],
  ['lone carriage returns', () => `${head}Subject: x\r\rWords.\r`],
  ['a NUL in every line', () => `${head}Subject: a\0b\r\n\r\nW\0rds.\r\n`],
  ['bytes of every kind', () => plain(String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)))],
  ['a multipart without a boundary', () => typed('multipart/mixed', '--x\r\n\r\nWords.\r\n')],
  ['a boundary that never comes', () => typed('multipart/mixed; boundary=never', 'Words.\r\n')],
  ['a boundary that never ends', () => `${mixed}--b\r\n\r\nWords.\r\n`],
  ['a boundary in itself', () => `${mixed}--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n`],
  ['base64 that is none', () => encoded('base64', '!!! not = base64 ???')],
  ['an encoding nobody knows', () => encoded('x-zip', 'Words.')],
  ['a date of another age', () => plain('Words.', 'Date: Foo, 99 Bar 0000 99:99:99 +9999\r\n')],
  ['two senders', () => plain('Words.', 'From: b@example.com\r\nSender: c@example.com\r\n')],
  ['no address in its sender', () => 'From: Anna\r\nSubject: x\r\n\r\nWords.\r\n'],
  [
    'a subject that is cut in its letters',
    () => plain('Words.', 'Subject: =?utf-8?b?w6TDtg==?= =?utf-8?b?w6?=\r\n'),
  ],
  ['eight bits where seven are', () => plain('\xe4\xf6\xfc', 'Subject: \xe4\xf6\xfc\r\n')],
]

// `tierline mail read`: one line per mail with everything the desk reads in it, as programs ask for it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { BadUsage } from '#bin/command.ts'
import { run } from '#bin/commands/mail.ts'

const cwd = mkdtempSync(join(tmpdir(), 'tierline-mail-read-'))
after(() => rmSync(cwd, { recursive: true }))

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`
const head = [
  'From: Anna Berg <anna@example.org>',
  'To: support@desk.example',
  'Message-ID: <a1@example.org>',
  'Date: Mon, 23 Nov 2026 09:00:00 +0000',
]
const plain = lines(...head, 'Subject: Skrivaren', '', 'Skrivaren skriver inte ut sedan i morse.')
const rich = lines(
  ...head,
  'Subject: Re: Der Drucker',
  'In-Reply-To: <q1@desk.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Das Protokoll liegt bei, der Fehler ist noch immer da.',
  '',
  'On Sun, 22 Nov 2026 at 09:00, Support <support@desk.example> wrote:',
  '> Could you please send us the log of the printer?',
  '--b',
  'Content-Type: text/plain; name=log.txt',
  'Content-Disposition: attachment; filename=log.txt',
  '',
  'error 7',
  '--b--',
)
/** More headers than any mail may have. */
const hostile = lines(...head, ...Array.from({ length: 20_000 }, (_, at) => `X-${at}: x`), '', 'x')
for (const [name, raw] of Object.entries({ plain, rich, hostile })) writeFileSync(join(cwd, name), raw)

async function read(args: string[], input: string[] = []) {
  const [out, err] = [[] as string[], [] as string[]]
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    stdin: Readable.from(input.map(one => Buffer.from(one))),
    env: {},
    cwd,
  }
  const code = await run(['read', ...args], io)
  return { code, out, err }
}
async function json(args: string[], input?: string[]) {
  const { code, out, err } = await read([...args, '--json'], input)
  return { code, err, mails: out.map(line => JSON.parse(line)) }
}

test('of a plain mail everything is said, its language as well', async () => {
  const { code, err, mails } = await json(['plain'])
  assert.deepEqual([code, err], [0, []])
  const words = 'Skrivaren skriver inte ut sedan i morse.'
  const [{ text, ...mail }] = mails
  assert.equal(text.trim(), words)
  assert.deepEqual(mail, {
    file: 'plain',
    from: { name: 'Anna Berg', address: 'anna@example.org' },
    sender: null,
    to: [{ name: '', address: 'support@desk.example' }],
    cc: [],
    replyTo: [],
    subject: 'Skrivaren',
    date: '2026-11-23T09:00:00.000Z',
    messageId: '<a1@example.org>',
    inReplyTo: '',
    references: [],
    reply: words,
    language: 'sv',
    html: '',
    attachments: [],
    forwarded: [],
    calendar: null,
    signed: null,
    encrypted: null,
    auto: null,
    bounce: null,
  })
})

test('the new words stand apart from what they quote and give the language; a file is named, not printed', async () => {
  const [mail] = (await json(['rich'])).mails
  assert.equal(mail.reply, 'Das Protokoll liegt bei, der Fehler ist noch immer da.')
  assert.match(mail.text, /> Could you please send us the log/)
  assert.equal(mail.language, 'de')
  assert.equal(mail.inReplyTo, '<q1@desk.example>')
  const [{ sha256, ...file }] = mail.attachments
  assert.match(sha256, /^[0-9a-f]{64}$/)
  assert.deepEqual(file, {
    name: 'log.txt',
    type: 'text/plain',
    size: 7,
    contentId: '',
    isInline: false,
  })
})

test('words that tell no language say so', async () => {
  const [mail] = (await json(['-'], [lines(...head, 'Subject: 42', '', '4711')])).mails
  assert.equal(mail.language, null)
})

test('a mail that cannot be read is an answer; a file that is not there is a failure, and others are read', async () => {
  const { code, err, mails } = await json(['hostile', 'none', 'plain'])
  assert.deepEqual(
    mails.map(({ file, error, subject }) => [file, error ?? subject]),
    [
      ['hostile', 'mail.header_too_large'],
      ['none', 'file.not_found'],
      ['plain', 'Skrivaren'],
    ],
  )
  assert.deepEqual([code, err], [1, ['1 of 3 files could not be opened.']])
  const alone = await json(['hostile'])
  assert.deepEqual([alone.code, alone.err], [0, []])
})

test('standard input is a mail like a file, also in pieces and beside files', async () => {
  const { code, mails } = await json(['-', 'plain'], [rich.slice(0, 300), rich.slice(300)])
  assert.equal(code, 0)
  const [file] = (await json(['rich'])).mails
  assert.deepEqual(mails[0], { ...file, file: '-' })
  assert.equal(mails[1].subject, 'Skrivaren')
})

test('for people each mail is one line', async () => {
  const { out } = await read(['plain', 'rich', 'none'])
  assert.deepEqual(out, [
    'plain: anna@example.org — Skrivaren',
    'rich: anna@example.org — Re: Der Drucker',
    'none: file.not_found',
  ])
})

test('what is asked wrongly is bad usage', async () => {
  for (const args of [[], ['plain', '--yaml']]) await assert.rejects(read(args), BadUsage)
})

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isUnreadable, type Mail } from './mail.ts'
import { openReader, type ReaderOptions } from './reader.ts'

const here = dirname(fileURLToPath(import.meta.url))
const folder = await mkdtemp(join(here, '.test-'))
after(() => rm(folder, { recursive: true }))

/** A parser that does to each mail what its text says. */
const program = join(folder, 'child.mjs')
await writeFile(
  program,
  `import { frame, frameReader } from '${join(here, 'frame.ts')}'
const take = frameReader((head, bytes) => {
  const text = bytes.toString()
  if (text.includes('hang')) for (;;) ;
  if (text.includes('crash')) process.exit(1)
  const mail = { subject: text.trim(), attachments: [], forwarded: [] }
  for (const piece of frame({ id: head.id, mail }, [])) process.stdout.write(piece)
})
for (const piece of frame({ isReady: true }, [])) process.stdout.write(piece)
process.stdin.on('data', take)
process.stdin.on('end', () => process.exit(0))
`,
)

const withReader = async <T>(
  options: ReaderOptions,
  use: (reader: ReturnType<typeof openReader>) => Promise<T>,
) => {
  const reader = openReader(options)
  try {
    return await use(reader)
  } finally {
    reader.close()
  }
}

const raw = (text: string) => Buffer.from(text.replace(/\n/g, '\r\n'))
const readable = (mail: Awaited<ReturnType<ReturnType<typeof openReader>['readMail']>>): Mail => {
  assert.ok(!isUnreadable(mail), JSON.stringify(mail))
  return mail
}

test('a mail that hangs the parser is given up, and those behind it are read', async () => {
  await withReader({ program, limitMs: 400 }, async reader => {
    const read = await Promise.all(
      ['one', 'hang', 'two', 'hang', 'three'].map(text => reader.readMail(raw(text))),
    )
    assert.deepEqual(
      read.map(mail => (isUnreadable(mail) ? mail.unreadable : mail.subject)),
      ['one', 'mail.parser_timeout', 'two', 'mail.parser_timeout', 'three'],
    )
  })
})

test('a mail that crashes the parser is given up, and those behind it are read', async () => {
  await withReader({ program }, async reader => {
    const read = await Promise.all(['crash', 'one', 'crash', 'two'].map(text => reader.readMail(raw(text))))
    assert.deepEqual(
      read.map(mail => (isUnreadable(mail) ? mail.unreadable : mail.subject)),
      ['mail.parser_crashed', 'one', 'mail.parser_crashed', 'two'],
    )
  })
})

test('closing answers the mails that are still being read', async () => {
  const reader = openReader({ program })
  const hanging = reader.readMail(raw('hang'))
  reader.close()
  assert.deepEqual(await hanging, { unreadable: 'mail.parser_failed' })
})

test('a refused mail never reaches the parser', async () => {
  await withReader({ program: join(folder, 'missing.mjs') }, async reader => {
    assert.deepEqual(await reader.readMail(Buffer.alloc(0)), { unreadable: 'mail.empty' })
  })
})

test('a mail in Swedish with an attachment is read whole', async () => {
  const mail = await withReader({}, reader =>
    reader.readMail(
      raw(`From: =?utf-8?q?=C3=85sa_Ek?= <asa@example.se>
To: "Support, desk" <support+abc@example.com>
Subject: =?utf-8?q?Skrivaren_kr=C3=A5nglar?=
Date: Thu, 26 Nov 2026 10:00:00 +0100
Message-ID: <1@example.se>
References: <a@b> <c@d>
In-Reply-To: <c@d>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Den blinkar rött.

Den tors 21 maj 2020 kl 23:09 skrev Bo <bo@example.com>:
> Hej!
--b
Content-Type: application/pdf; name="../räkning.pdf"
Content-Transfer-Encoding: base64

aGVq
--b--
`),
    ),
  )
  const { from, to, subject, date, reply, references, attachments, auto, bounce } = readable(mail)
  assert.deepEqual(from, { name: 'Åsa Ek', address: 'asa@example.se' })
  assert.deepEqual(to, [{ name: 'Support, desk', address: 'support+abc@example.com' }])
  assert.equal(subject, 'Skrivaren krånglar')
  assert.equal(date, Date.parse('2026-11-26T09:00:00Z'))
  assert.equal(reply, 'Den blinkar rött.')
  assert.deepEqual(references, ['<a@b>', '<c@d>'])
  assert.equal(attachments[0]!.name, 'räkning.pdf')
  assert.equal(Buffer.from(attachments[0]!.bytes).toString(), 'hej')
  assert.equal(attachments[0]!.size, 3)
  assert.deepEqual([auto, bounce], [null, null])
})

test('automatic mail is known by its headers', async () => {
  const kinds: [header: string, auto: string | null][] = [
    ['Auto-Submitted: auto-replied', 'auto-reply'],
    ['Subject: Autosvar: semester', 'auto-reply'],
    ['Subject: Автоответ: в отпуске', 'auto-reply'],
    ['List-Id: <news.example.com>', 'list'],
    ['X-Tierline-Loop: x', 'own'],
    ['Subject: Undelivered Mail Returned to Sender', 'bounce'],
    ['Subject: Hej', null],
  ]
  await withReader({}, async reader => {
    for (const [header, auto] of kinds) {
      const mail = await reader.readMail(Buffer.from(`From: a@example.com\r\n${header}\r\n\r\ntext\r\n`))
      assert.equal(readable(mail).auto, auto, header)
    }
  })
})

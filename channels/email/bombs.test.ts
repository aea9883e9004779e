// Mails made to hurt whoever reads them (G15): each has a verdict within a second (and a tenth more for
// every megabyte), and none holds up the process that takes mail in, for as long as it is read. Readers of
// whom this is not so are found out by the same check. Not: single limits (pre-scan.test.ts), nor a whole
// node and its memory (test/hostile-mail.test.ts).
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { stallsHere } from '#bench/loop-stall.ts'
import { isUnreadable } from './mail.ts'
import { parseMail } from './parse.ts'
import { preScan } from './pre-scan.ts'
import { openReader, type Reader, type ReaderOptions } from './reader.ts'
import { bombHead, bombs } from './testing-bombs.ts'

/** The most that any mail may take, and some room for a machine that is busy with other things. */
const patienceMs = 5_000 + 3_000
/** How long the door may be at one thing, in its own processor time. Met with room: it took 8 at most. */
const stallMs = 50

const here = dirname(fileURLToPath(import.meta.url))
const folder = await mkdtemp(join(here, '.test-'))
const reader = openReader()
after(async () => {
  reader.close()
  await rm(folder, { recursive: true })
})

test('there are at least forty of them', () => assert.ok(bombs.length >= 40))

type Reading = Reader['readMail']
const warm = Buffer.from(`${bombHead}\r\nwarm`)
const verdictMsOf = (raw: Buffer): number => 1_000 + 100 * Math.max(0, raw.length / 1e6 - 1)

/** Has a mail read, and tells all that is not as it must be. */
async function wrongs(read: Reading, raw: Buffer, verdictMs = verdictMsOf(raw)): Promise<string[]> {
  const stalls = stallsHere()
  const begun = performance.now()
  const verdict = await inTime(read(raw))
  const ms = performance.now() - begun
  const stalledMs = stalls.end()
  const said = verdict && isUnreadable(verdict) ? verdict.unreadable : null
  return [
    ...(verdict === null ? ['no verdict at all'] : []),
    ...(said === 'mail.parser_crashed' || said === 'mail.parser_timeout' ? [said] : []),
    ...(ms < verdictMs ? [] : ['a late verdict']),
    ...(stalledMs <= stallMs ? [] : ['the door was held up']),
  ]
}

async function inTime<T>(work: Promise<T>): Promise<T | null> {
  const { promise: over, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, patienceMs, null)
  const first = await Promise.race([work, over])
  clearTimeout(timer)
  return first
}

for (const [name, make] of bombs)
  test(`a mail of ${name} has a verdict at once and stalls nobody`, async () => {
    const raw = Buffer.from(make(), 'latin1')
    await reader.readMail(warm)
    let found = await wrongs(reader.readMail, raw)
    // Whatever else runs on this machine takes its part: what the mail needs is the least of six.
    for (let again = 0; again < 5 && found.length > 0; again++) found = await wrongs(reader.readMail, raw)
    assert.deepEqual(found, [])
  })

/** A reader by another program, which has started and read a first mail. */
async function reading(name: string, words: string, options: ReaderOptions = {}): Promise<Reader> {
  const program = join(folder, `${name}.mjs`)
  await writeFile(program, words)
  const one = openReader({ ...options, program })
  await one.readMail(warm)
  return one
}
const child = join(here, 'reader-child.ts')
const hanging = `import { frame, frameReader } from '${join(here, 'frame.ts')}'
const say = head => { for (const piece of frame(head, [])) process.stdout.write(piece) }
let mails = 0
process.stdin.on('data', frameReader(({ id }) => {
  if (mails++ > 0) for (;;) ;
  say({ id, mail: { unreadable: 'mail.parser_failed' } })
}))
say({ isReady: true })`
const boundless = `import { limits } from '${join(here, 'pre-scan.ts')}'
for (const one of Object.keys(limits)) limits[one] = Number.MAX_SAFE_INTEGER
await import('${child}')`

test('a mail that keeps the parser for ever has its verdict after five seconds', async () => {
  const one = await reading('hanging', hanging)
  const found = await wrongs(one.readMail, warm, patienceMs)
  one.close()
  assert.deepEqual(found, ['mail.parser_timeout'])
})

test('a reader without a limit of time is found out by such a mail', async () => {
  const one = await reading('endless', hanging, { limitMs: Number.MAX_SAFE_INTEGER })
  const found = await wrongs(one.readMail, warm, patienceMs)
  one.close()
  assert.ok(found.includes('no verdict at all'), found.join(', '))
})

const bombOf = (name: string): Buffer => Buffer.from(bombs.find(one => one[0] === name)![1](), 'latin1')

test('a reader that looks at nothing before is found out', async () => {
  const one = await reading('boundless', boundless)
  const blind: Reading = raw =>
    one.readMail(raw, { scanned: { ok: true, parts: 1_000_001, outerParts: 1_000_001 } })
  const found = await wrongs(blind, bombOf('a million parts'))
  one.close()
  assert.ok(found.includes('mail.parser_crashed') || found.includes('a late verdict'), found.join(', '))
})

test('a reader in the process of the door itself is found out', async () => {
  const itself: Reading = async raw => {
    const scan = preScan(raw)
    return scan.ok ? parseMail(raw, { ...scan, ownDomain: '' }) : { unreadable: scan.refused }
  }
  const found = await wrongs(itself, bombOf('HTML as deep as is let in'))
  assert.ok(found.includes('the door was held up'), found.join(', '))
})

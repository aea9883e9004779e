// Mail made to hurt costs a node little and holds up nobody (G15): bombs and hostile files come in over SMTP
// at a real node, while others ask for something. Nodes of which this is not so are found out. Not: what
// each means to the reader (channels/email/bombs.test.ts), nor to who judges files
// (channels/files/hostile.test.ts).
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { bombs } from '#channels/email/testing-bombs.ts'
import { type Siege, siege } from '#bench/hostile-mail.ts'
import { stallProbe } from '#bench/loop-stall.ts'
import { testDatabase } from '#store/testing.ts'
import { startNode } from '#test/support/node-process.ts'

const isFull = process.env.FULL === '1'

/** Starts a node and has it besieged. `weak` is loaded before it. */
async function besieged(t: TestContext, some: (at: number) => boolean, weak = ''): Promise<Siege> {
  const [database, dataDir] = [await testDatabase(), await mkdtemp(join(tmpdir(), 'tierline-hostile-'))]
  const probe = stallProbe(dataDir)
  const options = weak
    ? `${probe.options} --import=data:text/javascript,${encodeURIComponent(weak)}`
    : probe.options
  const node = await startNode(dataDir, { DATABASE_URL: database.url, NODE_OPTIONS: options })
  t.after(async () => {
    await node.kill()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const found = await siege(node, probe, some)
  t.diagnostic(JSON.stringify(found))
  return found
}

/**
 * What is not as it must be. Two bars are met with room, by the whole set and beside much other work: half a
 * processor second, and 122 MB. The node's own thread was at one thing for 20 to 75 ms, others
 * waited 70 to 180 ms at p99: there the bars of a machine at rest, 50 and 250 ms, are not asked here.
 */
const wrongs = ({ dearest, longest, grownMb, othersP99Ms }: Siege): string[] => [
  ...(dearest.seconds <= 1 ? [] : [`dear: ${JSON.stringify(dearest)}`]),
  ...(longest.ms <= 150 ? [] : [`held up: ${JSON.stringify(longest)}`]),
  ...(othersP99Ms <= 1_000 ? [] : [`others wait: ${othersP99Ms} ms`]),
  ...(grownMb <= 256 ? [] : [`large: ${grownMb} MB`]),
]

test('hostile mail costs at most a second, and others are answered meanwhile', async t => {
  const siegeOnce = () => besieged(t, at => isFull || at % 4 === 1 || at >= 42)
  let found = await siegeOnce()
  // Whatever else runs on this machine takes its part: what the mail costs is the least of three.
  for (let again = 0; again < 2 && wrongs(found).length > 0; again++) found = await siegeOnce()
  assert.deepEqual(wrongs(found), [])
  assert.ok(found.others > found.mails, 'others were asked for meanwhile')
  assert.ok(found.refused > 0)
})

/** Instead of the reader: the parser itself, for whatever comes. */
const reader = `
import { parseMail } from './parse.ts'
import { limits, preScan } from './pre-scan.ts'
for (const one of Object.keys(limits)) limits[one] = Number.MAX_SAFE_INTEGER
export const openReader = () => ({
  readMail: async (raw, { scanned = preScan(raw) } = {}) =>
    parseMail(raw, { ...scanned, ownDomain: 'localhost' }),
  warm() {},
  close() {},
})`
const readingItself = `
import { registerHooks } from 'node:module'
const source = ${JSON.stringify(reader)}
registerHooks({
  load: (url, context, next) =>
    url.endsWith('/channels/email/reader.ts')
      ? { format: 'module', shortCircuit: true, source }
      : next(url, context),
})`

/** Keeps whatever large it makes room for ten times more. */
const keeping = `
const make = Buffer.allocUnsafeSlow, kept = []
Buffer.allocUnsafeSlow = size => {
  if (size > 4_000_000) kept.push(Buffer.alloc(10 * size, 1))
  return make(size)
}`

const weaknesses = {
  'reads mail itself, whatever comes': [readingItself, 'a million fields', 'held up'],
  'keeps more and more of what it is sent': [keeping, 'ten megabytes of base64', 'large'],
} as const
for (const [weakness, [weak, bomb, wrong]] of Object.entries(weaknesses))
  test(`a node that ${weakness} is found out`, async t => {
    const found = wrongs(await besieged(t, at => bombs[at]?.[0] === bomb, weak))
    assert.ok(
      found.some(one => one.startsWith(wrong)),
      found.join(', '),
    )
  })

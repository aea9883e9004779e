// A disk that is full refuses mail and loses none: nothing that was acknowledged is gone, nothing is there
// twice, once there is room again mail is taken in as before, and files took at most twice the room of the
// mails they came in. Not: nodes that die (crash-mail.test.ts).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { postgresStore } from '#store/postgres/store.ts'
import { deskAddress } from '#test/support/desk.ts'
import { sendMail } from '#test/support/mailbox.ts'
import { type NodeProcess, startNode } from '#test/support/node-process.ts'
import { everyCase } from '#test/support/rebuild.ts'

const diskMb = 320
const ballastMb = 60
const mailMb = 4
const refusalsMax = 400

/** A small disk of its own; null where nobody may make one. */
function smallDisk(): string | null {
  const at = mkdtempSync(join(tmpdir(), 'tierline-full-'))
  const options = ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', at]
  if (spawnSync('mount', options, { stdio: 'ignore' }).status === 0) return at
  rmSync(at, { recursive: true })
  return null
}
const disk = smallDisk()

type Sent = { readonly sha256: string; readonly raw: Buffer }

/** A mail with a file that cannot be made smaller. */
function mailOf(n: number): { from: string; raw: Buffer } {
  const from = `writer${n}@customers.example`
  const file = randomBytes(mailMb * 700_000)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')
  const lines = [
    `From: ${from}`,
    `To: ${deskAddress}`,
    `Subject: Plans ${n}`,
    `Message-ID: <${randomUUID()}@customers.example>`,
    'MIME-Version: 1.0',
    'Content-Type: application/octet-stream; name="plans.bin"',
    'Content-Disposition: attachment; filename="plans.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    file,
    '',
  ]
  return { from, raw: Buffer.from(lines.join('\r\n')) }
}

/** Sends until it is answered for good; says each "later". */
async function send(node: NodeProcess, n: number, later: (code: number) => boolean): Promise<Sent | null> {
  const { from, raw } = mailOf(n)
  for (;;) {
    try {
      await sendMail(node.smtpPort, { envelope: { from, to: [deskAddress] }, raw })
      return { sha256: createHash('sha256').update(raw).digest('hex'), raw }
    } catch (fault) {
      const { responseCode = 0, message } = fault as { responseCode?: number; message: string }
      assert.ok(responseCode >= 400 && responseCode < 500, `refused for now, not for ever: ${message}`)
      if (!later(responseCode)) return null
    }
  }
}

async function bytesIn(folder: string): Promise<number> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = inside.filter(one => one.isFile())
  const sizes = await Promise.all(files.map(one => stat(join(one.parentPath, one.name))))
  return sizes.reduce((sum, one) => sum + one.size, 0)
}

/** What is kept at the end: every acknowledged mail once, with its bytes. */
async function compared(t: TestContext, dataDir: string, acknowledged: readonly Sent[]): Promise<void> {
  const postgres = await startPostgres({ dataDir, log: () => {} })
  const store = await postgresStore({ url: postgres.url, blobDir: join(dataDir, 'blob') })
  t.after(async () => {
    await store.close()
    await postgres.stop()
  })
  const times = new Map<string, number>()
  for await (const { ledger } of everyCase(store))
    for (const one of ledger.events)
      if (one.type === 'message.received') {
        const { mail } = one as EventOf<'message.received'> & Recorded
        times.set(mail!, (times.get(mail!) ?? 0) + 1)
      }
  for (const { sha256, raw } of acknowledged) {
    assert.equal(times.get(sha256), 1, 'an acknowledged mail is there once')
    const blob = await store.blob(sha256)
    assert.ok(blob && raw.equals(blob.bytes), 'with its very bytes')
  }
  assert.ok([...times.values()].every(count => count === 1))
}

test('a full disk says "later", loses nothing, and takes mail again when there is room', {
  skip: disk === null ? 'no small disk can be made here (needs the right to mount)' : false,
}, async t => {
  const dataDir = disk!
  t.after(async () => {
    spawnSync('umount', ['-l', dataDir], { stdio: 'ignore' })
    await rm(dataDir, { recursive: true, force: true })
  })
  const ballast = join(dataDir, 'ballast')
  await writeFile(ballast, Buffer.alloc(ballastMb * 1024 * 1024, 1))
  const node = await startNode(dataDir, {})
  t.after(() => node.kill())
  const acknowledged: Sent[] = []
  const codes = new Set<number>()
  let n = 0
  for (;;) {
    const sent = await send(node, n++, code => {
      codes.add(code)
      return false
    })
    if (!sent) break
    acknowledged.push(sent)
    assert.ok(acknowledged.length * mailMb < diskMb, 'the disk is full at last')
  }
  assert.ok(acknowledged.length > 3)
  // The node lives and says how it is.
  assert.equal((await fetch(`${node.url}/`)).status < 500, true)
  await rm(ballast)
  let refusals = 0
  const again = await send(node, n, () => ++refusals < refusalsMax)
  assert.ok(again, 'with room, mail is taken in')
  acknowledged.push(again)
  assert.equal(await node.stop(), 0)
  const came = acknowledged.reduce((sum, one) => sum + one.raw.length, 0)
  const share = (await bytesIn(join(dataDir, 'blob'))) / came
  assert.ok(share <= 2, `the files of the mails take ${share} times their room`)
  await compared(t, dataDir, acknowledged)
  t.diagnostic(
    `${acknowledged.length} mails of ${mailMb} MB acknowledged; refused with ${[...codes].join()}; ` +
      `files take ${share.toFixed(2)} times the room of the mails`,
  )
})

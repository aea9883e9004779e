// A mail that was acknowledged is there once, also when the database dies with the node or before it: both
// are killed again and again while mail comes in. Not: other writes and replies (crash.test.ts), nor a
// second disk.
import assert from 'node:assert/strict'
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { listen } from '#channels/email/listener.ts'
import { folders } from '#server/postgres/cluster.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { postgresStore } from '#store/postgres/store.ts'
import { compareMails, sender, someMoment, Stage } from '#test/support/mail-under-fire.ts'
import { sendMail } from '#test/support/mailbox.ts'
import { type NodeProcess, startNode } from '#test/support/node-process.ts'
import { everyCase, type Kept } from '#test/support/rebuild.ts'

const isFull = process.env.FULL === '1'
const senders = ['ada', 'ben', 'cleo', 'dag']

/** Kills the node and its database without a word, the one or the other first. */
async function killBoth(node: NodeProcess, dataDir: string, first: 'node' | 'database'): Promise<void> {
  const [pid] = (await readFile(join(folders(dataDir).data, 'postmaster.pid'), 'utf8')).split('\n')
  if (first === 'database') process.kill(Number(pid), 'SIGKILL')
  await node.kill()
  if (first === 'node') {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch (fault) {
      // Whoever watches over it was quicker.
      assert.equal((fault as NodeJS.ErrnoException).code, 'ESRCH')
    }
  }
}

/** A folder with a node that dies as often as is asked for; `through` stands between it and the senders. */
async function underFire(t: TestContext, rounds: number, through: (node: NodeProcess) => NodeProcess) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-crash-mail-'))
  const start = async () => through(await startNode(dataDir, {}))
  const stage = new Stage(start())
  t.after(async () => {
    stage.isOver = true
    await (await stage.node).kill()
    await rm(dataDir, { recursive: true, force: true })
  })
  const busy = senders.map(name => sender(stage, name))
  for (let round = 0; round < rounds; round++) {
    const node = await stage.node
    await someMoment(stage, ['mail begun', 'mail acked'])
    stage.node = killBoth(node, dataDir, round % 2 ? 'database' : 'node').then(start)
    await stage.node
    stage.say('mail begun')
  }
  stage.isOver = true
  await Promise.all(busy)
  assert.equal(await (await stage.node).stop(), 0)
  return { dataDir, mails: stage.mails }
}

/** Opens what is left behind, and compares it with what was acknowledged. */
async function compared(t: TestContext, { dataDir, mails }: Awaited<ReturnType<typeof underFire>>) {
  const postgres = await startPostgres({ dataDir, log: () => {} })
  const store = await postgresStore({ url: postgres.url, blobDir: join(dataDir, 'blob') })
  try {
    const cases: Kept[] = []
    for await (const kept of everyCase(store)) cases.push(kept)
    t.diagnostic(`${mails.length} mails were acknowledged, ${cases.length} cases are there`)
    await compareMails({ cases, store }, mails)
  } finally {
    await store.close()
    await postgres.stop()
  }
}

test('node and database killed again and again: every acknowledged mail is there once', async t => {
  await compared(t, await underFire(t, isFull ? 40 : 4, node => node))
})

test('a door that acknowledges before it keeps is found out', async t => {
  const behind: { node: NodeProcess | null; count: number } = { node: null, count: 0 }
  const door = await listen({
    port: 0,
    host: '127.0.0.1',
    hostname: 'early.example',
    mayReceive: () => true,
    accept: async ({ from, to }, raw) => {
      // Of every three mails one is still only in memory when its sender is told that it is kept.
      if (behind.count++ % 3 !== 0)
        await sendMail(behind.node!.smtpPort, { envelope: { from, to: [...to] }, raw })
      return { ok: true, id: 'early' }
    },
  })
  t.after(() => door.close())
  const early = (node: NodeProcess): NodeProcess => {
    behind.node = node
    return { ...node, smtpPort: door.port }
  }
  const left = await underFire(t, 2, early)
  assert.ok(left.mails.length > 3)
  await assert.rejects(compared(t, left), /is there once/)
})

// Mail made to hurt costs a node little and holds up nobody: bombs and hostile files come in over SMTP at
// a real node, while others ask for something. Not: what each means to the reader
// (channels/email/bombs.test.ts), nor to who judges files (channels/files/hostile.test.ts).
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { siege } from '#bench/hostile-mail.ts'
import { stallProbe } from '#bench/loop-stall.ts'
import { testDatabase } from '#store/testing.ts'
import { startNode } from '#test/support/node-process.ts'

const isFull = process.env.FULL === '1'

test('hostile mail costs at most a second, and others are answered meanwhile', async t => {
  const [database, dataDir] = [await testDatabase(), await mkdtemp(join(tmpdir(), 'tierline-hostile-'))]
  const probe = stallProbe(dataDir)
  const node = await startNode(dataDir, { DATABASE_URL: database.url, NODE_OPTIONS: probe.options })
  t.after(async () => {
    await node.kill()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const found = await siege(node, probe, at => isFull || at % 4 === 1 || at >= 42)
  t.diagnostic(JSON.stringify(found))
  assert.ok(found.others > found.mails, 'others were asked for meanwhile')
  // A machine that does other things, too, is slower: the figures themselves are the bench's.
  assert.ok(found.dearest.seconds <= 2, JSON.stringify(found.dearest))
  assert.ok(found.longest.ms <= 150, JSON.stringify(found.longest))
  assert.ok(found.othersP99Ms <= 1_000)
  assert.ok(found.refused > 0)
})

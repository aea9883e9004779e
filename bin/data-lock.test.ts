import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { type DataLock, takeData } from '#bin/data-lock.ts'
import { startedAt } from '#server/postgres/process.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tierline-lock-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const taken = (outcome: ReturnType<typeof takeData>): DataLock => {
  assert.ok('release' in outcome)
  return outcome
}

test('the second to ask learns who has the folder and where he answers', () => {
  const lock = taken(takeData(dataDir))
  lock.answerAt('http://127.0.0.1:4000')
  assert.deepEqual(takeData(dataDir), {
    heldBy: { pid: process.pid, startedAt: startedAt(process.pid), url: 'http://127.0.0.1:4000' },
  })
})

test('a folder given back can be taken again', () => {
  taken(takeData(dataDir)).release()
  taken(takeData(dataDir))
})

test('what a killed process left behind holds nothing', async () => {
  const child = spawn('sleep', ['60'])
  taken(takeData(dataDir, child.pid))
  child.kill('SIGKILL')
  await once(child, 'exit')
  taken(takeData(dataDir))
})

test('a process number that belongs to another program by now holds nothing', () => {
  const other = { pid: process.pid, startedAt: '1', url: 'http://127.0.0.1:4000' }
  writeFileSync(join(dataDir, 'tierline.lock'), JSON.stringify(other))
  taken(takeData(dataDir))
})

test('a garbled lock holds nothing', () => {
  writeFileSync(join(dataDir, 'tierline.lock'), '{"pid":')
  taken(takeData(dataDir))
})

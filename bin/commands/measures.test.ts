// What is asked wrongly is said before any desk is opened.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { run } from '#bin/commands/measures.ts'

const io = { out: assert.fail, err: assert.fail, stdin: Readable.from(['']), env: {}, cwd: '/' }

test('a week and a zone that are none are refused', async () => {
  await assert.rejects(run([], io), /--week takes a week/)
  await assert.rejects(run(['--week', '2026-W60'], io), /--week takes a week/)
  await assert.rejects(run(['--week', '2026-W40', '--zone', '+02:00'], io), /--zone takes a name/)
  await assert.rejects(run(['--week', '2026-W40', '--scope', 'nobody'], io), /--scope takes/)
})

// Staffing is equal to the tables beside the checkout to a millionth, field by field. Not: how it is computed
// (core/staffing).
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { scoreStaffing } from './staffing.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = resolve(root, process.env.CORPORA_DIR ?? '../shared/corpora', 'staffing')
const skip = existsSync(folder) ? false : `there are no corpora at ${folder}`

test('each figure of each row is equal to a millionth', { skip }, async () => {
  const missed: string[] = []
  const err = (line: string) => void missed.push(line)
  const io = { out: assert.fail, err, stdin: Readable.from([]), env: {}, cwd: '/' }
  const found = await scoreStaffing(folder, io)
  assert.deepEqual(missed, [])
  assert.ok(found.every(({ hits, of }) => hits === of))
  assert.ok(found.reduce((sum, { of }) => sum + of, 0) >= 276, 'no figure was left out')
})

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { linkLibraries } from '#server/postgres/binaries.ts'

test('missing library links are made, also when called twice', t => {
  const folder = mkdtempSync(join(tmpdir(), 'tierline-links-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'native', 'lib'), { recursive: true })
  writeFileSync(join(folder, 'native', 'lib', 'libx.so.1.2'), 'x')
  const list = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(list))
  linkLibraries(folder)
  linkLibraries(folder)
  assert.equal(readFileSync(join(folder, 'native', 'lib', 'libx.so.1'), 'utf8'), 'x')
})

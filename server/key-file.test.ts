// The key file: made once, kept, and never quietly replaced.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { WrongSetting } from '#server/environment.ts'
import { keysIn } from '#server/key-file.ts'
import { secretBox } from '#server/secret-box.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tierline-keys-'))
after(() => rmSync(dataDir, { recursive: true }))

test('a fresh folder gets a key for its owner only, and what it sealed opens after a start anew', () => {
  const sealed = secretBox(keysIn(dataDir)).seal('hunter2', 'use')
  assert.equal(secretBox(keysIn(dataDir)).open(sealed, 'use'), 'hunter2')
  assert.equal(statSync(join(dataDir, 'keys')).mode & 0o777, 0o600)
})
test('a key file that cannot be read stops the start and stays as it is', () => {
  writeFileSync(join(dataDir, 'keys'), 'torn')
  assert.throws(() => keysIn(dataDir), WrongSetting)
  assert.throws(() => keysIn(dataDir), WrongSetting)
})

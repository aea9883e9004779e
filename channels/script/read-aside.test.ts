// A script's file read in a thread: the same as read here, and never longer than allowed.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { readScriptAside } from '#channels/script/read-aside.ts'
import { readScript } from '#channels/script/read-script.ts'

const shipped = await readFile(new URL('../../scripts/no-internet.yaml', import.meta.url), 'utf8')

test('what is read in the thread is what is read here, faults with their lines included', async () => {
  for (const text of [shipped, shipped.replace('start: ', 'start: no-'), 'a: [1'])
    assert.deepEqual(await readScriptAside(text), readScript(text, null))
})

test('a file that takes too long is one that cannot be read', async () => {
  const { script, faults } = await readScriptAside(shipped, 0)
  assert.deepEqual([script, faults[0]?.code], [null, 'not_yaml'])
})

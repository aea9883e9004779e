// The heap of a node may double before all that is alive in it is marked anew.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Some sixty megabytes live on; what the engine says of its limit when it has marked them. */
const work = `
  import { shed } from '#bin/shed.ts'
  globalThis.kept = Array.from({ length: 1_500 }, () => Array.from({ length: 1_000 }, (_, i) => ({ i })))
  shed()`

/** The limit the engine sets itself at the end, against what was alive. */
function limitAfter(first: string): number {
  const flags = ['--trace-gc-verbose', '--input-type=module', '-e', `${first}\n${work}`]
  const told = execFileSync(process.execPath, flags, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  const said = [...told.matchAll(/\[HeapController\] Limit: old size: (\d+) KB, new limit: (\d+) KB/g)].at(-1)
  assert.ok(said, `the engine says nothing of its limit: ${told.slice(-500)}`)
  return Number(said[2]) / Number(said[1])
}

test('a heap with room to grow may double', () => {
  const given = limitAfter(`import { giveRoomToGrow } from '#bin/room-to-grow.ts'\ngiveRoomToGrow()`)
  const usual = limitAfter('')
  assert.ok(given >= 2, `it may grow to ${given} of itself`)
  assert.ok(usual < 1.9, `without being told so it would as well: ${usual}`)
})

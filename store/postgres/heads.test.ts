// The heads a node keeps of chains hold nothing but themselves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shed } from '#bin/shed.ts'
import type { CaseId } from '#core/kit/id.ts'
import { headsOf } from './heads.ts'
import { openPool } from './pool.ts'

test('a head that is kept is the one that was given, and keeps no more than its own bytes', async () => {
  const pool = openPool({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  const heads = headsOf(pool)
  const idOf = (i: number) => `cas_${i}` as CaseId
  shed()
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 200; i++) {
    const piece = Buffer.alloc(2 ** 20, i)
    heads.keep(idOf(i), { seq: 3, h: piece.subarray(100, 132) })
  }
  shed()
  const grown = process.memoryUsage().arrayBuffers - before
  assert.ok(grown < 20 * 2 ** 20, `${Math.round(grown / 2 ** 20)} MB are held by 200 heads`)
  const known = await heads.of(new Map([[idOf(0xfe % 200), 2]]))
  assert.deepEqual([...known], [[idOf(54), { seq: 3, h: Buffer.alloc(32, 54) }]])
  await pool.end()
})

// Every planted bug is noticed, each in the world of its own seed; where something new has moved that world,
// in
// one of the next few. `--full` looks for them from fresh seeds.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { planted } from '#sim/planted.ts'
import type { Planted } from '#sim/planting.ts'
import { run } from '#sim/run.ts'

const isFull = process.env.FULL === '1'
const minuteMs = 60_000
const worldsMax = 12

for (const one of planted)
  test(`noticed: ${one.bug}`, { timeout: 3 * minuteMs }, async t => {
    const others: unknown[] = []
    for (let seed = one.seed; seed < one.seed + worldsMax; seed++) {
      const { violations, steps } = await run({ ...one, seed, days: 1 })
      if (isCaught(one, violations)) return t.diagnostic(`seed ${seed}, step ${steps}`)
      others.push(violations[0]?.rule ?? 'nothing')
    }
    assert.fail(`the worlds from seed ${one.seed} on bring no bug to light, but ${others}`)
  })

for (const one of isFull ? planted : [])
  test(`found within a minute from fresh seeds: ${one.bug}`, async t => {
    const until = performance.now() + minuteMs
    for (let seed = randomInt(2 ** 30); performance.now() < until; seed++) {
      const { violations, steps } = await run({ ...one, seed, days: 1 })
      if (!isCaught(one, violations)) continue
      t.diagnostic(`seed ${seed}, step ${steps}`)
      return
    }
    assert.fail('not found')
  })

const isCaught = ({ caughtBy }: Planted, violations: readonly { rule: string }[]): boolean =>
  violations.some(({ rule }) => caughtBy.includes(rule))

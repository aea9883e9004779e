// What the simulated desk walks could be published: the simulator tries walks, not the checking of scripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkScript } from '#core/script/check-script.ts'
import { hourMs } from '#core/kit/time.ts'
import { roots, scriptsAt, stepAt } from '#sim/walk-scripts.ts'

test('every version is sound, and the second one is the newest from noon on', () => {
  const [before, after] = [scriptsAt(11 * hourMs, 0), scriptsAt(12 * hourMs, 0)]
  for (const [all, version] of [
    [before, 1],
    [after, 2],
  ] as const) {
    const newest = (slug: string) => all.find(one => one.slug === slug)!
    for (const slug of [...roots, 'wireless']) {
      assert.equal(newest(slug).version, version)
      assert.deepEqual(checkScript(newest(slug), newest), [], `${slug} ${version}`)
    }
  }
})

test('a step is that of its own version', () => {
  const at = (version: number) =>
    stepAt([{ slug: 'restarts', version, step: 'sure', since: 0, reached: {} }])?.kind ?? null
  assert.deepEqual([at(1), at(2)], [null, 'ask'])
})

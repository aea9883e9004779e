// A failing run comes down to the few acts that matter, and these alone break the same rule again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planted } from '#sim/planted.ts'
import { asTest, replay, shrink } from '#sim/shrink.ts'

const bugNamed = (part: string) => planted.find(({ bug }) => bug.includes(part))!

for (const [part, most] of [
  ['two can take', 4],
  ['the same mail twice', 2],
  ['forgets a batch', 12],
] as const)
  test(`few acts are left of a run in which ${part}`, async () => {
    const { seed, parts } = bugNamed(part)
    const found = await shrink({ seed, days: 1, parts })
    assert.ok(found && found.before > 20)
    assert.ok(found.acts.length <= most, `${found.acts.length} acts are left`)
    const again = await replay({ seed, days: 1 }, found.acts, { parts, until: found.violation.at })
    assert.equal(again[0]?.rule, found.violation.rule)
    assert.deepEqual(await replay({ seed, days: 1 }, found.acts, { until: found.violation.at }), [])
    const lines = asTest({ seed, days: 1 }, found).split('\n')
    assert.match(lines[0]!, /^found\('/)
    assert.equal(lines.length, 2 * found.acts.length + 2)
  })

test('a run that holds leaves nothing to cut down', async () => {
  assert.equal(await shrink({ seed: 2, days: 0.2 }), null)
})

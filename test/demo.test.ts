// The demo company has worked before it begins: what is measured of its last weeks is what a centre would
// show.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillDemo } from '#bin/demo.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { readScope } from '#core/measure/scope.ts'
import { measured } from '#server/measured.ts'
import { capacityOf } from '#server/capacity.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { type LiveDesk, liveDesk } from '#test/support/desk.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk({ prepare: fillDemo(() => {}) })
})
after(() => desk?.stop())

/** Seven days that are over. */
const week = async () => {
  const now = await (desk.shell.store as PostgresStore).now()
  const until = instant(Math.floor(now / dayMs) * dayMs)
  return { from: instant(until - 7 * dayMs), until }
}

for (const scope of ['desk', 'level:1', 'level:2'])
  test(`people were occupied as people are: ${scope}`, async () => {
    const all = await measured(desk.shell.store as PostgresStore, await week(), readScope(scope)!)
    const of = (name: string) => all.find(({ measure }) => measure === name)!
    const { value, n } = of('occupancy')
    assert.ok(n > 30, `${n} hours`)
    assert.ok(value !== null && value >= 0.4 && value <= 0.9, `${value} of ${n} hours`)
    if (scope === 'desk') assert.ok(of('calls_handled').value! >= 10)
  })

test('how long a contact takes is measured, and everybody has hours', async () => {
  const period = await week()
  const asked = { zone: 'Europe/Stockholm', scope: undefined, week: period, period }
  const { handle, unplanned } = await capacityOf(desk.shell, asked)
  assert.ok(handle && handle.n >= 20 && handle.seconds > 1_200, JSON.stringify(handle))
  assert.equal(unplanned, 0)
})

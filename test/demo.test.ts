// The demo company has worked before it begins: what is measured of its last weeks is what a centre would
// show.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillDemo } from '#bin/demo.ts'
import type { Card } from '#core/case/card.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { languages } from '#core/people/language.ts'
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

/** Every case the demo begins with, as a list shows it. */
async function cards(): Promise<Card[]> {
  const found: Card[] = []
  let cursor: string | undefined
  do {
    const page = await desk.shell.store.cards({ sort: 'newest', limit: 100, ...(cursor && { cursor }) })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return found
}
const sorted = <T>(values: Iterable<T>): T[] => [...new Set(values)].sort()

test('its customers speak all six languages, and each of them has cases', async () => {
  const all = await cards()
  const people = await desk.shell.desk.customers.some(sorted(all.map(({ customer }) => customer)))
  assert.deepEqual(sorted(people.map(({ language }) => language)), sorted(languages))
  assert.deepEqual(sorted(all.map(({ language }) => language)), sorted(languages))
})

test('agents of all three levels work there, for two lines of products that both have cases', async () => {
  const agents = await desk.shell.desk.agents.all()
  assert.deepEqual(sorted(agents.flatMap(({ levels }) => levels)), [1, 2, 3])
  const products = await desk.shell.desk.products.all()
  const lines = sorted(products.map(({ line }) => line))
  assert.equal(lines.length, 2, lines.join())
  const served = new Set((await cards()).map(({ product }) => product))
  assert.deepEqual(sorted(products.filter(({ id }) => served.has(id)).map(({ line }) => line)), lines)
})

test('a case stands in every phase, one is offered and one waits', async () => {
  const all = await cards()
  assert.deepEqual(sorted(all.map(({ phase }) => phase)), ['closed', 'merged', 'open', 'solved'])
  const open = all.filter(({ phase }) => phase === 'open')
  assert.ok(
    open.some(({ offer }) => offer !== null),
    'one is offered to others',
  )
  assert.ok(
    open.some(({ wait }) => wait?.turn === 'customer'),
    'one waits for its customer',
  )
})

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

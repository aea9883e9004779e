// What a device's earlier cases are, and that they are found along indexes however many cases there are.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { cardOf, newId, t0 } from '../contract/specimen.ts'
import { columnNames, columnValues } from '../postgres/card-columns.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { type SameBefore, sameBefore, sameBeforeSql } from './same-before.ts'

let database: TestDatabase
let store: PostgresStore
const count = 20_000
const caseAt = (i: number) => `cas_${String(i).padStart(6, '0')}` as CaseId

/** Of twenty thousand cases each customer has forty and each device four; products go round. */
const cardAt = (i: number): Card => ({
  ...cardOf(),
  id: caseAt(i),
  customer: `cus_${i % 500}`,
  product: `pro_${Math.floor(i / 500) % 8}`,
  openedAt: instant(t0 + i * 1_000),
})

before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  const cards = Array.from({ length: count }, (_, i) => cardAt(i))
  for (let from = 0; from < count; from += 2_000)
    await store.pool.query(
      `insert into case_card (case_id, seq, head, card, ${columnNames})
      select card ->> 'id', 1, decode(repeat('00', 32), 'hex'), card, ${columnValues}
      from jsonb_array_elements($1::jsonb) as card`,
      [JSON.stringify(cards.slice(from, from + 2_000))],
    )
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select 'cas_' || lpad(i::text, 6, '0'), 1, i, 'entitlement.decided', $1::bigint + i * 1000,
      case when i % 2 = 0 then '{"serial":"SN ' || i % 5000 || '"}'
        else '{"registered":"sn' || i % 5000 || '","steps":[]}' end, decode(repeat('00', 32), 'hex')
    from generate_series(0, $2 - 1) i`,
    [t0, count],
  )
  await store.pool.query('vacuum (analyze) case_card')
  await store.pool.query('vacuum (analyze) event')
})
after(async () => {
  await store.close()
  await database.drop()
})

const asked = (own: Partial<SameBefore>): SameBefore => ({
  since: instant(t0 - dayMs),
  except: caseAt(0),
  customer: newId('cus'),
  product: null,
  device: null,
  limit: 10,
  ...own,
})
const found = async (own: Partial<SameBefore>) => {
  const before = await sameBefore(store.pool)(asked(own))
  return before && [before.by, ...before.cards.map(({ id }) => id)]
}

it('the same number tells first, however it was written and whoever had it; the newest case first', async () => {
  const own = { device: 'sn42', customer: 'cus_42', product: 'pro_0' } as const
  const all = [15_042, 10_042, 5_042, 42].map(caseAt)
  assert.deepEqual(await found(own), ['device', ...all])
  assert.deepEqual(await found({ ...own, except: caseAt(10_042), limit: 2 }), ['device', all[0], all[2]])
  assert.deepEqual(await found({ ...own, since: instant(t0 + 10_000_000) }), ['device', all[0], all[1]])
})

it('where no case has the number, the same customer with the same product tells', async () => {
  const own = { device: 'sn-none', customer: 'cus_42', product: 'pro_0' } as const
  const all = [16_042, 12_042, 8_042, 4_042, 42].map(caseAt)
  assert.deepEqual(await found(own), ['product', ...all])
  assert.deepEqual(await found({ ...own, device: null, except: all[0]! }), ['product', ...all.slice(1)])
  assert.equal(await found({ ...own, since: instant(t0 + 16_050_000) }), null, 'too long ago')
  assert.equal(await found({ ...own, product: 'pro_none' }), null)
  assert.equal(await found({ ...own, product: null }), null)
})

it('its own case is no earlier one', async () => {
  const only = caseAt(19_999)
  assert.equal(await found({ device: 'sn4999', except: only, since: instant(t0 + 19_999_000) }), null)
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Actual Rows': number; Plans?: Plan[] }

it('both ways walk an index; no table is read through', async () => {
  const { text, values } = sameBeforeSql(asked({ device: 'sn42', customer: 'cus_42', product: 'pro_0' }))
  const { rows } = await store.pool.query(`explain (analyze, format json) ${text}`, values)
  const nodes: Plan[] = []
  const visit = (plan: Plan) => {
    nodes.push(plan)
    for (const below of plan.Plans ?? []) visit(below)
  }
  visit(rows[0]['QUERY PLAN'][0].Plan)
  const indexes = new Set(nodes.map(one => one['Index Name']).filter(Boolean))
  assert.deepEqual([...indexes].sort(), ['case_card_customer', 'case_card_pkey', 'event_device'])
  assert.ok(!nodes.some(one => one['Node Type'] === 'Seq Scan'), JSON.stringify(rows[0]))
  assert.ok(Math.max(...nodes.map(one => one['Actual Rows'])) <= 200)
})

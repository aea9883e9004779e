// Who holds an open case about the same device, and that it is found along indexes however many there are.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { cardOf, t0 } from '../contract/specimen.ts'
import { columnNames, columnValues } from '../postgres/card-columns.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { type DeviceHeld, holdsDevice, holdsDeviceSql } from './holds-device.ts'

let database: TestDatabase
let store: PostgresStore
const count = 10_000
const caseAt = (i: number) => `cas_${String(i).padStart(6, '0')}` as CaseId

/** Of ten thousand cases each device has four: with its contact, its worker, solved, and in a queue. */
const cardAt = (i: number): Card => ({
  ...{ ...cardOf(), id: caseAt(i) },
  ...(i < 2_500 && { contact: 'agt_contact' }),
  ...(i >= 2_500 && i < 5_000 && { worker: 'agt_worker' }),
  ...(i >= 5_000 && i < 7_500 && { phase: 'solved', contact: 'agt_before', worker: 'agt_before' }),
})

before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  const cards = Array.from({ length: count }, (_, i) => cardAt(i))
  for (let from = 0; from < count; from += 2_500)
    await store.pool.query(
      `insert into case_card (case_id, seq, head, card, ${columnNames})
      select card ->> 'id', 1, decode(repeat('00', 32), 'hex'), card, ${columnValues}
      from jsonb_array_elements($1::jsonb) as card`,
      [JSON.stringify(cards.slice(from, from + 2_500))],
    )
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select 'cas_' || lpad(i::text, 6, '0'), 1, i, 'entitlement.decided', $1::bigint + i,
      case when i % 2 = 0 then '{"serial":"SN ' || i % 2500 || '"}'
        else '{"registered":"sn' || i % 2500 || '","steps":[]}' end, decode(repeat('00', 32), 'hex')
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

const holds = (agent: DeviceHeld['agent'], about: CaseId) => holdsDevice(store.pool)({ agent, case: about })
let n = count
const judgedAgain = (about: CaseId, data: object) =>
  store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    values ($1, 2, $2, 'entitlement.decided', $3, $4, decode(repeat('00', 32), 'hex'))`,
    [about, n++, t0 + count, JSON.stringify(data)],
  )

it('the contact and the worker of an open case with the number hold it, however it was written', async () => {
  assert.equal(await holds('agt_contact', caseAt(7_542)), true)
  assert.equal(await holds('agt_worker', caseAt(7_542)), true)
  assert.equal(await holds('agt_before', caseAt(7_542)), false, 'his is solved')
  assert.equal(await holds('agt_none', caseAt(7_542)), false)
})

it('the case itself is no other, and one without a number has no device', async () => {
  await judgedAgain(caseAt(1), { serial: 'SN only' })
  assert.equal(await holds('agt_contact', caseAt(1)), false)
  await judgedAgain(caseAt(7_502), { steps: [] })
  await judgedAgain(caseAt(3), { steps: [] })
  assert.equal(await holds('agt_contact', caseAt(7_502)), false)
  assert.equal(await holds('agt_contact', caseAt(9_999)), true)
})

it('a case is about the device it was judged by last', async () => {
  assert.equal(await holds('agt_contact', caseAt(7_510)), true)
  await judgedAgain(caseAt(10), { serial: 'another' })
  assert.equal(await holds('agt_contact', caseAt(7_510)), false, 'what he holds is about another now')
  await judgedAgain(caseAt(7_520), { serial: 'another' })
  assert.equal(await holds('agt_worker', caseAt(7_520)), false, 'what he would read is about another now')
  assert.equal(await holds('agt_contact', caseAt(7_520)), true, 'and with that he holds one')
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Actual Rows': number; Plans?: Plan[] }

it('it walks indexes from the device; no table is read through', async () => {
  const { text, values } = holdsDeviceSql({ agent: 'agt_none', case: caseAt(7_542) })
  const { rows } = await store.pool.query(`explain (analyze, format json) ${text}`, values)
  const nodes: Plan[] = []
  const visit = (plan: Plan) => {
    nodes.push(plan)
    for (const below of plan.Plans ?? []) visit(below)
  }
  visit(rows[0]['QUERY PLAN'][0].Plan)
  const indexes = new Set(nodes.map(one => one['Index Name']).filter(Boolean))
  assert.deepEqual([...indexes].sort(), ['case_card_pkey', 'event_device', 'event_pkey'])
  assert.ok(!nodes.some(one => one['Node Type'] === 'Seq Scan'), JSON.stringify(rows[0]))
  assert.ok(Math.max(...nodes.map(one => one['Actual Rows'])) <= 200)
})

// What one person solved and handed up, and who solved cases of a product, is found along its index, however
// many cases there are.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { cardOf, t0 } from '../contract/specimen.ts'
import type { Sql } from '../postgres/pool.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { columnNames, columnValues } from '../postgres/card-columns.ts'
import { handedUpSql, knowingTable, solvedSql, solversSql } from './knowing.ts'

let database: TestDatabase
let store: PostgresStore
const count = 10_000
const eva = 'agt_eva' as AgentId
const since = instant(t0)

const cardNumber = (i: number) => {
  const isOpen = i % 100 === 50
  return {
    ...cardOf(),
    id: `cas_${String(i).padStart(6, '0')}`,
    phase: isOpen ? 'open' : 'solved',
    solvedAt: isOpen ? null : t0 + i,
    product: `pro_${Math.floor(i / 50) % 20}`,
  }
}

/** Cases of twenty products solved by fifty people, each handed up before but those of every fifth. */
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select 'cas_' || lpad(i::text, 6, '0'), s, i * 2 + s, 
      case s when 1 then 'hand_off.offered' else 'case.solved' end,
      $1::bigint + i * 60000,
      '{"by":{"id":"' || who || '"},"from":{"agent":"' || who || '","level":1},"to":{"level":'
        || case when i % 5 = 0 then 1 else 2 end || '}}',
      decode(repeat('00', 32), 'hex')
    from generate_series(0, $2 - 1) i, generate_series(1, 2) s,
      lateral (select case when i % 50 = 0 then 'agt_eva' else 'agt_' || i % 50 end as who) by_whom`,
    [t0, count],
  )
  for (let from = 0; from < count; from += 2_000)
    await store.pool.query(
      `insert into case_card (case_id, seq, head, card, ${columnNames})
      select card ->> 'id', 2, decode(repeat('00', 32), 'hex'), card, ${columnValues}
      from jsonb_array_elements($1::jsonb) as card`,
      [JSON.stringify(Array.from({ length: 2_000 }, (_, i) => cardNumber(from + i)))],
    )
  await store.pool.query('vacuum (analyze) event')
  await store.pool.query('vacuum (analyze) case_card')
})
after(async () => {
  await store.close()
  await database.drop()
})

type Plan = { 'Node Type': string; 'Index Name'?: string; Plans?: Plan[] }
async function planOf({ text, values }: Sql) {
  const { rows } = await store.pool.query(`explain (format json) ${text}`, values as unknown[])
  const visit = (plan: Plan): string[] => [
    plan['Index Name'] ?? plan['Node Type'],
    ...(plan.Plans ?? []).flatMap(visit),
  ]
  return visit(rows[0]['QUERY PLAN'][0].Plan)
}

it('one person is found along the facts that are his', async () => {
  for (const [sql, index] of [
    [solvedSql({ agent: eva, since }), 'event_solved_by'],
    [handedUpSql({ agent: eva, since }, 5), 'event_offered_by'],
  ] as const) {
    const plan = await planOf(sql)
    assert.ok(plan.includes(index), plan.join())
    assert.ok(!plan.includes('Seq Scan'), plan.join())
  }
})

it('who solved cases of a product is found along the newest of its cards', async () => {
  const plan = await planOf(solversSql('pro_3'))
  assert.ok(plan.includes('case_card_solved_product'), plan.join())
  assert.ok(!plan.includes('Seq Scan'), plan.join())
})

it('what was opened again does not count, and what stays at its level was not handed up', async () => {
  const table = knowingTable(store.pool)
  const solved = await table.solved({ agent: eva, since })
  const all = solved.reduce((sum, one) => sum + one.cases, 0)
  assert.equal(all, count / 100)
  assert.deepEqual(await table.handedUp({ agent: eva, since }, 5), [])
  const up = await table.handedUp({ agent: 'agt_1', since }, 5)
  assert.deepEqual(
    up.map(({ cases }) => cases),
    [10, 10, 10, 10, 10],
  )
  assert.equal((await table.solvers('pro_3')).length, 49)
})

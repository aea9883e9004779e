// Referrals are read along an index that holds them alone, page by page, however much else ended.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { dayMs, instant, minuteMs } from '#core/kit/time.ts'
import { cardOf, t0 } from '../contract/specimen.ts'
import { columnNames, columnValues } from '../postgres/card-columns.ts'
import type { Sql } from '../postgres/pool.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { type ReferralPage, referralCountsSql, referralsSql, referralTable } from './referral.ts'

let database: TestDatabase
let store: PostgresStore
const count = 10_000
/** Of so many one was sent elsewhere. */
const every = 20

const card = (i: number) => ({
  ...cardOf(),
  ...{ id: `cas_${String(i).padStart(6, '0')}`, phase: 'closed', product: i % 40 === 0 ? 'pro_lamp' : null },
})

/** Cases that ended, one a minute; what was sent elsewhere last came back. */
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select 'cas_' || lpad(i::text, 6, '0'), s, i * 2 + s, (array['case.closed', 'case.reopened'])[s],
      $1::bigint + i * $4::bigint, '{"reason":"' || case when s = 2 then 'by_agent' when i % $3 = 0 then 'referred'
        else 'confirmed' end || '"}', decode(repeat('00', 32), 'hex')
    from generate_series(0, $2 - 1) i, generate_series(1, 2) s where s = 1 or i = $2 - $3`,
    [t0, count, every, minuteMs],
  )
  for (let from = 0; from < count; from += 2_000)
    await store.pool.query(
      `insert into case_card (case_id, seq, head, card, ${columnNames})
      select card ->> 'id', 1, decode(repeat('00', 32), 'hex'), card, ${columnValues}
      from jsonb_array_elements($1::jsonb) as card`,
      [JSON.stringify(Array.from({ length: 2_000 }, (_, i) => card(from + i)))],
    )
  await store.pool.query('vacuum (analyze) event')
  await store.pool.query('vacuum (analyze) case_card')
})
after(async () => {
  await store.close()
  await database.drop()
})

type Plan = {
  'Node Type': string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
}
async function planOf({ text, values }: Sql) {
  const { rows } = await store.pool.query(`explain (analyze, format json) ${text}`, values as unknown[])
  const found = { names: new Set<string>(), read: 0 }
  const visit = (plan: Plan) => {
    found.names.add(plan['Index Name'] ?? plan['Node Type'])
    if (plan['Index Name'] === 'event_referred') found.read += plan['Actual Rows'] * plan['Actual Loops']
    for (const below of plan.Plans ?? []) visit(below)
  }
  visit(rows[0]['QUERY PLAN'][0].Plan)
  return found
}

const all = { products: null, since: instant(t0), until: instant(t0 + 30 * dayMs) } as const
const page: ReferralPage = { ...all, limit: 20 }

it('a page is read along its index, the newest first, and no more than it shows', async () => {
  const { names, read } = await planOf(referralsSql(page))
  assert.ok(names.has('event_referred') && !names.has('Seq Scan'), [...names].join())
  assert.ok(!names.has('Sort'), [...names].join())
  assert.ok(read <= 2 * page.limit, `${read} read`)
})

it('the page behind it begins where it ended; what came back is in none', async () => {
  const table = referralTable(store.pool)
  const first = await table.list(page)
  const cases = first.map(one => Number(one.caseId.slice(4)))
  assert.deepEqual(
    cases,
    Array.from({ length: 20 }, (_, i) => count - (i + 2) * every),
  )
  const next = await table.list({ ...page, before: first.at(-1) })
  assert.equal(Number(next[0]!.caseId.slice(4)), cases.at(-1)! - every)
  const { names, read } = await planOf(referralsSql({ ...page, before: first.at(-1) }))
  assert.ok(names.has('event_referred') && read <= 2 * page.limit, `${read} read`)
})

it('of one product, and counted by product, only referrals are gone through', async () => {
  const lamp = { ...all, products: ['pro_lamp'] } as const
  const table = referralTable(store.pool)
  assert.equal((await table.list({ ...lamp, limit: 9 })).length, 9)
  const half = count / every / 2
  assert.deepEqual(await table.counts(all), [
    { product: 'pro_lamp', n: half },
    { product: null, n: half - 1 },
  ])
  for (const sql of [referralCountsSql(all), referralCountsSql(lamp), referralsSql({ ...lamp, limit: 9 })]) {
    const { names, read } = await planOf(sql)
    assert.ok(names.has('event_referred'), [...names].join())
    assert.ok(read <= count / every, `${read} read`)
  }
})

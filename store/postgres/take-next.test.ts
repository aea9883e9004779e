// Taking the next case on a large desk and by two nodes: the way through the index, and that no case is given
// to two. What is given to whom is the contract's (store/contract/takers.ts).
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { NextQuery } from '#core/people/routing.ts'
import { cardOf } from '../contract/specimen.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { columnNames, columnValues } from './card-columns.ts'
import { type PostgresStore, postgresStore } from './store.ts'
import { nextSql } from './take-next.ts'

/** The full form is a large desk; the short one has the same ways to go wrong. */
const held = process.env.FULL === '1' ? 100_000 : 10_000
const waiting = 500

let database: TestDatabase
let nodes: PostgresStore[]

before(async () => {
  database = await testDatabase()
  nodes = [await postgresStore({ url: database.url }), await postgresStore({ url: database.url })]
  const { pool } = nodes[0]!
  const fill = (count: number, name: string, card: object) =>
    pool.query(
      `insert into case_card (case_id, seq, head, card, ${columnNames})
      select card ->> 'id', 1, decode(repeat('00', 32), 'hex'), card, ${columnValues}
      from (select $1::jsonb || jsonb_build_object('id', $2 || n, 'openedAt', ($1::jsonb ->> 'openedAt')::bigint + n)
        as card from generate_series(1, $3::int) n) cards`,
      [JSON.stringify(card), `cas_${name}`, count],
    )
  const base = cardOf({ kind: 'question' })
  for (let i = 0; i < 50; i++) await fill(held / 50, `held${i}x`, { ...base, worker: `agt_${i}` })
  await fill(waiting, 'other', { ...base, language: 'ru' })
  await fill(waiting, 'next', { ...base, language: 'sv', openedAt: base.openedAt + 1_000 })
  await pool.query('vacuum (analyze) case_card')
})
after(async () => {
  await Promise.all(nodes.map(one => one.close()))
  await database.drop()
})

const swedish: NextQuery = {
  teams: ['tea_first'],
  own: ['tea_first'],
  restrictedKinds: [],
  writes: ['sv'],
  speaks: ['sv'],
  products: null,
  lacks: [],
  without: [],
  isFull: false,
  except: [],
}

type Plan = {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

it(`among ${held} cases only those that wait are looked at, up to the first that fits`, async () => {
  const { text, values } = nextSql(swedish, { leaseMs: 0, aheadMs: 0 })
  const { rows } = await nodes[0]!.pool.query(`explain (analyze, format json) ${text}`, values as unknown[])
  const plan = rows[0]['QUERY PLAN'][0].Plan as Plan
  const json = JSON.stringify(plan)
  assert.match(json, /"Index Name":"case_card_next"/)
  assert.doesNotMatch(json, /Seq Scan|"Sort Key"/)
  let looked = 0
  const visit = (one: Plan) => {
    looked += one['Actual Rows'] * one['Actual Loops'] + (one['Rows Removed by Filter'] ?? 0)
    for (const below of one.Plans ?? []) visit(below)
  }
  visit(plan)
  assert.ok(looked <= waiting + 20, `${looked} rows`)
})

it('two nodes give no case to two, and none is left while somebody asks', async () => {
  const asks = Array.from({ length: waiting + 20 }, (_, i) => nodes[i % 2]!.leaseNext(swedish, 60_000))
  const given = (await Promise.all(asks)).flatMap(one => (one ? [one.id] : []))
  assert.equal(given.length, waiting)
  assert.equal(new Set(given).size, waiting)
})

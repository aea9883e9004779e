// What is used of a line is counted from cards, and its last unit is given once, whichever node asks.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { cardOf, newId, opening } from '../contract/specimen.ts'
import { migrate, migrations } from '../postgres/migrate.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { emptyDatabase, testDatabase, type TestDatabase } from '../testing.ts'
import { contractTable, type KeptContract } from './agreement.ts'
import { unitTable } from './units.ts'

let database: TestDatabase
let store: PostgresStore
let other: Pool
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  other = openPool({ url: database.url })
})
after(async () => {
  await store.close()
  await other.end()
  await database.drop()
})

const charged = async (on: `lin_${string}`, more: Partial<Card> = {}, minutes = 0, cases: 0 | 1 = 1) => {
  const card = cardOf({ seq: 1, charge: { on, cases, minutes }, ...more })
  await store.append(opening({ card }))
  return card.id
}

test('what is used of a line is the sum over its cases, without the one that asks', async () => {
  const units = unitTable(store.pool)
  const own = await charged('lin_a', {}, 5)
  await charged('lin_a', { phase: 'closed' }, 10)
  await charged('lin_a', { phase: 'merged' }, 20, 0)
  await charged('lin_b')
  await store.append(opening())
  const none = { cases: 0, open: 0, minutes: 0 }
  assert.deepEqual(await units.used(['lin_a', 'lin_b', 'lin_none'], null), {
    lin_a: { cases: 2, open: 1, minutes: 35 },
    lin_b: { cases: 1, open: 1, minutes: 0 },
    lin_none: none,
  })
  assert.deepEqual(await units.used(['lin_a'], own), { lin_a: { cases: 1, open: 0, minutes: 30 } })
  assert.deepEqual(await units.used([], null), {})
  assert.equal((await units.cases('lin_a', 10)).length, 3)
})

test('two nodes judge by the same line one after the other, by different lines at once', async () => {
  const [here, there] = [unitTable(store.pool), unitTable(other)]
  const order: string[] = []
  let letGo = () => {}
  const isHeld = new Promise<void>(begun => {
    void here.inTurn(['lin_x', 'lin_y'], async () => {
      order.push('first begins')
      begun()
      await new Promise<void>(resolve => {
        letGo = resolve
      })
      order.push('first ends')
    })
  })
  await isHeld
  await there.inTurn(['lin_z'], async () => void order.push('another line'))
  const second = there.inTurn(['lin_y', 'lin_x'], async () => void order.push('second'))
  letGo()
  await second
  assert.deepEqual(order, ['first begins', 'another line', 'first ends', 'second'])
})

test('work that fails leaves its turn to the next, and a node that freezes with it stops nobody', async () => {
  const [here, there] = [unitTable(store.pool), unitTable(other)]
  await assert.rejects(
    here.inTurn(['lin_x'], () => Promise.reject(new Error('no'))),
    /no/,
  )
  assert.equal(await here.inTurn(['lin_x'], async () => 1), 1)
  const frozen = await other.connect()
  await frozen.query(`select pg_advisory_lock(hashtextextended('lin_x', 0))`)
  assert.equal(await there.inTurn(['lin_x'], async () => 2), 2)
  frozen.release(true)
})

test('contracts are found by the numbers their lines name, capitals and blanks aside', async () => {
  const { rows } = await store.pool.query(
    `insert into organisation (id, name) values ('org_n', 'N') returning id`,
  )
  const line = (serial: string) => ({ id: newId('lin'), coverage: { kind: 'serial', serial } })
  const contracts = contractTable(store.pool)
  const add = (lines: object[]) =>
    contracts.add({
      id: newId('ctr'),
      name: 'N',
      organisation: rows[0].id,
      state: 'active',
      lines: lines as never,
    })
  const one = (await add([
    line('SN 77-A'),
    { id: newId('lin'), coverage: { kind: 'account' } },
  ])) as KeptContract
  await add([line('SN 78')])
  assert.deepEqual(
    (await contracts.naming(['sn77-a'])).map(each => each.id),
    [one.id],
  )
  assert.deepEqual(await contracts.naming([]), [])
})

const linesNow = [
  {
    id: 'lin_a',
    callers: null,
    origin: { kind: 'third_party', supplier: '–' },
    units: { of: 'cases', total: 10 },
  },
  { id: 'lin_b', callers: null, origin: { kind: 'own' }, units: null },
]

/** Writes a case as it lay in the database before units were counted. */
const beginner =
  (pool: Pool) =>
  async (id: string, phase: string, ...facts: [string, object][]) => {
    await pool.query(
      `insert into case_card (case_id, seq, head, card, phase, level, team, customer, is_waiting, opened_at, clock_key,
        severity) values ($1, 1, sha256(''), '{}', $2, 1, 't', 'c', false, 1, 1, 3)`,
      [id, phase],
    )
    for (const [i, [type, data]] of facts.entries())
      await pool.query(
        `insert into event (case_id, seq, n, type, at, data, h) values ($1, $2, 1, $3, 1, $4, sha256(''))`,
        [id, i + 1, type, JSON.stringify(data)],
      )
  }

test('cases that were judged before units were counted are counted as their facts say', async () => {
  const empty = await emptyDatabase()
  const all = migrations()
  const place = all.findIndex(one => one.name.endsWith('-units.sql'))
  await migrate(empty.url, all.slice(0, place))
  const pool = openPool({ url: empty.url })
  await pool.query(`insert into organisation (id, name) values ('org_a', 'A');
    insert into contract (id, organisation_id, name, state, lines) values ('ctr_a', 'org_a', 'A', 'active',
      '[{"id": "lin_a", "unitsLeft": 10, "thirdParty": true}, {"id": "lin_b", "unitsLeft": null, "thirdParty": false}]')`)
  const begun = beginner(pool)
  const decided = (data: object): [string, object] => ['entitlement.decided', data]
  const called = (minutes: number, reach = 'reached'): [string, object] => [
    'contact.held',
    { minutes, reach },
  ]
  const ended = (reason: string): [string, object] => ['case.closed', { reason }]
  await begun(
    'cas_a',
    'open',
    decided({ line: 'lin_old' }),
    called(7),
    called(9, 'no_answer'),
    decided({ line: 'lin_a' }),
  )
  await begun('cas_b', 'merged', decided({ line: 'lin_a' }), called(3))
  await begun('cas_c', 'closed', decided({ line: 'lin_a' }), ended('spam'))
  await begun('cas_d', 'closed', decided({ line: 'lin_a' }), ended('withdrawn'))
  await begun('cas_e', 'closed', decided({ waiver: 'wai_a' }), ['message.queued', {}], ended('withdrawn'))
  await begun(
    'cas_g',
    'closed',
    decided({ line: 'lin_a' }),
    ['message.queued', { automatic: 'confirmation' }],
    ended('withdrawn'),
  )
  await begun('cas_f', 'open', decided({ outcome: 'house' }))
  await migrate(empty.url)
  const { rows } = await pool.query(
    `select case_id as id, card -> 'charge' as charge from case_card where charged_on is not null order by 1`,
  )
  assert.deepEqual(rows, [
    { id: 'cas_a', charge: { on: 'lin_a', cases: 1, minutes: 7 } },
    { id: 'cas_b', charge: { on: 'lin_a', cases: 0, minutes: 3 } },
    { id: 'cas_e', charge: { on: 'wai_a', cases: 1, minutes: 0 } },
  ])
  assert.deepEqual((await contractTable(pool).all(1))[0]?.lines, linesNow)
  await pool.end()
  await empty.drop()
})

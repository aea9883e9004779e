// Contracts and organisations by letters of their names, and contracts by their own number, from an index.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '../contract/specimen.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { contractsFoundSql } from './agreement.ts'
import { type Desk, deskOf } from './desk.ts'
import { hasLetters } from './letters.ts'

let database: TestDatabase
let store: PostgresStore
let desk: Desk
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  desk = deskOf(store.pool)
  await store.pool.query(`insert into organisation (id, name) select 'org_' || n, 'Firm ' || md5(n::text)
    from generate_series(1, 3000) n`)
  await store.pool.query(`insert into contract (id, organisation_id, name, number, state)
    select 'ctr_' || n, 'org_' || n, 'Frame ' || md5('c' || n), 'K-' || n, 'active' from generate_series(1, 3000) n`)
  await store.pool.query('vacuum (analyze) organisation, contract')
})
after(async () => {
  await store.close()
  await database.drop()
})

const add = async (firm: string, name: string, number: string | null = null) => {
  const { id: organisation } = await desk.organisations.add({ id: newId('org'), name: firm })
  const { contracts } = desk.agreements
  const added = await contracts.add({ id: newId('ctr'), organisation, name, number, state: 'active' })
  assert.ok(added !== 'taken')
  return added
}
const found = async (typed: string) => (await desk.agreements.contracts.find(typed, 100)).map(one => one.name)

test('a contract is found by letters inside its name, its number or its organisation, however typed', async () => {
  const one = await add('Ängby Rör AB', 'Större Stöd', 'ÅB 2026/017')
  await add('Ångpanna', 'Lille Stöd')
  assert.deepEqual(await found('stöd'), ['Lille Stöd', 'Större Stöd'])
  assert.deepEqual(await found('ÖRRES'), ['Större Stöd'])
  assert.deepEqual(await found('gbyrör'), ['Större Stöd'])
  assert.deepEqual(await found(' åb2026'), ['Större Stöd'])
  assert.deepEqual(await found('Äng'), ['Större Stöd'])
  assert.deepEqual(await found('ö'), ['Lille Stöd', 'Större Stöd'], 'one letter is looked for everywhere')
  assert.deepEqual(await found('%'), [])
  assert.deepEqual(await found('stöd lille'), [])
  const firms = await desk.organisations.find('NGB', 10)
  assert.deepEqual(
    firms.map(each => each.id),
    [one.organisation],
  )
  const numbered = await desk.agreements.contracts.numbered(['åb2026/017', 'none'])
  assert.deepEqual(
    numbered.map(each => each.id),
    [one.id],
  )
  assert.deepEqual(await desk.agreements.contracts.numbered([]), [])
})

const planOf = async (text: string, values: unknown[]): Promise<string> =>
  JSON.stringify((await store.pool.query(`explain ${text}`, values)).rows)

test('that walks an index, however many there are', async () => {
  const contracts = await planOf(contractsFoundSql, ['K-271'])
  assert.match(contracts, /contract_letters/)
  assert.match(contracts, /organisation_letters/)
  assert.doesNotMatch(contracts, /Seq Scan/)
  const firms = await planOf(`select from organisation where ${hasLetters('name')}`, ['c4ca'])
  assert.match(firms, /organisation_letters/)
  const own = 'select from contract where bare_letters(number) = any($1)'
  assert.match(await planOf(own, [['k-7']]), /contract_own_number/)
})

// Migrations: once each, in order, one node at a time, and never on a history that is not ours.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { emptyDatabase, type TestDatabase } from '../testing.ts'
import { migrate, migrations } from './migrate.ts'

let database: TestDatabase
before(async () => {
  database = await emptyDatabase()
})
after(() => database.drop())

const own = [
  { number: 1, name: '0001-one.sql', sql: 'create table one (id int)' },
  { number: 2, name: '0002-two.sql', sql: 'create table two (id int)' },
]

it('the migrations that ship are numbered without a gap', () => {
  assert.deepEqual(
    migrations().map(one => one.number),
    migrations().map((_, i) => i + 1),
  )
})

it('nodes that start together run each migration once', async () => {
  const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, own)))
  assert.deepEqual(ran.toSorted(), [0, 0, 0, 2])
  assert.equal(await migrate(database.url, own), 0)
})

it('a database made by a newer program is left alone', async () => {
  await assert.rejects(migrate(database.url, own.slice(0, 1)), /0002-two.sql, this program does not/)
})

it('a migration that was changed after it ran is found', async () => {
  const changed = [{ ...own[0]!, sql: 'create table other (id int)' }, own[1]!]
  await assert.rejects(migrate(database.url, changed), /0001-one.sql is not the one that ran/)
})

it('a migration that fails leaves nothing, and the next start tries it again', async () => {
  const broken = { number: 3, name: '0003-three.sql', sql: 'create table three (id int); select 1 / 0' }
  await assert.rejects(migrate(database.url, [...own, broken]), /0003-three.sql failed: division by zero/)
  assert.equal(await migrate(database.url, [...own, { ...broken, sql: 'create table three (id int)' }]), 1)
})

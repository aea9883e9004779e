// The bulk load on real PostgreSQL: what it takes in is as good as what came one by one.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { type FinishedCase, bulkLoad } from './bulk.ts'
import { readerMeets } from './contract/reader.ts'
import { newId, noting, opening, t0 } from './contract/specimen.ts'
import { deskOf } from './desk/desk.ts'
import { type PostgresStore, postgresStore } from './postgres/store.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
let store: PostgresStore

before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
})
after(async () => {
  await store.close()
  await database.drop()
})

function finished(words: string): FinishedCase {
  const first = opening({ search: words })
  const note = noting(first.caseId, 1, words)
  return { ...first, events: [...first.events, ...note.events], texts: [...first.texts, ...note.texts] }
}

it('cases taken in at once are whole, chained, listed and found', async () => {
  const cases = Array.from({ length: 60 }, (_, i) => finished(`unique${i} common`))
  const bulk = bulkLoad({ url: database.url, casesPerBatch: 25 })
  for (const one of cases) await bulk.add(one)
  assert.deepEqual(await bulk.end(), { cases: 60, events: 120 })
  const [found] = (await store.search('unique42 ', 5)).items
  assert.equal(found?.id, cases[42]?.caseId)
  const ledger = await store.read(found!.id)
  assert.deepEqual([ledger?.events.length, ledger?.texts.size], [2, 2])
  assert.equal(await store.firstBroken(found!.id), null)
  const of = cases.map(one => one.caseId)
  assert.equal((await readerMeets(store, { of, atLeast: 120 })).length, 120)
  assert.equal((await store.append(noting(found!.id, 2, 'on'))).outcome, 'appended')
})

it('a batch that cannot be stored ends the load with its error', async () => {
  const one = finished('twice')
  const bulk = bulkLoad({ url: database.url, casesPerBatch: 1 })
  await bulk.add(one)
  await bulk.add(one)
  await assert.rejects(bulk.end(), { code: 'TL001' })
})

it('customers taken in at once are found', async () => {
  const bulk = bulkLoad({ url: database.url })
  const own = { name: 'Lena Fischer', email: 'lf@example.de', phones: ['+4930555'], createdAt: t0 }
  await bulk.addCustomers([
    { id: newId('cus'), ...own },
    { id: newId('cus'), ...own },
  ])
  await bulk.end()
  assert.equal((await deskOf(store.pool).customers.find('fisch len', 5)).length, 1)
})

// New words of the search are sorted beside the work, and are found meanwhile.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { opening } from '../contract/specimen.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import type { Pool } from './pool.ts'
import { type PostgresStore, postgresStore } from './store.ts'
import { wordHeapOf } from './word-heap.ts'

let database: TestDatabase
let store: PostgresStore

before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url, migrate: 'not' })
})
after(async () => {
  await store.close()
  await database.drop()
})

/** Sorts what is left; the pages there were to sort. */
const left = async (): Promise<number> =>
  (await store.pool.query(`select gin_clean_pending_list('searchable_words')::int as pages`)).rows[0].pages

const found = async (words: string): Promise<number> => (await store.search(words, 10)).items.length
const add = (words: string) => store.append({ ...opening(), search: words })

it('what was added is found at once, and sorted when there is much of it', async () => {
  const heap = wordHeapOf(store.pool, 3)
  await add('kastanie')
  heap.added(1)
  await heap.settled()
  assert.equal(await found('kastanie'), 1, 'found while it lies in the heap')
  assert.ok((await left()) > 0, 'one is not many')
  await add('ahorn')
  heap.added(3)
  await heap.settled()
  assert.equal(await left(), 0, 'sorted')
  assert.equal(await found('ahorn'), 1)
})

it('a database that is away stops nobody: the next many are sorted', async () => {
  let isAway = true
  const pool = {
    query: (...asked: Parameters<Pool['query']>) =>
      isAway ? Promise.reject(new Error('away')) : store.pool.query(...asked),
  } as unknown as Pool
  const heap = wordHeapOf(pool, 1)
  await add('buche')
  heap.added(1)
  await heap.settled()
  isAway = false
  heap.added(1)
  await heap.settled()
  assert.equal(await left(), 0)
})

it('a node sorts what its own appends add', async () => {
  const many = async (count: number) => {
    for (let i = 0; i < count; i += 20) await Promise.all(Array.from({ length: 20 }, () => add('esche')))
  }
  await left()
  await many(100)
  const ofHundred = await left()
  // Sorting sets out with the four hundredth of these; whoever asks then waits for it and sorts the rest.
  await many(700)
  const ofRest = await left()
  assert.ok(ofRest < 5 * ofHundred, `${ofRest} pages were left of seven times ${ofHundred}`)
})

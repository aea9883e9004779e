// No reader of the ledger ever steps over a fact, also when transactions overlap.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { readerMeets } from '../contract/reader.ts'
import { noting, opening } from '../contract/specimen.ts'
import type { Followed } from '../store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { appendSql, prepared } from './append-sql.ts'
import { type PostgresStore, postgresStore } from './store.ts'

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

it('a fact whose transaction began first and committed last is not lost', async () => {
  const slow = opening()
  const quick = opening()
  const head = { seq: 0, h: Buffer.alloc(32) }
  const client = await store.pool.connect()
  await client.query('begin')
  await client.query(appendSql([{ ...prepared(slow), head, blobs: [] }], 0).sql as never)
  await store.append(quick)
  await store.append(noting(quick.caseId, 1, 'second'))

  // What a cursor of the newest thing seen would remember, and what it would then miss.
  const { rows: seen } = await store.pool.query('select max(tx::text::bigint) as tx from event')
  const before = await store.since(null, 100)
  assert.deepEqual(before.events, [], 'nothing is read past a transaction that still runs')

  await client.query('commit')
  client.release()
  const { rows: missed } = await store.pool.query('select from event where tx::text::bigint > $1', [
    seen[0].tx,
  ])
  assert.equal(missed.length, 0, 'the newest-seen cursor would have lost the slow fact')
  const events = await readerMeets(store, {
    ...{ after: before.position, of: [slow.caseId, quick.caseId] },
    atLeast: 3,
  })
  assert.deepEqual(
    events.map(one => [one.caseId, one.event.seq]),
    [
      [slow.caseId, 1],
      [quick.caseId, 1],
      [quick.caseId, 2],
    ],
  )
})

it('readers that follow while many write see every fact once and each case in order', async () => {
  let position = await store.position()
  const cases = Array.from({ length: 60 }, () => opening())
  const of = cases.map(one => one.caseId)
  const seen: string[] = []
  const see = (all: readonly Followed[]) =>
    seen.push(...all.filter(one => of.includes(one.caseId)).map(one => `${one.caseId} ${one.event.seq}`))
  const read = async () => {
    const page = await store.since(position, 13)
    position = page.position
    see(page.events)
  }
  let isWriting = true
  const writing = Promise.all(
    cases.map(async one => {
      await store.append(one)
      for (let seq = 1; seq < 4; seq++) await store.append(noting(one.caseId, seq, 'x'))
    }),
  ).finally(() => {
    isWriting = false
  })
  while (isWriting) await read()
  await writing
  see(await readerMeets(store, { after: position, of, atLeast: 240 - seen.length }))
  assert.equal(seen.length, 240)
  assert.equal(new Set(seen).size, 240)
  for (const { caseId } of cases) {
    const own = seen.filter(one => one.startsWith(caseId))
    assert.deepEqual(own, own.toSorted())
  }
})

it('a position that is not ours is an error, not the beginning', async () => {
  for (const position of ['', 'x', '1', '1.2.3', "1.2'"])
    await assert.rejects(store.since(position, 1), /not a position/)
})

it('the ledger refuses a gap, a rewritten fact and a number given twice', async () => {
  const one = opening()
  await store.append(one)
  const insert = (seq: number) =>
    store.pool.query(
      `insert into event (case_id, seq, n, type, at, data, h) values ($1, $2, 1, 'note.added', 0, '{}', $3)`,
      [one.caseId, seq, Buffer.alloc(32)],
    )
  await assert.rejects(insert(3), { code: '23503' }, 'a fact that stands on none')
  await assert.rejects(
    store.pool.query(
      `insert into event (case_id, seq, n, type, at, data, h)
      select $1, seq, seq, 'note.added', 0, '{}', $2 from unnest(array[2, 4]) as seq`,
      [one.caseId, Buffer.alloc(32)],
    ),
    { code: '23503' },
    'one good fact does not carry the other',
  )
  await assert.rejects(insert(1), { code: '23505' })
  await assert.rejects(store.pool.query(`update event set data = '{}'`), { code: 'TL002' })
})

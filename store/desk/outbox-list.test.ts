// The outbox as people look at it, and cases that came back, on a real database.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { postgresStore, type PostgresStore } from '../postgres/store.ts'
import { testDatabase, type TestDatabase } from '../testing.ts'
import { type Desk, deskOf } from './desk.ts'

let database: TestDatabase
let store: PostgresStore
let desk: Desk
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  desk = deskOf(store.pool)
})
after(async () => {
  await store.close()
  await database.drop()
})

const day = instant(1_700_000_000_000)
const put = (key: string, dueAt = day) =>
  desk.letters.put({ key, dueAt: instant(dueAt), body: { to: 'a@b.example' } })
const keys = async (of: Parameters<Desk['outbox']['newest']>[1], limit = 10) =>
  (await desk.outbox.newest(limit, of)).map(one => one.key)

test('mails are listed from the newest, page by page, by state and within their days', async () => {
  await put('letter/a', instant(day - 10))
  await put('letter/b')
  await put('letter/c')
  await put('letter/old', instant(day - 1_000_000))
  const since = instant(day - 1_000)
  assert.deepEqual(await keys({ since }), ['letter/c', 'letter/b', 'letter/a'])
  assert.deepEqual(await keys({ since }, 1), ['letter/c'])
  assert.deepEqual(await keys({ since, before: { dueAt: day, key: 'letter/c' } }), ['letter/b', 'letter/a'])
  assert.deepEqual(await keys({ since, status: 'done' }), [])
  const one = await desk.outbox.one('letter/b')
  assert.deepEqual([one?.caseId, one?.number, one?.status], [null, null, 'waiting'])
  assert.equal(await desk.outbox.one('letter/none'), null)
})

test('a waiting mail is tried again at once, a letter given up anew, one in hand or done not at all', async () => {
  const far = instant(Date.now() + 10_000_000)
  await put('letter/later', far)
  assert.equal(await desk.outbox.again('letter/later'), true)
  assert.ok(((await desk.outbox.one('letter/later'))?.dueAt ?? far) < far)
  const leased = await store.leaseEffects(100, 60_000)
  assert.equal(await desk.outbox.again('letter/later'), false, 'somebody has it in hand')
  for (const { key, lease } of leased) {
    const end = key === 'letter/later' ? { givenUp: 'no such mailbox' } : { done: true as const }
    await store.endEffect(key, lease, end)
  }
  assert.equal((await desk.outbox.one('letter/later'))?.reason, 'no such mailbox')
  const counts = await desk.outbox.counts(instant(0))
  assert.deepEqual([counts.waiting, counts.given_up, counts.done], [0, 1, 4])
  assert.equal(await desk.outbox.again('letter/a'), false, 'it has left')
  assert.equal(await desk.outbox.again('letter/later'), true)
  assert.equal((await desk.outbox.one('letter/later'))?.attempt, 0)
  assert.equal(await desk.outbox.again('letter/none'), false)
})

test('on an empty ledger nothing came back', async () => {
  assert.equal(await desk.cameBack.count(instant(0)), 0)
  assert.deepEqual(await desk.cameBack.cards(instant(0), 10), [])
})

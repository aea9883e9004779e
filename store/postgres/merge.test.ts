// Two nodes that merge two cases into each other at once: one of the cases goes on.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { merging, noting, opening } from '../contract/specimen.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { type PostgresStore, postgresStore } from './store.ts'

let database: TestDatabase
let one: PostgresStore
let other: PostgresStore

before(async () => {
  database = await testDatabase()
  one = await postgresStore({ url: database.url })
  other = await postgresStore({ url: database.url, migrate: 'not' })
})
after(async () => {
  await Promise.all([one.close(), other.close()])
  await database.drop()
})

it('whichever node is first, the other is told that its decision is stale', async () => {
  for (let round = 0; round < 20; round++) {
    const [a, b] = [opening(), opening()]
    await one.append(a)
    await one.append(b)
    const both = await Promise.all([
      one.append(merging(a.caseId, b.caseId)),
      other.append(merging(b.caseId, a.caseId)),
    ])
    assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ['appended', 'stale'])
  }
})

it('a merge waits for one that is under way, and is stale when that was first', async () => {
  const [a, b] = [opening(), opening()]
  await one.append(a)
  await one.append(b)
  const client = await one.pool.connect()
  await client.query('begin')
  await client.query(`update case_card set phase = 'merged' where case_id = $1`, [b.caseId])
  const late = other.append(merging(a.caseId, b.caseId))
  const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  while ((await one.pool.query(waits)).rowCount === 0);
  await client.query('commit')
  client.release()
  assert.deepEqual(await late, { outcome: 'stale' })
  const kept = await one.append(noting(a.caseId, 1, 'it goes on'))
  assert.equal(kept.outcome, 'appended', 'and nothing of it was written')
})

// We never say yes when we do not know, and never no.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { opening } from '../contract/specimen.ts'
import { OutcomeUnknown } from '../outcome-unknown.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { commit } from './pool.ts'
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

const sql = (text: string) => ({ name: '', text, values: [] })

it('a connection that ends while the statement runs leaves the outcome unknown', async () => {
  const text = 'select pg_terminate_backend(pg_backend_pid())'
  await assert.rejects(commit(store.pool, sql(text)), OutcomeUnknown)
  assert.equal(
    (await store.pool.query('select 1')).rowCount,
    1,
    'and the next statement gets another connection',
  )
})

it('a connection that is cut while the statement runs ends neither the process nor the pool', async () => {
  type Cut = { connection: { stream: { destroy(fault: Error): void } } }
  let cut = () => {}
  store.pool.once('acquire', client => {
    cut = () => (client as unknown as Cut).connection.stream.destroy(new Error('read ECONNRESET'))
  })
  const pending = assert.rejects(commit(store.pool, sql('select pg_sleep(9)')), OutcomeUnknown)
  const asleep = `select from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'
    and datname = current_database()`
  while ((await store.pool.query(asleep)).rowCount === 0);
  cut()
  await pending
  assert.equal((await store.pool.query('select 1')).rowCount, 1)
})

it('a warning like that of a cancelled wait for the standby leaves the outcome unknown', async () => {
  await store.pool.query(`create function warn() returns void language plpgsql as
    $$ begin raise warning 'canceling wait for synchronous replication' using errcode = '01000'; end $$`)
  await assert.rejects(commit(store.pool, sql('select warn()')), OutcomeUnknown)
})

it('an error of the statement itself is known: nothing of it holds', async () => {
  await assert.rejects(commit(store.pool, sql('select 1 / 0')), { code: '22012' })
})

it('an append whose connection ends is told as unknown, and the same key tells the truth later', async () => {
  const answered = { actor: 'agt_anna', key: 'k1', bodyHash: 'aa', answer: { ok: 1 } }
  const append = opening({ answered })
  const locker = await store.pool.connect()
  await locker.query('begin')
  await locker.query('lock table answer in exclusive mode')
  const pending = assert.rejects(store.append(append), OutcomeUnknown)
  let pid: number | undefined
  while (pid === undefined) {
    // Asked outside the transaction: within one, the view shows what it showed first.
    const { rows } = await store.pool.query(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    pid = rows[0]?.pid
  }
  await locker.query('select pg_terminate_backend($1)', [pid])
  await pending
  await locker.query('rollback')
  locker.release()
  assert.equal(await store.answered('agt_anna', 'k1'), null)
  assert.equal((await store.append(append)).outcome, 'appended')
  assert.deepEqual(await store.append(append), { outcome: 'repeated', answer: { ok: 1 } })
})

// Days that are over are read once, and anew where a fact comes to them after all; what is kept changes no
// answer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, hourMs, type Instant, instant } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { endKeeping, KeepingEnded, keepDays } from '#server/measured-days.ts'
import { measured } from '#server/measured.ts'
import { openPool } from '#store/postgres/pool.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

let desk: TestDesk
let bo: Person
let store: PostgresStore
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  store = desk.shell.store as PostgresStore
})
after(() => desk.close())

/** The same as it is in some days: today is over then, and is kept. */
async function inDays(days: number) {
  const now = instant((await store.now()) + days * dayMs)
  const period = { from: instant(now - 40 * dayMs), until: now }
  const found = await measured({ pool: store.pool, now: async (): Promise<Instant> => now }, period)
  const of = (measure: string) => found.find(one => one.measure === measure)!
  return { of, kept: await kept() }
}
const kept = async (): Promise<number> => {
  const { rows } = await store.pool.query('select count(*)::int as n from measured_day')
  return rows[0].n
}
/** By now, so that two answers can be compared letter by letter. */
const spelled = async (now: Instant) =>
  JSON.stringify(
    await measured(
      { pool: store.pool, now: async () => now },
      { from: instant(now - 40 * dayMs), until: instant(now - dayMs) },
    ),
  )

test('a desk without cases keeps nothing and has every measure', async () => {
  const { of, kept } = await inDays(0)
  assert.deepEqual([kept, of('cases_opened').value, of('backlog').n], [0, 0, 0])
})

test('a day that is over is kept; a fact that comes to it makes it be read anew', async () => {
  await desk.opened(bo, { subject: 'A cable' })
  assert.deepEqual((await inDays(0)).kept, 0, 'today goes on')
  assert.equal((await inDays(0)).of('cases_opened').value, 1)
  const first = await inDays(3)
  assert.deepEqual([first.kept, first.of('cases_opened').value], [3, 1])
  const { id } = await desk.opened(bo, { subject: 'Another' })
  const second = await inDays(3)
  assert.deepEqual([second.kept, second.of('cases_opened').value, second.of('backlog').value], [3, 2, 2])
  const done = await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'Plugged it in' })
  assert.equal(done.status, 200, done.text)
  const third = await inDays(9)
  assert.deepEqual([third.of('backlog').value, third.of('repeat_contact_7d').n], [1, 1])
  assert.equal(third.of('repeat_contact_30d').n, 0, 'its outlook is not over')
  assert.equal((await inDays(35)).of('repeat_contact_30d').n, 1)
})

test('days kept in another form are read anew', async () => {
  const now = instant((await store.now()) + 20 * dayMs)
  const was = await spelled(now)
  await store.pool.query("update measured_day set form = 0, marks = '', counts = array_fill(0, array[40])")
  assert.equal(await spelled(now), was)
})

test('many who ask at once when nothing is kept are told the same', async () => {
  const now = instant((await store.now()) + 20 * dayMs)
  const was = await spelled(now)
  await store.pool.query('delete from measured_day')
  const all = await Promise.all(Array.from({ length: 20 }, () => spelled(now)))
  assert.deepEqual(new Set(all), new Set([was]))
})

test('what is in mind of today is gone on with, and read anew where a fact comes to it after all', async () => {
  const now = instant((await store.now()) + 20 * dayMs + 7 * hourMs)
  const period = { from: instant(now - 40 * dayMs), until: instant(now + 1) }
  const asked = async (at: number) => {
    const own = { pool: store.pool, now: async () => instant(at) }
    return JSON.stringify(await measured(own, { ...period, until: instant(at + 1) }))
  }
  const fresh = async (at: number) => {
    // Another day that begins nowhere else forgets what was in mind.
    await asked(at - 3 * dayMs)
    return asked(at)
  }
  const early = await asked(now - hourMs)
  assert.equal(await asked(now), await fresh(now), 'gone on with')
  assert.equal(await asked(now - hourMs), early, 'asked of before')
  const { id } = await desk.opened(bo, { subject: 'Late' })
  const today = Math.floor(now / dayMs) * dayMs
  const was = await asked(now)
  // A fact of this morning that is recorded after it was read.
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
      select case_id, max(seq) + 1, 1, 'case.solved', $2, '{"by":{"kind":"agent","id":"agt_a"},"level":1}', sha256('')
      from event where case_id = $1 group by case_id`,
    [id, today + hourMs],
  )
  assert.equal(await asked(now), await fresh(now), 'a late one')
  assert.notEqual(await asked(now), was)
})

test('what lay open is told of any midnight, of those too at which it is kept', async () => {
  await desk.opened(bo, { subject: 'Lies open' })
  const now = instant((await store.now()) + 30 * dayMs)
  const at = async (until: number) => {
    const period = { from: instant(until - 10 * dayMs), until: instant(until) }
    const found = await measured({ pool: store.pool, now: async () => now }, period)
    return found.find(one => one.measure === 'backlog')!.value
  }
  assert.ok((await at(now))! > 0)
  const { rows } = await store.pool.query(
    'select max(day) as day from measured_day where open_marks is not null',
  )
  const midnight = rows[0].day * dayMs
  assert.ok((await at(midnight + 1))! > 0)
  assert.equal(await at(midnight), await at(midnight + 1))
})

test('cases merged or erased and people who change the team change nothing of what is over', async () => {
  const [one, two] = [await desk.opened(bo, { subject: 'Gone' }), await desk.opened(bo, { subject: 'Stays' })]
  const now = await store.now()
  const period = { from: instant(now - 5 * dayMs), until: instant(now + 1) }
  // What is asked of is over: it ended before what follows.
  const said = async () =>
    JSON.stringify(await measured({ pool: store.pool, now: async () => instant(now + dayMs) }, period))
  const was = await said()
  const merged = await desk.ask(bo, 'POST', `cases/${one.id}/case/merge`, { into: two.id })
  assert.equal(merged.status, 200, merged.text)
  const ledger = (await store.read(two.id))!
  const [opening] = ledger.events
  assert.ok(opening?.type === 'case.opened' && opening.subject)
  await store.erase([opening.subject.text])
  const admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  const { version } = (await desk.desk.agents.one(bo.id))!
  const team = { version, levels: [2], teams: [desk.teams[2]] }
  const moved = await desk.ask(admin, 'PATCH', `agents/${bo.id}`, team)
  assert.equal(moved.status, 200, moved.text)
  assert.equal(await said(), was)
})

test('a node that ends stops reading days; the next one goes on where it stopped', async () => {
  const own = await testDesk()
  const lena = await own.person({ name: 'Lena' })
  await own.opened(lena, { subject: 'A cable' })
  const { pool } = own.shell.store as PostgresStore
  const now = async (): Promise<Instant> => instant(Date.now() + 3 * dayMs)
  endKeeping({ pool, now })
  await assert.rejects(keepDays({ pool, now }), KeepingEnded)
  const next = openPool({ url: own.url })
  try {
    assert.equal(await keepDays({ pool: next, now }), Math.floor((await now()) / dayMs) * dayMs)
  } finally {
    await next.end()
    await own.close()
  }
})

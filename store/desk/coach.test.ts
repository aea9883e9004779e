// What leads read is found along its index, however many facts there are; private words are between two.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { newId, t0 } from '../contract/specimen.ts'
import type { Sql } from '../postgres/pool.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { agentTable } from './agent.ts'
import { answeredAboveSql } from './answered-above.ts'
import { coachedFacts, coachedSql, coachTable, type WordQuery, wordsSql } from './coach.ts'

let database: TestDatabase
let store: PostgresStore
let bo: AgentId
let eva: AgentId
let lead: AgentId
const count = 20_000

/** Facts of every kind, one a minute; Eva's are one in ten. */
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  const agents = agentTable(store.pool)
  const added = await Promise.all(
    ['bo', 'eva', 'karin'].map(name =>
      agents.add({
        id: newId('agt'),
        email: `${name}@example.org`,
        name,
        roles: ['agent'],
        levels: [1],
        createdAt: t0,
      }),
    ),
  )
  assert.ok(added.every(one => one !== 'taken'))
  ;[bo, eva, lead] = added.map(one => one.id) as [AgentId, AgentId, AgentId]
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select 'cas_' || lpad((i / 6)::text, 6, '0'), i % 6 + 1, i,
      (array['hand_off.offered', 'hand_off.returned', 'note.flagged', 'note.added', 'hand_off.rated',
        'case.solved'])[i % 6 + 1],
      $1::bigint + i * 60000,
      '{"by":{"kind":"agent","id":"' || who || '"},"author":"' || who || '","from":{"agent":"' || who || '"},"handOff":"hnd_' || i / 6 || '"}',
      decode(repeat('00', 32), 'hex')
    from generate_series(0, $2 - 1) i,
      lateral (select case when (i / 6) % 10 = 0 then $4 else $3 end as who) wrote`,
    [t0, count, bo, eva],
  )
  await store.pool.query(
    `insert into coach_word (id, case_id, about, lead_id, author_id, says, at)
    select 'cow_' || i, 'cas_1', 'not_1', $1, case when i % 10 = 0 then $3 else $2 end, 'x', i
    from generate_series(1, 5000) i`,
    [lead, bo, eva],
  )
  await store.pool.query('vacuum (analyze) event')
  await store.pool.query('vacuum (analyze) coach_word')
})
after(async () => {
  await store.close()
  await database.drop()
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Actual Rows': number; Plans?: Plan[] }
async function planOf({ text, values }: Sql) {
  const { rows } = await store.pool.query(`explain (analyze, format json) ${text}`, values as unknown[])
  const found = { indexes: new Set<string>(), kinds: new Set<string>(), most: 0 }
  const visit = (plan: Plan) => {
    found.kinds.add(plan['Node Type'])
    found.most = Math.max(found.most, plan['Actual Rows'])
    if (plan['Index Name']) found.indexes.add(plan['Index Name'])
    for (const below of plan.Plans ?? []) visit(below)
  }
  visit(rows[0]['QUERY PLAN'][0].Plan)
  return found
}
const month = { since: instant(t0), until: instant(t0 + 30 * dayMs) }

for (const fact of coachedFacts)
  it(`${fact}: a page is read along its index, the newest first, without going through all`, async () => {
    const query = { fact, authors: [eva], ...month, limit: 20 }
    const { indexes, kinds, most } = await planOf(coachedSql({ fact, ...month }))
    // What went well has an index of its own: a year of help is counted along it as well.
    const own = fact === 'hand_off.rated' || fact === 'case.solved' ? 'event_helped' : 'event_coached'
    assert.ok(indexes.has(own), [...indexes].join())
    assert.ok(!kinds.has('Seq Scan') && !kinds.has('Sort'), [...kinds].join())
    assert.ok(most <= 200, `${most} rows read at once`)
    const table = coachTable(store.pool)
    const first = await table.facts(query)
    assert.deepEqual([first.length, new Set(first.map(one => one.author))], [20, new Set([eva])])
    const next = await table.facts({ ...query, before: first.at(-1) })
    assert.ok(next[0]!.at < first.at(-1)!.at)
    const none = await table.facts({ ...query, until: instant(t0) })
    assert.deepEqual(none, [])
  })

it('what a week’s sample is drawn from is read along its index, and only what went up', async () => {
  const from = instant(t0 + 100 * dayMs)
  const until = instant(from + 7 * dayMs)
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select 'cas_up' || i, part, 100000 + 2 * i + part, (array['hand_off.offered', 'hand_off.answered'])[part],
      $1::bigint + i * 60000 + part, '{"by":{"kind":"agent","id":"' || $2 || '"},"handOff":"hnd_up' || i ||
        '","from":{"level":1},"to":{"level":' || 1 + i % 2 || '}}',
      decode(repeat('00', 32), 'hex')
    from generate_series(0, 99) i, generate_series(1, 2) part`,
    [from, bo],
  )
  await store.pool.query('vacuum (analyze) event')
  const { indexes, kinds } = await planOf(answeredAboveSql({ from, until }))
  assert.ok(indexes.has('event_helped'), [...indexes].join())
  assert.ok(!kinds.has('Seq Scan') && !kinds.has('Sort'), [...kinds].join())
  const found = await coachTable(store.pool).answeredAbove({ from, until })
  assert.deepEqual([found.length, found[0]?.handOff, found[0]?.by], [50, 'hnd_up1', bo])
  assert.deepEqual(await coachTable(store.pool).answeredAbove({ from: until, until: instant(until + 1) }), [])
})

it('each side’s words are read along its index', async () => {
  for (const as of ['author', 'lead'] as const) {
    const query: WordQuery = { of: as === 'author' ? eva : lead, as, limit: 30 }
    const { indexes, kinds } = await planOf(wordsSql(query))
    assert.ok(indexes.has(`coach_word_${as}`), [...indexes].join())
    assert.ok(!kinds.has('Seq Scan') && !kinds.has('Sort'), [...kinds].join())
  }
})

it('who was unclear repeatedly is known without anybody else being named', async () => {
  const table = coachTable(store.pool)
  assert.deepEqual(await table.oftenUnclear(instant(t0), count), [])
  assert.deepEqual(await table.oftenUnclear(instant(t0), 1_000), [bo])
  assert.deepEqual((await table.oftenUnclear(instant(t0), 300)).sort(), [bo, eva].sort())
  assert.deepEqual(await table.oftenUnclear(instant(t0 + count * 60_000), 1), [])
})

it('a word is there for its two; it is read once, may be answered, and goes with its row', async () => {
  const table = coachTable(store.pool)
  const id = newId('cow')
  await table.add({
    id,
    caseId: newId('cas'),
    about: 'not_1',
    lead,
    author: eva,
    says: 'Well told.',
    at: instant(t0),
  })
  assert.equal(await table.one(id, bo), null)
  assert.equal((await table.one(id, lead))?.readAt, null)
  await table.read(id, instant(t0 + 1))
  await table.read(id, instant(t0 + 2), 'Thanks.')
  const { readAt, answer, answeredAt } = (await table.one(id, eva))!
  assert.deepEqual([readAt, answer, answeredAt], [t0 + 1, 'Thanks.', t0 + 2])
  await table.remove(id)
  assert.equal(await table.one(id, eva), null)
})

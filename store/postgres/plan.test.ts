// The lists agents look at all day walk their index, however many cases there are. Times belong to the bench.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { AgentId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import type { NextQuery } from '#core/people/routing.ts'
import { cardOf, diceOf, newId, randomCard, t0 } from '../contract/specimen.ts'
import type { CardQuery } from '../store.ts'
import { workedSql } from '../desk/live-turn.ts'
import { seenBeforeSql } from '../desk/problem.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { statementFor } from './append-statement.ts'
import { columnNames, columnValues } from './card-columns.ts'
import { sortKey } from '../card-order.ts'
import { countSql, pageSql } from './card-list.ts'
import { endSql, foundSql } from './card-walk.ts'
import { knowingSql } from './known-answer.ts'
import { ringText } from './outbox.ts'
import type { Sql } from './pool.ts'
import { type PostgresStore, postgresStore } from './store.ts'
import { nextSql } from './take-next.ts'

let database: TestDatabase
let store: PostgresStore

before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  const dice = diceOf(20)
  const cards: Card[] = Array.from({ length: 20_000 }, (_, i) => ({
    ...randomCard(dice),
    id: newId('cas'),
    phase: dice(5) === 0 ? ('open' as const) : ('closed' as const),
    customer: `cus_${dice(5_000)}` as const,
    worker: dice(3) === 0 ? null : (`agt_${dice(40)}` as const),
    contact: `agt_${dice(40)}` as const,
    openedAt: (cardOf().openedAt + i) as Card['openedAt'],
  }))
  for (const [i, card] of cards.entries())
    if (card.phase === 'open') cards[i] = { ...card, need: { code: 'late', at: instant(t0 + i * 1_000) } }
  for (let i = 0; i < cards.length; i += 2_000) {
    await store.pool.query(
      `insert into case_card (case_id, seq, head, card, ${columnNames})
      select card ->> 'id', 1, decode(repeat('00', 32), 'hex'), card, ${columnValues}
      from jsonb_array_elements($1::jsonb) as card`,
      [JSON.stringify(cards.slice(i, i + 2_000))],
    )
  }
  await store.pool.query('vacuum (analyze) case_card')
})
after(async () => {
  await store.close()
  await database.drop()
})

type Plan = {
  'Node Type': string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
}

/** Runs the list and gives the indexes it used and how many rows it touched at its leaves. */
const walked = (query: CardQuery) => walkedBy(pageSql(query, null))

async function walkedBy({
  text,
  values,
}: Sql): Promise<{ indexes: Set<string>; rows: number; kinds: Set<string> }> {
  const { rows } = await store.pool.query(`explain (analyze, format json) ${text}`, values as unknown[])
  const found = { indexes: new Set<string>(), rows: 0, kinds: new Set<string>() }
  const visit = (plan: Plan) => {
    found.kinds.add(plan['Node Type'])
    if (plan['Index Name']) found.indexes.add(plan['Index Name'])
    if (!plan.Plans) found.rows += plan['Actual Rows'] * plan['Actual Loops']
    for (const below of plan.Plans ?? []) visit(below)
  }
  visit(rows[0]['QUERY PLAN'][0].Plan)
  return found
}

const page = { limit: 50, sort: 'clock', phase: ['open'] } as const
const lists: readonly { name: string; query: CardQuery; index: string; rowsMax: number }[] = [
  { name: 'the whole queue', query: page, index: 'case_card_level', rowsMax: 250 },
  { name: 'a level', query: { ...page, level: 2 }, index: 'case_card_level', rowsMax: 60 },
  { name: 'a team', query: { ...page, team: 'tea_first' }, index: 'case_card_team', rowsMax: 250 },
  {
    name: 'a team at a level',
    query: { ...page, team: 'tea_second', level: 3 },
    index: 'case_card_team',
    rowsMax: 60,
  },
  { name: 'mine', query: { ...page, mine: 'agt_7' }, index: 'case_card_contact', rowsMax: 300 },
  { name: 'nobody works on it', query: { ...page, worker: 'none' }, index: 'case_card_free', rowsMax: 250 },
  {
    name: 'nobody works on it, at a level',
    query: { ...page, worker: 'none', level: 1 },
    index: 'case_card_free',
    rowsMax: 60,
  },
  { name: 'the newest', query: { limit: 50, sort: 'newest' }, index: 'case_card_opened', rowsMax: 300 },
  {
    name: 'what needs a person, by harm',
    query: { limit: 50, sort: 'harm', needsPerson: instant(t0 + 15_000_000) },
    index: 'case_card_need',
    rowsMax: 700,
  },
  {
    name: 'what needs a person at a level, by harm',
    query: { limit: 50, sort: 'harm', level: 2, needsPerson: instant(t0 + 15_000_000) },
    index: 'case_card_need',
    rowsMax: 260,
  },
  {
    name: 'what is stuck',
    query: { ...page, stuck: true },
    index: 'case_card_stuck',
    rowsMax: 60,
  },
  {
    name: 'news to pass on',
    query: { limit: 50, sort: 'told', untoldTo: { agent: 'agt_7', covers: [] } },
    index: 'case_card_untold',
    rowsMax: 60,
  },
  {
    name: 'news to pass on, with that of somebody who is away',
    query: {
      limit: 50,
      sort: 'told',
      untoldTo: { agent: 'agt_7', covers: [{ keepers: ['agt_8'], before: null, teams: null }] },
    },
    index: 'case_card_untold',
    rowsMax: 260,
  },
  {
    name: 'what is to be checked again',
    query: { limit: 50, sort: 'check', checks: { view: 'ahead', at: t0 } },
    index: 'case_card_check',
    rowsMax: 60,
  },
  {
    name: 'what was checked again',
    query: { limit: 50, sort: 'checked', checks: { view: 'done', at: t0 } },
    index: 'case_card_checked',
    rowsMax: 60,
  },
  {
    name: 'of a customer',
    query: { limit: 50, sort: 'newest', customer: 'cus_7' },
    index: 'case_card_customer',
    rowsMax: 60,
  },
]

for (const { name, query, index, rowsMax } of lists) {
  it(`${name}: along its index, no more than a few pages of rows`, async () => {
    const { indexes, rows, kinds } = await walked(query)
    assert.ok(indexes.has(index), `walked ${[...indexes]} ${[...kinds]}`)
    assert.ok(!kinds.has('Seq Scan'), 'no scan of the whole table')
    assert.ok(rows <= rowsMax, `${rows} rows for a page of ${query.limit}`)
  })
}

it('what other cases of a customer know is looked for along his cases and their answers', async () => {
  const data = JSON.stringify({ fact: 'router.light' })
  await store.pool.query(
    `insert into event (case_id, seq, n, type, at, data, h)
    select case_id, 1, 1, 'walk.answered', 0, $1, decode(repeat('00', 32), 'hex') from case_card`,
    [data],
  )
  await store.pool.query('vacuum (analyze) event')
  const query = {
    customer: 'cus_7',
    except: 'cas_x',
    fact: 'router.light',
    calls: true,
    among: 50,
    limit: 5,
  } as const
  const { indexes, rows, kinds } = await walkedBy(knowingSql(query))
  assert.deepEqual([...indexes].sort(), ['case_card_customer', 'event_pkey'])
  assert.ok(!kinds.has('Seq Scan'), 'no scan of all facts')
  assert.ok(rows <= 60, `${rows} rows`)
})

const preview = { limit: 100, sort: 'clock', phase: ['open'] } as const

it('whether something like a case was seen is looked up among the newest cases only', async () => {
  const { indexes, rows, kinds } = await walkedBy(seenBeforeSql('cas_none'))
  assert.ok(indexes.has('case_card_opened'), [...indexes].join())
  assert.ok(!kinds.has('Seq Scan'), [...kinds].join())
  assert.ok(rows <= 3_100, `${rows} rows were read`)
})

it('a preview of what a change would move reads its page of open cases, from the middle as well', async () => {
  const middle = (await store.cards({ ...preview, limit: 2_000 })).items.at(-1)!
  for (const after of [null, sortKey('clock', middle)]) {
    const { indexes, rows, kinds } = await walkedBy(pageSql(preview, after, 'marks'))
    assert.ok(indexes.has('case_card_level'), `walked ${[...indexes]} ${[...kinds]}`)
    assert.ok(!kinds.has('Seq Scan') && !kinds.has('Bitmap Heap Scan'), 'not all that are open')
    assert.ok(rows <= 500, `${rows} rows for a page of ${preview.limit}`)
  }
  const { rows, kinds } = await walkedBy(countSql({ phase: ['open'] }, 1_000))
  assert.ok(!kinds.has('Seq Scan'), 'the count is along an index')
  assert.ok(rows <= 1_001, `${rows} rows for a count up to 1,000`)
})

it('a preview for one organisation goes through no more open cases than it says, and stops at a page', async () => {
  const middle = sortKey('clock', (await store.cards({ ...preview, limit: 2_000 })).items.at(-1)!)
  const among = 600
  for (const after of [null, middle])
    for (const [organisation, limit, walked] of [
      // Nobody's: all that may be gone through is; everybody's: a page is found among a few.
      ['org_none', 100, among],
      ['org_1', 20, 300],
    ] as const) {
      const query = { organisation, limit, among }
      const { indexes, rows, kinds } = await walkedBy(foundSql(query, after))
      assert.ok(indexes.has('case_card_level'), `walked ${[...indexes]} ${[...kinds]}`)
      assert.ok(!kinds.has('Seq Scan') && !kinds.has('Bitmap Heap Scan'), 'not all that are open')
      assert.ok(rows <= walked + 3 * limit, `${rows} rows of ${organisation}`)
    }
  const end = await walkedBy(endSql({ among }, middle))
  assert.ok(end.kinds.has('Index Only Scan') || end.indexes.has('case_card_level'), `${[...end.kinds]}`)
  assert.ok(end.rows <= among + 6, `${end.rows} rows to where it ends`)
})

it('what needs a person is counted along its index, and no further than is asked', async () => {
  const filter = { needsPerson: instant(t0 + 15_000_000) } as const
  const { indexes, rows, kinds } = await walkedBy(countSql(filter, 1_000))
  assert.ok(indexes.has('case_card_need'), `walked ${[...indexes]} ${[...kinds]}`)
  assert.ok(!kinds.has('Seq Scan'), 'no scan of the whole table')
  // The walk that reaches the count may have been gathered whole before it was put in order.
  assert.ok(rows <= 2_000, `${rows} rows for a count up to 1,000`)
})

it('what is stuck is counted along its index, and no further than is asked', async () => {
  const { indexes, rows, kinds } = await walkedBy(countSql({ phase: ['open'], stuck: true }, 500))
  assert.ok(indexes.has('case_card_stuck'), `walked ${[...indexes]} ${[...kinds]}`)
  assert.ok(!kinds.has('Seq Scan'), 'no scan of the whole table')
  assert.ok(rows <= 1_100, `${rows} rows for a count up to 500`)
})

it('rings that are due are found among all that will be, without a look at the others', async () => {
  const client = await store.pool.connect()
  try {
    await client.query('begin')
    await client.query(`update case_card set ring_at = 9000000000000 + number`)
    await client.query('update case_card set ring_at = number where number % 2000 = 0')
    await client.query('analyze case_card')
    const { rows } = await client.query(`explain (analyze, format json) ${ringText}`, [0, 50, 15_000])
    const plan = JSON.stringify(rows)
    assert.match(plan, /"Index Name":"case_card_ring"/)
    assert.match(plan, /"Index Cond":"\(ring_at <= /)
    assert.doesNotMatch(plan, /Seq Scan/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

it('the next case to take is found at the head of its index, however many do not fit', async () => {
  const asked: NextQuery = {
    teams: ['tea_first', 'tea_second'],
    own: ['tea_first'],
    restrictedKinds: ['security'],
    isFull: false,
    writes: ['it'],
    speaks: ['it'],
    products: ['pro_a'],
    lacks: [{ products: ['pro_a'], kinds: [] }],
    without: ['skl_a'],
    except: [],
  }
  const client = await store.pool.connect()
  try {
    await client.query('begin')
    const { text, values } = nextSql(asked, { leaseMs: 1_000, aheadMs: 0 })
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values as unknown[])
    const plan = JSON.stringify(rows)
    assert.match(plan, /"Index Name":"case_card_next"/)
    assert.doesNotMatch(plan, /Seq Scan/)
    assert.doesNotMatch(plan, /"Sort Key"/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

it('what those who are there work on is counted without reading what others work on', async () => {
  const { indexes, rows } = await walkedBy({
    name: '',
    ...workedSql(['agt_7' as AgentId, 'agt_9' as AgentId]),
  })
  assert.deepEqual([...indexes], ['case_card_worker'])
  assert.ok(rows > 0 && rows < 500, `${rows} rows`)
})

it('an append that cancels a mail finds it by its key, however many wait; one that cancels none looks for none', async () => {
  const { rows } = await store.pool.query(
    `explain (generic_plan, format json) ${statementFor(['moved', 'cancels']).text}`,
  )
  const plan = JSON.stringify(rows)
  assert.match(plan, /"effect_pkey"/)
  assert.doesNotMatch(plan, /"effect_due"/)
  assert.doesNotMatch(statementFor(['fresh', 'taken', 'blobs']).text, /\beffect\b/)
})

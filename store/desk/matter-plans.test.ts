// Lists of what stands beside cases are walked along an index and read little more than they show,
// with very many of each kind. Not: how long a hundred thousand take (bench/matter-lists.ts).
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { t0 } from '../contract/specimen.ts'
import { fillMatters } from '../many-matters.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { testDatabase } from '../testing.ts'
import { type MatterQuery, matterListSql } from './matter.ts'

const count = 30_000
const page = 51
let pool: Pool
let drop: () => Promise<void>
before(async () => {
  const database = await testDatabase()
  drop = database.drop
  pool = openPool({ url: database.url })
  await fillMatters(pool, count, t0)
})
after(async () => {
  await pool.end()
  await drop()
})

type Plan = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
/** What a list reads, with all it read in vain. */
async function readBy(query: MatterQuery): Promise<{ kinds: Set<string>; rows: number; shown: number }> {
  const { text, values } = matterListSql(query)
  const { rows } = await pool.query(`explain (analyze, format json) ${text}`, values as unknown[])
  const plan: Plan = rows[0]['QUERY PLAN'][0].Plan
  const found = { kinds: new Set<string>(), rows: 0, shown: plan['Actual Rows'] }
  const visit = (one: Plan) => {
    found.kinds.add(one['Node Type'])
    const read = one['Actual Rows'] + (one['Rows Removed by Filter'] ?? 0)
    if (!one.Plans) found.rows += read * one['Actual Loops']
    for (const below of one.Plans ?? []) visit(below)
  }
  visit(plan)
  return found
}

/** Fewer than a page has. */
const few = 'mine that go on'
const newest = { sort: 'newest', limit: page } as const
const place = { key: t0 - 15_000 * 60_000, id: 'prb_many0015000' }
const lists: Readonly<Record<string, Omit<MatterQuery, 'kind'>>> = {
  'what goes on': { ...newest, isOpen: true },
  'what is over': { ...newest, isOpen: false },
  'all of them': newest,
  [few]: { ...newest, isOpen: true, owner: 'agt_many3' },
  'of a product': { ...newest, isOpen: true, product: 'pro_many3' },
  'of a subject': { ...newest, isOpen: true, subject: 'sup_many3' },
  'the page after the middle': { ...newest, isOpen: true, after: place },
  'the page after the middle of what is over': { ...newest, isOpen: false, after: place },
  'what is due, the first first': { sort: 'due', limit: page },
  'what is overdue': { sort: 'due', limit: page, dueBefore: instant(t0 - 10_000 * 60_000) },
}

const causes: Readonly<Record<string, Partial<MatterQuery>>> = {
  'of a cause that go on': { isOpen: true, liesIn: 'device' },
  'of a cause that are over': { isOpen: false, liesIn: 'supplier' },
  'whose cause was found': { isOpen: true, hasCause: true },
  'whose cause nobody knows, of what is over': { isOpen: false, hasCause: false },
  'of a cause, after the middle': { isOpen: false, liesIn: 'network', after: place },
}
for (const [name, query] of Object.entries(causes))
  it(`problem: ${name}`, async () => {
    const found = await readBy({ kind: 'problem', ...newest, ...query })
    assert.ok(!found.kinds.has('Seq Scan') && !found.kinds.has('Sort'), [...found.kinds].join())
    assert.ok(found.rows <= 2_000, `${found.rows} rows read for ${found.shown}`)
    assert.equal(found.shown, page)
  })

it('supplier_case: in the share of another house', async () => {
  const found = await readBy({ kind: 'supplier_case', ...newest, partners: ['tea_many', 'tea_none'] })
  assert.ok(!found.kinds.has('Seq Scan'), [...found.kinds].join())
  assert.ok(found.rows <= 2_000, `${found.rows} rows read for ${found.shown}`)
  assert.equal(found.shown, page)
})

const rare = { problem: 'dismissed', supplier_case: 'closed', change: 'rejected' } as const
const kinds = ['problem', 'supplier_case', 'change'] as const

for (const kind of kinds)
  for (const [name, query] of Object.entries({
    ...lists,
    'those of a rare standing': { ...newest, isOpen: false, standing: [rare[kind]] },
  }))
    it(`${kind}: ${name}`, async () => {
      const { kinds, rows, shown } = await readBy({ kind, ...query })
      assert.ok(!kinds.has('Seq Scan'), [...kinds].join())
      assert.ok(rows <= 2_000, `${rows} rows read for ${shown}`)
      if (name === few) assert.equal(shown, Math.ceil(count / 20 / 40))
      else if (kind === 'supplier_case' || name !== 'of a subject') assert.equal(shown, page)
    })

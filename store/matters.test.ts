// What stands beside cases, kept: the same contract by PostgreSQL and by memory.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { MatterId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import type { MatterCard, MatterFact } from '#core/matter/matter.ts'
import { deskOf } from '#store/desk/desk.ts'
import type { MatterAppend, MatterTable } from '#store/desk/matter.ts'
import { memoryMatters } from '#store/memory-matters.ts'
import { openPool, type Pool } from '#store/postgres/pool.ts'
import { seal } from '#store/seal.ts'
import { testDatabase } from '#store/testing.ts'
import { newId } from '#server/new-id.ts'

const by = { kind: 'agent', id: 'agt_bo' } as const
const fact = (type: string, minute: number, more: object = {}): MatterFact => ({
  ...{ type, at: instant(minute), by },
  ...more,
})
const card = (more: Partial<MatterCard> = {}): MatterCard => ({
  ...{ kind: 'problem', standing: 'open', isOpen: true, title: 'VPN fails', owner: 'agt_bo', team: null },
  ...{ product: null, subject: null, dueAt: null, openedAt: instant(1) },
  ...more,
})
const append = (id: MatterId, expectedSeq: number, more: Partial<MatterAppend> = {}): MatterAppend => ({
  ...{ id, expectedSeq, facts: [fact('opened', 1)], texts: [], card: card(), ringAt: null, news: [] },
  ...more,
})

let pool: Pool
let drop: () => Promise<void>
const tables: Record<string, () => MatterTable> = {
  PostgreSQL: () => deskOf(pool).matters,
  memory: (
    made => () =>
      made
  )(memoryMatters()),
}
before(async () => {
  const database = await testDatabase()
  drop = database.drop
  pool = openPool({ url: database.url })
})
after(async () => {
  await pool.end()
  await drop()
})

for (const [name, table] of Object.entries(tables))
  describe(name, () => {
    test('facts are kept in order with their words, once for each place', async () => {
      const words = seal('it is the certificate', newId)
      const ref = { text: words.id, mac: words.mac }
      const first = append('prb_1', 0, { facts: [fact('opened', 1, { title: ref })], texts: [words] })
      const kept = await table().append(first)
      assert.equal(kept.outcome, 'appended')
      assert.deepEqual(await table().append(first), { outcome: 'stale' })
      assert.equal((await table().append(append('prb_1', 1))).outcome, 'appended')
      assert.deepEqual(await table().append(append('prb_1', 1)), { outcome: 'stale' })
      const ledger = await table().read('prb_1')
      assert.deepEqual(ledger?.facts[0], { ...fact('opened', 1, { title: ref }), seq: 1 })
      assert.equal(ledger?.facts.length, 2)
      assert.equal(ledger?.texts.get(words.id), 'it is the certificate')
      assert.equal(await table().byNumber('problem', ledger!.number), 'prb_1')
      assert.equal(await table().byNumber('change', ledger!.number), null)
      assert.equal(await table().firstBroken('prb_1'), null)
      assert.equal(await table().erase([words.id], instant(9)), 1)
      assert.equal(await table().erase([words.id], instant(9)), 0)
      assert.equal((await table().read('prb_1'))?.texts.size, 0)
      assert.equal(await table().read('prb_none'), null)
    })

    test('of two of the same key at once one is kept, and its answer is known', async () => {
      const answered = { actor: `agt_${name}`, key: 'k', bodyHash: 'h', answer: { matter: 'prb_k1' } }
      const both = await Promise.all(
        (['prb_k1', 'prb_k2'] as const).map(id => table().append(append(id, 0, { answered }))),
      )
      assert.deepEqual(both.map(one => one.outcome).sort(), ['appended', 'key_used'])
      assert.equal((await table().answered(`agt_${name}`, 'k'))?.bodyHash, 'h')
      assert.equal(await table().answered(`agt_${name}`, 'other'), null)
    })

    test('lists are filtered, sorted and read on page by page', async () => {
      const kinds = { kind: 'change', title: 'x' } as const
      for (const [i, dueAt] of [null, 30, 20, 20].entries())
        await table().append(
          append(`chr_${i}`, 0, {
            card: card({
              ...{ ...kinds, openedAt: instant(10 + Math.min(i, 2)), owner: i === 0 ? null : 'agt_bo' },
              ...{ dueAt: dueAt === null ? null : instant(dueAt), product: i === 1 ? 'pro_a' : null },
              ...{ isOpen: i !== 3 || dueAt === 20, subject: i === 2 ? 'sup_a' : null, standing: `s${i}` },
            }),
          }),
        )
      const list = async (more: object) =>
        (await table().list({ kind: 'change', sort: 'newest', limit: 9, ...more })).map(one => one.id)
      assert.deepEqual(await list({}), ['chr_2', 'chr_3', 'chr_1', 'chr_0'])
      assert.deepEqual(await list({ after: { key: 12, id: 'chr_2' }, limit: 2 }), ['chr_3', 'chr_1'])
      assert.deepEqual(await list({ sort: 'due' }), ['chr_2', 'chr_3', 'chr_1'])
      assert.deepEqual(await list({ sort: 'due', after: { key: 20, id: 'chr_2' } }), ['chr_3', 'chr_1'])
      assert.deepEqual(await list({ sort: 'due', dueBefore: instant(30) }), ['chr_2', 'chr_3'])
      assert.deepEqual(await list({ owner: 'agt_bo', product: 'pro_a' }), ['chr_1'])
      assert.deepEqual(await list({ subject: 'sup_a', isOpen: true }), ['chr_2'])
      assert.deepEqual(await list({ isOpen: false }), [])
      assert.deepEqual(await list({ standing: ['s0', 's1'] }), ['chr_1', 'chr_0'])
      assert.equal((await table().rows(['chr_1', 'chr_none' as MatterId])).length, 1)
      assert.deepEqual(await table().rows([]), [])
    })

    test('a clock is rung by one at a time, and moved only while nothing else happened', async () => {
      await table().append(append('spc_1', 0, { ringAt: instant(5), card: card({ kind: 'supplier_case' }) }))
      assert.deepEqual(await table().leaseRings(instant(4), 9, 100), [])
      assert.deepEqual(await table().leaseRings(instant(5), 9, 100), ['spc_1'])
      assert.deepEqual(await table().leaseRings(instant(6), 9, 100), [])
      assert.deepEqual(await table().leaseRings(instant(105), 9, 100), ['spc_1'])
      await table().moveRing('spc_1', 7, instant(1))
      assert.deepEqual(await table().leaseRings(instant(110), 9, 100), [])
      await table().moveRing('spc_1', 1, instant(300))
      assert.deepEqual(await table().leaseRings(instant(299), 9, 100), [])
      assert.deepEqual(await table().leaseRings(instant(300), 9, 100), ['spc_1'])
    })

    test('news is told in its order, from where the telling stopped', async () => {
      const news = (seq: number) => ({ seq, news: 'workaround', words: null, from: 'agt_bo' }) as const
      await table().append(append('prb_n', 0, { news: [news(1)] }))
      await table().append(append('prb_n', 1, { news: [news(2)] }))
      const lease = async (at: number) => {
        const found = await table().leaseNews(instant(at), 9, 100)
        return found.filter(one => one.matter === 'prb_n')
      }
      const [first, ...more] = await lease(10)
      assert.deepEqual([first?.seq, first?.news, first?.from, more.length], [1, 'workaround', 'agt_bo', 0])
      assert.deepEqual(await lease(20), [], 'one at a time')
      const before = await table().version()
      assert.equal(await table().version(), before)
      await table().keepTold(first!, 'cursor', 200, false)
      const version = await table().version()
      assert.notEqual(version, before, 'a screen that shows how far it came looks again')
      const [on] = await lease(30)
      assert.deepEqual([on?.seq, on?.afterCase, on?.told], [1, 'cursor', 200])
      await table().keepTold(on!, 'cursor', 210, true)
      const [second] = await lease(40)
      assert.equal(second?.seq, 2)
      const tellings = await table().tellings('prb_n')
      assert.deepEqual(tellings[1], { seq: 1, told: 210, done: true })
      await table().append(append('prb_n', 2))
      assert.notEqual(await table().version(), version)
    })
  })

test('a fact that was changed behind our back is found', async () => {
  const { matters } = deskOf(pool)
  await matters.append(append('prb_c', 0))
  await matters.append(append('prb_c', 1))
  await assert.rejects(pool.query("update matter_fact set data = '{}' where matter_id = 'prb_c'"), /never/)
  await pool.query('alter table matter_fact disable trigger matter_fact_is_forever')
  await pool.query("update matter_fact set data = '{}' where matter_id = 'prb_c' and seq = 2")
  await pool.query('alter table matter_fact enable trigger matter_fact_is_forever')
  assert.equal(await matters.firstBroken('prb_c'), 2)
})

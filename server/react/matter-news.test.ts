// What comes of something beside cases reaches every case that belongs to it, each once, also after a node
// died on the way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import type { AnyMatterRules, MatterFact } from '#core/matter/matter.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { handleMatter, type MatterDeed, matterWorld } from '#server/matters.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'
import { ringMatters } from '#server/react/matter-ring.ts'
import { refuse } from '#core/kit/refusal.ts'
import { after as later } from '#core/kit/time.ts'

/** A problem that only knows how many facts it has: the form alone is on trial here. */
const rules: AnyMatterRules = {
  kind: 'problem',
  start: [],
  may: by => (by.kind === 'agent' || by.kind === 'system' ? true : refuse('access.denied')),
  decide: (state, { type }, { at, by, setting }) => {
    if (type === 'clock.ring') {
      const opened = (state as MatterFact[])[0]!
      return setting.now >= later(opened.at, 60_000) ? [{ type: 'rang', at, by }] : []
    }
    return type === 'refuse' ? refuse('access.denied') : type === 'nothing' ? [] : [{ type, at, by }]
  },
  evolve: (state, fact) => [...(state as MatterFact[]), fact],
  card: state => ({
    ...{ kind: 'problem', standing: 'open', isOpen: true, title: 'VPN', owner: null, team: null },
    ...{ product: null, subject: null, dueAt: null, openedAt: (state as MatterFact[])[0]!.at },
  }),
  ring: state => {
    const facts = state as MatterFact[]
    return facts.some(one => one.type === 'rang') ? null : later(facts[0]!.at, 60_000)
  },
  tells: (_state, { type }) => (type === 'fixed' ? { news: 'fixed', words: null, from: null } : null),
}

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const world = () => ({ ...matterWorld(desk.shell), rules: { problem: rules } })
const deed = (id: MatterDeed['id'], type: string, more: Partial<MatterDeed> = {}): MatterDeed => ({
  ...{ id, by: { kind: 'agent', id: bo.id }, commands: [{ type }], texts: [] },
  ...more,
})
const joined = async (matter: string): Promise<CaseId> => {
  const { id } = await desk.opened(bo)
  const answer = await desk.ask(bo, 'POST', `cases/${id}/matter/join`, { matter })
  assert.equal(answer.status, 200, answer.text)
  return id as CaseId
}
const toldOf = async (id: CaseId) =>
  (await desk.store.read(id))!.events.filter(one => one.type === 'matter.told').length

test('each case hears once, whoever left does not, and a second node goes on where the first stopped', async () => {
  const begun = await handleMatter(world(), deed('prb_1', 'opened', { isNew: true }))
  assert.equal(begun.outcome, 'done')
  const cases = await Promise.all([1, 2, 3].map(() => joined('prb_1')))
  await desk.ask(bo, 'POST', `cases/${cases[2]}/matter/leave`, { matter: 'prb_1', because: 'another fault' })
  await handleMatter(world(), deed('prb_1', 'fixed'))
  assert.equal(await tellMatterNews(desk.shell), 0)
  assert.deepEqual(await Promise.all(cases.map(toldOf)), [1, 1, 0])
  // The first node died before it noted how far it had come.
  await desk.store.pool.query(
    "update matter_news set done = false, after_case = '' where matter_id = 'prb_1'",
  )
  await tellMatterNews(desk.shell)
  assert.deepEqual(await Promise.all(cases.map(toldOf)), [1, 1, 0])
  const shown = await desk.ask(bo, 'GET', `cases/${cases[0]}`)
  assert.deepEqual(shown.json.matters[0].title, 'VPN')
  const { items } = await desk.store.cards({ matter: 'prb_1', sort: 'age', limit: 10 })
  assert.deepEqual(items.map(one => one.id).sort(), cases.slice(0, 2).sort())
})

test('a second click, a stale look and a refusal leave it as it was', async () => {
  const key = { actor: bo.id, key: 'twice', bodyHash: 'h' }
  const first = await handleMatter(world(), deed('prb_2', 'opened', { isNew: true, key }))
  assert.equal(first.outcome, 'done')
  const again = await handleMatter(world(), deed('prb_3', 'opened', { isNew: true, key }))
  assert.deepEqual([again.outcome, 'id' in again && again.id], ['repeated', 'prb_2'])
  const other = { ...key, bodyHash: 'other' }
  const reused = await handleMatter(world(), deed('prb_3', 'opened', { isNew: true, key: other }))
  assert.equal(reused.outcome, 'key_reused')
  const stale = await handleMatter(world(), deed('prb_2', 'noted', { ifSeq: 9 }))
  assert.deepEqual(stale, { outcome: 'precondition', seq: 1 })
  assert.equal((await handleMatter(world(), deed('prb_2', 'refuse'))).outcome, 'refused')
  assert.equal((await handleMatter(world(), deed('prb_2', 'nothing'))).outcome, 'nothing')
  assert.equal((await handleMatter(world(), deed('prb_none', 'noted'))).outcome, 'refused')
  assert.equal((await handleMatter(world(), deed('spc_1', 'noted'))).outcome, 'refused', 'no such kind')
  const customer = { kind: 'customer', id: 'cus_1' } as const
  assert.equal((await handleMatter(world(), deed('prb_2', 'noted', { by: customer }))).outcome, 'refused')
})

test('writers at once are decided one after the other', async () => {
  await handleMatter(world(), deed('prb_4', 'opened', { isNew: true }))
  const all = await Promise.all([1, 2, 3].map(() => handleMatter(world(), deed('prb_4', 'noted'))))
  assert.deepEqual(
    all.map(one => one.outcome),
    ['done', 'done', 'done'],
  )
  assert.equal((await desk.desk.matters.read('prb_4'))?.facts.length, 4)
})

test('its clock rings when it is due, once', async () => {
  await handleMatter(world(), deed('prb_5', 'opened', { isNew: true }))
  const now = async () => later(await desk.store.now(), 0)
  await ringMatters(world(), { now })
  assert.equal((await desk.desk.matters.read('prb_5'))?.facts.length, 1)
  const inAMinute = async () => later(await desk.store.now(), 61_000)
  await ringMatters(world(), { now: inAMinute })
  await ringMatters(world(), { now: inAMinute })
  const types = (await desk.desk.matters.read('prb_5'))?.facts.map(one => one.type)
  assert.deepEqual(types, ['opened', 'rang'])
})

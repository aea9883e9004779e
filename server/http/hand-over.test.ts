// Handing over the cases of somebody who goes, over HTTP: whose, to whom, what of them, and what came of
// each.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let chiara: Person
let karin: Person
let other: Person

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  chiara = await desk.person({ name: 'Chiara' })
  karin = await desk.person({ name: 'Karin', roles: ['lead'] })
  other = await desk.person({ name: 'Otto', roles: ['lead'], levels: [2] })
})
after(() => desk.close())

type Row = {
  card: { id: string; number: number }
  as: object
  gives: object
  dueMeanwhile: boolean
  suggestion: { why: string; work: string | null; contact: string | null }
}
const list = async (by: Person, query = '') => desk.ask(by, 'GET', `hand-over${query}`)
const rowOf = async (by: Person, id: string, query = ''): Promise<Row | undefined> =>
  (await list(by, query)).json.items.find((one: Row) => one.card.id === id)
const give = async (by: Person, items: object[], more: object = {}, headers?: Record<string, string>) =>
  desk.ask(by, 'POST', 'hand-over', { reason: 'shift_end', items, ...more }, headers)
const ledger = async (id: string) => (await desk.store.read(id as never))!.events
const cardOf = async (id: string) => (await desk.store.card(id as never))!
const versionOf = async (who: Person) => (await desk.desk.agents.one(who.id))!.version

test('at the end of a shift the list says what he has, what falls due, and whom it is best given to', async () => {
  const { id } = await desk.opened(bo)
  const row = await rowOf(bo, id)
  assert.deepEqual(row?.as, { work: true, contact: true })
  assert.deepEqual(row?.gives, { work: true, contact: false })
  assert.deepEqual([row?.suggestion.why, row?.suggestion.work], ['on_duty', chiara.id])
  assert.equal(row?.dueMeanwhile, true, 'the answer the house promised')
  const until = desk.shell.now() + 60_000
  assert.equal((await rowOf(bo, id, `?until=${until}`))?.dueMeanwhile, false)
})

test('each reads his own, a lead those he leads, nobody else', async () => {
  assert.equal((await list(karin, `?agent=${bo.id}`)).status, 200)
  assert.equal((await list(other, `?agent=${bo.id}`)).json.code, 'access.denied')
  assert.equal((await list(chiara, `?agent=${bo.id}`)).json.code, 'access.denied')
  assert.equal((await list(bo, '?reason=absence')).json.code, 'request.invalid')
  assert.equal((await list(karin, '?agent=agt_nobody')).json.code, 'access.denied')
})

test('work goes with reason and word, his promises go along, the contact stays', async () => {
  const { id } = await desk.opened(bo)
  const dueAt = desk.shell.now() + 4 * hourMs
  const made = await desk.ask(bo, 'POST', `cases/${id}/promise/make`, {
    topic: 'I call you',
    dueAt,
    means: 'phone',
  })
  const items = [{ case: id, work: chiara.id, note: 'Waits for the log' }]
  assert.deepEqual((await give(bo, items)).json.items, [{ case: id, outcome: 'given' }])
  const [assigned, taken] = [...(await ledger(id))].reverse()
  assert.deepEqual(
    [assigned?.type, taken?.type, taken?.type === 'promise.taken_over' && taken.promise],
    ['worker.assigned', 'promise.taken_over', made.json.ids.promise],
  )
  assert.ok(assigned?.type === 'worker.assigned')
  const { agent, from, reason } = assigned
  assert.deepEqual([agent, from, reason], [chiara.id, bo.id, 'shift_end'])
  const card = await cardOf(id)
  assert.deepEqual([card.contact, card.why.code, card.why.text], [bo.id, 'handed_over', 'Waits for the log'])
})

test('the same press again gives nothing twice, and tells what was given', async () => {
  const { id } = await desk.opened(bo)
  const items = [{ case: id, work: chiara.id }]
  const key = { 'idempotency-key': 'press-1' }
  assert.equal((await give(bo, items, {}, key)).json.items[0].outcome, 'given')
  const seq = (await ledger(id)).length
  assert.equal((await give(bo, items, {}, key)).json.items[0].outcome, 'given')
  assert.equal((await give(bo, items)).json.items[0].outcome, 'nothing', 'without the key it is so already')
  assert.equal((await ledger(id)).length, seq)
})

test('what went on meanwhile, a receiver without the level and full hands are said for each, the rest is given', async () => {
  const [moved, wrong, full, good] = [
    await desk.opened(bo),
    await desk.opened(bo),
    await desk.opened(bo),
    await desk.opened(bo),
  ]
  await desk.ask(bo, 'POST', `cases/${moved.id}/worker/assign`, { agent: karin.id })
  const dora = await desk.person({ name: 'Dora' })
  const routing = { skills: [], languages: [], products: [], capacity: 0 }
  const set = await desk.ask(karin, 'PUT', `agents/${dora.id}/routing`, {
    version: await versionOf(dora),
    ...routing,
    capacity: 1,
  })
  assert.equal(set.status, 200)
  await desk.opened(dora)
  const { items } = (
    await give(
      karin,
      [
        { case: moved.id, work: chiara.id },
        { case: wrong.id, work: other.id },
        { case: full.id, work: dora.id },
        { case: good.id, work: desk.teams[1] },
        { case: 'cas_nothing', work: chiara.id },
      ],
      { agent: bo.id },
    )
  ).json
  assert.deepEqual(
    items.map((one: { outcome: string; code?: string }) => one.code ?? one.outcome),
    ['case.moved_on', 'agent.not_in_team', 'agent.full', 'given', 'case.not_found'],
  )
  assert.deepEqual(items[0].details, { agent: 'Karin' })
  assert.deepEqual(items[2].details, { agent: 'Dora', has: 1, of: 1 })
  assert.equal((await cardOf(wrong.id)).worker, bo.id)
  assert.equal((await cardOf(good.id)).worker, null)
  const anyway = await give(karin, [{ case: full.id, work: dora.id, anyway: true }], { agent: bo.id })
  assert.equal(anyway.json.items[0].outcome, 'given')
})

test('away for long the customer gets another contact by letter; for a short time he gets none', async () => {
  const { id } = await desk.opened(bo)
  const from = desk.shell.now()
  const body = { version: await versionOf(bo), from, until: from + 14 * dayMs, cover: chiara.id }
  assert.equal((await desk.ask(bo, 'PUT', `absences/${bo.id}`, body)).status, 200)
  const row = await rowOf(bo, id, '?reason=absence')
  assert.deepEqual(row?.gives, { work: true, contact: true })
  assert.deepEqual(
    [row?.suggestion.why, row?.suggestion.work, row?.suggestion.contact],
    ['cover', chiara.id, chiara.id],
  )
  const items = [{ case: id, work: chiara.id, contact: chiara.id, note: 'Prefers mail' }]
  assert.equal((await give(bo, items, { reason: 'absence' })).json.items[0].outcome, 'given')
  const types = (await ledger(id)).slice(-3).map(one => one.type)
  assert.deepEqual(types, ['worker.assigned', 'contact.assigned', 'message.queued'])
  const short = await desk.opened(bo)
  const until = desk.shell.now() + dayMs
  const kept = [{ case: short.id, contact: chiara.id, note: 'Prefers mail' }]
  await give(bo, kept, { reason: 'absence', until })
  const last = (await ledger(short.id)).at(-1)
  assert.ok(last?.type === 'contact.assigned')
  assert.ok(last.untold && last.note && last.reason === 'absence')
})

// Working weeks: who may set one, what is refused at its field, and what it moves: whoever keeps a promise
// that falls due outside it is shown, told, and may take it over; it stays his who gave it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let admin: Person
let lead: Person

before(async () => {
  desk = await testDesk()
  const teams = [desk.teams[1]]
  bo = await desk.person({ name: 'Bo', teams })
  // Of another level: without his week Bo's cases would be no matter of hers.
  eva = await desk.person({ name: 'Eva', levels: [3], teams: [desk.teams[3]] })
  admin = await desk.person({ name: 'Astrid', roles: ['admin'] })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'], teams })
})
after(() => desk.close())

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
/** One minute a week, three days from now: whoever works so is nearly always off. */
const hardly = () => ({ [names[(new Date(desk.shell.now()).getUTCDay() + 3) % 7]!]: [['12:00', '12:01']] })
const versionOf = async (who: Person) => (await desk.desk.agents.one(who.id))!.version
const put = async (by: Person, who: Person, body: object = {}) =>
  desk.ask(by, 'PUT', `working-weeks/${who.id}`, {
    version: await versionOf(who),
    zone: 'UTC',
    hours: hardly(),
    cover: null,
    ...body,
  })

test('a lead sets the week of a person, who reads it; nobody sets his own', async () => {
  assert.equal((await put(bo, bo)).status, 403)
  const { status, json } = await put(lead, bo)
  assert.deepEqual([status, json.week], [200, { zone: 'UTC', hours: hardly(), cover: null }])
  assert.equal((await put(lead, bo, { version: 1 })).json.code, 'set_up.changed')
  const own = (await desk.ask(bo, 'GET', 'agents')).json.items.find((one: Person) => one.id === bo.id)
  assert.deepEqual(own.week, json.week)
  const kept = (await desk.ask(admin, 'GET', 'audit')).json.items[0]
  assert.deepEqual([kept.what, kept.after.week], ['week.set', json.week])
  const removed = await desk.ask(lead, 'DELETE', `working-weeks/${bo.id}?version=${await versionOf(bo)}`)
  assert.equal(removed.json.week, null)
  const foreign = await desk.ask(eva, 'DELETE', `working-weeks/${bo.id}?version=${await versionOf(bo)}`)
  assert.equal(foreign.status, 403)
})

test('what could never be meant is refused at its field, with an example', async () => {
  const field = async (body: object) => (await put(lead, bo, body)).json.fields?.[0]
  assert.deepEqual(await field({ hours: {} }), {
    path: 'hours',
    message: 'no_working_hours, e.g. {"mon": [["09:00", "17:00"]]}',
  })
  const backwards = await field({ hours: { mon: [['17:00', '08:00']] } })
  assert.deepEqual([backwards.path, backwards.message.slice(0, 17)], ['hours.mon.0', 'interval_reversed'])
  assert.equal((await field({ zone: 'Moon/Base' })).path, 'zone')
  assert.equal((await field({ cover: bo.id })).path, 'cover')
  assert.equal((await put(lead, bo, { cover: newId('agt') })).json.code, 'agent.not_found')
  assert.equal((await desk.ask(lead, 'PUT', `working-weeks/${bo.id}`, { version: 1, week: {} })).status, 400)
})

const page = async (by: Person, id: string) => (await desk.ask(by, 'GET', `cases/${id}`)).json
const mine = async (by: Person): Promise<string[]> =>
  (await desk.ask(by, 'GET', 'cases?view=mine')).json.items.map((one: { id: string }) => one.id)

test('a promise due outside his week is kept by his cover, who is told and may take it over', async () => {
  const one = await desk.opened(bo)
  const dueAt = desk.shell.now() + 2 * hourMs
  const made = await desk.ask(bo, 'POST', `cases/${one.id}/promise/make`, {
    topic: 'call back',
    means: 'phone',
    dueAt,
  })
  const [promise] = Object.values(made.json.ids)
  assert.deepEqual((await page(bo, one.id)).keptFor, [])
  assert.equal((await desk.ask(eva, 'GET', `cases/${one.id}`)).status, 404)
  const mayNot = await desk.ask(eva, 'POST', `cases/${one.id}/promise/take-over`, { promise })
  assert.equal(mayNot.status, 404)

  await put(lead, bo, { cover: eva.id })
  const { keptFor } = await page(bo, one.id)
  const { until } = keptFor[0]
  assert.deepEqual(keptFor, [{ about: promise, keeper: bo.id, by: { as: 'cover', agent: eva.id }, until }])
  assert.ok(until > dueAt)
  const news = await desk.ask(bo, 'GET', `cases/${one.id}/ledger?after=1`)
  assert.deepEqual(news.json.keptFor, keptFor)
  const asked = await desk.ask(bo, 'GET', `cases/${one.id}/keeper?at=${dueAt}`)
  assert.deepEqual(asked.json, { by: { as: 'cover', agent: eva.id }, back: until })
  const hers = await desk.ask(eva, 'GET', `cases/${one.id}/keeper?at=${dueAt}`)
  assert.deepEqual(hers.json, { by: { as: 'keeper', agent: eva.id }, back: null })
  const his = await desk.ask(eva, 'GET', `cases/${one.id}/keeper?at=${dueAt}&of=${bo.id}`)
  assert.deepEqual(his.json, asked.json, 'she may ask of his, too')
  assert.ok((await mine(eva)).includes(one.id), 'on the list of who keeps it')
  const { agents } = (await desk.ask(eva, 'GET', 'session')).json.desk
  assert.deepEqual([agents[bo.id].off, agents[bo.id].week], [{ until, cover: eva.id }, undefined])

  desk.pass(2 * hourMs + 1_000)
  await desk.shell.changed()
  const { store, now, facts } = desk.shell
  await ringDue({ store, now, newId, facts })
  await notifyDue(desk.shell)
  const told = async (who: Person) =>
    (await desk.desk.notices.list(who.id, { now: now(), limit: 9 }))
      .filter(each => each.caseId === one.id)
      .map(each => [each.cause, each.as])
  assert.deepEqual([await told(eva), await told(bo)], [[['promise.late', 'cover']], []])
  const { ledger } = await page(eva, one.id)
  const late = ledger.find((event: { type: string }) => event.type === 'promise.late')
  const promised = ledger.find((event: { type: string }) => event.type === 'promise.made' && 'topic' in event)
  assert.equal(late.keeper, eva.id)
  assert.ok(promised.keeper === null || promised.keeper === bo.id)
  const over = await desk.ask(eva, 'POST', `cases/${one.id}/promise/take-over`, { promise })
  assert.equal(over.status, 200)
  assert.deepEqual((await page(eva, one.id)).keptFor, [])
})

test('his cover may give the word instead wherever one is given, and nobody unknown may', async () => {
  await put(lead, bo, { cover: eva.id })
  const dueAt = desk.shell.now() + 2 * hourMs
  const next = (keeper: string) => ({ topic: 'the line test', means: 'phone', dueAt, keeper })
  const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 2 }
  const offer = { team: desk.teams[2], question: 'Which port?', noStepsBecause: 'none' }
  const ways: readonly ((seq: number, nextPromise: object) => [string, object])[] = [
    (_, nextPromise) => ['promise/make', nextPromise],
    (_, nextPromise) => ['contact/hold', { ...call, nextPromise }],
    (seenSeq, nextPromise) => ['message/queue', { text: 'Soon more', seenSeq, nextPromise }],
    (_, nextPromise) => ['hand-off/offer', { ...offer, nextPromise }],
  ]
  const keeperOf = async (id: string) =>
    (await page(bo, id)).ledger.findLast((event: { type: string }) => event.type === 'promise.made').keeper
  for (const way of ways) {
    const { id, seq } = await desk.opened(bo)
    const [path, unknown] = way(seq, next(newId('agt')))
    const refused = await desk.ask(bo, 'POST', `cases/${id}/${path}`, unknown)
    assert.deepEqual([refused.status, refused.json.code], [422, 'agent.not_found'], path)
    assert.equal((await page(bo, id)).seq, seq, `${path}: nothing is recorded`)
    const done = await desk.ask(bo, 'POST', `cases/${id}/${path}`, way(seq, next(eva.id))[1])
    assert.equal(done.status, 200, `${path}: ${done.text}`)
    assert.equal(await keeperOf(id), eva.id, path)
    assert.deepEqual((await page(bo, id)).keptFor, [], 'it is her own word, kept for nobody')
  }
  const opened = await desk.opened(bo, { promise: next(eva.id) })
  assert.equal(await keeperOf(opened.id), eva.id)
})

test('who would keep a word is told before there is a case, by the team it will be for', async () => {
  await put(lead, bo)
  const dueAt = desk.shell.now() + 2 * hourMs
  const asked = async (query: string) => (await desk.ask(bo, 'GET', `keeper?at=${dueAt}${query}`)).json.by
  const byLead = { as: 'lead', agent: lead.id }
  assert.deepEqual(await asked(''), byLead, 'the first team, as a new case has it')
  assert.deepEqual(await asked(`&team=${desk.teams[1]}`), byLead)
  assert.deepEqual(await asked(`&team=${desk.teams[2]}`), { as: 'keeper', agent: bo.id }, 'nobody is there')
  assert.deepEqual(await asked(`&of=${eva.id}`), { as: 'keeper', agent: eva.id })
  await put(lead, bo, { cover: eva.id })
  assert.deepEqual(await asked(''), { as: 'cover', agent: eva.id })
  const nowhere = await desk.ask(bo, 'GET', `keeper?at=${dueAt}&team=${newId('tea')}`)
  assert.equal(nowhere.json.code, 'team.not_found')
  assert.equal((await desk.ask(bo, 'GET', 'keeper')).status, 400)
  assert.equal((await desk.ask(null, 'GET', `keeper?at=${dueAt}`)).status, 401)
})

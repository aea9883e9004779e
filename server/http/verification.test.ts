// Making sure over HTTP: a fix verified, a check planned, due, moved and done, and what came back.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [3], teams: [desk.teams[3]!] })
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent', 'admin'] })
})
afterAll(() => desk.close())

const ring = () => {
  const { store, now, facts } = desk.shell
  return ringDue({ store, now, newId, facts })
}
const inHours = (hours: number) => desk.shell.now() + hours * hourMs
const doing = (id: string, by: Person) => (deed: string, body: object) =>
  desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
const list = async (by: Person, query: string) =>
  (await desk.ask(by, 'GET', `verification?${query}`)).json.items as {
    id: string
    checks: { next?: { agent: string }; done?: { result: string } }
  }[]
const isIn = async (by: Person, query: string, id: string) =>
  (await list(by, query)).some(one => one.id === id)
const fix = { environment: 'Lab 2', recreated: 'Plug it in', fix: 'Firmware 3.3', because: 'Ten times green' }
const solve = async (id: string) => {
  const say = doing(id, bo)
  for (const { promise } of (await desk.ask(bo, 'GET', `cases/${id}`)).json.ledger)
    if (promise) await say('promise/withdraw', { promise, because: 'x' })
  const solved = await say('case/solve', { fix: 'Firmware 3.3' })
  assert.equal(solved.status, 200, solved.text)
}

test('a fix is verified in a named environment; nothing is proven where the fault was not seen', async () => {
  const { id } = await desk.opened(bo)
  const say = doing(id, bo)
  const { recreated: _, ...unseen } = fix
  const lacking = await say('verification/make', { ...unseen, result: 'holds' })
  assert.deepEqual([lacking.status, lacking.json.code], [422, 'verification.not_recreated'])
  const made = await say('verification/make', { ...fix, result: 'does_not_hold' })
  assert.deepEqual(made.json.events, ['verification.made'], made.text)
  const none = await say('verification/make', { ...unseen, result: 'not_checked' })
  assert.deepEqual(none.json.events, ['verification.made'], none.text)
})

test('a check is ahead, due at its time also where the case has ended, told to its checker, and done', async () => {
  const { id } = await desk.opened(bo)
  const say = doing(id, bo)
  const stranger = await desk.person({ name: 'Ida', levels: [3], teams: [desk.teams[3]!] })
  assert.equal((await desk.ask(stranger, 'GET', `cases/${id}`)).status, 404)
  assert.equal((await doing(id, stranger)('regression/plan', { what: 'x', dueAt: inHours(1) })).status, 404)
  const plan = { what: 'No red light', dueAt: inHours(2), checker: marta.id }
  const planned = await say('regression/plan', plan)
  assert.equal(planned.status, 200, planned.text)
  const { regression } = planned.json.ids
  await solve(id)
  // Whoever is to check it reads it from then on; the list shows nobody more than he may read.
  assert.equal((await desk.ask(marta, 'GET', `cases/${id}`)).status, 200)
  assert.equal(await isIn(marta, 'view=ahead&mine=true', id), true)
  assert.equal(await isIn(bo, 'view=ahead&mine=true', id), false)
  assert.equal(await isIn(stranger, 'view=ahead', id), false)
  const moved = { regression, dueAt: inHours(1), because: 'sooner' }
  assert.equal((await say('regression/move', moved)).status, 200)
  assert.equal(await isIn(marta, 'view=due', id), false)
  desk.pass(hourMs + 1000)
  await ring()
  const { json } = await desk.ask(marta, 'GET', `cases/${id}`)
  const due = json.ledger.filter((one: { type: string }) => one.type === 'regression.due')
  assert.deepEqual([json.card.phase, due.length, due[0].checker], ['solved', 1, marta.id])
  assert.equal(await isIn(marta, 'view=due&mine=true', id), true)
  const done = await doing(id, marta)('regression/check', { regression, result: 'gone', seen: 'Green' })
  assert.deepEqual(done.json.events, ['regression.checked'], done.text)
  assert.equal(await isIn(marta, 'view=due', id), false)
  const found = (await list(marta, 'view=done')).find(one => one.id === id)
  assert.equal(found?.checks.done?.result, 'gone')
})

test('what came back opens the case again, with what is done next', async () => {
  const { id } = await desk.opened(bo)
  const say = doing(id, bo)
  const { regression } = (await say('regression/plan', { what: 'Green', dueAt: inHours(2) })).json.ids
  await solve(id)
  const seen = { regression, result: 'came_back', seen: 'Red again' }
  assert.equal((await say('regression/check', seen)).json.code, 'regression.next_missing')
  const back = await say('regression/check', { ...seen, next: 'Try 3.4' })
  assert.equal(back.status, 200, back.text)
  assert.ok(back.json.events.includes('case.reopened'))
  assert.equal((await desk.ask(bo, 'GET', `cases/${id}`)).json.card.phase, 'open')
})

test('closed for good, it stays closed: one follow-up is opened, linked both ways, however often it is asked', async () => {
  const { json } = await desk.ask(lead, 'GET', 'settings')
  const set = await desk.ask(lead, 'PATCH', 'settings', { version: json.version, reopenDays: 0 })
  assert.equal(set.status, 200, set.text)
  const { id, number } = await desk.opened(bo)
  const say = doing(id, bo)
  const { regression } = (await say('regression/plan', { what: 'Green', dueAt: inHours(2) })).json.ids
  await solve(id)
  assert.equal((await say('case/close', { reason: 'confirmed' })).status, 200)
  desk.pass(1000)
  const body = { regression, result: 'came_back', seen: 'Red again', next: 'Try 3.4' }
  const back = await say('regression/check', body)
  assert.deepEqual(back.json.events, ['regression.checked', 'case.linked'], back.text)
  assert.equal((await say('regression/check', body)).json.code, 'regression.checked_before')
  const closed = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const { followUp } = closed.ledger.find((one: { type: string }) => one.type === 'regression.checked')
  const next = (await desk.ask(bo, 'GET', `cases/${followUp}`)).json
  assert.deepEqual([closed.card.phase, next.card.phase], ['closed', 'open'])
  assert.deepEqual(
    next.links.map((one: { number: number }) => one.number),
    [number],
  )
  assert.ok(Object.values(next.texts).includes('Try 3.4'))
})

test('merged, what is still to be checked goes along, in words of the case that takes it', async () => {
  const one = await desk.opened(bo)
  const other = await desk.opened(bo)
  const { regression } = (
    await doing(one.id, bo)('regression/plan', { what: 'Still green', dueAt: inHours(2) })
  ).json.ids
  for (const { promise } of (await desk.ask(bo, 'GET', `cases/${one.id}`)).json.ledger)
    if (promise) await doing(one.id, bo)('promise/withdraw', { promise, because: 'x' })
  const merged = await doing(one.id, bo)('case/merge', { into: other.id })
  assert.equal(merged.status, 200, merged.text)
  const { json } = await desk.ask(bo, 'GET', `cases/${other.id}`)
  const came = json.ledger.find((fact: { type: string }) => fact.type === 'regression.planned')
  assert.deepEqual([came.regression, came.from], [regression, one.id])
  assert.equal(json.texts[came.what.text], 'Still green')
  assert.equal(await isIn(bo, 'view=ahead', one.id), false)
  assert.equal(await isIn(bo, 'view=ahead', other.id), true)
})

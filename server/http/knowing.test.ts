// Knowing the products over HTTP: what is said, what the ledger shows, who may read it, and that no list
// of people is ordered by it.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let lead: Person
let router: string
let modem: string
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo', teams: [desk.teams[1]!] })
  eva = await desk.person({ name: 'Eva', teams: [desk.teams[1]!] })
  lead = await desk.person({
    name: 'Karin',
    roles: ['lead', 'agent', 'admin'],
    levels: [1, 2],
    teams: [desk.teams[1]!],
  })
  const add = async (name: string) => (await desk.ask(lead, 'POST', 'products', { name })).json.id as string
  router = await add('Router X')
  modem = await add('Modem Y')
})
afterAll(() => desk.close())

const today = () => new Date(desk.shell.now()).toISOString().slice(0, 10)
const say = (by: Person, whose: Person, product: string, used: unknown, trained: unknown = null) =>
  desk.ask(by, 'PUT', `agents/${whose.id}/knowing/${product}`, { used, trained })
const knowing = async (by: Person, whose: Person) =>
  (await desk.ask(by, 'GET', `agents/${whose.id}/knowing`)).json
const productOf = async (whose: Person, product: string) =>
  (await knowing(whose, whose)).products.find((one: { product: string }) => one.product === product)
const solve = async (by: Person, product: string) => {
  const { id } = await desk.opened(by, { product })
  for (const { promise } of (await desk.ask(by, 'GET', `cases/${id}`)).json.ledger)
    if (promise) await desk.ask(by, 'POST', `cases/${id}/promise/withdraw`, { promise, because: 'x' })
  const solved = await desk.ask(by, 'POST', `cases/${id}/case/solve`, { fix: 'Firmware 3.3' })
  assert.equal(solved.status, 200, solved.text)
  return id
}
const handUp = async (by: Person, product: string) => {
  const { id } = await desk.opened(by, { product })
  const offered = await desk.ask(by, 'POST', `cases/${id}/hand-off/offer`, {
    team: desk.teams[2],
    question: 'What is it?',
    noSteps: 'nothing_to_try',
  })
  assert.equal(offered.status, 200, offered.text)
}

test('one says of himself and his lead of him what he knows, with a date; saying it twice is saying it once', async () => {
  assert.equal((await say(bo, bo, router, '2024-05-01')).status, 200)
  const by = await productOf(bo, router)
  assert.deepEqual([by.used.since, by.used.by, by.trained], ['2024-05-01', bo.id, null])
  desk.pass(1000)
  assert.equal((await say(lead, bo, router, '2024-05-01', today())).status, 200)
  const both = await productOf(bo, router)
  assert.deepEqual([both.used, both.trained.by], [by.used, lead.id], 'who said the first has still said it')
  assert.equal((await say(bo, bo, router, null, today())).status, 200)
  assert.equal((await productOf(bo, router)).used, null)
  const audit = (await desk.ask(lead, 'GET', 'audit')).json.items as { what: string }[]
  assert.equal(audit.filter(one => one.what === 'agent.knowing_said').length, 3)
  await say(bo, bo, router, null, today())
  const same = (await desk.ask(lead, 'GET', 'audit')).json.items as { what: string }[]
  assert.equal(same.filter(one => one.what === 'agent.knowing_said').length, 3)
})

test('a date to come, a day there is not, and a product there is not are refused', async () => {
  const ahead = new Date(desk.shell.now() + 3 * dayMs).toISOString().slice(0, 10)
  const wrong = await say(bo, bo, router, ahead)
  assert.deepEqual([wrong.status, wrong.json.fields[0].path], [400, '/used'], wrong.text)
  assert.equal((await say(bo, bo, router, '2024-02-31')).status, 400)
  assert.equal((await say(bo, bo, 'pro_none', today())).status, 404)
})

test('nobody else reads or says it, and a lead asks for one person at a time', async () => {
  for (const refused of [
    await desk.ask(eva, 'GET', `agents/${bo.id}/knowing`),
    await say(eva, bo, router, today()),
    await desk.ask(eva, 'GET', `products/${router}/helpers`),
  ])
    assert.deepEqual([refused.status, refused.json.code], [403, 'role.missing'], refused.text)
  assert.equal((await desk.ask(lead, 'GET', `agents/${bo.id}/knowing`)).status, 200)
  assert.equal((await desk.ask(bo, 'GET', `agents/${bo.id}/knowing`)).status, 200)
})

test('what is solved counts from the ledger, as long as it stays solved', async () => {
  const first = await solve(eva, modem)
  await solve(eva, modem)
  assert.equal((await productOf(eva, modem)).solved, 2)
  await desk.ask(eva, 'POST', `cases/${first}/case/reopen`, { reason: 'not_fixed' })
  assert.equal((await productOf(eva, modem)).solved, 1)
})

test('what to learn next is what was handed up most often', async () => {
  await handUp(bo, modem)
  await handUp(bo, router)
  await handUp(bo, router)
  const { learnNext } = await knowing(bo, bo)
  const said = learnNext.map((one: { product: string; cases: number }) => [one.product, one.cases])
  assert.deepEqual(said, [
    [router, 2],
    [modem, 1],
  ])
})

test('who can help with a product stands by name, without a number', async () => {
  await say(lead, lead, modem, '2020-01-01')
  await solve(bo, modem)
  const { items } = (await desk.ask(lead, 'GET', `products/${modem}/helpers`)).json
  assert.deepEqual(items, [
    { agent: bo.id, name: 'Bo', by: ['solved'] },
    { agent: eva.id, name: 'Eva', by: ['solved'] },
    { agent: lead.id, name: 'Karin', by: ['used'] },
  ])
})

test('the live line knows it, and rings by it only where the desk says so', async () => {
  await say(lead, bo, modem, null, today())
  assert.deepEqual(desk.shell.facts().agents[bo.id]?.knows?.toSorted(), [router, modem].toSorted())
  assert.equal(desk.shell.facts().live?.knowsFirst, undefined)
  const { setting, version } = (await desk.ask(lead, 'GET', 'settings')).json
  const live = { ...setting.live, knowsFirst: true }
  assert.equal((await desk.ask(lead, 'PATCH', 'settings', { version, live })).status, 200)
  assert.equal(desk.shell.facts().live?.knowsFirst, true)
})

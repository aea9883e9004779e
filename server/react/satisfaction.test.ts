// How did we do: whom the desk asks after solving, by which letter, and whom not. On real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { askSatisfied } from '#server/react/satisfaction.ts'
import { messageMail } from '#server/react/message-mail.ts'

let desk: TestDesk
let bo: Person
let lead: Person
let admin: Person
before(async () => {
  desk = await testDesk()
})
beforeEach(async () => {
  await people()
  await set({ satisfaction: 'on' })
})
after(() => desk.close())

/** Signed in anew: sessions end before 30 days do. */
async function people() {
  bo = await desk.person({ name: 'Bo', levels: [1] })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  admin = await desk.person({ roles: ['admin'] })
}
const set = async (changes: object) => {
  const { version } = (await desk.ask(admin, 'GET', 'settings')).json
  const { status, text } = await desk.ask(admin, 'PATCH', 'settings', { version, ...changes })
  assert.equal(status, 200, text)
}
let customers = 0
const anybody = () => ({ name: 'Anna', email: `anna${customers++}@content.example` })
async function solved(customer: object = anybody(), language = 'en') {
  const body = { channel: 'phone', subject: 'Router', take: true, customer, language, kind: 'question' }
  const made = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(made.status, 201, made.text)
  await solve(made.json.id)
  return made.json.id as CaseId
}
const solve = async (id: CaseId) => {
  const { status, text } = await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'A new cable' })
  assert.equal(status, 200, text)
}
/** An hour and a little later: the questions of the case, and the letters that ask. */
async function asked(id: CaseId, ms = 61 * minuteMs) {
  desk.pass(ms)
  await Promise.all([1, 2].map(() => askSatisfied(desk.shell)))
  const { events } = (await desk.store.read(id))!
  const letters = events.filter(one => one.type === 'message.queued' && one.automatic === 'satisfaction')
  return [events.filter(one => one.type === 'satisfaction.asked').length, letters.length]
}

test('an hour after solving one letter asks, in the language of the customer, with a link to the page', async () => {
  const id = await solved(anybody(), 'de')
  assert.deepEqual(await asked(id, 30 * minuteMs), [0, 0])
  assert.deepEqual(await asked(id), [1, 1])
  const ledger = (await desk.store.read(id))!
  const queued = ledger.events.find(one => one.type === 'satisfaction.asked')
  assert.ok(queued?.type === 'satisfaction.asked' && queued.message)
  const customer = (await desk.shell.desk.customers.one((await desk.store.card(id))!.customer))!
  const mail = (await messageMail(desk.shell, ledger, queued.message, customer))!.mail
  const said = JSON.stringify(mail.blocks)
  assert.match(said, /Wie waren wir/)
  assert.match(said, /\/satisfaction\?k=/)
})
test('the same customer is not asked again for 30 days, by this case or another, and then he is', async () => {
  const anna = anybody()
  const [one, two] = [await solved(anna), await solved(anna)]
  const both = [await asked(one), await asked(two)]
  assert.equal(
    both.flat().reduce((a, b) => a + b),
    2,
    'of two cases one asks',
  )
  const third = await solved(anna)
  assert.deepEqual(await asked(third), [0, 0])
  desk.pass(30 * dayMs)
  await people()
  const fourth = await solved(anna)
  assert.deepEqual(await asked(fourth), [1, 1])
})
test('a desk that does not ask, a case opened again in time, a customer without an address', async () => {
  await set({ satisfaction: 'off' })
  assert.deepEqual(await asked(await solved()), [0, 0])
  await set({ satisfaction: 'on', automaticMail: 'off' })
  assert.deepEqual(await asked(await solved()), [1, 0], 'his page asks')
  await set({ automaticMail: 'on' })
  const back = await solved()
  await desk.ask(bo, 'POST', `cases/${back}/case/reopen`, { reason: 'by_agent' })
  assert.deepEqual(await asked(back), [0, 0])
  assert.deepEqual(await asked(await solved({ name: 'Ada', phone: '+46701234567' })), [1, 0])
})
test('an address that takes no mail gets none', async () => {
  const own = desk.shell.desk.suppressions
  const stopped = { ...own, since: async () => desk.shell.now() }
  const id = await solved()
  desk.pass(61 * minuteMs)
  await askSatisfied({ ...desk.shell, desk: { ...desk.shell.desk, suppressions: stopped } })
  assert.deepEqual(await asked(id, 0), [1, 0])
})
test('a low answer stands on the board until a lead says what came of it; nobody else may', async () => {
  const id = await solved()
  await asked(id)
  const { customer } = (await desk.store.card(id))!
  const seal = desk.shell.sealer()
  const command = { type: 'satisfaction.answer', score: 1, text: seal.text('Three weeks!') } as const
  const by = { kind: 'customer', id: customer } as const
  const told = await desk.shell.handle({ caseId: id, by, commands: [command], texts: seal.texts })
  assert.equal(told.outcome, 'done')
  const needs = async () =>
    (await desk.ask(lead, 'GET', 'board')).json.needsPerson.items
      .filter((one: { card: { id: string } }) => one.card.id === id)
      .map((one: { need: { code: string } }) => one.need.code)
  assert.deepEqual(await needs(), ['dissatisfied'])
  const { events } = (await desk.store.read(id))!
  const one = events.find(each => each.type === 'satisfaction.asked')
  const body = {
    satisfaction: one?.type === 'satisfaction.asked' && one.satisfaction,
    how: 'mended',
    text: 'Rang her',
  }
  const path = `cases/${id}/satisfaction/follow-up`
  assert.equal((await desk.ask(bo, 'POST', path, body)).json.code, 'access.lead_only')
  const done = await desk.ask(lead, 'POST', path, body)
  assert.equal(done.status, 200, done.text)
  assert.deepEqual(await needs(), [])
  assert.equal((await desk.ask(lead, 'POST', path, body)).json.code, 'satisfaction.nothing_open')
})

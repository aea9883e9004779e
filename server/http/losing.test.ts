// Somebody loses a level or a team alone: what of his cases goes where, seen beforehand and then done.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let karin: Person

before(async () => {
  desk = await testDesk()
  karin = await desk.person({ name: 'Karin', roles: ['lead'], levels: [1, 2] })
  admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
})
after(() => desk.close())

const both = { levels: [1, 2] as const }
const change = async (who: Person, body: object) =>
  desk.ask(admin, 'PATCH', `agents/${who.id}`, {
    version: (await desk.desk.agents.one(who.id))!.version,
    ...body,
  })
const preview = async (who: Person, body: object) =>
  (await desk.ask(admin, 'POST', `agents/${who.id}/preview`, body)).json
const cardOf = async (id: string) => (await desk.store.card(id as never))!

test('what goes where is shown beforehand, and nothing is done by it', async () => {
  const bo = await desk.person({ name: 'Bo', ...both })
  const { id } = await desk.opened(bo)
  const moved = { levels: [2], teams: [desk.teams[2]] }
  assert.deepEqual(await preview(bo, moved), {
    queues: [{ team: desk.teams[1], cases: 1 }],
    contacts: [{ agent: karin.id, cases: 1 }],
  })
  assert.deepEqual(await preview(bo, { levels: [1, 2] }), { queues: [], contacts: [] })
  assert.equal((await cardOf(id)).worker, bo.id)
  assert.equal((await desk.ask(karin, 'POST', `agents/${bo.id}/preview`, moved)).status, 403)
})

test('who loses the level of a case gives its work to the queue, its customer a new contact by letter', async () => {
  const bo = await desk.person({ name: 'Bo', ...both })
  const { id } = await desk.opened(bo)
  const done = await change(bo, { levels: [2], teams: [desk.teams[2]] })
  assert.equal(done.status, 200, done.text)
  const card = await cardOf(id)
  assert.deepEqual([card.worker, card.team, card.contact], [null, desk.teams[1], karin.id])
  const { events } = (await desk.store.read(id))!
  const last = events.slice(-3)
  assert.deepEqual(
    last.map(one => one.type),
    ['contact.assigned', 'message.queued', 'worker.queued'],
  )
  const [assigned] = last
  assert.ok(assigned?.type === 'contact.assigned' && assigned.reason === 'moved')
})

test('who loses another team or gains one keeps what he has; who is named becomes the contact', async () => {
  const bo = await desk.person({ name: 'Bo', ...both })
  const { id } = await desk.opened(bo)
  await change(bo, { levels: [1], teams: [desk.teams[1]] })
  assert.deepEqual([(await cardOf(id)).worker, (await cardOf(id)).contact], [bo.id, bo.id])
  const chiara = await desk.person({ name: 'Chiara' })
  await change(bo, { levels: [3], teams: [desk.teams[3]], contactTo: chiara.id })
  assert.deepEqual([(await cardOf(id)).worker, (await cardOf(id)).contact], [null, chiara.id])
})

test('what was offered to him waits for its team, and he can accept it no more', async () => {
  const bo = await desk.person({ name: 'Bo' })
  const marta = await desk.person({ name: 'Marta', levels: [2] })
  const { id } = await desk.opened(bo)
  const offered = await desk.ask(bo, 'POST', `cases/${id}/hand-off/offer`, {
    ...{ team: desk.teams[2], agent: marta.id },
    question: 'Why does it drop?',
    noStepsBecause: 'clear at once',
  })
  if (offered.status !== 200) assert.fail(offered.text)
  await change(marta, { levels: [3], teams: [desk.teams[3]] })
  const accept = { handOff: offered.json.ids.handOff, readBack: 'It drops' }
  const refused = await desk.ask(marta, 'POST', `cases/${id}/hand-off/accept`, accept)
  assert.ok(refused.status === 403 || refused.status === 404, refused.text)
  assert.equal((await cardOf(id)).worker, bo.id, 'until somebody accepts it stays with who gave it')
})

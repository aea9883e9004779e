// The shifts as a lead and an agent read them: who is on, gaps against what a team answers for, on call, and
// cases that fit nobody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let admin: Person

before(async () => {
  desk = await testDesk()
  const teams = [desk.teams[1]]
  lead = await desk.person({ name: 'Karin', roles: ['lead'], teams })
  bo = await desk.person({ name: 'Bo', teams })
  admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
})
after(() => desk.close())

const shifts = async (by: Person, query = '') => (await desk.ask(by, 'GET', `shifts${query}`)).json
const first = async (by: Person) =>
  (await shifts(by)).teams.find((one: { team: string }) => one.team === desk.teams[1])
const versionOf = async (who: Person) => (await desk.desk.agents.one(who.id))!.version

test('an agent reads who is on; only a lead which cases fit nobody', async () => {
  const own = await first(bo)
  assert.deepEqual(own.people, [{ agent: bo.id, isOn: true, works: null, absences: [] }])
  assert.deepEqual([own.isOpen, own.hours, own.onCall, own.gaps], [true, null, null, []])
  assert.equal((await shifts(bo)).unfit, null)
  assert.deepEqual((await shifts(lead)).unfit, [])
  assert.equal((await desk.ask(bo, 'GET', 'shifts?days=99')).status, 400)
  assert.equal((await desk.ask(null, 'GET', 'shifts')).status, 401)
})

test('an absence that was entered is seen before it begins, and makes a gap where nobody else is', async () => {
  const [from, until] = [desk.shell.now() + hourMs, desk.shell.now() + 3 * hourMs]
  const body = { version: await versionOf(bo), from, until }
  assert.equal((await desk.ask(lead, 'PUT', `absences/${bo.id}`, body)).status, 200)
  const { people, gaps } = await first(bo)
  assert.deepEqual(people[0].absences, [{ from, until, cover: null }])
  assert.equal(people[0].isOn, true)
  assert.deepEqual(gaps, [{ from, until, lacks: [{ code: 'anybody' }] }])
  await desk.ask(lead, 'DELETE', `absences/${bo.id}?version=${await versionOf(bo)}`)
})

test('what a team answers for and nobody of it knows is a gap', async () => {
  const { version } = (await desk.desk.teams.one(desk.teams[1]))!
  const covers = { version, skills: [], languages: ['ru'], products: [], capacity: null }
  await desk.ask(lead, 'PUT', `teams/${desk.teams[1]}/covers`, covers)
  assert.deepEqual((await first(bo)).gaps, [], 'of whom nothing is said writes any language')
  const known = { skills: [], languages: [{ language: 'sv', writes: true, speaks: true }], products: [] }
  const routing = { version: await versionOf(bo), ...known, capacity: null }
  await desk.ask(lead, 'PUT', `agents/${bo.id}/routing`, routing)
  assert.deepEqual(
    (await first(bo)).gaps.map((one: { lacks: unknown }) => one.lacks),
    [[{ code: 'language', language: 'ru' }]],
  )
})

test('a case that fits nobody is listed for the lead with what is missing and who could be asked', async () => {
  const marta = await desk.person({ name: 'Marta', levels: [2], teams: [desk.teams[2]] })
  const product = (await desk.ask(admin, 'POST', 'products', { name: 'Link 5' })).json.id
  const skill = (await desk.ask(lead, 'POST', 'skills', { name: 'Radio', products: [product] })).json.id
  const knows = {
    version: await versionOf(marta),
    skills: [skill],
    languages: [],
    products: [],
    capacity: null,
  }
  await desk.ask(lead, 'PUT', `agents/${marta.id}/routing`, knows)
  const opened = await desk.opened(bo, { take: false, product, language: 'sv', team: desk.teams[1] })
  const { unfit } = await shifts(lead)
  assert.deepEqual(unfit, [
    {
      id: opened.id,
      number: opened.number,
      subject: 'Router drops the connection',
      team: desk.teams[1],
      missing: [{ code: 'skill', skill }],
      couldBeAsked: [marta.id],
    },
  ])
})

test('somebody of a partner sees his own teams only', async () => {
  const partner = await desk.person({ roles: ['partner'], teams: [desk.teams[2]], levels: [2] })
  const { teams } = await shifts(partner)
  assert.deepEqual(
    teams.map((one: { team: string }) => one.team),
    [desk.teams[2]],
  )
})

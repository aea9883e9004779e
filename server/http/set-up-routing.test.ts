// Skills, what people and teams know, and the rules of arrival: who may set them, what is refused, and where
// cases then go.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let lead: Person
let bo: Person

before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const rule = { products: [], languages: [], kinds: [], channels: [] }
const routing = async () => (await desk.ask(lead, 'GET', 'routing')).json
const setRules = async (by: Person, rules: readonly object[]) =>
  desk.ask(by, 'PUT', 'routing', { version: (await routing()).version, rules })

test('a lead keeps the list of skills; each has a name of its own; agents read it', async () => {
  assert.equal((await desk.ask(bo, 'POST', 'skills', { name: 'Radio' })).status, 403)
  const added = await desk.ask(lead, 'POST', 'skills', { name: 'Radio', kinds: ['question'] })
  assert.deepEqual([added.status, added.json.kinds, added.json.active], [201, ['question'], true])
  assert.equal((await desk.ask(lead, 'POST', 'skills', { name: 'radio' })).json.code, 'set_up.taken')
  const unknown = await desk.ask(lead, 'POST', 'skills', { name: 'X', products: ['pro_none'] })
  assert.equal(unknown.json.fields[0].path, 'products.0')
  const { id, version } = added.json
  const changed = await desk.ask(lead, 'PATCH', `skills/${id}`, {
    version,
    name: 'Radio links',
    active: false,
  })
  assert.deepEqual(
    [changed.json.name, changed.json.active, changed.json.kinds],
    ['Radio links', false, ['question']],
  )
  assert.equal((await desk.ask(lead, 'PATCH', `skills/${id}`, { version })).json.code, 'set_up.changed')
  assert.equal((await desk.ask(lead, 'PATCH', 'skills/skl_none', { version })).json.code, 'set_up.not_found')
  assert.deepEqual(
    (await desk.ask(bo, 'GET', 'skills')).json.items.map((one: { name: string }) => one.name),
    ['Radio links'],
  )
  const kept = (await desk.ask(admin, 'GET', 'audit')).json.items[0]
  assert.deepEqual(
    [kept.what, kept.before, kept.after],
    ['skill.changed', { name: 'Radio', active: true }, { name: 'Radio links', active: false }],
  )
})

test('what a person knows and what a team answers for is set by a lead and read by all', async () => {
  const skill = (await desk.ask(lead, 'POST', 'skills', { name: 'Fibre' })).json.id
  const { version } = (await desk.desk.agents.one(bo.id))!
  const languages = [{ language: 'ru', writes: true, speaks: false }]
  const own = { skills: [skill], languages, products: [], capacity: 5 }
  assert.equal((await desk.ask(bo, 'PUT', `agents/${bo.id}/routing`, { version, ...own })).status, 403)
  const set = await desk.ask(lead, 'PUT', `agents/${bo.id}/routing`, { version, ...own })
  assert.deepEqual(set.json.routing, own)
  const wrong = await desk.ask(lead, 'PUT', `agents/${bo.id}/routing`, {
    version: version + 1,
    ...own,
    skills: ['skl_x'],
  })
  assert.equal(wrong.json.fields[0].path, 'skills.0')
  const covers = { skills: [skill], languages: ['ru'], products: [], capacity: 8 }
  const team = await desk.ask(lead, 'PUT', `teams/${desk.teams[1]}/covers`, { version: 1, ...covers })
  assert.deepEqual(team.json.covers, covers)
  const read = (await desk.ask(bo, 'GET', 'teams')).json.items
  assert.deepEqual(read.find((one: { id: string }) => one.id === desk.teams[1]).covers, covers)
  assert.deepEqual(desk.shell.facts().agents[bo.id]?.routing, own)
})

test('cases that come in go by the first rule that holds, else to the desk’s own team', async () => {
  const other = (await desk.ask(admin, 'POST', 'teams', { name: 'Russian desk', level: 1 })).json.id
  assert.equal((await setRules(bo, [])).status, 403)
  assert.equal((await setRules(lead, [{ ...rule, team: 'tea_none' }])).json.code, 'team.not_found')
  const set = await setRules(lead, [{ ...rule, languages: ['ru'], team: other }])
  assert.deepEqual([set.status, set.json.otherwise, set.json.rules.length], [200, desk.teams[1], 1])
  const tried = async (language: string) => (await desk.ask(bo, 'POST', 'routing/try', { language })).json
  assert.deepEqual(await tried('ru'), { team: other, place: 0, skills: [] })
  assert.deepEqual(await tried('sv'), { team: desk.teams[1], place: null, skills: [] })
  const opened = await desk.opened(bo, { take: false, language: 'ru' })
  assert.equal((await desk.store.card(opened.id))?.team, other)
  const named = await desk.opened(bo, { take: false, language: 'ru', team: desk.teams[1] })
  assert.equal((await desk.store.card(named.id))?.team, desk.teams[1], 'a team that is named goes before')
  // A team that rests takes nothing: its rule holds no more.
  const resting = (await desk.desk.teams.one(other))!
  await desk.desk.teams.change(other, resting.version, { active: false })
  await desk.shell.changed()
  assert.equal((await tried('ru')).team, desk.teams[1])
})

test('a skill that a kind of case needs is named when a case is tried', async () => {
  await desk.ask(lead, 'POST', 'skills', { name: 'Training', kinds: ['training'] })
  const { json } = await desk.ask(bo, 'POST', 'routing/try', { language: 'en', kind: 'training' })
  assert.deepEqual(json.skills, ['Training'])
})

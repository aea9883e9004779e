// A skill one case needs because an agent says so: whoever lacks it is not given the case.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let karin: Person
let bo: Person
let chiara: Person
before(async () => {
  desk = await testDesk()
  karin = await desk.person({ name: 'Karin', roles: ['lead', 'agent'] })
  bo = await desk.person({ name: 'Bo' })
  chiara = await desk.person({ name: 'Chiara' })
})
after(() => desk.close())

test('the next case is not his who lacks what it needs, until it needs it no more', async () => {
  const skill = (await desk.ask(karin, 'POST', 'skills', { name: 'Antennas' })).json.id
  const version = (await desk.desk.agents.one(chiara.id))!.version
  const knows = { version, skills: [skill], languages: [], products: [], capacity: null }
  assert.equal((await desk.ask(karin, 'PUT', `agents/${chiara.id}/routing`, knows)).status, 200)
  const { id } = await desk.opened(bo, { take: false, team: desk.teams[1] })
  const say = (verb: string, body: object) => desk.ask(bo, 'POST', `cases/${id}/skill/${verb}`, body)
  assert.equal((await say('need', { skill: 'skl_none', because: 'so' })).json.code, 'skill.not_found')
  assert.equal((await say('need', { skill })).status, 400, 'a reason is needed')
  const needed = await say('need', { skill, because: 'the antenna hums' })
  assert.deepEqual([needed.status, needed.json.events], [200, ['skill.needed']], needed.text)
  const next = await desk.ask(bo, 'POST', 'cases/take-next')
  assert.deepEqual([next.json.code, next.json.details.name], ['queue.nothing_fits', 'Antennas'])
  assert.equal((await desk.ask(chiara, 'POST', 'cases/take-next')).json.id, id)
  await desk.ask(chiara, 'POST', `cases/${id}/worker/queue`, { team: desk.teams[1] })
  await say('release', { skill, because: 'it was the power' })
  assert.equal((await desk.ask(bo, 'POST', 'cases/take-next')).json.id, id)
})

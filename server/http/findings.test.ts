// Finding out over HTTP: a fault made to happen again, ruled out, found, and what goes along with a hand-off.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2], teams: [desk.teams[2]!] })
})
after(() => desk.close())

const seen = {
  environment: 'Lab, firmware 3.2',
  steps: 'Plug it in',
  expected: 'Green light',
  actual: 'Red light',
  times: 5,
  seen: 2,
}

test('what was found out is in the ledger, and goes along with a hand-off by itself', async () => {
  const { id } = await desk.opened(bo)
  const say = (deed: string, body: object) => desk.ask(bo, 'POST', `cases/${id}/${deed}`, body)
  const tried = await say('reproduction/try', seen)
  assert.deepEqual([tried.status, tried.json.events], [200, ['reproduction.tried']], tried.text)
  const { reproduction } = tried.json.ids
  assert.equal((await say('reproduction/try', { ...seen, seen: 6 })).json.code, 'reproduction.seen_too_often')
  assert.equal((await say('reproduction/try', { ...seen, times: 0 })).status, 400)
  const { hypothesis } = (await say('hypothesis/raise', { text: 'A bad cable', confidence: 'low' })).json.ids
  const out = await say('hypothesis/rule-out', { hypothesis, how: 'Another cable does the same' })
  assert.deepEqual(out.json.events, ['hypothesis.ruled_out'], out.text)
  const cause = { text: 'Firmware 3.2', how: 'comparison', because: '3.1 is fine', evidence: [reproduction] }
  const found = await say('cause/find', cause)
  assert.deepEqual(found.json.events, ['hypothesis.raised', 'cause.found'], found.text)
  assert.equal((await say('cause/find', cause)).json.code, 'cause.already_found')
  await say('step/try', { what: 'Restarted', why: 'Simplest', outcome: 'no_change' })
  await say('hand-off/offer', { team: desk.teams[2], question: 'Can it be rolled back?' })
  const { json } = await desk.ask(bo, 'GET', `cases/${id}`)
  const offer = json.ledger.find((one: { type: string }) => one.type === 'hand_off.offered')
  assert.deepEqual(offer.summary.reproductions, [reproduction])
  assert.deepEqual(offer.summary.hypotheses, [hypothesis, found.json.ids.hypothesis])
  assert.equal((await say('reproduction/strike', { reproduction, because: 'wrong device' })).status, 200)
})

test('a level may want a try, or a word why there is none, before a case goes up', async () => {
  const { id } = await desk.opened(bo)
  const lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent', 'admin'] })
  const change = { version: 0, setting: { reproducesBeforeHandOff: true } }
  const set = await desk.ask(lead, 'PATCH', 'levels/1', change)
  assert.equal(set.status, 200, set.text)
  const offer = { team: desk.teams[2], question: 'Why?', noSteps: 'urgent' }
  const say = (body: object) => desk.ask(bo, 'POST', `cases/${id}/hand-off/offer`, body)
  assert.equal((await say(offer)).json.code, 'hand_off.reproduction_missing')
  const said = await say({ ...offer, notReproduced: 'Only at night' })
  assert.equal(said.status, 200, said.text)
  assert.equal((await desk.ask(marta, 'GET', `cases/${id}`)).status, 200)
})

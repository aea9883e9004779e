// What the case answers already is hinted, with where it was said; nothing is recorded by asking.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let foreign: Person
let id: string

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  foreign = await desk.person({ name: 'Jordi Mas', levels: [3], teams: [desk.teams[3]] })
  id = (await desk.opened(bo, { language: 'en' })).id
  for (const [deed, body] of [
    ['claim/make', { text: 'The DSL light turns red every evening.' }],
    ['note/add', { kind: 'environment', text: 'Device: Modem Fritz 7590\nPlace: hall\nHow: old\n\nmore' }],
    ['note/add', { kind: 'contact_wish', text: 'How: +46 70 123 45 67\nWhen, and when not: after 17' }],
    ['note/add', { kind: 'finding', text: 'Place: not asked here' }],
    ['entitlement/decide', { serial: 'SN-0O1Il8' }],
  ] as const) {
    const answer = await desk.ask(bo, 'POST', `cases/${id}/${deed}`, body)
    assert.equal(answer.status, 200, answer.text)
  }
})
after(() => desk.close())

const hints = async (text: string, more: object = {}) => {
  const {
    status,
    json,
    text: body,
  } = await desk.ask(bo, 'POST', `cases/${id}/asked-before`, { text, ...more })
  assert.equal(status, 200, body)
  return json.hints.map((one: { said: string; from: string }) => [one.said, one.from])
}

test('questions the ledger answers are hinted with what was said and where', async () => {
  assert.deepEqual(await hints('Hi Anna. What is the serial number? Where is the modem located?'), [
    ['SN-0O1Il8', 'device'],
    ['hall', 'note'],
  ])
  assert.deepEqual(await hints('Which device do you use? When can we call you? Is the DSL light red?'), [
    ['Modem Fritz 7590', 'note'],
    ['after 17', 'note'],
    ['The DSL light turns red every evening.', 'claim'],
  ])
  assert.deepEqual(await hints('Wo steht das Modem?', { language: 'de' }), [['hall', 'note']])
  assert.deepEqual(await hints('What phone number can we use?'), [['+46 70 123 45 67', 'note']])
})

test('words that ask nothing, or nothing known, get no hint; asking records nothing', async () => {
  const { seq } = (await desk.ask(bo, 'GET', `cases/${id}/ledger`)).json
  assert.deepEqual(await hints('We look into it. The serial number is on the back.'), [])
  assert.deepEqual(await hints('Would a technician be welcome?'), [])
  assert.equal((await desk.ask(bo, 'GET', `cases/${id}/ledger`)).json.seq, seq)
})

test('a struck note answers nothing any more, a mended one what it says now', async () => {
  const made = await desk.ask(bo, 'POST', `cases/${id}/note/add`, {
    kind: 'environment',
    text: 'Version: 7.50',
  })
  const { note } = made.json.ids
  assert.deepEqual(await hints('Which version is it?'), [['7.50', 'note']])
  const eva = await desk.person({ name: 'Eva Lind' })
  await desk.ask(eva, 'POST', `cases/${id}/note/flag`, { about: note, missing: 'why' })
  await desk.ask(bo, 'POST', `cases/${id}/note/mend`, { about: note, text: 'Version: 7.57' })
  assert.deepEqual(await hints('Which version is it?'), [['7.57', 'note']])
  await desk.ask(bo, 'POST', `cases/${id}/note/strike`, { note, because: 'wrong' })
  assert.deepEqual(await hints('Which version is it?'), [])
})

test('who cannot see the case learns nothing of it', async () => {
  const answer = await desk.ask(foreign, 'POST', `cases/${id}/asked-before`, { text: 'Where is it located?' })
  assert.deepEqual([answer.status, answer.json.code], [404, 'case.not_found'])
})

// Wanted facts over HTTP: a lead writes what has to be known, agents record it, and everybody reads the same.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let product: string
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead', 'admin'] })
  bo = await desk.person({ name: 'Bo' })
  product = (await desk.ask(lead, 'POST', 'products', { name: 'Fiber' })).json.id
})
after(() => desk.close())

const light = {
  name: 'router.light',
  words: { en: 'Light of the router', sv: 'Routerns lampa' },
  ask: { en: 'Which colour is the light?', sv: 'Vilken färg har lampan?' },
  choices: [
    { name: 'green', words: { en: 'Green', sv: 'Grön' } },
    { name: 'off', words: { en: 'Off', sv: 'Släckt' } },
  ],
  required: true,
}
const model = { name: 'router.model', words: { en: 'Model' }, ask: { en: 'Which model is your router?' } }
const device = { name: 'case.product', words: { en: 'Product' }, ask: { en: 'Which product is it?' } }

test('a lead writes what has to be known; an agent reads it, and changes nothing', async () => {
  const facts = [light, model, device]
  assert.equal((await desk.ask(bo, 'POST', 'wanted-lists', { facts })).status, 403)
  const twice = await desk.ask(lead, 'POST', 'wanted-lists', { facts: [model, model] })
  assert.equal(twice.status, 400)
  const nowhere = await desk.ask(lead, 'POST', 'wanted-lists', { facts, products: ['pro_none'] })
  assert.equal(nowhere.json.code, 'request.invalid')
  const added = await desk.ask(lead, 'POST', 'wanted-lists', { facts, kinds: ['malfunction'] })
  assert.equal(added.status, 201, added.text)
  const { items } = (await desk.ask(bo, 'GET', 'wanted-lists')).json
  assert.deepEqual(
    items.map((one: typeof added.json) => [one.kinds, one.facts.length]),
    [[['malfunction'], 3]],
  )
  const change = { version: added.json.version, kinds: ['malfunction', 'slowness'] }
  const path = `wanted-lists/${added.json.id}`
  assert.equal((await desk.ask(lead, 'PATCH', path, change)).status, 200)
  assert.equal((await desk.ask(lead, 'PATCH', path, change)).json.code, 'set_up.changed')
  assert.equal((await desk.ask(bo, 'PATCH', path, change)).status, 403)
})

test('what is known is read with its source, what is open goes along, and may leave the house veiled', async () => {
  const { id } = await desk.opened(bo)
  const say = (deed: string, body: object) => desk.ask(bo, 'POST', `cases/${id}/${deed}`, body)
  const classified = await say('case/classify', { kind: 'malfunction', product })
  assert.equal(classified.status, 200, classified.text)
  const read = async (language = 'en') =>
    (await desk.ask(bo, 'GET', `cases/${id}/wanted-facts?language=${language}`)).json.items
  const shown = (items: { name: string; known: { words: string; source: string | null } | null }[]) =>
    items.map(({ name, known }) => [name, known?.words ?? null, known?.source ?? null])
  assert.deepEqual(shown(await read()), [
    ['Light of the router', null, null],
    ['Model', null, null],
    ['Product', 'Fiber', null],
  ])
  const offer = { team: desk.teams[2], question: 'Why?', noSteps: 'urgent' }
  assert.equal((await say('hand-off/offer', offer)).json.code, 'hand_off.wanted_open')
  const blue = await say('wanted-fact/record', { fact: 'router.light', choice: 'blue', source: 'machine' })
  assert.equal(blue.json.code, 'wanted_fact.not_a_choice')
  const green = await say('wanted-fact/record', { fact: 'router.light', choice: 'green', source: 'machine' })
  assert.deepEqual(green.json.events, ['wanted_fact.recorded'], green.text)
  await say('claim/make', { text: 'Anna bought a white one', fact: 'router.model' })
  assert.deepEqual(shown(await read('sv')), [
    ['Routerns lampa', 'Grön', 'machine'],
    ['Model', 'Anna bought a white one', null],
    ['Product', 'Fiber', null],
  ])
  await say('wanted-fact/record', { fact: 'router.model', text: 'FB 7590', source: 'seen' })
  const [, corrected] = await read()
  assert.deepEqual([corrected.known.words, corrected.before[0].words], ['FB 7590', 'Anna bought a white one'])
  const asked = await say('asked-before', { text: 'Which model is your router?' })
  assert.equal(asked.json.hints[0]?.said, 'FB 7590', asked.text)
  const leaves = (await desk.ask(bo, 'GET', `cases/${id}/evidence`)).json.wanted
  assert.deepEqual(
    leaves.map((one: { words: string | null }) => one.words),
    ['Green', 'FB 7590', 'Fiber'],
  )
  const passed = await say('hand-off/offer', offer)
  assert.equal(passed.status, 200, passed.text)
})

test('where something is open the hand-off says what and why', async () => {
  const { id } = await desk.opened(bo)
  await desk.ask(bo, 'POST', `cases/${id}/case/classify`, { kind: 'slowness' })
  const offer = { team: desk.teams[2], question: 'Why?', noSteps: 'urgent', openBecause: 'He is on the road' }
  const passed = await desk.ask(bo, 'POST', `cases/${id}/hand-off/offer`, offer)
  assert.equal(passed.status, 200, passed.text)
  const { ledger } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const { summary } = ledger.find((one: { type: string }) => one.type === 'hand_off.offered')
  assert.deepEqual(summary.wantedOpen, ['router.light', 'router.model', 'case.product'])
  assert.ok(summary.openBecause)
})

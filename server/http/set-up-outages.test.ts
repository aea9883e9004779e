// Announcing outages: who may, what is refused at its field, and that who announced and ended one stays
// known.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hourMs, instant } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

const what = { en: ' The net is down in Lund. ', sv: 'Nätet ligger nere i Lund.', de: '  ' }
const announce = (by: Person, more: object = {}) => desk.ask(by, 'POST', 'outages', { what, ...more })
const field = async (more: object) => {
  const { status, json } = await announce(lead, more)
  return [status, json.fields?.[0].path]
}

test('a lead announces; an agent reads it, and may not', async () => {
  assert.equal((await announce(bo)).status, 403)
  const { status, json } = await announce(lead, { places: ['Lund'] })
  assert.equal(status, 201)
  assert.deepEqual(json.what, { en: 'The net is down in Lund.', sv: 'Nätet ligger nere i Lund.' })
  assert.deepEqual([json.isOn, json.announcedBy, json.endedBy, json.overAt], [true, lead.id, null, null])
  const { items } = (await desk.ask(bo, 'GET', 'outages')).json
  assert.deepEqual(items, [json])
})

test('what nobody could be told, or could never be meant, is refused at its field', async () => {
  assert.deepEqual(await field({ what: { sv: 'Nere' } }), [400, 'what.en'], 'the language of the desk')
  assert.deepEqual(await field({ since: 5_000, expectedUntil: 5_000 }), [400, 'expectedUntil'])
  assert.deepEqual(await field({ scripts: ['none'] }), [400, 'scripts'])
  assert.deepEqual(await field({ products: ['pro_none'] }), [400, 'products'])
  assert.deepEqual(await field({ organisations: ['org_none'] }), [400, 'organisations'])
  assert.deepEqual(await field({ places: [' '] }), [400, 'places.0'])
  assert.equal((await announce(lead, { overAt: 5 })).status, 400, 'over is said by its own door')
})

test('it is changed while it goes on, and ended once; what was is kept in the audit', async () => {
  const soon = instant(desk.shell.now() + hourMs)
  const { id, version } = (await announce(lead, { since: soon })).json
  const to = (body: object, by = lead) => desk.ask(by, 'PATCH', `outages/${id}`, body)
  assert.equal((await to({ version, places: ['Lund'] }, bo)).status, 403)
  const changed = await to({ version, places: ['Lund'], expectedUntil: soon + 1 })
  assert.deepEqual([changed.json.places, changed.json.isOn], [['Lund'], false], 'it has not begun')
  assert.equal((await to({ version, places: [] })).json.code, 'set_up.changed')
  assert.deepEqual((await to({ version: 2, since: soon + 1 })).json.fields[0].path, 'expectedUntil')
  const end = (version: number) => desk.ask(lead, 'POST', `outages/${id}/end`, { version })
  assert.equal((await end(version)).json.code, 'set_up.changed')
  const ended = await end(2)
  assert.deepEqual([ended.json.endedBy, ended.json.isOn], [lead.id, false])
  assert.equal((await end(3)).json.code, 'outage.over')
  assert.equal((await to({ version: 3, places: [] })).json.code, 'outage.over')
  assert.equal((await desk.ask(lead, 'POST', 'outages/otg_none/end', { version: 1 })).status, 404)
  const { items } = (await desk.ask(lead, 'GET', 'audit')).json
  const whats = items
    .filter((one: { about: string }) => one.about === id)
    .map((one: { what: string }) => one.what)
  assert.deepEqual(whats, ['outage.ended', 'outage.changed', 'outage.announced'])
})

test('a token of a lead announces, too', async () => {
  const robot = await desk.token(['lead'])
  const { status, json } = await announce(robot)
  assert.equal(status, 201)
  assert.equal((await desk.ask(robot, 'POST', `outages/${json.id}/end`, { version: 1 })).status, 200)
})

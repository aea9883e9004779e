// Contracts and policies that could not be kept are refused at the field; one that can is saved as it is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let lead: Person
let bo: Person
let policy: string
let organisation: string

const from = Date.UTC(2020, 0, 1)
const days = ['mon', 'tue', 'wed', 'thu', 'fri']
const calendar = async (name: string, week: object) =>
  (await desk.ask(admin, 'POST', 'calendars', { name, hours: { zone: 'UTC', versions: [{ week }] } })).json.id

before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['lead'] })
  bo = await desk.person()
  const week = Object.fromEntries(days.map(day => [day, [['08:00', '17:00']]]))
  const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const body = { name: 'Gold', calendar: await calendar('Days', week), targets }
  policy = (await desk.ask(admin, 'POST', 'policies', body)).json.id
  organisation = (await desk.ask(admin, 'POST', 'organisations', { name: 'Ek' })).json.id
})
after(() => desk.close())

type Answer = { status: number; json: { fields?: { path: string; message: string }[] } }
const faults = ({ json }: Answer) => json.fields?.map(({ path, message }) => `${path} ${message}`)
const line = (coverage: object, more: object = {}) => ({ coverage, policy, from, ...more })
const account = (more: object = {}) => line({ kind: 'account' }, more)
const added = (...lines: object[]) =>
  desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, lines })
const person = async (name: string) =>
  (await desk.ask(bo, 'POST', 'customers', { name, email: `${name}@ek.example`, organisation })).json

test('two lines that say something of the same are refused, however they are typed', async () => {
  const serial = (text: string) => line({ kind: 'serial', serial: text })
  const site = (text: string) => line({ kind: 'site', site: text })
  const overlaps = ['lines.1 overlaps lines.0, e.g. from ≥ until of lines.0']
  for (const pair of [
    [serial('SN 77-A'), serial('sn77-a')],
    [site('Lund 1'), site('lund1')],
    [account({ channels: ['email', 'phone'] }), account({ channels: ['phone', 'email'] })],
    [account(), account({ channels: ['email'] })],
  ])
    assert.deepEqual(faults(await added(...pair)), overlaps, JSON.stringify(pair))
  const apart = await added(account({ channels: ['email'] }), account({ channels: ['phone'] }))
  assert.equal(apart.status, 201, apart.text)
})

test('a line for all callers of a contract is refused beside one that names them all', async () => {
  const [ida, ove] = [(await person('ida')).id, (await person('ove')).id]
  const lines = [account(), account({ callers: [ida] })]
  const add = (callers: string[]) =>
    desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, callers, lines })
  const overlaps = ['lines.1 overlaps lines.0, e.g. from ≥ until of lines.0']
  assert.deepEqual(faults(await add([ida])), overlaps)
  const { status, json } = await add([ida, ove])
  assert.equal(status, 201, 'terms of his own')
  const change = (more: object) =>
    desk.ask(lead, 'PATCH', `contracts/${json.id}`, { version: json.version, ...more })
  const kept = json.lines
  assert.deepEqual(faults(await change({ callers: [ida], lines: kept })), overlaps)
  const alone = ['callers overlaps, e.g. those of lines.1 and others']
  assert.deepEqual(faults(await change({ callers: [ida] })), alone)
  assert.equal((await change({ callers: null })).status, 200)
})

test('lines that only together name all callers are refused beside one for all of them, too', async () => {
  const [una, odd] = [(await person('una')).id, (await person('odd')).id]
  const named = [account({ callers: [una] }), account({ callers: [odd] })]
  const add = (callers: string[], ...lines: object[]) =>
    desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, callers, lines })
  const overlaps = ['lines.1 overlaps, e.g. others name one caller fewer']
  assert.deepEqual(faults(await add([una, odd], named[0]!, account(), named[1]!)), overlaps)
  const [ivo] = [(await person('ivo')).id]
  const { status, json } = await add([una, odd, ivo], named[0]!, account(), named[1]!)
  assert.equal(status, 201, 'the third has it')
  const body = { version: json.version, callers: [una, odd] }
  const changed = await desk.ask(lead, 'PATCH', `contracts/${json.id}`, body)
  assert.deepEqual(faults(changed), ['callers overlaps, e.g. those of lines.1 and others'])
})

test('a line keeps its id once, in its own contract', async () => {
  const { json } = await added(account())
  const [{ id }] = json.lines
  const own = account({ id })
  assert.deepEqual(faults(await added(own)), ['lines.0.id line_unknown, e.g. none: a new line'])
  const change = (version: number, ...lines: object[]) =>
    desk.ask(lead, 'PATCH', `contracts/${json.id}`, { version, lines })
  const twice = await change(json.version, own, line({ kind: 'site', site: 'Lund' }, { id }))
  assert.deepEqual(faults(twice), ['lines.1.id line_twice, e.g. none: a new line'])
  const kept = await change(json.version, line({ kind: 'site', site: 'Lund' }), own)
  assert.equal(kept.status, 200, kept.text)
  assert.equal(kept.json.lines[1].id, id)
  assert.equal((await change(json.version, own)).json.code, 'set_up.changed')
})

test('who is named and has moved or was erased does not lock the contract, and is covered by it no more', async () => {
  const other = (await desk.ask(admin, 'POST', 'organisations', { name: 'Other' })).json.id
  const [anna, eva, kim] = [await person('anna'), await person('eva'), await person('kim')]
  const serial = { kind: 'serial', serial: 'SN 5' }
  const made = (await added(line(serial, { callers: [anna.id, eva.id, kim.id] }))).json
  const outcome = async () => {
    const body = { channel: 'phone', subject: 'R', customer: { id: anna.id }, serial: 'SN 5' }
    const { id } = (await desk.ask(bo, 'POST', 'cases', body)).json
    return (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json.entitlements[0].outcome
  }
  assert.equal(await outcome(), 'covered')
  const moved = { version: anna.version, organisation: other }
  assert.equal((await desk.ask(bo, 'PATCH', `customers/${anna.id}`, moved)).status, 200)
  await desk.desk.customers.erase(kim.id, desk.shell.now())
  assert.equal(await outcome(), 'not_covered')

  const save = (version: number, lines: object[], more: object = {}) =>
    desk.ask(lead, 'PATCH', `contracts/${made.id}`, { version, lines, ...more })
  const same = await save(made.version, made.lines, { name: 'Frame 2' })
  assert.equal(same.status, 200, same.text)
  const less = await save(same.json.version, [{ ...made.lines[0], callers: [eva.id] }])
  assert.equal(less.status, 200, less.text)
  const back = await save(less.json.version, [{ ...made.lines[0], callers: [eva.id, anna.id] }])
  assert.deepEqual(faults(back), ['lines.0.callers.1 ?'], 'nobody from elsewhere is named anew')
  const whole = await desk.ask(lead, 'PATCH', `contracts/${made.id}`, {
    ...{ version: less.json.version, callers: [anna.id] },
  })
  assert.deepEqual(faults(whole), ['callers.0 ?'])
})

test('a target that its calendar reaches in no ten years is refused at the field', async () => {
  const tiny = await calendar('Tiny', { mon: [['09:00', '09:01']] })
  const within = [null, { count: 527_040, unit: 'minutes' }, null, null]
  const targets = [{ kind: 'first_response', within, counts: 'working' }]
  const refused = await desk.ask(admin, 'POST', 'policies', { name: 'Never', calendar: tiny, targets })
  assert.equal(refused.status, 400)
  assert.deepEqual(faults(refused), [
    'targets.0.within.1 within.never, e.g. 2 days, or a calendar with more hours',
  ])
  const around = [{ ...targets[0], counts: 'always' }]
  const kept = await desk.ask(admin, 'POST', 'policies', { name: 'Year', calendar: tiny, targets: around })
  assert.equal(kept.status, 201, kept.text)
})

test('a decision says what else its line agrees to', async () => {
  const { json } = await added(line({ kind: 'site', site: 'Kiruna' }, { onSite: true, parts: true }))
  const customer = { name: 'Bo', email: 'bo@ek.example', organisation }
  const body = { channel: 'phone', subject: 'R', customer, site: 'Kiruna' }
  const { id } = (await desk.ask(bo, 'POST', 'cases', body)).json
  const [decided] = (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json.entitlements
  assert.deepEqual([decided.line, decided.includes], [json.lines[0].id, ['onSite', 'parts']])
})

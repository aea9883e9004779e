// A case that is judged again is judged by the device and the place it was judged by before, unless somebody
// names others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { languages } from '#core/people/language.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let organisation: string
let policy: string

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))

before(async () => {
  desk = await testDesk()
  const admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['agent', 'lead'] })
  bo = await desk.person()
  const hours = { zone: 'UTC', versions: [{ week }] }
  const calendar = (await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json.id
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  policy = (await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar, targets })).json.id
  organisation = (await desk.ask(lead, 'POST', 'organisations', { name: 'Ek' })).json.id
  const from = Date.UTC(2020, 0, 1)
  const lines = [
    { coverage: { kind: 'serial', serial: 'SN 77-A' }, policy, from },
    { coverage: { kind: 'serial', serial: 'SN 88' }, policy, from },
    { coverage: { kind: 'site', site: 'Lund' }, policy, from },
  ]
  const made = await desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, lines })
  assert.equal(made.status, 201, made.text)
  await desk.desk.scripts.publish({
    ...{ slug: 'number', version: 1, at: desk.shell.now(), by: bo.id, shipped: null },
    form: {
      ...{ slug: 'number', languages, title: all('x'), says: all('x'), article: 'a', start: 'number' },
      steps: [
        {
          ...{ name: 'number', ask: all('Ours?'), why: all('Why'), say: all('Which number?') },
          ...{ serial: {}, next: [{ to: 'over' }], otherwise: 'over' },
        },
        { name: 'over', end: 'hand_off', toLevel: 2, question: all('What?'), say: all('Wait') },
      ],
    },
  })
})
after(() => desk.close())

let people = 0
const open = async (about: object) => {
  const customer = { name: 'Anna', email: `anna${people++}@ek.example`, organisation }
  const body = { channel: 'phone', subject: 'Router', customer, take: true, ...about }
  const answer = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id as string
}
const again = async (id: string, body: object = {}) => {
  const answer = await desk.ask(bo, 'POST', `cases/${id}/entitlement/decide`, body)
  assert.equal(answer.status, 200, answer.text)
  return standing(id)
}
const standing = async (id: string) => {
  const { entitlements, clocks } = (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json
  const { outcome, serial, site } = entitlements.at(-1)
  return [outcome, serial, site, clocks.map((one: { standing: string }) => one.standing).join(' ')]
}

test('judged again it is about the same device and the same place', async () => {
  const [device, place] = [await open({ serial: 'SN 77-A' }), await open({ site: 'Lund' })]
  assert.deepEqual(await again(device), ['covered', 'SN 77-A', undefined, 'running'])
  assert.deepEqual(await again(place), ['covered', undefined, 'Lund', 'running'])
})

test('a waiver that lapses leaves the case to the line of its device', async () => {
  const id = await open({ serial: 'SN 77-A' })
  const body = { kind: 'trial', for: { case: id }, policy, because: 'x', expiresAt: Date.UTC(2090, 0, 1) }
  const waiver = (await desk.ask(lead, 'POST', 'waivers', body)).json
  assert.deepEqual(await again(id), ['waiver', 'SN 77-A', undefined, 'running'])
  await desk.ask(lead, 'PATCH', `waivers/${waiver.id}`, { version: waiver.version, expiresAt: 1 })
  assert.deepEqual(await again(id), ['covered', 'SN 77-A', undefined, 'running'])
})

test('another device that is named stands in its place, and one that is taken back counts no more', async () => {
  const id = await open({ serial: 'SN 77-A', site: 'Malmö' })
  assert.deepEqual(await again(id, { serial: 'SN 88' }), ['covered', 'SN 88', 'Malmö', 'running'])
  assert.deepEqual(await again(id, { serial: null }), ['not_covered', undefined, 'Malmö', 'cancelled'])
  assert.deepEqual((await again(id, { site: 'Lund' })).slice(0, 3), ['covered', undefined, 'Lund'])
})

test('a number that is found out in a walk leaves the place known', async () => {
  const id = await open({ site: 'Lund' })
  const { walk } = (await desk.ask(bo, 'POST', `cases/${id}/walk/begin`, { script: 'number' })).json.ids
  const body = { walk, step: 'number', answer: 'value', text: 'SN 1' }
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/walk/answer`, body)).status, 200)
  assert.deepEqual(await standing(id), ['covered', 'SN 1', 'Lund', 'running'])
})

test('the organisation its customer is in by now counts, also where it was none or another', async () => {
  const body = { channel: 'phone', subject: 'Router', serial: 'SN 77-A', take: true }
  const stranger = { name: 'Kim', email: 'kim@elsewhere.example' }
  const { id, ids } = (await desk.ask(bo, 'POST', 'cases', { ...body, customer: stranger })).json
  const other = (await desk.ask(lead, 'POST', 'organisations', { name: 'By' })).json.id
  const lines = [{ coverage: { kind: 'account' }, policy, from: Date.UTC(2020, 0, 1) }]
  const made = await desk.ask(lead, 'POST', 'contracts', { name: 'All', organisation: other, lines })
  assert.equal(made.status, 201, made.text)
  const isIn = async (one: string | null) => {
    const moved = await desk.ask(bo, 'PATCH', `customers/${ids.customer}`, { organisation: one })
    assert.equal(moved.status, 200, moved.text)
    const shown = (await desk.ask(bo, 'GET', `cases/${id}`)).json.customer
    const [outcome] = await again(id, { serial: null })
    return [shown.organisationName, outcome]
  }
  assert.deepEqual(await isIn(other), ['By', 'covered'])
  assert.deepEqual(await isIn(null), [null, 'not_covered'])
})

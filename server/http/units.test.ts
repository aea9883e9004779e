// Units, callers and waivers over HTTP: counted from the cases, given once, reported.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let editor: Person
let policy: string

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
const from = Date.UTC(2020, 0, 1)

before(async () => {
  desk = await testDesk()
  const admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['agent', 'lead'] })
  bo = await desk.person()
  editor = await desk.person({ roles: ['editor'] })
  const hours = { zone: 'UTC', versions: [{ week }] }
  const calendar = (await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json.id
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  policy = (await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar, targets })).json.id
})
after(() => desk.close())

let people = 0
const organisationOf = async () =>
  (await desk.ask(lead, 'POST', 'organisations', { name: `Firm ${people}` })).json.id
const personOf = async (organisation: string | null) =>
  (await desk.ask(bo, 'POST', 'customers', { name: `Anna ${people++}`, organisation })).json.id
const open = async (customer: string, more: object = {}) => {
  const body = { channel: 'phone', subject: 'Router', customer: { id: customer }, take: true, ...more }
  const answer = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(answer.status, 201, JSON.stringify(answer.json))
  return answer.json.id as string
}
const decided = async (id: string) =>
  (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json.entitlements.at(-1)
const contract = async (organisation: string, ...lines: object[]) => {
  const full = lines.map(line => ({ coverage: { kind: 'account' }, policy, from, ...line }))
  const made = await desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, lines: full })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  return made.json
}
const usedOf = async (organisation: string) => {
  const [one] = (await desk.ask(bo, 'GET', `contracts?organisation=${organisation}`)).json.items
  return one.used[one.lines[0].id]
}
const act = async (id: string, deed: string, body: object) => {
  const answer = await desk.ask(lead, 'POST', `cases/${id}/${deed}`, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.json))
}

test('a line of three cases covers three: the fourth is told that the units are used up', async () => {
  const organisation = await organisationOf()
  const anna = await personOf(organisation)
  await contract(organisation, { units: { of: 'cases', total: 3 } })
  const cases = [await open(anna), await open(anna), await open(anna)]
  for (const id of cases) assert.equal((await decided(id)).outcome, 'covered')
  assert.deepEqual(await usedOf(organisation), { cases: 3, open: 3, minutes: 0 })
  const fourth = await decided(await open(anna))
  assert.equal(fourth.outcome, 'not_covered')
  const step = fourth.steps.find((one: { rule: string }) => one.rule === 'account')
  assert.deepEqual([step.result, step.units], ['used_up', { of: 'cases', total: 3, used: 3 }])

  await act(cases[0]!, 'case/solve', { fix: 'plugged in' })
  assert.deepEqual(await usedOf(organisation), { cases: 3, open: 2, minutes: 0 })
  await act(cases[0]!, 'case/reopen', {})
  assert.deepEqual(await usedOf(organisation), { cases: 3, open: 3, minutes: 0 }, 'back is no second unit')
  await act(cases[1]!, 'case/close', { reason: 'spam' })
  assert.deepEqual(await usedOf(organisation), { cases: 2, open: 2, minutes: 0 }, 'spam gives it back')
  await act(cases[2]!, 'case/merge', { into: cases[0] })
  assert.deepEqual(await usedOf(organisation), { cases: 1, open: 1, minutes: 0 }, 'one need is one case')
  assert.equal((await decided(await open(anna))).outcome, 'covered')
})

test('of eight cases at once for the last unit one is covered', async () => {
  const organisation = await organisationOf()
  const anna = await personOf(organisation)
  await contract(organisation, { units: { of: 'cases', total: 1 } })
  const cases = await Promise.all(Array.from({ length: 8 }, () => open(anna)))
  const outcomes = await Promise.all(cases.map(async id => (await decided(id)).outcome))
  assert.equal(outcomes.filter(outcome => outcome === 'covered').length, 1, outcomes.join())
  const missed = cases[outcomes.indexOf('not_covered')]!
  const had = cases[outcomes.indexOf('covered')]!
  await act(had, 'entitlement/decide', {})
  assert.equal((await decided(had)).outcome, 'covered', 'a case does not stand in its own way')
  await act(missed, 'entitlement/decide', {})
  assert.equal((await decided(missed)).outcome, 'not_covered')
})

test('hours go by the minutes with the customer and those of notes; a running case stays covered', async () => {
  const organisation = await organisationOf()
  const anna = await personOf(organisation)
  await contract(organisation, { units: { of: 'minutes', total: 60 } })
  const id = await open(anna, { held: { means: 'phone', direction: 'in', reach: 'reached', minutes: 25 } })
  await act(id, 'note/add', { note: 'not_work', text: 'Read the logs', minutes: 50 })
  assert.deepEqual(await usedOf(organisation), { cases: 1, open: 1, minutes: 75 })
  const next = await open(anna)
  assert.equal((await decided(next)).outcome, 'not_covered')
  await act(id, 'entitlement/decide', {})
  assert.equal((await decided(id)).outcome, 'covered')
  await act(id, 'note/strike', { note: 'not_work', because: 'another case' })
  assert.equal((await usedOf(organisation)).minutes, 25)
  await act(next, 'entitlement/decide', {})
  assert.equal((await decided(next)).outcome, 'covered')
  const wrong = await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'x', minutes: 0 })
  assert.deepEqual([wrong.status, wrong.json.fields[0].path], [400, 'minutes'])
})

test('a line says who may file under it and whose product it is; both are refused at the field', async () => {
  const organisation = await organisationOf()
  const [anna, kim] = [await personOf(organisation), await personOf(organisation)]
  const origin = { kind: 'third_party', supplier: 'Nordlicht Systems' }
  await contract(organisation, { callers: [anna], origin })
  const hers = await decided(await open(anna))
  assert.deepEqual([hers.outcome, hers.supplier], ['covered', 'Nordlicht Systems'])
  const his = await decided(await open(kim))
  assert.equal(his.steps.find((one: { rule: string }) => one.rule === 'account').result, 'not_a_caller')
  const stranger = await personOf(null)
  const line = { coverage: { kind: 'account' }, policy, from }
  const send = (more: object) =>
    desk.ask(lead, 'POST', 'contracts', { name: 'F', organisation, lines: [{ ...line, ...more }] })
  const named = await send({ callers: [anna, stranger] })
  assert.deepEqual([named.status, named.json.fields[0].path], [400, 'lines.0.callers.1'])
  const nameless = await send({ origin: { kind: 'third_party', supplier: ' ' } })
  assert.deepEqual([nameless.status, nameless.json.fields[0].path], [400, 'lines.0.origin.supplier'])
  assert.equal((await send({ units: { of: 'cases', total: 0 } })).json.fields[0].path, 'lines.0.units.total')
  const found = (await desk.ask(bo, 'GET', `customers?organisation=${organisation}`)).json.items
  assert.deepEqual(found.map((one: { id: string }) => one.id).toSorted(), [anna, kim].toSorted())
})

const trial = (organisation: string) => ({
  kind: 'trial',
  for: { organisation },
  policy,
  because: '=SUM(1), "quoted"',
  units: { of: 'cases', total: 1 },
  cost: { amountMinor: 12_500, currency: 'EUR' },
  recoverCost: true,
  expiresAt: Date.UTC(2090, 0, 1),
})

test('a waiver covers as long and as often as it was approved', async () => {
  const organisation = await organisationOf()
  const anna = await personOf(organisation)
  const waiver = (await desk.ask(lead, 'POST', 'waivers', trial(organisation))).json
  const first = await decided(await open(anna))
  assert.deepEqual([first.outcome, first.waiver], ['waiver', waiver.id])
  const second = await decided(await open(anna))
  assert.equal(second.outcome, 'not_covered')
  assert.deepEqual(second.steps[0].units, { of: 'cases', total: 1, used: 1 })
  const more = { version: waiver.version, units: { of: 'cases', total: 2 } }
  const longer = await desk.ask(lead, 'PATCH', `waivers/${waiver.id}`, more)
  assert.equal(longer.status, 200, JSON.stringify(longer.json))
  assert.equal((await desk.ask(lead, 'PATCH', `waivers/${waiver.id}`, more)).json.code, 'set_up.changed')
  assert.equal((await decided(await open(anna))).outcome, 'waiver')
  const over = { version: longer.json.version, expiresAt: 1 }
  assert.equal((await desk.ask(lead, 'PATCH', `waivers/${waiver.id}`, over)).status, 200)
  const late = await decided(await open(anna))
  assert.deepEqual([late.outcome, late.steps[0].result], ['not_covered', 'expired'])
})

test('the report says what waivers came to, by waiver and by month and kind', async () => {
  const organisation = await organisationOf()
  const body = trial(organisation)
  const money = await desk.ask(lead, 'POST', 'waivers', {
    ...body,
    cost: { amountMinor: 1, currency: 'ZZZ' },
  })
  assert.deepEqual([money.status, money.json.fields[0].path], [400, 'cost.currency'])
  const waiver = (await desk.ask(lead, 'POST', 'waivers', { ...body, kind: 'goodwill' })).json
  const id = await open(await personOf(organisation))
  const number = (await desk.ask(bo, 'GET', `cases/${id}`)).json.card.number
  const report = (await desk.ask(lead, 'GET', 'waivers/report')).json
  const item = report.items.find((one: { id: string }) => one.id === waiver.id)
  assert.deepEqual(
    [item.forName?.startsWith('Firm'), item.used, item.cases.map((one: { number: number }) => one.number)],
    [true, { cases: 1, open: 1, minutes: 0 }, [number]],
  )
  const total = report.totals.find((one: { kind: string }) => one.kind === 'goodwill')
  const sums = { approved: 1, cases: 1, minutes: 0, cost: [body.cost], recovered: [] }
  assert.deepEqual(total, { month: total.month, kind: 'goodwill', ...sums })
  const change = { version: waiver.version, isRecovered: true }
  const paid = await desk.ask(lead, 'PATCH', `waivers/${waiver.id}`, change)
  assert.equal(typeof paid.json.recoveredAt, 'number', JSON.stringify(paid.json))
  const csv = await desk.ask(lead, 'GET', 'waivers/report.csv')
  const row = /\r\n.*,goodwill,Firm \d+,.*,1,cases,1,0,12500,EUR,yes,20\d\d-.*,"'=SUM\(1\), ""quoted""",/
  assert.match(csv.text, row)
  const before = (await desk.ask(lead, 'GET', 'waivers/report?until=1000')).json
  assert.deepEqual([before.items, before.totals], [[], []])
})

test('who is kept from customers reads the report without them, also as a table', async () => {
  const customer = await desk.customer('Zacharias Unseen')
  const body = { ...trial(await organisationOf()), kind: 'goodwill', for: { customer } }
  const made = await desk.ask(lead, 'POST', 'waivers', body)
  assert.equal(made.status, 201, made.text)
  const team = await desk.desk.teams.add({
    ...{ id: desk.shell.newId('tea'), name: 'Apart', level: 2 as const },
    setting: { seesCustomer: false, seesOrganisation: false },
  })
  const kept = await desk.person({ roles: ['agent', 'admin'], levels: [2], teams: [team.id] })
  for (const path of ['waivers/report', 'waivers/report.csv']) {
    assert.match((await desk.ask(lead, 'GET', path)).text, /Zacharias/, path)
    const shown = await desk.ask(kept, 'GET', path)
    assert.equal(shown.status, 200)
    assert.doesNotMatch(shown.text, /Zacharias|Unseen/, path)
  }
})

test('agents and editors do not read the report, and a waiver for a case unseen is refused as not there', async () => {
  for (const person of [bo, editor])
    assert.equal((await desk.ask(person, 'GET', 'waivers/report')).status, 403)
  const body = { kind: 'safety', policy, because: 'danger', expiresAt: Date.UTC(2090, 0, 1) }
  const none = await desk.ask(lead, 'POST', 'waivers', { ...body, for: { case: 'cas_none' } })
  assert.equal(none.status, 404)
  const nobody = await desk.ask(lead, 'POST', 'waivers', { ...body, for: { customer: 'cus_none' } })
  assert.equal(nobody.json.fields[0].path, 'for.customer')
})

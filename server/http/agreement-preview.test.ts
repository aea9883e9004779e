// What a change of policy, hours or contract would move, against what the change then does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let lead: Person
let bo: Person
let calendar: { id: string; version: number }
let policy: { id: string; version: number }

type Clock = { kind: string; standing: string; dueAt: number }
type Example = {
  number: number
  kind: string
  dueAt: number | null
  newDueAt: number | null
  isPast: boolean
}

const weekOf = (until: string) => ({
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', until]]])),
})
const hoursUntil = (until: string) => ({ zone: 'Europe/Stockholm', versions: [{ week: weekOf(until) }] })
const minutes = (count: number) => Array.from({ length: 4 }, () => ({ count, unit: 'minutes' }))
const owes = (first: number, cure: number) => [
  { kind: 'first_response', within: minutes(first), counts: 'always' },
  { kind: 'periodic_update', within: minutes(600), counts: 'always' },
  { kind: 'resolution', within: minutes(cure), counts: 'working' },
]

before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin', 'lead', 'agent'] })
  lead = await desk.person({ roles: ['lead', 'agent'] })
  bo = await desk.person()
  const hours = hoursUntil('17:00')
  calendar = (await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json
  const first = { name: 'Gold', calendar: calendar.id, targets: owes(120, 2_000) }
  policy = (await desk.ask(admin, 'POST', 'policies', first)).json
  const { json } = await desk.ask(admin, 'GET', 'settings')
  await desk.ask(admin, 'PATCH', 'settings', { version: json.version, housePolicy: policy.id })
})
after(() => desk.close())

const clocksOf = async (number: number): Promise<Clock[]> =>
  (await desk.ask(lead, 'GET', `cases/${number}/clocks`)).json.clocks
const dueOf = async (number: number, kind: string) =>
  (await clocksOf(number)).find(one => one.kind === kind && one.standing !== 'cancelled')?.dueAt ?? null
const asked = async (path: string, body: object, who = admin) => {
  const answer = await desk.ask(who, 'POST', path, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}

test('publishing a policy moves no clock of an open case; judged again, exactly those that were foretold', async () => {
  const one = await desk.opened(bo, { subject: 'Router' })
  const two = await desk.opened(bo, { subject: 'Printer' })
  desk.pass(60 * 60_000)
  const next = { calendar: calendar.id, targets: owes(30, 1_000) }
  const seen = await asked(`policies/${policy.id}/preview`, next)
  assert.deepEqual([seen.looked, seen.cases, seen.clocks, seen.still], [2, 2, 6, 0])
  assert.deepEqual(seen.again, { cases: 2, clocks: 4, past: 2 })
  assert.deepEqual([seen.walked, seen.next], [2, null])
  const examples: Example[] = seen.examples
  assert.deepEqual(
    examples.map(each => [each.kind, each.isPast]),
    [
      ['first_response', true],
      ['first_response', true],
      ['resolution', false],
      ['resolution', false],
    ],
  )

  const before = await Promise.all([one, two].map(({ number }) => clocksOf(number)))
  const kept = await desk.ask(admin, 'GET', `cases/${one.id}`)
  const body = { version: policy.version, ...next }
  policy = await asked(`policies/${policy.id}/versions`, body, admin)
  const after = await Promise.all([one, two].map(({ number }) => clocksOf(number)))
  const times = (all: Clock[][]) => all.map(each => each.map(({ kind, dueAt }) => [kind, dueAt]))
  assert.deepEqual(times(after), times(before), 'publishing moves nothing')
  assert.equal((await desk.ask(admin, 'GET', `cases/${one.id}`)).json.card?.seq, kept.json.card?.seq)

  for (const { id } of [one, two]) await asked(`cases/${id}/entitlement/decide`, {})
  for (const { number, kind, dueAt, newDueAt } of examples) {
    assert.equal(
      before.flat().some(each => each.kind === kind && each.dueAt === dueAt),
      true,
    )
    assert.equal(await dueOf(number, kind), newDueAt, `${number} ${kind}`)
  }
})

test('other hours move no running clock; one that stands still counts them once it goes on', async () => {
  const one = await desk.opened(bo, { subject: 'Scanner' })
  const other = await desk.opened(bo, { subject: 'Cable' })
  const still = { turn: 'us', reason: 'agreed_date', until: desk.shell.now() + 7 * 24 * 3_600_000 }
  await asked(`cases/${one.id}/wait/start`, still)
  const tomorrow = new Date(desk.shell.now() + 36 * 3_600_000).toISOString().slice(0, 10)
  const { zone, versions } = hoursUntil('17:00')
  const hours = { zone, versions: [...versions, { validFrom: tomorrow, week: weekOf('12:00') }] }
  const seen = await asked(`calendars/${calendar.id}/preview`, { hours })
  assert.equal(seen.still, 1)
  const before = await dueOf(other.number, 'resolution')
  const paused = await dueOf(one.number, 'resolution')
  const body = { version: calendar.version, hours }
  const changed = await desk.ask(admin, 'PATCH', `calendars/${calendar.id}`, body)
  assert.equal(changed.status, 200, changed.text)
  assert.equal(await dueOf(other.number, 'resolution'), before, 'a running clock keeps its time')
  await asked(`cases/${one.id}/wait/end`, {})
  assert.notEqual(await dueOf(one.number, 'resolution'), paused, 'a clock that goes on counts the new hours')
  await asked(`cases/${other.id}/entitlement/decide`, {})
  const foretold = (seen.examples as Example[]).find(each => each.number === other.number)
  assert.ok(foretold)
  assert.equal(await dueOf(other.number, 'resolution'), foretold.newDueAt)
})

test('a change of a contract looks at the cases of its organisation, and at nothing else', async () => {
  const organisation = (await desk.ask(admin, 'POST', 'organisations', { name: 'Ek & Co' })).json.id
  const slow = (
    await desk.ask(admin, 'POST', 'policies', {
      name: 'Slow',
      calendar: calendar.id,
      targets: owes(400, 4_000),
    })
  ).json
  const line = { coverage: { kind: 'account' }, policy: slow.id, from: Date.UTC(2020, 0, 1) }
  const made = (await desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, lines: [line] }))
    .json
  const one = await desk.opened(bo, {
    customer: { name: 'Boss', email: 'boss@ek.example', organisation },
    subject: 'Switch',
  })
  const before = await dueOf(one.number, 'first_response')
  const rests = { state: 'suspended' }
  const seen = await asked(`contracts/${made.id}/preview`, rests)
  assert.deepEqual([seen.looked, seen.cases, seen.again.cases, seen.next], [1, 1, 1, null])
  assert.ok(seen.open > 1, 'there are others')
  assert.equal(seen.walked, seen.open, 'all of them were gone through')
  const changed = await desk.ask(lead, 'PATCH', `contracts/${made.id}`, { version: made.version, ...rests })
  assert.equal(changed.status, 200, changed.text)
  assert.equal(await dueOf(one.number, 'first_response'), before, 'the change itself moves nothing')
  await asked(`cases/${one.id}/entitlement/decide`, {})
  for (const { kind, newDueAt } of seen.examples as Example[])
    assert.equal(await dueOf(one.number, kind), newDueAt, kind)
})

test('a new contract says which cases it would judge, and adds nothing', async () => {
  const organisation = (await desk.ask(admin, 'POST', 'organisations', { name: 'Lund' })).json.id
  const customer = { name: 'Lisa', email: 'lisa@lund.example', organisation }
  const one = await desk.opened(bo, { customer, subject: 'Cable' })
  const { card } = (await desk.ask(lead, 'GET', `cases/${one.id}`)).json
  await desk.opened(bo, { customer: { ...customer, email: 'li@lund.example' }, subject: 'Plug' })
  const before = await dueOf(one.number, 'first_response')
  const quick = { name: 'Quick', calendar: calendar.id, targets: owes(5, 400) }
  const { id } = (await desk.ask(admin, 'POST', 'policies', quick)).json
  const line = { coverage: { kind: 'serial', serial: 'AB 7' }, policy: id, from: Date.UTC(2020, 0, 1) }
  await desk.ask(lead, 'POST', `customers/${card.customer}/registrations`, { number: 'ab7' })
  const body = { organisation, lines: [line] }
  const seen = await asked('contracts/preview', body)
  assert.deepEqual([seen.cases, seen.again.cases], [1, 1], 'only who registered the number')
  const draft = await asked('contracts/preview', { ...body, state: 'draft' })
  assert.deepEqual([draft.cases, draft.again.cases], [0, 0], 'a draft covers nobody')
  const called = await asked('contracts/preview', { ...body, callers: [card.customer] })
  assert.deepEqual([called.looked, called.cases], [2, 1], 'whom it names is of its organisation')
  // A device is helped wherever it stands, and so is the one who has it elsewhere.
  const other = { name: 'Ola', email: 'ola@elsewhere.example' }
  const away = await desk.opened(bo, { customer: other, subject: 'The same device' })
  const { customer: ola } = (await desk.ask(lead, 'GET', `cases/${away.id}`)).json.card
  await desk.ask(lead, 'POST', `customers/${ola}/registrations`, { number: 'ab 7' })
  const anywhere = await asked('contracts/preview', body)
  assert.deepEqual([anywhere.cases, anywhere.looked > 2], [2, true])
  const { items } = (await desk.ask(lead, 'GET', `contracts?organisation=${organisation}`)).json
  assert.deepEqual(items, [])
  await desk.ask(lead, 'POST', 'contracts', { name: 'Frame', ...body })
  assert.equal(await dueOf(one.number, 'first_response'), before, 'adding it moves nothing')
  await asked(`cases/${one.id}/entitlement/decide`, {})
  for (const { number, kind, newDueAt } of seen.examples as Example[])
    assert.deepEqual([number, await dueOf(one.number, kind)], [one.number, newDueAt], kind)
})

test('units are given once: what one case would take is left for none after it', async () => {
  const organisation = (await desk.ask(admin, 'POST', 'organisations', { name: 'Berg' })).json.id
  for (const name of ['Liv', 'Leo', 'Lea'])
    await desk.opened(bo, { customer: { name, email: `${name}@berg.example`, organisation }, subject: name })
  const slow = { name: 'Units', calendar: calendar.id, targets: owes(400, 4_000) }
  const { id } = (await desk.ask(admin, 'POST', 'policies', slow)).json
  const line = { coverage: { kind: 'account' }, policy: id, from: Date.UTC(2020, 0, 1) }
  const sees = (units?: object) =>
    asked('contracts/preview', { organisation, lines: [{ ...line, ...(units && { units }) }] })
  assert.equal((await sees()).cases, 3)
  const one = await sees({ of: 'cases', total: 1 })
  assert.deepEqual([one.looked, one.cases, one.again.cases], [3, 1, 1])
  // However the looking is cut into pages.
  const of2 = { organisation, lines: [{ ...line, units: { of: 'cases', total: 2 } }], limit: 1 }
  const cases: number[] = []
  let next: string | null | undefined
  do {
    const page = await asked('contracts/preview', { ...of2, ...(next && { cursor: next }) })
    cases.push(page.cases)
    next = page.next
  } while (next)
  assert.deepEqual(cases, [1, 1, 0])
  const bad = await desk.ask(admin, 'POST', 'contracts/preview', { ...of2, cursor: 'bm9uZQ' })
  assert.deepEqual([bad.status, bad.json.code], [400, 'cursor.invalid'])
  const counted = { ...line, onSite: true, units: { of: 'cases', total: 2 } }
  const made = { name: 'Frame', organisation, lines: [counted] }
  const contract = (await desk.ask(lead, 'POST', 'contracts', made)).json
  const tried = (await desk.ask(admin, 'GET', `entitlement/try?organisation=${organisation}`)).json.entitled
  assert.deepEqual([tried.outcome, tried.includes], ['covered', ['onSite']], 'what else it agrees to is said')
  const { items } = (await desk.ask(lead, 'GET', `cases?organisation=${organisation}`)).json
  for (const each of items) await asked(`cases/${each.id}/entitlement/decide`, {})
  // Those it judges already go on as they are, and free what they would take no more.
  const same = await asked(`contracts/${contract.id}/preview`, { lines: contract.lines })
  assert.deepEqual([same.cases, same.again.cases], [2, 0])
  const rests = await asked(`contracts/${contract.id}/preview`, { state: 'suspended' })
  assert.deepEqual([rests.cases, rests.again.cases], [2, 2])
})

test('another choice for those without a contract moves nothing until a case is judged again', async () => {
  const one = await desk.opened(bo, { subject: 'Mouse' })
  const before = await dueOf(one.number, 'first_response')
  const seen = await asked('settings/preview', { housePolicy: null, limit: 200 })
  assert.ok(seen.cases > 0 && seen.cases < seen.looked, 'what a contract covers is not judged by it')
  assert.equal(seen.again.cases, seen.cases)
  const setting = async () => (await desk.ask(admin, 'GET', 'settings')).json
  const choose = async (housePolicy: string | null) => {
    const { version } = await setting()
    assert.equal((await desk.ask(admin, 'PATCH', 'settings', { version, housePolicy })).status, 200)
  }
  assert.equal((await setting()).setting.housePolicy, policy.id, 'the look changed nothing')
  const same = await asked('settings/preview', { housePolicy: policy.id, limit: 200 })
  await choose(null)
  assert.equal(await dueOf(one.number, 'first_response'), before, 'the choice itself moves nothing')
  await asked(`cases/${one.id}/entitlement/decide`, {})
  assert.equal(await dueOf(one.number, 'first_response'), null)
  const back = await asked('settings/preview', { housePolicy: policy.id, limit: 200 })
  assert.equal(back.again.cases, same.again.cases + 1, 'those that kept it stay; the one without begins')
  await choose(policy.id)
})

test('the looking goes on page by page, and whoever asks may stop', async () => {
  const next = { calendar: calendar.id, targets: owes(10, 500), limit: 2 }
  let cursor: string | null = null
  let looked = 0
  do {
    const seen = await asked(`policies/${policy.id}/preview`, { ...next, ...(cursor && { cursor }) })
    assert.ok(seen.looked <= 2)
    looked += seen.looked
    cursor = seen.next
  } while (cursor)
  const { open } = await asked(`policies/${policy.id}/preview`, next)
  assert.equal(looked, open)
})

test('what cannot be published is not previewed, nor by whoever may not change it', async () => {
  const none = { calendar: calendar.id, targets: [] }
  const bad = await desk.ask(admin, 'POST', `policies/${policy.id}/preview`, none)
  assert.deepEqual([bad.status, bad.json.fields[0].path], [400, 'targets'])
  const fine = { calendar: calendar.id, targets: owes(10, 500) }
  assert.equal((await desk.ask(bo, 'POST', `policies/${policy.id}/preview`, fine)).status, 403)
  const moon = { hours: { zone: 'Moon/Base', versions: [{ week: weekOf('17:00') }] } }
  assert.equal((await desk.ask(admin, 'POST', `calendars/${calendar.id}/preview`, moon)).status, 400)
  assert.equal((await desk.ask(admin, 'POST', 'contracts/ctr_none/preview', {})).status, 404)
  const nobody = await desk.ask(admin, 'POST', 'contracts/preview', { organisation: 'org_none' })
  assert.deepEqual([nobody.status, nobody.json.fields[0].path], [400, 'organisation'])
  const strange = await desk.ask(admin, 'POST', 'settings/preview', { housePolicy: 'pol_none' })
  assert.equal(strange.status, 422)
  assert.equal((await desk.ask(lead, 'POST', 'settings/preview', { housePolicy: null })).status, 403)
})

test('an administrator who reads no cases gets numbers and no example', async () => {
  const keeper = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  const fine = { calendar: calendar.id, targets: owes(10, 500) }
  const seen = await asked(`policies/${policy.id}/preview`, fine, keeper)
  assert.ok(seen.again.clocks > 0)
  assert.deepEqual(seen.examples, [])
})

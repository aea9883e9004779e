// A product or service registered by its number: by the customer on his page, by an agent; known or claimed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { hidden, visitor } from '#server/http/portal-visiting.ts'
import { openDoor } from '#server/http/portal-visitor.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { messageMail } from '#server/react/message-mail.ts'
import { confirmation } from '#server/confirmation.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let organisation: string

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))

before(async () => {
  desk = await testDesk()
  const admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo' })
  const hours = { zone: 'UTC', versions: [{ week }] }
  const calendar = (await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json.id
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const policy = (await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar, targets })).json.id
  organisation = (await desk.ask(lead, 'POST', 'organisations', { name: 'Ek' })).json.id
  const from = Date.UTC(2020, 0, 1)
  const lines = [
    { coverage: { kind: 'serial', serial: 'SN 77-A' }, policy, from },
    { coverage: { kind: 'account' }, policy, from },
  ]
  const made = await desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, lines })
  assert.equal(made.status, 201, JSON.stringify(made.json))
})
after(() => desk.close())

let people = 0
const opened = async (more: object = {}) => {
  const customer = { name: 'Kim', email: `kim${people++}@example.org`, ...more }
  const body = { channel: 'phone', subject: 'Router', customer, take: true }
  const answer = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(answer.status, 201, JSON.stringify(answer.json))
  const { id, number, ids } = answer.json
  return { id: id as CaseId, number: number as number, customer: ids.customer as CustomerId }
}
const visiting = async (one: { id: CaseId; number: number; customer: CustomerId }, proven = true) => {
  const secret = await openDoor(desk.shell, { caseId: one.id, customer: one.customer, proven })
  const browser = visitor(desk)
  await browser.get(`/en/help/cases/${one.number}?k=${secret}/register`)
  return { browser, path: `/en/help/cases/${one.number}`, form: `/en/help/cases/${one.number}/register` }
}
const decided = async (id: string) =>
  (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json.entitlements.at(-1)
const claims = async (id: string) => {
  const { ledger, texts } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  return ledger
    .filter((event: { type: string }) => event.type === 'claim.made')
    .map((event: { text: { text: string } }) => texts[event.text.text])
}

test('somebody we do not know is told what happens next, and a known number covers him at once', async () => {
  const one = await opened()
  assert.equal((await decided(one.id)).outcome, 'not_covered')
  const { browser, path, form } = await visiting(one)
  assert.match(
    (await browser.get(path)).payload,
    /Tell us what you have[\s\S]*a person looks at it[\s\S]*register"/,
  )
  const page = (await browser.get(form)).payload
  assert.doesNotMatch(page, /<script|style=/)
  const sent = { number: ' sn  77-a', once: hidden(page, 'once') }
  const answer = await browser.post(form, sent)
  assert.equal(answer.headers.location, `${path}?done=registered`)
  assert.match((await browser.get(`${path}?done=registered`)).payload, /is in a contract with us/)
  const now = await decided(one.id)
  assert.deepEqual([now.outcome, now.registered], ['covered', 'SN 77-A'])
  assert.deepEqual(await claims(one.id), ['I registered this number: sn 77-a'])
  await browser.post(form, sent)
  assert.equal((await claims(one.id)).length, 1, 'the same form twice is one deed')
  assert.doesNotMatch((await browser.get(path)).payload, /Tell us what you have/)
  assert.match((await browser.get(form)).payload, /sn 77-a<\/b> · in a contract with us/)

  const next = await desk.ask(bo, 'POST', 'cases', { subject: 'Again', customer: { id: one.customer } })
  assert.equal(
    (await decided(next.json.id)).outcome,
    'covered',
    'the next case is covered from its first second',
  )
})

test('an unknown number is kept as claimed; what cannot be one is refused at its field', async () => {
  const one = await opened()
  const { browser, path, form } = await visiting(one)
  const post = async (number: string) =>
    browser.post(form, { number, once: hidden((await browser.get(form)).payload, 'once') })
  for (const [number, word] of [
    ['', 'Enter a number'],
    ['router', 'cannot be a number'],
    ['<b>7</b>', 'cannot be a number'],
  ] as const) {
    const wrong = await post(number)
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, new RegExp(`id="number-e">[^<]*<span class="vh">Error: </span>[^<]*${word}`))
  }
  assert.deepEqual(await claims(one.id), [])
  assert.equal((await post('SN 99')).headers.location, `${path}?done=claimed`)
  const now = await decided(one.id)
  assert.equal(now.outcome, 'not_covered')
  assert.equal(now.steps.find((step: { rule: string }) => step.rule === 'serial').result, 'nothing_there')
  assert.match((await browser.get(path)).payload, /No contract covers this yet/)
  const items = (await desk.ask(bo, 'GET', `customers/${one.customer}/registrations`)).json.items
  assert.deepEqual([items[0].number, items[0].by, items[0].contract], ['SN 99', null, null])
})

test('who has no number asks what help costs; it stands in the case, and nothing is judged by it', async () => {
  const one = await opened()
  const { browser, path, form } = await visiting(one)
  const once = hidden((await browser.get(form)).payload, 'once')
  const answer = await browser.post(form, { none: '1', once })
  assert.equal(answer.headers.location, `${path}?done=asked_offer`)
  assert.deepEqual(await claims(one.id), [
    'I have no number. Please tell me what help without a contract costs.',
  ])
})

test('who only typed an address is not shown what its owner registered; a stranger sees no form', async () => {
  const one = await opened()
  await desk.ask(bo, 'POST', `customers/${one.customer}/registrations`, { number: 'SN 77-A' })
  const { browser, form } = await visiting(one, false)
  assert.doesNotMatch((await browser.get(form)).payload, /SN 77-A<\/b>/)
  const stranger = await visitor(desk).get(form)
  assert.equal(stranger.statusCode, 404)
  assert.equal((await visitor(desk).post(form, { number: 'SN 77-A' })).statusCode, 404)
})

test('a number of who only typed an address stands in his case alone: not registered, and nothing moves', async () => {
  const one = await opened({ organisation })
  const before = await decided(one.id)
  const { browser, path, form } = await visiting(one, false)
  const page = (await browser.get(form)).payload
  assert.match(page, /do not know yet that your e-mail address is yours/)
  const sent = { number: 'SN 77-A', once: hidden(page, 'once') }
  assert.equal((await browser.post(form, sent)).headers.location, `${path}?done=number_said`)
  assert.match((await browser.get(`${path}?done=number_said`)).payload, /Noted in this case/)
  assert.deepEqual(await claims(one.id), ['My number is SN 77-A'])
  assert.deepEqual(await decided(one.id), before)
  const { items } = (await desk.ask(bo, 'GET', `customers/${one.customer}/registrations`)).json
  assert.deepEqual(items, [])
  const proven = (await (await visiting(one)).browser.get(form)).payload
  assert.doesNotMatch(proven, /do not know yet/)

  await desk.ask(bo, 'POST', `cases/${one.id}/case/close`, { reason: 'spam' })
  const late = await browser.post(form, { ...sent, once: hidden((await browser.get(form)).payload, 'once') })
  assert.deepEqual([late.statusCode, (await claims(one.id)).length], [422, 1])
})

test('who registers the right number is judged by it, not by the one that was heard wrong before', async () => {
  const { json } = await desk.ask(bo, 'POST', 'cases', {
    ...{ channel: 'phone', subject: 'Router', serial: 'SN 71-A' },
    customer: { name: 'Kim', email: `kim${people++}@example.org` },
  })
  const one = { id: json.id, number: json.number, customer: json.ids.customer }
  assert.equal((await decided(one.id)).outcome, 'not_covered')
  const { browser, form } = await visiting(one)
  await browser.post(form, { number: 'SN 77-A', once: hidden((await browser.get(form)).payload, 'once') })
  const now = await decided(one.id)
  assert.deepEqual([now.outcome, now.registered], ['covered', 'SN 77-A'])
})

test('an agent registers for a customer, sees which contract names it, and takes it back', async () => {
  const one = await opened()
  const url = `customers/${one.customer}/registrations`
  const added = await desk.ask(bo, 'POST', url, { number: 'SN 77-A' })
  assert.equal(added.status, 201, JSON.stringify(added.json))
  assert.deepEqual(
    [added.json.by, added.json.contract.name, added.json.contract.organisation],
    ['Bo', 'Frame', organisation],
  )
  assert.equal((await desk.ask(bo, 'POST', url, { number: 'sn77-a' })).json.id, added.json.id, 'one is one')
  const wrong = await desk.ask(bo, 'POST', url, { number: 'router' })
  assert.deepEqual([wrong.status, wrong.json.fields[0].path], [400, 'number'])
  await desk.ask(bo, 'POST', `cases/${one.id}/entitlement/decide`, {})
  assert.equal((await decided(one.id)).outcome, 'covered')
  assert.equal((await desk.ask(bo, 'DELETE', `${url}/${added.json.id}`)).status, 200)
  assert.equal((await desk.ask(bo, 'DELETE', `${url}/${added.json.id}`)).status, 404)
  assert.deepEqual((await desk.ask(bo, 'GET', url)).json.items, [])
  assert.equal((await desk.ask(bo, 'GET', 'customers/cus_none/registrations')).status, 404)
})

test('the number of a contract covers nobody by itself; for one of its organisation it is known', async () => {
  const { json: made } = await desk.ask(lead, 'POST', 'contracts', {
    ...{ name: 'Plan', number: 'K-2026/17', organisation },
    lines: [],
  })
  assert.ok(made.id)
  const own = async (one: Parameters<typeof visiting>[0]) => {
    const { browser, form } = await visiting(one)
    return (await browser.get(form)).payload
  }
  const stranger = await opened()
  const url = `customers/${stranger.customer}/registrations`
  const claimed = (await desk.ask(bo, 'POST', url, { number: 'k-2026 /17' })).json
  const numberOf = { id: made.id, name: 'Plan (K-2026/17)', organisation, isMember: false }
  assert.deepEqual([claimed.contract, claimed.numberOf], [null, numberOf])
  await desk.ask(bo, 'POST', `cases/${stranger.id}/entitlement/decide`, {})
  assert.equal((await decided(stranger.id)).outcome, 'not_covered')
  assert.match(
    await own(stranger),
    /k-2026 \/17<\/b> · we check it/,
    'he is not told that there is such a one',
  )

  const member = await opened({ organisation })
  const his = `customers/${member.customer}/registrations`
  const known = (await desk.ask(bo, 'POST', his, { number: 'K-2026/17' })).json
  assert.deepEqual(known.numberOf, { ...numberOf, isMember: true })
  assert.match(await own(member), /K-2026\/17<\/b> · in a contract with us/)
})

test('a number said on the line covers the case from its first second, before what he registered', async () => {
  const one = await opened()
  const open = async (more: object) => {
    const answer = await desk.ask(bo, 'POST', 'cases', {
      subject: 'R',
      customer: { id: one.customer },
      ...more,
    })
    assert.equal(answer.status, 201, JSON.stringify(answer.json))
    return decided(answer.json.id)
  }
  const said = await open({ serial: 'sn 77 -a' })
  assert.deepEqual([said.outcome, said.serial, said.registered], ['covered', 'sn 77 -a', undefined])
  await desk.ask(bo, 'POST', `customers/${one.customer}/registrations`, { number: 'SN 77-A' })
  assert.equal((await open({ serial: 'SN 1' })).outcome, 'not_covered')
  assert.equal((await open({ site: 'Malmö' })).registered, 'SN 77-A')
})

test('what somebody registered goes with him', async () => {
  const one = await opened()
  await desk.ask(bo, 'POST', `customers/${one.customer}/registrations`, { number: 'SN 5' })
  await desk.desk.customers.erase(one.customer, desk.shell.now())
  assert.deepEqual(await desk.desk.agreements.registrations.of(one.customer), [])
})

test('the confirmation says what happens next in the language of the customer, with a link of his own', async () => {
  const [stranger, known] = [await opened(), await opened({ organisation })]
  const mailOf = async ({ id, customer }: typeof stranger) => {
    const person = (await desk.desk.customers.one(customer))!
    const seal = desk.shell.sealer()
    const of = { seal, caseId: id, customer, address: person.email!, language: person.language }
    const [queue] = await confirmation(desk.shell, of)
    const deed = { caseId: id, by: { kind: 'system', part: 'desk' } as const, texts: seal.texts }
    const handled = await desk.shell.handle({ ...deed, commands: [queue!] })
    assert.equal(handled.outcome, 'done', JSON.stringify(handled))
    const ledger = (await desk.store.read(id))!
    const message = (queue as { message: `msg_${string}` }).message
    return JSON.stringify((await messageMail(desk.shell, ledger, message, person))?.mail.blocks)
  }
  assert.match(await mailOf(stranger), /a person looks at it[\s\S]*Register a number[\s\S]*\/register\?k=/)
  assert.doesNotMatch(await mailOf(known), /Register a number/)
})

test('whoever guesses numbers is slowed down', async () => {
  desk.pass(2 * hourMs)
  const one = await opened()
  const { browser, form } = await visiting(one)
  const once = hidden((await browser.get(form)).payload, 'once')
  const statuses: number[] = []
  for (let i = 0; i < 21; i++)
    statuses.push((await browser.post(form, { number: `SN ${100 + i}`, once })).statusCode)
  assert.deepEqual([statuses.slice(0, 20).every(status => status === 303), statuses[20]], [true, 429])
})

test('a house with a policy of its own and no contracts asks nobody for a number', async () => {
  const bare = await testDesk()
  try {
    const [admin, agent] = [await bare.person({ roles: ['admin', 'lead'] }), await bare.person()]
    const hours = { zone: 'UTC', versions: [{ week }] }
    const calendar = (await bare.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json.id
    const targets = [{ kind: 'first_response', within, counts: 'always' }]
    const housePolicy = (await bare.ask(admin, 'POST', 'policies', { name: 'House', calendar, targets })).json
      .id
    const { version } = (await bare.ask(admin, 'GET', 'settings')).json
    await bare.ask(admin, 'PATCH', 'settings', { version, housePolicy })
    const customer = { name: 'Kim', email: 'kim@example.org' }
    const made = await bare.ask(agent, 'POST', 'cases', { channel: 'phone', subject: 'Router', customer })
    const { id, number, ids } = made.json
    const page = async () => {
      const secret = await openDoor(bare.shell, { caseId: id, customer: ids.customer, proven: true })
      const browser = visitor(bare)
      await browser.get(`/en/help/cases/${number}?k=${secret}`)
      return (await browser.get(`/en/help/cases/${number}`)).payload
    }
    assert.match(await page(), /Router/)
    assert.doesNotMatch(await page(), /Tell us what you have/)
    const firm = (await bare.ask(admin, 'POST', 'organisations', { name: 'Ek' })).json.id
    const lines = [
      { coverage: { kind: 'serial', serial: 'SN 1' }, policy: housePolicy, from: Date.UTC(2020, 0, 1) },
    ]
    await bare.ask(admin, 'POST', 'contracts', { name: 'Frame', organisation: firm, lines })
    assert.match(await page(), /Tell us what you have/, 'now a number may tell')
  } finally {
    await bare.close()
  }
})

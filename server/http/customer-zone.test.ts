// Whose clock a customer reads: said by an agent, a program or himself; on his pages and in his mails; gone
// when he is erased.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { visitor } from '#server/http/portal-visiting.ts'
import { openDoor } from '#server/http/portal-visitor.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { messageMail } from '#server/react/message-mail.ts'

let desk: TestDesk
let bo: Person
let admin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  admin = await desk.person({ roles: ['admin'] })
  const { version } = (await desk.ask(admin, 'GET', 'settings')).json
  const set = await desk.ask(admin, 'PATCH', 'settings', { version, timeZone: 'Europe/Stockholm' })
  assert.equal(set.status, 200, set.text)
})
afterAll(() => desk.close())

let people = 0
const opened = async (customer: object = {}) => {
  const body = {
    ...{ channel: 'phone', subject: 'Router', take: true },
    customer: { name: 'Kim', email: `kim${people++}@example.org`, ...customer },
  }
  const { status, json, text } = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(status, 201, text)
  return { ...json, customer: json.ids.customer } as {
    id: CaseId
    number: number
    seq: number
    customer: CustomerId
  }
}
/** Tomorrow at 20:00 by Stockholm's clock, whatever season it is. */
const evening = (): Instant => {
  const there = Temporal.Instant.fromEpochMilliseconds(desk.shell.now()).toZonedDateTimeISO(
    'Europe/Stockholm',
  )
  const at = there.add({ days: 1 }).with({ hour: 20, minute: 0, second: 0, millisecond: 0 })
  return instant(at.epochMilliseconds)
}
const visiting = async (one: { id: CaseId; number: number; customer: CustomerId }, proven = true) => {
  const secret = await openDoor(desk.shell, { caseId: one.id, customer: one.customer, proven })
  const browser = visitor(desk)
  const path = `/en/help/cases/${one.number}`
  await browser.get(`${path}?k=${secret}`)
  return { browser, path }
}
const zoneOf = async (customer: CustomerId) =>
  (await desk.ask(bo, 'GET', `customers/${customer}`)).json.timeZone
const mailOf = async (one: { id: CaseId; seq: number; customer: CustomerId }) => {
  const nextPromise = { topic: 'the line test', means: 'email', dueAt: evening() }
  const body = { text: 'Soon more', seenSeq: one.seq, nextPromise }
  const sent = await desk.ask(bo, 'POST', `cases/${one.id}/message/queue`, body)
  assert.equal(sent.status, 200, sent.text)
  const ledger = (await desk.store.read(one.id))!
  const queued = ledger.events.findLast(event => event.type === 'message.queued')
  assert.ok(queued?.type === 'message.queued')
  const customer = await desk.desk.customers.one(one.customer)
  return (await messageMail(desk.shell, ledger, queued.message, customer!))!.mail
}

test('an agent says it, with the case or later, and it is read with both', async () => {
  const one = await opened({ timeZone: 'america/new_york' })
  assert.equal(await zoneOf(one.customer), 'America/New_York', 'as IANA spells it')
  assert.equal((await desk.ask(bo, 'GET', `cases/${one.id}`)).json.customer.timeZone, 'America/New_York')
  const change = (timeZone: string | null) => desk.ask(bo, 'PATCH', `customers/${one.customer}`, { timeZone })
  assert.equal((await change('Asia/Tokyo')).json.timeZone, 'Asia/Tokyo')
  assert.equal((await change(null)).json.timeZone, null)
})

test('a zone nobody knows is refused at its field, with an example', async () => {
  const { customer } = await opened()
  for (const timeZone of ['Mars/Phobos', '+02:00', '']) {
    const refused = await desk.ask(bo, 'PATCH', `customers/${customer}`, { timeZone })
    assert.deepEqual([refused.status, refused.json.code], [400, 'request.invalid'], timeZone)
    const [field] = refused.json.fields
    assert.equal(field.path, 'timeZone')
    assert.match(field.message, /Europe\/Stockholm/)
  }
  assert.equal(await zoneOf(customer), null)
})

test('his mails say times by his clock, and by whose that is where it is not the desk’s', async () => {
  const promiseIn = (mail: Awaited<ReturnType<typeof mailOf>>) =>
    mail.blocks.flatMap(block => (block.type === 'promise' ? [block.time] : []))
  const far = await mailOf(await opened({ timeZone: 'Asia/Kolkata' }))
  assert.match(JSON.stringify(far.blocks), /Times are in .*\(Kolkata\)/)
  assert.notDeepEqual(promiseIn(far), ['20:00'])
  for (const timeZone of [undefined, 'Europe/Berlin']) {
    const near = await mailOf(await opened(timeZone ? { timeZone } : {}))
    assert.deepEqual(promiseIn(near), ['20:00'])
    assert.doesNotMatch(JSON.stringify(near.blocks), /Times are in/)
  }
})

test('his pages say times by his clock, and he changes it there himself', async () => {
  const one = await opened()
  await desk.ask(bo, 'POST', `cases/${one.id}/promise/make`, {
    ...{ topic: 'the line test', means: 'phone', dueAt: evening() },
  })
  const { browser, path } = await visiting(one)
  const before = (await browser.get(path)).payload
  assert.match(before, /<strong class="big"><time[^>]+>20:00/)
  assert.match(before, /href="\/en\/help\/cases\/\d+\/zone"/)
  const form = (await browser.get(`${path}/zone`)).payload
  assert.match(form, /<option value="" selected>As our support: Central European Time \(Stockholm\)/)
  const saved = await browser.post(`${path}/zone`, { zone: 'America/New_York' })
  assert.deepEqual([saved.statusCode, saved.headers.location], [303, `${path}?done=zone`])
  assert.equal(await zoneOf(one.customer), 'America/New_York')
  const after = (await browser.get(`${path}?done=zone`)).payload
  assert.match(after, /<strong class="big"><time[^>]+>1[345]:00/)
  assert.match(after, /Times are in Eastern Time \(New York\)/)
  assert.match((await browser.get(`${path}/zone`)).payload, /value="America\/New_York" selected/)
  assert.match((await browser.get('/en/help/cases')).payload, /Times are in Eastern Time \(New York\)/)
  await browser.post(`${path}/zone`, { zone: '' })
  assert.equal(await zoneOf(one.customer), null)
})

test('what is no zone is refused on the page and changes nothing', async () => {
  const one = await opened({ timeZone: 'Asia/Tokyo' })
  const { browser, path } = await visiting(one)
  const refused = await browser.post(`${path}/zone`, { zone: 'Mars/Phobos' })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.payload, /Choose a time zone from the list/)
  assert.equal(await zoneOf(one.customer), 'Asia/Tokyo')
})

test('who only typed an address is told nothing of its owner’s clock and changes nothing of it', async () => {
  const one = await opened({ timeZone: 'Asia/Tokyo' })
  const { browser, path } = await visiting(one, false)
  const page = (await browser.get(path)).payload
  assert.doesNotMatch(page, /Tokyo|Japan|\/zone"/)
  assert.equal((await browser.get(`${path}/zone`)).statusCode, 303)
  assert.equal((await browser.post(`${path}/zone`, { zone: 'UTC' })).statusCode, 303)
  assert.equal(await zoneOf(one.customer), 'Asia/Tokyo')
})

test('it goes with the person, and stands in no fact and in no audit', async () => {
  const one = await opened({ timeZone: 'Asia/Kathmandu' })
  await desk.ask(bo, 'PATCH', `customers/${one.customer}`, { timeZone: 'Asia/Tashkent' })
  const ledger = JSON.stringify((await desk.store.read(one.id))!.events)
  const { rows } = await desk.store.pool.query('select before, after from audit')
  assert.doesNotMatch(ledger + JSON.stringify(rows), /Kathmandu|Tashkent/)
  await desk.desk.customers.erase(one.customer, desk.shell.now())
  assert.equal((await desk.desk.customers.one(one.customer))!.timeZone, null)
})

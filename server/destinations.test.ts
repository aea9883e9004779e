// How fast mails go to one domain: few at first, more when it goes well; and a domain that says "later"
// rests as a whole, while mails to others go. What waits for it is no attempt, and says what it waits for.
import assert from 'node:assert/strict'
import { after, beforeEach, afterEach, test } from 'node:test'
import type { Delivery, Relay } from '#channels/email/relay.ts'
import type { CaseId } from '#core/kit/id.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { deliverAll, eventsOf } from '#server/testing/sent-mail.ts'
import { firstRate, laterMax, rateAfterRest } from '#store/desk/mail-destination.ts'

let desk: TestDesk
let bo: Person
let lead: Person
let desks: TestDesk[] = []
beforeEach(async () => {
  desk = await testDesk()
  desks.push(desk)
  bo = await desk.token(['agent', 'lead'])
  lead = await desk.token(['lead'])
})
afterEach(async () => {
  await Promise.all(desks.map(one => one.close()))
  desks = []
})
after(() => assert.equal(desks.length, 0))

/** A far side that answers each domain in its own way, and what it was handed. */
function farSide(answers: Readonly<Record<string, Delivery>>) {
  const taken: string[] = []
  const relay: Relay = {
    close: () => {},
    send: async (_key, mail) => {
      const [domain = ''] = String((mail.to as { address: string }).address)
        .split('@')
        .slice(-1)
      taken.push(domain)
      return answers[domain] ?? { outcome: 'sent', answer: '250 ok' }
    },
  }
  return { relay, taken }
}

let count = 0
async function writtenTo(domain: string): Promise<CaseId> {
  count += 1
  const customer = { name: 'Anna', email: `anna${count}@${domain}` }
  const { id } = await desk.opened(bo, { customer })
  const { seq } = (await desk.store.card(id))!
  const body = { text: 'Restart it.', undoSeconds: 0, seenSeq: seq }
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)).status, 200)
  return id
}
const outbox = async () => (await desk.ask(lead, 'GET', 'outbox')).json
const closed: Delivery = { outcome: 'retry', answer: '421 4.7.0 too many connections', status: 421 }
const busy: Delivery = { outcome: 'retry', answer: '451 4.3.0 busy', status: 451 }

test('a domain that closes the line rests as a whole; mails to others go on', async () => {
  const first = await writtenTo('busy.example')
  const { relay, taken } = farSide({ 'busy.example': closed })
  await deliverAll(desk, relay)
  assert.deepEqual(taken, ['busy.example'])
  const waiting = await writtenTo('busy.example')
  await writtenTo('other.example')
  await deliverAll(desk, relay)
  assert.deepEqual(taken, ['busy.example', 'other.example'], 'the second is not even tried')
  const { resting, items } = await outbox()
  assert.deepEqual([resting.length, resting[0].domain, resting[0].says], [1, 'busy.example', closed.answer])
  assert.ok(resting[0].until > desk.shell.now())
  const held = items.find((one: { reason: string }) => one.reason === 'destination busy.example')
  assert.deepEqual([held.state, held.attempt], ['waiting', 0], 'it was no attempt of its own')
  assert.ok((await eventsOf(desk, first)).some(one => one.type === 'message.failed'))
  assert.ok(!(await eventsOf(desk, waiting)).some(one => one.type === 'message.failed'))
})

test('after its rest it is tried by few, and once it takes one it is well again', async () => {
  const answers: Record<string, Delivery> = { 'busy.example': closed }
  const { relay, taken } = farSide(answers)
  await writtenTo('busy.example')
  await deliverAll(desk, relay)
  // One is sent ahead; whoever comes meanwhile waits for what becomes of it.
  for (let i = 0; i < rateAfterRest + 10; i++) await writtenTo('busy.example')
  answers['busy.example'] = { outcome: 'sent', answer: '250 ok' }
  // What waited comes within the minute after the rest.
  desk.pass(2 * minuteMs + 1_000)
  taken.length = 0
  await deliverAll(desk, relay)
  assert.equal(taken.length, rateAfterRest)
  assert.equal((await outbox()).resting.length, 0)
  for (let i = 0; i < 5; i++) {
    desk.pass(2 * minuteMs)
    await deliverAll(desk, relay)
  }
  assert.equal((await outbox()).counts.waiting, 0)
})

test('another "later" counts only when it comes often in a row; each rest is longer', async () => {
  const { relay } = farSide({ 'busy.example': busy })
  for (let i = 1; i < laterMax; i++) {
    await writtenTo('busy.example')
    await deliverAll(desk, relay)
    assert.equal((await outbox()).resting.length, 0, `after ${i}`)
  }
  await writtenTo('busy.example')
  await deliverAll(desk, relay)
  const rest = async () => {
    const [one] = (await outbox()).resting
    return one.until - desk.shell.now()
  }
  const first = await rest()
  desk.pass(hourMs)
  await deliverAll(desk, relay)
  assert.ok((await rest()) > 2 * first)
})

test('a mail that is refused for good, or a relay that is not there, is no word of the domain', async () => {
  const { relay } = farSide({
    'never.example': { outcome: 'failed', answer: '550 no such person', status: 550 },
    'away.example': { outcome: 'retry', answer: 'connect ECONNREFUSED' },
  })
  for (let i = 0; i < laterMax + 1; i++) {
    await writtenTo('never.example')
    await writtenTo('away.example')
  }
  await deliverAll(desk, relay)
  assert.equal((await outbox()).resting.length, 0)
})

test('to a domain we never wrote to few go in the first minute, twice as many in the next', async () => {
  const { mailDestinations } = desk.desk
  const goes = async () => {
    for (let n = 0; ; n++)
      if ((await mailDestinations.take('new.example', desk.shell.now())) !== null) return n
  }
  assert.equal(await goes(), firstRate)
  desk.pass(minuteMs)
  assert.equal(await goes(), 2 * firstRate)
  assert.equal(await mailDestinations.take('other.example', desk.shell.now()), null, 'others are not held up')
  desk.pass(25 * hourMs)
  assert.equal(await goes(), firstRate, 'who was silent for a day begins slowly again')
})

test('two nodes at once hand a domain no more than it may have', async () => {
  const { mailDestinations } = desk.desk
  const at = desk.shell.now()
  const asked = Array.from({ length: firstRate + 40 }, () => mailDestinations.take('two.example', at))
  const went = (await Promise.all(asked)).filter(one => one === null)
  assert.equal(went.length, firstRate)
})

test('a lead has a domain tried now, with what waits for it; an agent has not', async () => {
  const { relay, taken } = farSide({ 'busy.example': closed })
  await writtenTo('busy.example')
  await deliverAll(desk, relay)
  await writtenTo('busy.example')
  await deliverAll(desk, relay)
  const agent = await desk.token(['agent'])
  const body = { domain: 'busy.example' }
  assert.equal((await desk.ask(agent, 'POST', 'outbox/wake', body)).status, 403)
  assert.equal((await desk.ask(lead, 'POST', 'outbox/wake', { domain: 'well.example' })).status, 404)
  const woken = await desk.ask(lead, 'POST', 'outbox/wake', body)
  assert.deepEqual([woken.status, woken.json.resting], [200, []])
  taken.length = 0
  await deliverAll(desk, farSide({}).relay)
  assert.equal((await outbox()).counts.done, 1, 'what waited went, what had failed itself has its own pause')
  assert.equal((await desk.ask(lead, 'GET', 'audit')).json.items[0].what, 'destination.woken')
})

// A mail that cannot be handed over ends three days after it first could leave, however many wait for the
// same destination: as a failed entry with its server's last words, and with the key to send it again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Relay } from '#channels/email/relay.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { deliverAll, eventsOf, stateOf } from '#server/testing/sent-mail.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.token(['agent', 'lead'])
})
after(() => desk.close())

type Written = { readonly id: CaseId; readonly message: MessageId }
async function written(email: string): Promise<Written> {
  const { id } = await desk.opened(bo, { customer: { name: 'Anna', email } })
  const { seq } = (await desk.store.card(id))!
  const body = { text: 'Restart it.', undoSeconds: 0, seenSeq: seq }
  const { status, json } = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)
  assert.equal(status, 200)
  return { id, message: json.ids.message }
}
/** Takes none until `isWell`: what it was handed, and when, by Message-ID. */
function farSide() {
  const tried = new Map<string, number[]>()
  const taken: string[] = []
  const far = { isWell: false, tried, taken }
  const relay: Relay = {
    close: () => {},
    send: async (_key, mail) => {
      const id = String(mail.messageId)
      tried.set(id, [...(tried.get(id) ?? []), desk.shell.now()])
      if (!far.isWell) return { outcome: 'retry', answer: `451 4.3.0 busy ${tried.size}`, status: 451 }
      taken.push(id)
      return { outcome: 'sent', answer: '250 ok' }
    },
  }
  return { relay, far }
}
const failuresOf = async ({ id, message }: Written) =>
  (await eventsOf(desk, id)).filter(one => one.type === 'message.failed' && one.message === message)
const finalOf = async (one: Written) => {
  const found = (await failuresOf(one)).filter(event => event.type === 'message.failed' && event.final)
  assert.ok(found.length <= 1, 'it ends once')
  return found[0]?.type === 'message.failed' ? found[0] : null
}
const again = ({ id, message }: Written) =>
  desk.ask(bo, 'POST', `cases/${id}/message/send-again`, { message })

test('however many wait for a domain that takes none, each ends when its three days are over', async () => {
  const all: Written[] = []
  for (let n = 0; n < 40; n++) all.push(await written(`anna${n}@busy.example`))
  const { relay, far } = farSide()
  const from = desk.shell.now()
  await deliverAll(desk, relay)
  for (let n = 1; n < 144; n++) {
    desk.pass(30 * minuteMs)
    await deliverAll(desk, relay)
  }
  for (const one of all) assert.equal(await finalOf(one), null, 'none before')
  for (let n = 0; n < 4; n++) {
    desk.pass(30 * minuteMs)
    await deliverAll(desk, relay)
  }
  const untried = all.length - far.tried.size
  assert.ok(untried > 0, 'some never had their turn')
  for (const one of all) {
    const end = await finalOf(one)
    assert.ok(end && end.at >= from + 3 * dayMs && end.at <= from + 3 * dayMs + 2 * hourMs)
    assert.match(end.reason, /^451 4\.3\.0 busy \d+$/, 'in the words of its server')
    assert.equal((await stateOf(desk, one.id)).messages[one.message]?.standing, 'failed')
  }
  const { counts } = (await desk.ask(bo, 'GET', 'outbox')).json
  assert.deepEqual([counts.waiting, counts.given_up], [0, 40])
  far.isWell = true
  for (let n = 0; n < 4; n++) {
    desk.pass(dayMs)
    await deliverAll(desk, relay)
  }
  assert.deepEqual(far.taken, [], 'what has ended does not leave by itself')
  for (const one of all.slice(-2)) assert.equal((await again(one)).status, 200)
  for (let n = 0; n < 4; n++) {
    await deliverAll(desk, relay)
    desk.pass(minuteMs)
  }
  assert.deepEqual([far.taken.length, new Set(far.taken).size], [2, 2], 'each once, and with time of its own')
})

test('one mail that is answered 451 to its last attempt fails in its server’s words, and is sent again by a key', async () => {
  const one = await written('anna@lonely.example')
  const { relay, far } = farSide()
  const from = desk.shell.now()
  await deliverAll(desk, relay)
  const [first] = await failuresOf(one)
  assert.ok(first?.type === 'message.failed' && !first.final, 'its case says at once that it did not go')
  while ((await finalOf(one)) === null) {
    assert.ok(desk.shell.now() < from + 4 * dayMs, 'it has an end')
    desk.pass(hourMs)
    await deliverAll(desk, relay)
  }
  const end = (await finalOf(one))!
  assert.equal(end.reason, '451 4.3.0 busy 1')
  const [[id, times] = ['', []]] = far.tried
  assert.deepEqual([far.tried.size, end.at >= times.at(-1)!], [1, true], 'one Message-ID at every attempt')
  assert.ok(
    times.length > 5 && times.at(-1)! >= from + 3 * dayMs && times.at(-1)! <= from + 3 * dayMs + 3 * hourMs,
  )
  assert.equal((await stateOf(desk, one.id)).messages[one.message]?.standing, 'failed')
  assert.equal((await failuresOf(one)).length, 2, 'between the first and the last the case stays quiet')
  far.isWell = true
  desk.pass(dayMs)
  await deliverAll(desk, relay)
  assert.deepEqual(far.taken, [], 'it does not leave by itself any more')
  assert.equal((await again(one)).status, 200)
  await deliverAll(desk, relay)
  assert.deepEqual(far.taken, [id], 'the same mail, once')
  assert.equal((await stateOf(desk, one.id)).messages[one.message]?.standing, 'sent')
})

test('one that waited for its turn only, at a domain that said nothing, ends in words of ours', async () => {
  const { mailDestinations } = desk.desk
  const fill = async () => {
    while ((await mailDestinations.take('full.example', desk.shell.now())) === null);
  }
  const one = await written('anna@full.example')
  const { relay, far } = farSide()
  await fill()
  await deliverAll(desk, relay)
  desk.pass(3 * dayMs + minuteMs)
  await fill()
  await deliverAll(desk, relay)
  assert.equal((await finalOf(one))?.reason, 'waited')
  far.isWell = true
  assert.equal((await again(one)).status, 200)
  desk.pass(2 * minuteMs)
  await deliverAll(desk, relay)
  assert.equal(far.taken.length, 1)
})

test('a letter without a case ends as well, and has its time anew when a lead sends it again', async () => {
  const { relay, far } = farSide()
  const { mailDestinations, outbox, letters } = desk.desk
  const busy = { at: desk.shell.now(), says: '421 4.7.0 too many connections', isClosed: true }
  const key = 'letter/of-the-test'
  const letter = { kind: 'notice', to: 'anna@away.example', name: 'Anna', language: 'en', values: {} }
  await letters.put({ key, dueAt: desk.shell.now(), body: letter })
  await mailDestinations.take('away.example', busy.at)
  await mailDestinations.later('away.example', busy)
  await deliverAll(desk, relay)
  desk.pass(3 * dayMs)
  await mailDestinations.later('away.example', { ...busy, at: desk.shell.now() })
  await deliverAll(desk, relay)
  const ended = await outbox.one(key)
  assert.deepEqual([ended?.status, ended?.reason], ['given_up', busy.says])
  assert.equal((await desk.ask(bo, 'POST', 'outbox/again', { key })).status, 200)
  await deliverAll(desk, relay)
  assert.equal((await outbox.one(key))?.status, 'waiting', 'it waits for its turn again')
  assert.equal(far.tried.size, 0)
})

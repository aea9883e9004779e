// A message that did not arrive is sent again: the same mail under the same Message-ID, to the same person
// or to another address, which is checked first; the case says who did it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Relay } from '#channels/email/relay.ts'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { deliverAll, eventsOf, keepingRelay, stateOf } from '#server/testing/sent-mail.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ roles: ['agent'] })
  await desk.desk.addresses.add({ id: 'adr_1', address: 'support@desk.example', team: desk.teams[1] })
  await desk.shell.changed()
})
after(() => desk.close())

/** Answers each mail in the same way, and keeps it. */
function answering(relay: Pick<Relay, 'send'>['send']): { relay: Relay; ids: string[]; to: string[] } {
  const [ids, to]: [string[], string[]] = [[], []]
  return {
    ids,
    to,
    relay: {
      close: () => {},
      send: (key, mail) => {
        ids.push(String(mail.messageId))
        to.push((mail.to as { address: string }).address)
        return relay(key, mail)
      },
    },
  }
}
const refusing = () => answering(async () => ({ outcome: 'failed', answer: '550 5.1.1 no such person' }))
const taking = () => answering(async () => ({ outcome: 'sent', answer: '250 ok' }))

async function failed() {
  const { id } = await desk.opened(bo)
  const { seq } = (await desk.store.card(id as CaseId))!
  const body = { text: 'Restart it.', undoSeconds: 0, seenSeq: seq }
  const { json } = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)
  const first = refusing()
  await deliverAll(desk, first.relay)
  return { id: id as CaseId, message: json.ids.message as string, ids: first.ids, to: first.to[0]! }
}
const again = (id: CaseId, body: object, by = bo) =>
  desk.ask(by, 'POST', `cases/${id}/message/send-again`, body)

test('a message that failed goes once more to the same person, under the same Message-ID', async () => {
  const { id, message, ids, to } = await failed()
  assert.equal((await stateOf(desk, id)).messages[message as never]?.standing, 'failed')
  assert.equal((await again(id, { message })).status, 200)
  const second = taking()
  await deliverAll(desk, second.relay)
  assert.deepEqual([second.to, second.ids], [[to], ids])
  const events = await eventsOf(desk, id)
  const tail = events.filter(one => 'message' in one && one.message === message).map(one => one.type)
  assert.deepEqual(tail, ['message.queued', 'message.failed', 'message.sent_again', 'message.sent'])
  const who = events.find(one => one.type === 'message.sent_again')!.by
  assert.deepEqual(who, { kind: 'agent', id: bo.id })
  assert.equal((await again(id, { message })).json.code, 'message.not_failed')
})

test('it goes to another address, whose reader may write in the case; that it fails there is a failure again', async () => {
  const { id, message } = await failed()
  assert.equal((await again(id, { message, address: 'Eva.Private@Example.org' })).status, 200)
  const lost = refusing()
  await deliverAll(desk, lost.relay)
  assert.equal(lost.to[0]?.toLowerCase(), 'eva.private@example.org')
  const eva = (await desk.desk.customers.byEmail('eva.private@example.org'))!
  const state = await stateOf(desk, id)
  assert.equal(state.messages[message as never]?.standing, 'failed')
  assert.ok(state.writers?.includes(eva.id))
  assert.equal((await again(id, { message, address: 'eva.private@example.org' })).status, 200)
  const { relay, mails } = keepingRelay()
  await deliverAll(desk, relay)
  assert.equal(mails.length, 1)
})

test('an address of ours, one that takes no mail, and what is no address are refused; nothing leaves', async () => {
  const { id, message } = await failed()
  const own = await again(id, { message, address: 'support+c-abc@desk.example' })
  assert.deepEqual([own.status, own.json.code], [400, 'request.invalid'])
  assert.equal((await again(id, { message, address: 'nobody' })).status, 400)
  const dead = { address: 'dead@example.org', caseId: id, status: '5.1.1', said: 'gone' }
  for (const path of ['a', 'b', 'c'])
    await desk.desk.sentMails.fail({ ...dead, path, message: null, at: desk.shell.now() })
  const stopped = await again(id, { message, address: 'Dead@example.org' })
  assert.equal(stopped.json.code, 'message.address_stopped')
  const { relay, mails } = keepingRelay()
  await deliverAll(desk, relay)
  assert.equal(mails.length, 0)
})

test('who may not write to the customer sends nothing again', async () => {
  const { id, message } = await failed()
  const eva = await desk.person({ roles: ['agent'], levels: [3] })
  assert.ok([403, 404, 422].includes((await again(id, { message }, eva)).status))
  assert.ok(!(await eventsOf(desk, id)).some(one => one.type === 'message.sent_again'))
})

test('from the outbox a lead sends it again by the same fact, until it has left', async () => {
  const karin = await desk.person({ roles: ['agent', 'lead'] })
  const admin = await desk.person({ roles: ['admin'] })
  const { id, message, ids, to } = await failed()
  const { items } = (await desk.ask(karin, 'GET', 'outbox?state=given_up')).json
  const key = items.find((one: { key: string }) => one.key.includes(message))?.key
  assert.ok(key, JSON.stringify(items))
  const outbox = (by: Person) => desk.ask(by, 'POST', 'outbox/again', { key })
  assert.equal((await outbox(admin)).status, 403)
  assert.equal((await outbox(karin)).status, 200)
  const second = taking()
  await deliverAll(desk, second.relay)
  assert.deepEqual([second.to, second.ids], [[to], ids])
  const who = (await eventsOf(desk, id)).find(one => one.type === 'message.sent_again')!.by
  assert.deepEqual(who, { kind: 'agent', id: karin.id })
  assert.equal((await outbox(karin)).json.code, 'message.not_failed')
})

// Promises with a window over HTTP, wherever one is made: by itself, in a call, a message, a hand-off, with a
// new case; moved, listed, in the customer's mail, and refused at the field.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { after, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { messageMail } from '#server/react/message-mail.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
afterAll(() => desk.close())

const window = () => {
  const from = after(desk.shell.now(), 30 * hourMs)
  return { from, dueAt: after(from, 2 * hourMs) }
}
const next = () => ({ topic: 'the line test', means: 'phone', ...window() })
const post = (id: CaseId, path: string, body: object) => desk.ask(bo, 'POST', `cases/${id}/${path}`, body)
const last = async (id: CaseId, type: string) => {
  const ledger = (await desk.store.read(id))!
  return ledger.events.findLast(event => event.type === type)
}

test('a window is promised wherever a promise is made, and the card lists it', async () => {
  const seenSeq = (one: { seq: number }) => one.seq
  const ways: readonly ((one: { id: CaseId; seq: number }, promised: object) => [string, object])[] = [
    (_, promised) => ['promise/make', promised],
    (_, nextPromise) => [
      'contact/hold',
      { means: 'phone', direction: 'out', reach: 'reached', minutes: 2, nextPromise },
    ],
    (one, nextPromise) => ['message/queue', { text: 'Soon more', seenSeq: seenSeq(one), nextPromise }],
    (_, nextPromise) => [
      'hand-off/offer',
      { team: desk.teams[2], question: 'Which port?', noStepsBecause: 'none', nextPromise },
    ],
  ]
  for (const way of ways) {
    const one = await desk.opened(bo)
    const promised = next()
    const [path, body] = way(one, promised)
    const done = await post(one.id, path, body)
    assert.equal(done.status, 200, `${path}: ${done.text}`)
    const made = await last(one.id, 'promise.made')
    assert.deepEqual(
      made?.type === 'promise.made' && [made.from, made.dueAt],
      [promised.from, promised.dueAt],
      path,
    )
    const { clock } = (await desk.ask(bo, 'GET', `cases/${one.id}`)).json.card
    if (clock.kind === 'promise') assert.equal(clock.windowFrom, promised.from, path)
  }
  const promised = next()
  const { id } = await desk.opened(bo, { promise: promised })
  const { clock } = (await desk.ask(bo, 'GET', `cases/${id}`)).json.card
  assert.deepEqual([clock.windowFrom, clock.dueAt], [promised.from, promised.dueAt])
})

test('a window that ends before it begins is refused at its field, and nothing is recorded', async () => {
  const { id, seq } = await desk.opened(bo)
  const { from, dueAt } = window()
  const turned = { ...next(), from: dueAt, dueAt: from }
  for (const [path, body] of [
    ['promise/make', turned],
    ['message/queue', { text: 'Soon more', seenSeq: seq, nextPromise: turned }],
  ] as const) {
    const refused = await post(id, path, body)
    assert.deepEqual([refused.status, refused.json.code], [422, 'promise.window_turned'], path)
    assert.deepEqual(
      refused.json.fields.map((one: { path: string }) => one.path),
      ['from'],
    )
    assert.match(refused.json.fields[0].message, /14:00–16:00/)
  }
  assert.equal((await desk.ask(bo, 'GET', `cases/${id}`)).json.seq, seq)
})

test('it is moved to another window, with the reason', async () => {
  const { id } = await desk.opened(bo)
  const made = await post(id, 'promise/make', next())
  const to = { from: after(desk.shell.now(), 50 * hourMs), dueAt: after(desk.shell.now(), 51 * hourMs) }
  const moved = await post(id, 'promise/move', {
    promise: made.json.ids.promise,
    because: 'The part is late',
    ...to,
  })
  assert.deepEqual(moved.json.events, ['promise.moved', 'promise.made'], moved.text)
  const now = await last(id, 'promise.made')
  assert.deepEqual(now?.type === 'promise.made' && [now.from, now.dueAt], [to.from, to.dueAt])
})

test('the mail to the customer says the window', async () => {
  const { id, seq } = await desk.opened(bo)
  await post(id, 'message/queue', { text: 'Soon more', seenSeq: seq, nextPromise: next() })
  const ledger = (await desk.store.read(id))!
  const queued = ledger.events.findLast(event => event.type === 'message.queued')
  assert.ok(queued?.type === 'message.queued')
  const customer = await desk.desk.customers.one(queued.to)
  const sent = await messageMail(desk.shell, ledger, queued.message, customer!)
  const block = sent!.mail.blocks.find(one => one.type === 'promise')
  // Over midnight, which it is at some hours of the day, each end has its day.
  const said = /^(\d\d:\d\d–|\w+ \d+ \w+ \d\d:\d\d – \w+ \d+ \w+ )\d\d:\d\d$/
  assert.match(block?.type === 'promise' ? block.time : '', said)
  assert.equal(block?.type === 'promise' && block.before, 'You hear from us')
})

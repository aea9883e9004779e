// Mail that waits: how often and when it is tried, and that a cancelled one never leaves. Not: that all
// others do (test/replies-leave.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Relay } from '#channels/email/relay.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { deliverDue, pauseAfter } from '#server/react/deliver.ts'
import { deliverAll, eventsOf, keepingRelay } from '#server/testing/sent-mail.ts'

let desk: TestDesk
let bo: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.token(['agent', 'lead'])
  lead = await desk.token(['lead'])
})
after(() => desk.close())

async function write(id: CaseId, text = 'Restart it.'): Promise<void> {
  const { seq } = (await desk.store.card(id))!
  const answer = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, {
    text,
    undoSeconds: 0,
    seenSeq: seq,
  })
  assert.equal(answer.status, 200, answer.text)
}
const standings = async (id: CaseId, type: string) =>
  (await eventsOf(desk, id)).filter(one => one.type === type).length

test('a far side that says "later" for three days is tried for three days, at times that are not the same', () => {
  for (const key of Array.from({ length: 50 }, (_, n) => `message/msg_${n}`)) {
    let waited = 0
    for (let attempt = 1; ; attempt++) {
      const pause = pauseAfter(key, attempt, waited)
      if (pause === undefined) break
      waited += pause
    }
    assert.ok(waited >= 3 * dayMs && waited <= 3 * dayMs + hourMs, `${waited / dayMs} days`)
  }
  const first = pauseAfter('message/msg_a', 1, 0)!
  assert.ok(first < 2 * minuteMs)
  assert.notEqual(pauseAfter('message/msg_b', 1, 0), first)
  assert.equal(pauseAfter('message/msg_a', 1, 0), first, 'the same mail is tried at the same times')
})

test('a mail that mostly waited is tried less often, and no longer than three days', () => {
  assert.equal(pauseAfter('message/msg_a', 2, 3 * dayMs), undefined)
  const pause = pauseAfter('message/msg_a', 8, 2.5 * dayMs)!
  assert.ok(
    pause >= dayMs / 2 && pause <= dayMs / 2 + minuteMs,
    'it is tried once more when its time is over',
  )
})

const later: Relay = { close: () => {}, send: async () => ({ outcome: 'retry', answer: '451 later' }) }

test('a mail that waits can be cancelled: it never leaves, its case says so, and the audit who did it', async () => {
  const { id } = await desk.opened(bo)
  await write(id)
  await deliverDue(desk.shell, later)
  const { items } = (await desk.ask(lead, 'GET', 'outbox?state=waiting')).json
  const [{ key, reason }] = items
  assert.equal(reason, '451 later')
  const cancelled = await desk.ask(lead, 'POST', 'outbox/cancel', { key })
  assert.deepEqual([cancelled.status, cancelled.json.state], [200, 'cancelled'])
  assert.equal((await desk.ask(lead, 'POST', 'outbox/cancel', { key })).status, 422)
  const failed = (await eventsOf(desk, id)).findLast(one => one.type === 'message.failed')
  assert.ok(failed?.type === 'message.failed' && failed.final && failed.reason === 'cancelled')
  const { relay, mails } = keepingRelay()
  desk.pass(dayMs)
  await deliverAll(desk, relay)
  assert.equal(mails.length, 0)
  assert.equal((await desk.ask(lead, 'GET', 'audit')).json.items[0].what, 'mail.cancelled')
})

test('a mail that is just being sent is not cancelled', async () => {
  const { id } = await desk.opened(bo)
  await write(id)
  const statuses: number[] = []
  const slow: Relay = {
    close: () => {},
    send: async key => {
      statuses.push((await desk.ask(lead, 'POST', 'outbox/cancel', { key })).status)
      return { outcome: 'sent', answer: '250 ok' }
    },
  }
  await deliverAll(desk, slow)
  assert.deepEqual(statuses, [422])
  assert.equal(await standings(id, 'message.sent'), 1)
  assert.equal(await standings(id, 'message.failed'), 0)
})

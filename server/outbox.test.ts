// What an agent wrote leaves, once wherever the far side is sane: a sink that takes a mail and dies before it
// says so gets it again under the same Message-ID; a cancelled mail never leaves.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { type Relay, smtpRelay } from '#channels/email/relay.ts'
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

/** A mail server that takes every mail and breaks the line before it says so for some. */
async function dyingSink(dies: (nth: number) => boolean) {
  const taken: string[] = []
  const open = new Set<Socket>()
  let cuts = 0
  const server = createServer(socket => {
    let [said, isData] = ['', false]
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    socket.write('220 sink.example\r\n')
    socket.on('data', chunk => {
      said += chunk.toString('latin1')
      for (;;) {
        const end = said.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const part = said.slice(0, end)
        said = said.slice(end + (isData ? 5 : 2))
        if (!isData) {
          isData = /^data$/i.test(part)
          socket.write(isData ? '354 go on\r\n' : '250 ok\r\n')
          continue
        }
        isData = false
        taken.push(/^message-id:\s*(<[^>]+>)/im.exec(part)![1]!)
        if (dies(taken.length)) {
          cuts += 1
          return void socket.destroy()
        }
        socket.write('250 kept\r\n')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    taken,
    cuts: () => cuts,
    url: `smtp://127.0.0.1:${port}`,
    close: () => {
      for (const one of open) one.destroy()
      server.close()
    },
  }
}

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

test('replies leave at least once, and twice only where the line was cut', async t => {
  const count = process.env.FULL === '1' ? 5_000 : 150
  const sink = await dyingSink(nth => nth % (process.env.FULL === '1' ? 50 : 10) === 3)
  const relay = smtpRelay(sink.url)
  const ids: CaseId[] = []
  for (let i = 0; i < 15; i++) ids.push((await desk.opened(bo)).id)
  for (let i = 0; i < count; i++) await write(ids[i % ids.length]!, `No. ${i}`)
  // What the relay could not be sure of waits a while, then goes again.
  for (let round = 0; round < 20; round++) {
    await deliverAll(desk, relay)
    desk.pass(hourMs)
  }
  relay.close()
  sink.close()
  const different = new Set(sink.taken)
  t.diagnostic(`${sink.taken.length} taken of ${count}, ${sink.cuts()} cut`)
  assert.ok(sink.cuts() > 0)
  assert.equal(different.size, count, 'none lost, each under one Message-ID')
  assert.ok(sink.taken.length - count <= sink.cuts())
  let sent = 0
  for (const id of ids) sent += await standings(id, 'message.sent')
  assert.equal(sent, count, 'the ledger says so of each')
  assert.equal((await desk.desk.outbox.counts(0 as never)).waiting, 0)
})

test('a far side that says "later" for three days is tried for three days, at times that are not the same', () => {
  const pauses = Array.from({ length: 20 }, (_, i) => pauseAfter('message/msg_a', i + 1)).filter(
    one => one !== undefined,
  )
  const sum = pauses.reduce((all, one) => all + one, 0)
  assert.ok(sum > 2.5 * dayMs && sum < 3.5 * dayMs, `${sum / dayMs} days`)
  assert.ok(pauses[0]! < 2 * minuteMs)
  assert.notEqual(pauseAfter('message/msg_b', 1), pauses[0])
  assert.equal(pauseAfter('message/msg_a', 1), pauses[0], 'the same mail is tried at the same times')
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

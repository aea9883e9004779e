// Two destinations beyond a real mail server, one of which takes its time or says "later": it holds up its
// own mails and nobody else's, is tried by one mail at a time, and gets each mail once, under one Message-ID.
import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { type Relay, smtpConnections, smtpRelay } from '#channels/email/relay.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { beginDue, type Carrier } from '#server/react/deliver.ts'
import { openRoads, type Patience } from '#server/react/roads.ts'
import { deliverAll } from '#server/testing/sent-mail.ts'

type Mail = { readonly domain: string; readonly messageId: string }
type Answer = (mail: Mail) => Promise<Error | null>

let desk: TestDesk
let bo: Person
let relay: Relay
/** What was taken, in order; what is under way, and how many at most were at once. */
let taken: Mail[] = []
let underWay: Mail[] = []
let mostAtOnce = 0
let answer: Answer
const news = new EventEmitter()

const far = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, session, done) {
    void (async () => {
      const raw = await text(stream)
      const [to] = session.envelope.rcptTo
      const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? ''
      const mail = { domain: to!.address.split('@')[1]!, messageId }
      underWay.push(mail)
      mostAtOnce = Math.max(mostAtOnce, sent(mail.domain, underWay))
      news.emit('moved')
      const said = await answer(mail)
      underWay = underWay.filter(one => one !== mail)
      if (!said) taken.push(mail)
      done(said)
      news.emit('moved')
    })()
  },
})
const sent = (domain: string, of: readonly Mail[] = taken) => of.filter(one => one.domain === domain).length
const later = (responseCode: number) => Object.assign(new Error('later'), { responseCode })

before(async () => {
  desk = await testDesk()
  bo = await desk.token(['agent', 'lead'])
  const server = far.listen(0, '127.0.0.1')
  await once(server, 'listening')
  relay = smtpRelay(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
beforeEach(() => {
  taken = []
  underWay = []
  mostAtOnce = 0
})
after(async () => {
  relay.close()
  await new Promise<void>(done => far.close(() => done()))
  await desk.close()
})

let count = 0
async function written(domain: string, many: number): Promise<void> {
  for (let n = 0; n < many; n++) {
    count += 1
    const { id } = await desk.opened(bo, { customer: { name: 'Anna', email: `anna${count}@${domain}` } })
    const { seq } = (await desk.store.card(id))!
    const body = { text: 'Restart it.', undoSeconds: 0, seenSeq: seq }
    assert.equal((await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)).status, 200)
  }
}
const outbox = async () => (await desk.ask(bo, 'GET', 'outbox')).json
/** As the node goes about it, until this holds. */
async function sending(carrier: Carrier, holds: () => boolean): Promise<void> {
  for (;;) {
    const moved = once(news, 'moved')
    const isAll = (await beginDue(carrier)) > 0
    if (holds()) return
    if (isAll) await moved
  }
}

/** Whatever is under way has taken long already. */
const atOnce: Patience = tooLong => {
  queueMicrotask(tooLong)
  return () => {}
}

test('a destination that takes its time holds up its own mails only, and gets few connections', async () => {
  const release = Promise.withResolvers<void>()
  answer = async ({ domain }) => {
    if (domain === 'slow1.example') await release.promise
    return null
  }
  const waits: (() => void)[] = []
  const patience: Patience = tooLong => {
    waits.push(tooLong)
    return () => {}
  }
  /** Both places are taken by slow ones: from now on these have taken long. */
  const lose = () => {
    if (sent('slow1.example', underWay) < 2) return
    news.off('moved', lose)
    for (const done of waits) done()
  }
  news.on('moved', lose)
  await written('slow1.example', 6)
  await written('quick1.example', 6)
  const carrier = { shell: desk.shell, relay, roads: openRoads({ patience }) }
  await sending(carrier, () => sent('quick1.example') === 6)
  assert.deepEqual([sent('slow1.example'), sent('slow1.example', underWay), mostAtOnce], [0, 2, 2])
  const { items } = await outbox()
  const held = items.filter((one: { reason: string }) => one.reason === 'destination slow1.example')
  assert.equal(held.length, 4)
  assert.ok(held.every((one: { attempt: number }) => one.attempt === 0))
  release.resolve()
  await carrier.roads.over()
  desk.pass(2 * minuteMs)
  await deliverAll(desk, relay)
  assert.equal(sent('slow1.example'), 6)
  assert.equal(new Set(taken.map(one => one.messageId)).size, 12, 'each left once')
})

test('one that says "later" is tried by one mail at a time and later each time, while others get theirs', async () => {
  answer = async ({ domain }) => (domain === 'busy2.example' ? later(451) : null)
  await written('busy2.example', 1)
  await deliverAll(desk, relay)
  await written('busy2.example', 5)
  await written('quick2.example', 5)
  desk.pass(hourMs)
  mostAtOnce = 0
  const release = Promise.withResolvers<void>()
  answer = async ({ domain }) => {
    if (domain !== 'busy2.example') return null
    await release.promise
    return later(421)
  }
  const carrier = { shell: desk.shell, relay, roads: openRoads() }
  await sending(carrier, () => sent('quick2.example') === 5 && underWay.length === 1)
  assert.equal(mostAtOnce, 1, 'one of six')
  release.resolve()
  await carrier.roads.over()
  const rests = async () =>
    (await outbox()).resting.find((one: { domain: string }) => one.domain === 'busy2.example').until -
    desk.shell.now()
  const first = await rests()
  desk.pass(first + minuteMs)
  await deliverAll(desk, relay)
  assert.ok((await rests()) > first, 'its rest grows')
  answer = async () => null
  for (let n = 0; n < 8; n++) {
    desk.pass(hourMs)
    await deliverAll(desk, relay)
  }
  assert.equal(sent('busy2.example'), 6)
  assert.equal(mostAtOnce, 1, 'it was tried by one mail, and taken one by one while that was out')
})

test('two nodes try a destination that said "later" by one mail between them; a node that dies frees it', async () => {
  const { mailDestinations } = desk.desk
  const take = () => mailDestinations.take('busy3.example', desk.shell.now())
  assert.equal(await take(), null)
  assert.equal(await take(), null, 'a domain that is well gets several at once')
  await mailDestinations.later('busy3.example', { at: desk.shell.now(), says: '451', isClosed: false })
  const went = (await Promise.all(Array.from({ length: 8 }, take))).filter(one => one === null)
  assert.equal(went.length, 1)
  await mailDestinations.tried('busy3.example')
  assert.equal(await take(), null)
  assert.notEqual(await take(), null)
  desk.pass(2 * minuteMs)
  assert.equal(await take(), null, 'nobody said what came of it')
})

test('a mail that leaves late is the same mail: one effect, one Message-ID at each attempt', async () => {
  const ids: string[] = []
  let isBusy = true
  answer = async ({ messageId }) => {
    ids.push(messageId)
    return isBusy ? later(451) : null
  }
  await written('busy4.example', 1)
  for (let n = 0; n < 4; n++) {
    await deliverAll(desk, relay)
    desk.pass(3 * hourMs)
  }
  isBusy = false
  await deliverAll(desk, relay)
  assert.deepEqual([ids.length, new Set(ids).size, taken.length], [5, 1, 1])
  assert.equal((await outbox()).counts.waiting, 0)
})

test('however many destinations are slow, what is under way at once has an end', async () => {
  const release = Promise.withResolvers<void>()
  answer = async () => {
    await release.promise
    return null
  }
  for (let n = 0; n < smtpConnections + 4; n++) await written(`slow${n}x.example`, 1)
  const carrier = { shell: desk.shell, relay, roads: openRoads({ patience: atOnce }) }
  const all = (async () => sending(carrier, () => taken.length === smtpConnections + 4))()
  while (underWay.length < smtpConnections) await once(news, 'moved')
  assert.equal(underWay.length, smtpConnections)
  release.resolve()
  await all
  await carrier.roads.over()
  assert.equal(new Set(taken.map(one => one.messageId)).size, smtpConnections + 4)
})

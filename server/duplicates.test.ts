// However often, by whatever way and in whatever order a mail comes, it is taken in once; and two that only
// share a Message-ID stay two.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { listen, type Listener } from '#channels/email/listener.ts'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'

const isFull = process.env.FULL === '1'
const distinct = isFull ? 2_000 : 120
/** Mails under a Message-ID that another bears already, with words of their own. */
const forecast = isFull ? 1_000 : 40

let desk: TestDesk
let door: Listener
before(async () => {
  desk = await testDesk()
  door = await listen({
    port: 0,
    host: '127.0.0.1',
    hostname: 'desk.example',
    connectionsPerAddress: 50,
    mayReceive: () => true,
    accept: (envelope, raw) => takeIn(desk.shell, envelope, raw),
  })
})
after(async () => {
  await door.close()
  await desk.close()
})

const to = ['support@desk.example', 'billing@desk.example'] as const
const mail = (id: number, words: string, way: number) =>
  [
    `Received: from relay${way}.example by mx.desk.example; Mon, 23 Nov 2026 09:00:0${way} +0000`,
    `From: Person ${id} <person${id}@example.org>`,
    `To: ${to.join(', ')}`,
    `Message-ID: <m${id}@example.org>`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Subject: Mail ${id}`,
    '',
    words,
    '',
  ].join('\r\n')

/** Hands mails over one after the other on one line; each is answered before the next. */
async function handOver(mails: readonly { raw: string; to: string; from: string }[]): Promise<void> {
  const socket = connect(door.port, '127.0.0.1')
  let held = ''
  const answered = async (code: string) => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/.exec(held)
      if (whole) {
        held = held.slice(whole[0].length)
        assert.equal(whole[1], code, whole[0])
        return
      }
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      held += chunk.toString()
    }
  }
  const say = async (line: string, code: string) => {
    socket.write(`${line}\r\n`)
    await answered(code)
  }
  await answered('220')
  await say('EHLO relay.example', '250')
  for (const one of mails) {
    await say(`MAIL FROM:<${one.from}>`, '250')
    await say(`RCPT TO:<${one.to}>`, '250')
    await say('DATA', '354')
    await say(`${one.raw}.`, '250')
  }
  socket.end()
}

/** A fixed disorder, so that a failure comes again. */
function shuffled<T>(all: readonly T[]): T[] {
  const mixed = [...all]
  let seed = 7
  for (let i = mixed.length - 1; i > 0; i--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    const j = seed % (i + 1)
    const held = mixed[i]!
    mixed[i] = mixed[j]!
    mixed[j] = held
  }
  return mixed
}

const deliveries = () => {
  const all: { raw: string; to: string; from: string }[] = []
  for (let id = 0; id < distinct; id++)
    for (let way = 0; way < 1 + (id % 5); way++)
      all.push({ raw: mail(id, `Words of ${id}.`, way), to: to[way % 2]!, from: `person${id}@example.org` })
  for (let id = 0; id < forecast; id++)
    all.push({ raw: mail(id, `Other words under ${id}.`, 0), to: to[0], from: `person${id}@example.org` })
  return shuffled(all)
}
const lines = 4
const counted = async (sql: string): Promise<number> =>
  Number((await desk.store.pool.query<{ n: number }>(sql)).rows[0]?.n)
const messages = () => counted("select count(*) n from event where type = 'message.received'")
const cases = () => counted("select count(*) n from event where type = 'case.opened'")

test('each mail is a message once, in whatever order and by whatever way it comes', async () => {
  const all = deliveries()
  assert.ok(all.length > distinct * 2)
  await Promise.all(Array.from({ length: lines }, (_, n) => handOver(all.filter((_, i) => i % lines === n))))
  assert.equal(await messages(), distinct + forecast)
  assert.equal(await cases(), distinct + forecast)
  // Fetched from a mailbox later, the same bytes with another way behind them.
  for (let id = 0; id < distinct; id++) {
    const raw = Buffer.from(`X-Fetched: yes\r\n${mail(id, `Words of ${id}.`, 9)}`)
    const taken = await takeIn(desk.shell, { from: `person${id}@example.org`, to: [to[1]] }, raw)
    assert.ok('ok' in taken)
  }
  assert.equal(await messages(), distinct + forecast)
})

test('the second under a Message-ID says in which case the first is', async () => {
  const linked = await counted(
    "select count(*) n from event where type = 'case.linked' and data::jsonb ->> 'how' = 'may_relate'",
  )
  assert.ok(linked >= forecast * 0.9, `${linked} of ${forecast}: two at once may not see each other`)
})

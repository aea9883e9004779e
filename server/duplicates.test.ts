// However often, by whatever way and in whatever order a mail comes, it is taken in once; and two that only
// share a Message-ID, or only their words, stay two. Desks that know a mail by less, or by more, are found
// out.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { connect } from 'node:net'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { listen } from '#channels/email/listener.ts'
import { instant } from '#core/kit/time.ts'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import type { Shell } from '#server/shell.ts'
import { noDovecot } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk } from '#test/support/mailbox-desk.ts'

const isFull = process.env.FULL === '1'

type Mix = {
  readonly distinct: number
  /** mails under a Message-ID that another bears already, with words of their own */
  readonly forecast: number
  /** mails in the words of another of the same person, under a Message-ID of their own */
  readonly alike: number
}
const many: Mix = isFull
  ? { distinct: 2_000, forecast: 1_000, alike: 1_000 }
  : { distinct: 120, forecast: 40, alike: 20 }
const some: Mix = isFull ? many : { distinct: 60, forecast: 20, alike: 10 }
const few: Mix = { distinct: 10, forecast: 3, alike: 3 }

let desk: TestDesk
/** the same, where there is a server for its mailboxes */
let served: MailboxDesk | null = null
before(async () => {
  if (noDovecot === null) served = await mailboxDesk()
  desk = served ?? (await testDesk())
})
after(() => (served ? served.stop() : desk.close()))

/** Handed over by SMTP, or fetched from where they lie. */
type Way = 'smtp' | 'mailbox'
type Weak = (shell: Shell, way: Way) => Shell
type Delivery = { readonly raw: string; readonly to: string; readonly from: string }

const to = ['support@desk.example', 'billing@desk.example'] as const
type Words = { readonly words?: string; readonly messageId?: string; readonly way?: number }
const delivery = (
  house: string,
  id: number,
  { words = `Words of ${id}.`, messageId = `m${id}`, way = 0 }: Words = {},
): Delivery => {
  const from = `person${id}@${house}`
  const lines = [
    `Received: from relay${way}.example by mx.desk.example; Mon, 23 Nov 2026 09:00:0${way} +0000`,
    `Return-Path: <${from}>`,
    `From: Person ${id} <${from}>`,
    `To: ${to.join(', ')}`,
    `Message-ID: <${messageId}@${house}>`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Subject: Mail ${id}`,
    '',
    words,
    '',
  ]
  return { raw: lines.join('\r\n'), to: to[way % 2]!, from }
}
/** What a mail says, without the lines about its way. */
const said = (raw: string): string => raw.slice(raw.indexOf('From: '))

/** Hands mails over one after the other on one line; each is answered before the next. */
async function handOver(port: number, mails: readonly Delivery[]): Promise<void> {
  const socket = connect(port, '127.0.0.1')
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

/** Every mail of a house, each once to five times. */
const deliveries = (house: string, { distinct, forecast, alike }: Mix): Delivery[] => {
  const ids = (count: number) => Array.from({ length: count }, (_, id) => id)
  return shuffled([
    ...ids(distinct).flatMap(id => ids(1 + (id % 5)).map(way => delivery(house, id, { way }))),
    ...ids(forecast).map(id => delivery(house, id, { words: `Other words under ${id}.` })),
    ...ids(alike).flatMap(id => ids(2).map(way => delivery(house, id, { messageId: `again${id}`, way }))),
  ])
}

/** Takes these in as from a mailbox; resolves when all of them are. */
type Fetch = (mails: readonly Delivery[]) => Promise<void>

/** From a mailbox that lies on a real server. */
async function fetching(shell: Shell, house: string): Promise<{ fetch: Fetch; stop: () => Promise<void> }> {
  const { dovecot, mailbox, read, until } = served!
  const id = await mailbox({ readFrom: instant(1), signInName: house })
  const reader = read(shell)
  let count = 0
  const fetch: Fetch = async mails => {
    for (const { raw } of mails) await dovecot.deliver(raw, { owner: house })
    count += mails.length
    await until(id, one => one.taken >= count)
  }
  return { fetch, stop: () => reader.stop() }
}

/** By the same door, without a server between. */
const byHand =
  (shell: Shell): Fetch =>
  async mails => {
    for (const { raw, from, to } of mails) {
      const taken = await takeIn(shell, { from, to: [to] }, Buffer.from(`X-Fetched: yes\r\n${raw}`))
      assert.ok('ok' in taken)
    }
  }

const lines = 4

/** Delivers all: some lie in the mailbox before, others come there while the rest comes by SMTP. */
async function deliver(shell: Shell, fetch: Fetch, all: readonly Delivery[]): Promise<void> {
  const door = await listen({
    port: 0,
    host: '127.0.0.1',
    hostname: 'desk.example',
    connectionsPerAddress: 50,
    mayReceive: () => true,
    accept: (envelope, raw) => takeIn(shell, envelope, raw),
  })
  try {
    const fetched = all.filter((_, i) => i % 3 === 0)
    const handed = all.filter((_, i) => i % 3 !== 0)
    await fetch(fetched.slice(0, fetched.length / 2))
    const bySmtp = Array.from({ length: lines }, (_, n) => handed.filter((_, i) => i % lines === n))
    const rest = fetch(fetched.slice(fetched.length / 2))
    await Promise.all([rest, ...bySmtp.map(some => handOver(door.port, some))])
  } finally {
    await door.close()
  }
}

let houses = 0

/** Delivers the mails of a house of their own to a desk, and tells all that is not as it must be. */
async function wrongs(mix: Mix, from: 'mailbox' | 'hand', weak: Weak): Promise<string[]> {
  const house = `house${++houses}.example`
  const all = deliveries(house, mix)
  const { fetch, stop } =
    from === 'mailbox'
      ? await fetching(weak(served!.shell, 'mailbox'), house)
      : { fetch: byHand(weak(desk.shell, 'mailbox')), stop: async () => {} }
  await deliver(weak(desk.shell, 'smtp'), fetch, all)
  await stop()
  const { rows } = await desk.store.pool.query<{ mail: string }>(
    "select data::jsonb ->> 'mail' as mail from event where type = 'message.received'",
  )
  const raws = await Promise.all(rows.map(async ({ mail }) => (await desk.store.blob(mail))!.bytes))
  const came = raws.map(raw => said(Buffer.from(raw).toString())).filter(raw => raw.includes(`@${house}`))
  const wanted = new Set(all.map(({ raw }) => said(raw)))
  const times = Map.groupBy(came, one => one)
  return [
    ...([...wanted].some(one => !times.has(one)) ? ['a mail is missing'] : []),
    ...([...times.values()].some(one => one.length > 1) ? ['a mail is there twice'] : []),
    ...([...times.keys()].some(one => !wanted.has(one)) ? ['a mail nobody sent is there'] : []),
  ]
}

const sound: Weak = shell => shell

test('each mail is a message once, in whatever order and by whatever way it comes', async () => {
  const count = async (what: string) =>
    Number((await desk.store.pool.query(`select count(*) n from event where ${what}`)).rows[0].n)
  assert.deepEqual(await wrongs(many, 'hand', sound), [])
  assert.equal(await count("type = 'case.opened'"), many.distinct + many.forecast + many.alike)
  // The second under a Message-ID says in which case the first is.
  const linked = await count("type = 'case.linked' and data::jsonb ->> 'how' = 'may_relate'")
  assert.ok(linked >= many.forecast * 0.9, `${linked}: two at once may not see each other`)
})

test('a mail by SMTP that lies in a mailbox as well is one message', {
  skip: noDovecot ?? false,
}, async () => {
  assert.deepEqual(await wrongs(some, 'mailbox', sound), [])
})

/** A desk that knows a mail again by something else than ours does. */
const knowing =
  (keyOf: (raw: string, way: Way, key: string) => string): Weak =>
  (shell, way) => ({
    ...shell,
    handle: deed => {
      const mail = deed.blobs?.find(one => one.type === 'message/rfc822')
      assert.ok(mail && 'bytes' in mail && deed.intakeKey)
      return shell.handle({
        ...deed,
        intakeKey: keyOf(Buffer.from(mail.bytes).toString(), way, deed.intakeKey),
      })
    },
  })
const messageIdLine = /^Message-ID: .*\r\n/m
const weaknesses: Readonly<Record<string, readonly [Weak, readonly string[]]>> = {
  'knows a mail by its Message-ID alone': [
    knowing(raw => messageIdLine.exec(raw)![0].trim()),
    ['a mail is missing'],
  ],
  'knows a mail by what it says alone': [
    knowing(raw => hash('sha256', said(raw).replace(messageIdLine, ''))),
    ['a mail is missing'],
  ],
  'knows a mail by its bytes, the lines about its way among them': [
    knowing(raw => hash('sha256', raw)),
    ['a mail is there twice'],
  ],
  'forgets what came on another way': [knowing((_, way, key) => `${way}/${key}`), ['a mail is there twice']],
}
for (const [what, [weak, found]] of Object.entries(weaknesses))
  test(`a desk that ${what} is found out`, async () => {
    assert.deepEqual(await wrongs(few, 'hand', weak), found)
  })

test('a desk that forgets what it fetched from its mailbox is found out', {
  skip: noDovecot ?? false,
}, async () => {
  const [weak, found] = weaknesses['forgets what came on another way']!
  assert.deepEqual(await wrongs(few, 'mailbox', weak), found)
})

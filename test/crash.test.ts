// kill -9 at any moment loses nothing that was acknowledged and doubles nothing: a node is killed again and
// again while
// mail comes in, programs write and replies leave; at the end all is compared. Not: two nodes, nor a dying
// database.
import assert from 'node:assert/strict'
import { createHash, randomInt, randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { instant } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import { deskOf } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { expireLeases, testDatabase } from '#store/testing.ts'
import { clientOf } from '#test/support/client.ts'
import { addPerson, deskAddress, mailDomain, outfit } from '#test/support/desk.ts'
import { type Mailbox, openMailbox, sendMail } from '#test/support/mailbox.ts'
import { type NodeProcess, startNode } from '#test/support/node-process.ts'
import { everyCase, holds, type Kept } from '#test/support/rebuild.ts'

const isFull = process.env.FULL === '1'
const rounds = isFull ? 60 : 8
/** A node sends so many mails at the same time; each of them may be told twice when it dies. */
const inHandMax = 8
const moments = ['mail begun', 'mail acked', 'write begun', 'write acked', 'letter arrived'] as const

type Mail = { readonly from: string; readonly raw: string }
type Note = { readonly number: number; readonly id: string; readonly words: string }
type Reply = { readonly number: number; readonly id: string; readonly words: string }
/** What was promised to somebody: it must be there at the end. */
type Acked = { readonly mails: Mail[]; readonly notes: Note[]; readonly replies: Reply[] }

/** An answer that trying again will not change: a fault of this test or of the desk. */
class Refused extends Error {}

/** The world around a node that keeps dying: where it is now, and what happens. */
class Stage {
  readonly acked: Acked = { mails: [], notes: [], replies: [] }
  readonly happened = new EventEmitter().setMaxListeners(50)
  isOver = false
  #node: Promise<NodeProcess>
  constructor(node: Promise<NodeProcess>) {
    this.#node = node
  }
  /** the node that lives now, once its doors are open */
  get node(): Promise<NodeProcess> {
    return this.#node
  }
  set node(next: Promise<NodeProcess>) {
    this.#node = next
  }
  say(moment: (typeof moments)[number]): void {
    this.happened.emit('any')
    this.happened.emit(moment)
  }
  /** Tries again, on whatever node lives, until it is answered for good. */
  async insist<T>(attempt: (node: NodeProcess) => Promise<T | null>): Promise<T> {
    for (;;) {
      const node = await this.#node
      const done = await attempt(node).catch(fault => {
        if (fault instanceof Refused) throw fault
        return null
      })
      if (done !== null) return done
      // It lives and says "later": once something else has happened, or soon.
      const soon = { signal: AbortSignal.timeout(500) }
      if (node === (await this.#node)) await once(this.happened, 'any', soon).catch(() => {})
    }
  }
}

const rawMail = (from: string): string =>
  [
    `From: ${from}`,
    `To: ${deskAddress}`,
    `Subject: Crash ${randomUUID()}`,
    `Message-ID: <${randomUUID()}@customers.example>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The line is gone. My word for it is ${randomUUID()}.`,
    ...Array.from({ length: randomInt(60) }, (_, line) => `${line}: ${randomUUID()}`),
    '',
  ].join('\r\n')

/** Sends mail after mail; each again, with the same bytes, until it is answered 250. */
async function sender(stage: Stage, name: string): Promise<void> {
  for (let count = 0; !stage.isOver; count++) {
    const from = `${name}.${count}@customers.example`
    const mail = { from, raw: rawMail(from) }
    await stage.insist(({ smtpPort }) => {
      const sent = sendMail(smtpPort, { envelope: { from, to: [deskAddress] }, raw: mail.raw })
      stage.say('mail begun')
      return sent.catch(fault => {
        if (fault.responseCode >= 500) throw new Refused(`mail of ${from}: ${fault.message}`)
        throw fault
      })
    })
    stage.acked.mails.push(mail)
    stage.say('mail acked')
  }
}

/** A program that opens cases, notes and answers, each write under a key of its own until it is answered. */
async function writer(stage: Stage, cookie: string): Promise<void> {
  const write = (path: string, body: unknown) => {
    const key = randomUUID()
    return stage.insist(async ({ url }) => {
      const asked = clientOf(url, { cookie, 'x-tierline': '1' }).ask('POST', path, body, {
        'idempotency-key': key,
      })
      stage.say('write begun')
      const { status, json, text } = await asked
      if (status >= 500 || status === 429) return null
      if (status >= 400) throw new Refused(`${path}: ${text}`)
      stage.say('write acked')
      return json
    })
  }
  while (!stage.isOver) {
    const mark = randomUUID()
    const customer = { name: 'Anna', email: `${mark}@customers.example` }
    const { id, number } = await write('cases', { channel: 'phone', subject: mark, customer, take: true })
    const note = await write(`cases/${id}/note/add`, { text: `note ${mark}` })
    stage.acked.notes.push({ number, id: note.ids.note, words: `note ${mark}` })
    const said = {
      text: `reply ${mark}`,
      seenSeq: note.seq,
      undoSeconds: 0,
      noPromise: 'none',
      channel: 'email',
    }
    const reply = await write(`cases/${id}/message/queue`, said)
    stage.acked.replies.push({ number, id: reply.ids.message, words: `reply ${mark}` })
  }
}

/** Resolves at a moment nobody knows beforehand: the so-many-th time that something of a kind happens. */
async function someMoment(stage: Stage): Promise<void> {
  const moment = moments[randomInt(moments.length)]!
  for (let left = 1 + randomInt(9); left > 0; left--) await once(stage.happened, moment)
}

async function play(stage: Stage, start: () => Promise<NodeProcess>, databaseUrl: string): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const node = await stage.node
    stage.say('write begun')
    await someMoment(stage)
    const gone = node.kill()
    stage.node = gone.then(() => expireLeases(databaseUrl)).then(start)
    await stage.node
    stage.happened.emit('any')
  }
  stage.isOver = true
}

/** A desk with an address and somebody at work; answers the cookie of his session. */
async function prepared(url: string): Promise<string> {
  const store = await postgresStore({ url })
  const desk = deskOf(store.pool)
  const now = () => instant(Date.now())
  const teams = await outfit(desk)
  const person = await addPerson({ desk, now }, teams, 'Bo Berg', { roles: ['agent', 'admin'] })
  const secret = newSecret()
  const expiresAt = instant(now() + 3_600_000)
  await desk.sessions.add({
    secret,
    id: newId('ses'),
    agent: person.id,
    at: now(),
    expiresAt,
    browser: 'test',
  })
  await store.close()
  return `tierline=${secret}`
}

type Found = { readonly cases: Kept[]; readonly store: PostgresStore }

const textIn = ({ ledger }: Kept, ref: { text: string }) => ledger.texts.get(ref.text as `txt_${string}`)
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

async function compareMails({ cases, store }: Found, { mails }: Acked): Promise<void> {
  const stored = cases.flatMap(({ ledger }) =>
    ledger.events.filter(
      (one): one is EventOf<'message.received'> & Recorded => one.type === 'message.received',
    ),
  )
  const times = Map.groupBy(stored, one => one.mail)
  for (const { raw, from } of mails) {
    const sha = sha256(raw)
    assert.equal(times.get(sha)?.length ?? 0, 1, `the mail of ${from} is there once`)
    const blob = await store.blob(sha)
    assert.equal(Buffer.from(blob?.bytes ?? []).toString('utf8'), raw)
  }
  assert.equal(stored.length, mails.length, 'nothing came in that was not sent')
}

function compareWrites({ cases }: Found, { notes, replies }: Acked): void {
  const byNumber = new Map(cases.map(kept => [kept.card.number, kept]))
  const all = cases.flatMap(({ ledger }) => ledger.events)
  for (const { number, id, words } of notes) {
    const kept = byNumber.get(number)
    const own = kept?.ledger.events.filter(one => one.type === 'note.added') ?? []
    assert.deepEqual(
      own.map(one => [one.note, textIn(kept!, one.text)]),
      [[id, words]],
    )
  }
  for (const { number, id, words } of replies) {
    const kept = byNumber.get(number)
    const own = kept?.ledger.events.filter(one => one.type === 'message.queued' && !one.automatic) ?? []
    assert.deepEqual(
      own.map(one => one.type === 'message.queued' && [one.message, textIn(kept!, one.text)]),
      [[id, words]],
    )
    assert.equal(
      kept?.ledger.events.filter(one => one.type === 'message.sent').length,
      1,
      `${id} is sent once`,
    )
  }
  assert.equal(all.filter(one => one.type === 'note.added').length, notes.length)
}

function compareLetters({ letters }: Mailbox, { replies }: Acked): number {
  for (const { words } of replies) {
    const copies = letters.filter(one => one.mail.text?.includes(words))
    assert.ok(copies.length >= 1, `"${words}" left`)
    assert.equal(new Set(copies.map(one => one.mail.messageId)).size, 1, 'a copy is the same mail')
  }
  const distinct = new Set(letters.map(one => one.mail.messageId))
  const doubles = letters.length - distinct.size
  assert.ok(doubles <= rounds * inHandMax, `${doubles} doubles after ${rounds} deaths`)
  return doubles
}

/** Every mail the desk owes has left, and the desk knows it. */
async function drained(stage: Stage, store: PostgresStore): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isDone = false
  const look = async () => {
    if (isDone) return
    for (const { number } of stage.acked.replies) {
      const ledger = await store.read(number)
      if (!ledger?.events.some(one => one.type === 'message.sent')) return
    }
    isDone = true
    resolve()
  }
  let last = Promise.resolve()
  const unlisten = store.onCommit(() => {
    last = last.then(look)
  })
  last = last.then(look)
  await promise.finally(unlisten)
  // Looks that commits asked for meanwhile must not read a store that is closed next.
  await last
}

test('a node killed again and again loses nothing it acknowledged and doubles nothing', async t => {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-crash-'))
  const outside = await openMailbox()
  const cookie = await prepared(database.url)
  const world = { DATABASE_URL: database.url, SMTP_URL: outside.url, MAIL_DOMAIN: mailDomain }
  const start = () => startNode(dataDir, world)
  const stage = new Stage(start())
  outside.onLetter(() => stage.say('letter arrived'))
  t.after(async () => {
    stage.isOver = true
    await (await stage.node).kill()
    await outside.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const busy = [
    ...['ada', 'ben', 'cleo', 'dag'].map(name => sender(stage, name)),
    ...[1, 2, 3].map(() => writer(stage, cookie)),
  ]
  await play(stage, start, database.url)
  await Promise.all(busy)
  const store = await postgresStore({ url: database.url, blobDir: join(dataDir, 'blob') })
  await expireLeases(database.url)
  await drained(stage, store)
  assert.equal(await (await stage.node).stop(), 0)
  const cases: Kept[] = []
  for await (const kept of everyCase(store)) {
    await holds(store, kept)
    cases.push(kept)
  }
  await compareMails({ cases, store }, stage.acked)
  compareWrites({ cases, store }, stage.acked)
  const doubles = compareLetters(outside, stage.acked)
  const { mails, notes, replies } = stage.acked
  t.diagnostic(
    `${rounds} deaths: ${mails.length} mails, ${notes.length} notes, ${replies.length} replies, ${doubles} doubled`,
  )
  await store.close()
})

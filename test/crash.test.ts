// kill -9 at any moment loses nothing that was acknowledged and doubles nothing: a node is killed again and
// again while
// mail comes in, programs write and replies leave; at the end all is compared. Not: two nodes, nor a dying
// database.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import { deskOf } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { expireLeases, testDatabase } from '#store/testing.ts'
import { clientOf } from '#test/support/client.ts'
import { addPerson, mailDomain, outfit } from '#test/support/desk.ts'
import {
  compareMails,
  type Found,
  Refused,
  sender,
  someMoment,
  Stage,
} from '#test/support/mail-under-fire.ts'
import { type Mailbox, openMailbox } from '#test/support/mailbox.ts'
import { type NodeProcess, startNode } from '#test/support/node-process.ts'
import { everyCase, holds, type Kept } from '#test/support/rebuild.ts'

const isFull = process.env.FULL === '1'
const rounds = isFull ? 60 : 8
/** A node sends so many mails at the same time; each of them may be told twice when it dies. */
const inHandMax = 8
type Note = { readonly number: number; readonly id: string; readonly words: string }
type Reply = { readonly number: number; readonly id: string; readonly words: string }
/** What was promised to somebody: it must be there at the end. */
type Acked = { readonly notes: Note[]; readonly replies: Reply[] }

/** A program that opens cases, notes and answers, each write under a key of its own until it is answered. */
async function writer(stage: Stage, acked: Acked, cookie: string): Promise<void> {
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
    // Each of a house of his own: a domain we have not written to takes only so many a minute.
    const customer = { name: 'Anna', email: `anna@${mark}.example` }
    const { id, number } = await write('cases', { channel: 'phone', subject: mark, customer, take: true })
    const note = await write(`cases/${id}/note/add`, { text: `note ${mark}` })
    acked.notes.push({ number, id: note.ids.note, words: `note ${mark}` })
    const said = {
      text: `reply ${mark}`,
      seenSeq: note.seq,
      undoSeconds: 0,
      noPromise: 'none',
      channel: 'email',
    }
    const reply = await write(`cases/${id}/message/queue`, said)
    acked.replies.push({ number, id: reply.ids.message, words: `reply ${mark}` })
  }
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

const textIn = ({ ledger }: Kept, ref: { text: string }) => ledger.texts.get(ref.text as `txt_${string}`)

function compareWrites({ cases }: Pick<Found, 'cases'>, { notes, replies }: Acked): void {
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
async function drained({ replies }: Acked, store: PostgresStore): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isDone = false
  const look = async () => {
    if (isDone) return
    for (const { number } of replies) {
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
  const acked: Acked = { notes: [], replies: [] }
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
    ...[1, 2, 3].map(() => writer(stage, acked, cookie)),
  ]
  await play(stage, start, database.url)
  await Promise.all(busy)
  const store = await postgresStore({ url: database.url, blobDir: join(dataDir, 'blob') })
  await expireLeases(database.url)
  await drained(acked, store)
  assert.equal(await (await stage.node).stop(), 0)
  const cases: Kept[] = []
  for await (const kept of everyCase(store)) {
    await holds(store, kept)
    cases.push(kept)
  }
  await compareMails({ cases, store }, stage.mails)
  compareWrites({ cases }, acked)
  const doubles = compareLetters(outside, acked)
  const { notes, replies } = acked
  t.diagnostic(
    `${rounds} deaths: ${stage.mails.length} mails, ${notes.length} notes, ${replies.length} replies, ${doubles} doubled`,
  )
  await store.close()
})

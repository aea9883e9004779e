// Three days of silence lose nothing: thousands of mails lie in a mailbox, half of them read by others, the
// node is killed again and again while it takes them in, and in between all their numbers change. At the end
// each is there once, and the mailbox looks as it did. Not: what a single mail becomes (server/mailbox), nor
// that weak readers are found (weak-readers.test.ts).
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { keysIn } from '#server/key-file.ts'
import { secretUse } from '#server/mailbox/sign-in.ts'
import { newId } from '#server/new-id.ts'
import { secretBox } from '#server/secret-box.ts'
import { deskOf } from '#store/desk/desk.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { expireLeases, testDatabase } from '#store/testing.ts'
import { wrongsOf } from '#test/support/backlog.ts'
import { deskAddress, mailDomain, outfit, untilCommit } from '#test/support/desk.ts'
import { type Dovecot, noDovecot, openDovecot, password } from '#test/support/dovecot.ts'
import { openMailbox } from '#test/support/mailbox.ts'
import { rawMail } from '#test/support/mailbox-desk.ts'
import { startNode } from '#test/support/node-process.ts'

const isFull = process.env.FULL === '1'
const mails = isFull ? 5_000 : 200
const deaths = isFull ? 25 : 4
const threeDaysS = 72 * 3_600

/** They came over three days; another client has read every second of them. */
async function deliverAll(dovecot: Dovecot): Promise<void> {
  const begun = Math.floor(Date.now() / 1_000) - threeDaysS
  for (let n = 0; n < mails; n++) {
    const from = `writer${n % 40}@customers.example`
    const more = { From: from, 'Return-Path': `<${from}>`, To: deskAddress }
    const at = begun + Math.floor((n * threeDaysS) / mails)
    await dovecot.deliver(rawMail(`waiting ${n}`, more), { isRead: n % 2 === 0, at })
  }
}

/** A desk that reads the mailbox from its beginning. */
async function prepared(url: string, dataDir: string, { port }: Dovecot): Promise<void> {
  const store = await postgresStore({ url })
  const desk = deskOf(store.pool)
  await outfit(desk)
  const [address] = await desk.addresses.all()
  const id = newId('mbx')
  const secret = secretBox(keysIn(dataDir)).seal(password, secretUse(id, 'password'))
  await desk.mailboxes.add({
    ...{ id, name: 'Support', address: address!.id, active: true, host: '127.0.0.1', port },
    ...{ security: 'none', signInName: 'support', signInBy: 'password', password: secret },
    ...{ oauth: null, clientSecret: null, refreshToken: null, folder: 'INBOX', sentFolder: null },
    ...{ afterReading: 'leave', moveTo: null, pollSeconds: 60, readFrom: instant(1), submission: null },
  })
  await store.close()
}

async function received({ pool }: PostgresStore): Promise<number> {
  const { rows } = await pool.query("select count(*)::int as n from event where type = 'message.received'")
  return rows[0].n
}

test('a backlog of days is taken in whole and once, whenever the node dies', {
  skip: noDovecot ?? false,
}, async t => {
  const [database, dovecot, outside] = await Promise.all([testDatabase(), openDovecot(), openMailbox()])
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-backlog-'))
  await prepared(database.url, dataDir, dovecot)
  const store = await postgresStore({ url: database.url })
  const world = { DATABASE_URL: database.url, SMTP_URL: outside.url, MAIL_DOMAIN: mailDomain }
  let node: Awaited<ReturnType<typeof startNode>> | null = null
  t.after(async () => {
    await node?.kill()
    await store.close()
    await Promise.all([dovecot.stop(), outside.close(), database.drop()])
    await rm(dataDir, { recursive: true, force: true })
  })
  await deliverAll(dovecot)
  const before = await dovecot.flags()
  for (let death = 0; death < deaths; death++) {
    node = await startNode(dataDir, world)
    // Some moment in the next part of the backlog: between fetch, commit and the line about it.
    const part = Math.floor((mails * (death + 1)) / (deaths + 1))
    const until = Math.max(1, part - randomInt(Math.ceil(mails / deaths / 2)))
    await untilCommit({ store }, async () => (await received(store)) >= until)
    await node.kill()
    await expireLeases(database.url)
    if (death === Math.floor(deaths / 2)) await dovecot.newNumbers()
  }
  node = await startNode(dataDir, world)
  await untilCommit({ store }, async () => (await received(store)) >= mails)
  // A last one shows that everything before it has been gone through.
  await dovecot.deliver(rawMail('the last', { To: deskAddress }))
  await untilCommit({ store }, async () => (await received(store)) > mails)
  assert.equal(await node.stop(), 0)
  node = null
  const { rows } = await store.pool.query(
    `select t.words from event e join text t on t.id = (e.data::jsonb) -> 'text' ->> 'text'
    where e.type = 'message.received'`,
  )
  const isSeen = (flags: string) => flags.includes('S')
  const found = wrongsOf({
    sent: [...Array.from({ length: mails }, (_, n) => `waiting ${n}`), 'the last'],
    came: rows.map(row => row.words.trim()),
    marked: (await dovecot.flags()).filter(isSeen).length - before.filter(isSeen).length,
  })
  assert.deepEqual(found, [])
  t.diagnostic(`${mails} mails over three days, ${deaths} deaths, new numbers once: each taken in once`)
})

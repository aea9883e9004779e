// One bad mail holds up no other, and none is lost: between good ones, every twentieth of a mailbox is
// made to hurt. Each good one is there within ten seconds; each bad one within a minute is somewhere
// people see it, and where nobody could read it a case with its bytes and the reason, and health is red.
// Not: what one costs (channels/email/bombs.test.ts).
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { bombs, broken } from '#channels/email/testing-bombs.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { sayIn } from '#words/say-in.ts'
import { noDovecot } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk, rawMail } from '#test/support/mailbox-desk.ts'
import { everyCase } from '#test/support/rebuild.ts'

const isFull = process.env.FULL === '1'
const torture = [...bombs, ...broken]
const each = 20
/** Twelve hundred mails in full; in the short form every seventh bad one, and nineteen good ones with it. */
const chosen = isFull ? torture : torture.filter((_, i) => i % 7 === 2)

type In = {
  readonly at: number
  readonly raw: string
  readonly mail: string | undefined
  readonly subject: string
  text: string
}

/** Each is a case within a minute, with the reason and its bytes, and health is red. */
async function seenByPeople(
  desk: MailboxDesk,
  unreadable: readonly In[],
  badAt: ReadonlyMap<string, { name: string; at: number }>,
): Promise<void> {
  const lead = await desk.person({ roles: ['agent', 'lead'] })
  for (const { at, mail, raw, text } of unreadable) {
    assert.match(text, /could not be read \(.{10,}\)/)
    const sent = badAt.get(mail!)!
    assert.ok(at - sent.at <= minuteMs, `${sent.name} was seen after ${at - sent.at} ms`)
    const { pathname, search } = new URL((await desk.ask(lead, 'GET', raw)).json.url, 'http://desk.example')
    const got = await desk.ask(null, 'GET', pathname + search)
    assert.equal(got.status, 200, sent.name)
    assert.ok(await desk.store.blob(mail!))
  }
  // Red as long as nobody has looked at them.
  const health = (await desk.ask(lead, 'GET', 'set-up/health')).json
  const red = health.items.find(({ code }: { code: string }) => code === 'unreadable_mails')
  assert.deepEqual([red?.grade, red?.values.n], ['broken', unreadable.length])
}

test('every twentieth mail is made to hurt: the others are there at once, and it is there itself', {
  skip: noDovecot ?? false,
}, async t => {
  const desk = await mailboxDesk()
  t.after(() => desk.stop())
  const mailbox = await desk.mailbox({ readFrom: instant(1) })
  desk.read()
  const { pool } = desk.store
  const kept = async () => {
    const { rows } = await pool.query(`select (select count(*) from event where type = 'message.received')
      + (select count(*) from aside_mail) as n`)
    return Number(rows[0].n)
  }
  let sent = 0
  const goodAt = new Map<string, number>()
  const badAt = new Map<string, { name: string; at: number }>()
  for (const [wave, [name, make]] of chosen.entries()) {
    const raw = Buffer.from(make().replaceAll('a@example.com', `bad${wave}@torture.example`), 'latin1')
    // As the server gives it: with the line ends of mail.
    badAt.set(hash('sha256', raw), { name, at: Date.now() })
    for (let i = 0; i < each; i++) {
      if (i === 7) await desk.dovecot.deliver(raw)
      const words = `good ${wave} ${i}`
      const from = `good${wave}.${i}@customers.example`
      goodAt.set(words, Date.now())
      if (i < each - 1) await desk.dovecot.deliver(rawMail(words, { From: from, 'Return-Path': `<${from}>` }))
      else goodAt.delete(words)
    }
    sent += each
    while ((await kept()) < sent) await desk.round(mailbox)
  }
  assert.equal(await kept(), sent, 'nothing came twice')
  const all: In[] = []
  for await (const { card, ledger } of everyCase(desk.store))
    for (const one of ledger.events)
      if (one.type === 'message.received') {
        const { at, mail, message, text } = one as EventOf<'message.received'> & Recorded
        const raw = `cases/${card.id}/mail/${message}/raw`
        all.push({ at, raw, mail, subject: card.subject, text: ledger.texts.get(text.text) ?? '' })
      }
  const slowest = [...goodAt].map(([words, at]) => {
    const [one, more] = all.filter(({ text }) => text.trim() === words)
    assert.ok(one && !more, `${words} is there once`)
    return one.at - at
  })
  assert.ok(Math.max(...slowest) <= 10 * secondMs, `a good mail took ${Math.max(...slowest)} ms`)
  const unreadable = all.filter(one => one.subject === sayIn('en')('desk.unreadable'))
  await seenByPeople(desk, unreadable, badAt)
  const aside = await pool.query('select count(*)::int as n from aside_mail')
  const bad = all.filter(one => !goodAt.has(one.text.trim()))
  assert.equal(bad.length + aside.rows[0].n, chosen.length, 'every bad mail is somewhere')
  t.diagnostic(
    `${sent} mails, ${chosen.length} bad: ${unreadable.length} unreadable, ${aside.rows[0].n} aside, ` +
      `${bad.length - unreadable.length} read all the same; the slowest good one took ${Math.max(...slowest)} ms`,
  )
})

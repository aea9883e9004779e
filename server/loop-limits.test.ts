// Loops end because of our limits: each exchange is played with them, and once more with the one taken away
// that holds it, which then goes on until the test stops it. Not: what a day of all machines comes to
// (loops.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { confirmation } from '#server/confirmation.ts'
import { casesPerHourMax } from '#server/flood.ts'
import {
  type Answer,
  closed,
  first,
  type House,
  house,
  leaving,
  letter,
  type Seen,
  take,
} from '#server/testing/loop-houses.ts'
import { eventsOf } from '#server/testing/sent-mail.ts'
import { automaticMailTable } from '#store/desk/automatic-mail.ts'
import { deskOf } from '#store/desk/desk.ts'

/** What is allowed of an exchange between machines, and what shows that it would not have ended. */
const mailsMax = 4
const roundsMax = 12

let ours: House
let theirs: House
before(async () => {
  ours = await house('desk.example')
  theirs = await house('other.example')
})
after(async () => {
  for (const one of [ours, theirs]) await closed(one)
})

/** The same desk with other tables: as if it kept other limits. */
const changed = (one: House, tables: Partial<House['shell']['desk']>): House => {
  const shell: House['shell'] = { ...one.shell, desk: { ...one.shell.desk, ...tables } }
  return { ...one, shell: { ...shell, confirmation: of => confirmation(shell, of) } }
}
const none = 1_000_000
/** Automatic mail without a limit. */
const unlimited = (one: House): House =>
  changed(one, {
    automaticMails: automaticMailTable(one.desk.store.pool, {
      confirmationsPerAddressDay: none,
      perCaseAndAddressDay: none,
      perAddressDay: none,
      perDeskHour: none,
    }),
  })

type Robot = (seen: Seen) => Answer | null

/** A machine and a desk write to each other; how many mails of ours it answered before it got none. */
async function rally(desk: House, opening: Answer, robot: Robot): Promise<number> {
  let mails = 0
  await take(desk, opening)
  for (let round = 0; round < roundsMax; round++) {
    const left = await leaving(desk)
    const answers = left.flatMap(seen => robot(seen) ?? [])
    if (answers.length === 0) break
    mails += answers.length
    desk.desk.pass(minuteMs)
    for (const one of answers) await take(desk, one)
  }
  return mails
}

const toUs = (from: string, n: number): Answer => ({
  from,
  to: 'support@desk.example',
  raw: letter(from, 'support@desk.example', [`Subject: We have your mail ${n}`], `Ticket ${n} was opened.`),
})

test('an answering machine that says nothing of itself and knows no threads gets one confirmation', async () => {
  let n = 0
  const robot =
    (address: string): Robot =>
    seen =>
      seen.to === address ? toUs(address, ++n) : null
  assert.equal(await rally(ours, first('mute@robots.example'), robot('mute@robots.example')), 1)
  // Without the limit it does not end.
  const endless = await rally(unlimited(ours), first('mute2@robots.example'), robot('mute2@robots.example'))
  assert.equal(endless, roundsMax)
})

test('a ticket system with an address for each ticket is one correspondent', async () => {
  let n = 0
  const robot =
    (box: string): Robot =>
    seen =>
      seen.to.startsWith(box) ? toUs(`${box}${++n}@robots.example`, n) : null
  assert.equal(await rally(ours, first('tickets+0@robots.example'), robot('tickets+')), 1)
  const endless = await rally(unlimited(ours), first('tickets2+0@robots.example'), robot('tickets2+'))
  assert.equal(endless, roundsMax)
})

test('a ticket system among our own people answers our notices in vain', async () => {
  const { shell, desk } = ours
  const at = { createdAt: shell.now(), roles: ['agent'] as const, levels: [1] as const }
  const address = 'tickets@own.example'
  await desk.desk.agents.add({ id: shell.newId('agt'), name: 'Tickets', email: address, ...at })
  const notice: Robot = seen => (seen.to === address ? toUs(address, 1) : null)
  const before = (await desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length
  assert.equal(await rally(ours, toUs(address, 0), notice), 0)
  assert.equal((await desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length, before)
  // As if nobody looked whose address it is: then it is a customer like any other, and answered.
  const { writers } = shell.desk
  const blind = changed(unlimited(ours), {
    writers: { byAddress: async (...asked) => ({ ...(await writers.byAddress(...asked)), agent: null }) },
  })
  assert.equal(await rally(blind, toUs(address, 0), notice), roundsMax)
})

/** Two desks write to each other, by a way that changes their mails. */
async function rallyOfTwo(one: House, other: House, way: (raw: Buffer) => Buffer): Promise<number> {
  const [a, b] = [`support@${one.domain}`, `support@${other.domain}`]
  let mails = 0
  await take(other, { from: a, to: b, raw: way(letter(a, b, ['Subject: Router'], 'It is down.')) })
  for (let round = 0; round < roundsMax; round++) {
    const left = [...(await leaving(one)), ...(await leaving(other))]
    const between = left.filter(seen => /^support(\+.*)?@/.test(seen.to))
    if (between.length === 0) break
    mails += between.length
    for (const each of [one, other]) each.desk.pass(minuteMs)
    for (const seen of between) {
      const to = seen.by === one.domain ? other : one
      await take(to, { from: `support@${seen.by}`, to: `support@${to.domain}`, raw: way(seen.raw) })
    }
  }
  return mails
}

/** A way that takes from a mail what says that it was made by a machine, and the secret of its case. */
const unmarking = (raw: Buffer): Buffer =>
  Buffer.from(
    raw
      .toString('latin1')
      .replace(/^(auto-submitted|x-auto-response-suppress|x-tierline-loop|precedence):.*\r\n/gim, '')
      .replace(/^(from|reply-to): support\+[^@]*@/gim, '$1: support@')
      .replace(/^(in-reply-to|references):.*\r\n/gim, '')
      .replace(/^message-id:.*$/gim, () => `Message-ID: <w${Math.random()}@way.example>`),
    'latin1',
  )

test('two desks of ours come to an end, by their marks and, on a way that takes them off, by their limits', async () => {
  assert.ok((await rallyOfTwo(ours, theirs, raw => raw)) <= mailsMax)
  for (const one of [ours, theirs]) one.desk.pass(dayMs)
  assert.ok((await rallyOfTwo(ours, theirs, unmarking)) <= mailsMax)
  for (const one of [ours, theirs]) one.desk.pass(dayMs)
  // Marks alone hold it as well.
  assert.ok((await rallyOfTwo(unlimited(ours), unlimited(theirs), raw => raw)) <= mailsMax)
  for (const one of [ours, theirs]) one.desk.pass(dayMs)
  assert.equal(await rallyOfTwo(unlimited(ours), unlimited(theirs), unmarking), roundsMax)
})

/** Mails of one address, each to the next node in turn; how many cases they are. */
async function flooded(nodes: readonly House[], from: string, mails: number): Promise<number> {
  const { store } = ours.desk
  const all = async () => (await store.cards({ sort: 'newest', limit: 1_000 })).items
  const before = (await all()).length
  for (let i = 0; i < mails; i++) await take(nodes[i % nodes.length]!, first(from))
  const items = await all()
  const own = items.slice(0, items.length - before)
  const events = (await Promise.all(own.map(one => eventsOf(ours.desk, one.id)))).flat()
  assert.equal(events.filter(one => one.type === 'message.received').length, mails, 'no word is lost')
  return own.length
}

test('an address that floods us by three nodes fills no more cases than by one', async () => {
  const node = () => changed(ours, deskOf(ours.desk.store.pool))
  const mails = 3 * casesPerHourMax
  assert.equal(await flooded([node(), node(), node()], 'three@flood.example', mails), casesPerHourMax + 1)
  // As each node counts for itself, none of them sees a flood.
  const alone = (one: House) => {
    const { writers } = one.shell.desk
    return changed(one, {
      writers: { byAddress: async (...asked) => ({ ...(await writers.byAddress(...asked)), opened: 0 }) },
    })
  }
  const apart = [node(), node(), node()].map(alone)
  assert.equal(await flooded(apart, 'apart@flood.example', mails), mails)
})

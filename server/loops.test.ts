// Loops end: fourteen kinds of machines that answer us for a simulated day, and one that floods us. Another
// desk of ours is a whole one. What leaves by itself is counted at the far side.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { casesPerHourMax } from '#server/flood.ts'
import { folds } from '#server/folds.ts'
import { withLateLetter } from '#server/react/late-letter.ts'
import { ringDue } from '#server/react/ring.ts'
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
import { floodMailsMax } from '#store/desk/mail-flood.ts'

const houses: House[] = []
let ours: House
let theirs: House
before(async () => {
  ours = await house('desk.example')
  theirs = await house('other.example')
  houses.push(ours, theirs)
})
after(async () => {
  for (const one of houses) await closed(one)
})

/** A machine at an address: what it answers to one mail of ours. */
type Robot = { readonly name: string; readonly address: string; readonly answer: (seen: Seen) => Answer[] }

let count = 0
const robot = (
  name: string,
  answer: (seen: Seen, address: string) => Answer[],
  address = `${name.replaceAll(/[^a-z]+/g, '-')}@robots.example`,
): Robot => ({ name, address, answer: seen => answer(seen, address) })
const saying =
  (
    where: 'returnTo' | 'replyTo' | 'plain',
    headers: readonly string[],
    words = 'We have your mail.',
    envelope?: '',
  ) =>
  (seen: Seen, address: string): Answer[] => {
    const to = where === 'plain' ? 'support@desk.example' : seen[where]
    count += 1
    return [{ from: envelope ?? address, to, raw: letter(address, to, headers, `${words} ${count}`) }]
  }
const report = (seen: Seen, address: string): Answer[] => [
  {
    from: '',
    to: seen.returnTo,
    raw: letter(
      'MAILER-DAEMON@robots.example',
      seen.returnTo,
      ['Subject: Undelivered Mail Returned to Sender'],
      `<${address}>: 550 5.1.1 User unknown\r\n\r\nMessage-ID: ${seen.messageId}`,
    ),
  },
]
const robots: readonly Robot[] = [
  robot(
    'says what it is',
    saying('returnTo', ['Subject: Re: x', 'Auto-Submitted: auto-replied'], 'Away', ''),
  ),
  robot('answers where we say', saying('replyTo', ['Subject: Re: x', 'Auto-Submitted: auto-replied'])),
  robot('says nothing of itself', saying('replyTo', ['Subject: Re: x'])),
  robot('is out of office', saying('replyTo', ['Subject: Out of office: x'])),
  robot('is dead', report),
  robot('reports from a person', seen => [
    { ...report(seen, seen.to)[0]!, from: 'postmaster@robots.example' },
  ]),
  robot('knows no threads', saying('plain', ['Subject: Ticket created'])),
  robot('writes as us', saying('replyTo', ['Subject: Re: x']), 'support@desk.example'),
  robot('notifies', saying('plain', ['Subject: Notification']), 'no-reply@robots.example'),
  robot(
    'is a list',
    saying('replyTo', ['Subject: [list] x', 'List-Id: <list.robots.example>', 'Precedence: list']),
  ),
  robot('is bulk', saying('plain', ['Subject: News', 'Precedence: bulk'])),
  robot('confirms that it was read', seen => [
    {
      from: seen.to,
      to: seen.replyTo,
      raw: letter(
        seen.to,
        seen.replyTo,
        [
          'Subject: Read: x',
          'MIME-Version: 1.0',
          'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"',
        ],
        '--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: automatic-action; displayed\r\n--b--',
      ),
    },
  ]),
  robot('answers twice to all', (seen, address) => [
    ...saying('replyTo', ['Subject: Re: x', 'Cc: second@robots.example'])(seen, address),
    ...saying('plain', ['Subject: Re: x', 'Cc: support@desk.example'])(seen, 'second@robots.example'),
  ]),
]

/** Mails go to and fro until nobody answers any more; how many rounds that took. */
async function untilQuiet(): Promise<{ rounds: number; seen: Seen[] }> {
  const seen: Seen[] = []
  for (let rounds = 0; ; rounds++) {
    assert.ok(rounds < 20, 'they never stop')
    const left = [...(await leaving(ours)), ...(await leaving(theirs))]
    if (left.length === 0) return { rounds, seen }
    seen.push(...left)
    for (const house of houses) house.desk.pass(minuteMs)
    for (const mail of left) {
      const [, domain] = mail.to.split('@')
      const other = houses.find(one => one.domain === domain)
      const answers = robots.find(one => one.address === mail.to && mail.by === ours.domain)?.answer(mail)
      if (answers) for (const one of answers) await take(ours, one)
      else if (other) await take(other, { from: mail.returnTo, to: mail.to, raw: mail.raw })
    }
  }
}

test('a day with every kind of machine: each exchange ends, and little leaves by itself', async () => {
  const all: Seen[] = []
  let longest = 0
  const cases = new Map<string, CaseId>()
  for (const { address } of robots) await take(ours, first(address))
  await take(theirs, { ...first('support@desk.example'), to: 'support@other.example' })
  for (let hour = 0; hour < 24; hour++) {
    const { rounds, seen } = await untilQuiet()
    longest = Math.max(longest, rounds)
    all.push(...seen)
    for (const one of (await ours.desk.store.cards({ sort: 'newest', limit: 1_000 })).items) {
      const customer = await ours.desk.desk.customers.one(one.customer)
      if (customer?.email && !cases.has(customer.email)) cases.set(customer.email, one.id)
    }
    // A person answers each now and then: that is when machines answer again.
    if (hour % 6 === 1)
      for (const id of cases.values()) {
        const card = (await ours.desk.store.card(id))!
        const body = { text: `Please try again ${hour}.`, undoSeconds: 0, seenSeq: card.seq }
        await ours.desk.ask(ours.bot, 'POST', `cases/${id}/message/queue`, body)
      }
    for (const house of houses) house.desk.pass(hourMs)
    const { shell, desk } = ours
    const { now, newId, facts } = shell
    const world = { store: desk.store, now, newId, facts, folds: folds() }
    await ringDue(world, withLateLetter(shell, world))
  }
  const automatic = all.filter(one => one.isAutomatic)
  assert.ok(automatic.length > 0 && all.length > automatic.length, 'people and the desk both wrote')
  const perAddress = Map.groupBy(automatic, one => `${one.by} ${one.to}`)
  for (const [to, mails] of perAddress) assert.ok(mails.length <= 10, `${mails.length} to ${to} in a day`)
  assert.ok(longest <= 4, `an exchange took ${longest} rounds`)
  // Per case: read from the ledgers.
  for (const { id } of (await ours.desk.store.cards({ sort: 'newest', limit: 1_000 })).items) {
    const sent = (await eventsOf(ours.desk, id)).filter(one => one.type === 'message.queued' && one.automatic)
    assert.ok(sent.length <= 3, `${sent.length} in case ${id}`)
  }
})

test('whatever marks itself as no person’s is never answered', async () => {
  const marks = [
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated; owner-token=x',
    'Precedence: bulk',
    'Precedence: list',
    'Precedence: junk',
    'List-Id: <x.example>',
    'X-Auto-Response-Suppress: All',
    'X-Autoreply: yes',
    'X-Tierline-Loop: third.example',
  ]
  for (const [i, mark] of marks.entries()) {
    const from = `fresh${i}@marks.example`
    await take(ours, { ...first(from), raw: letter(from, 'support@desk.example', ['Subject: x', mark], 'x') })
  }
  const nobody = { ...first('fresh@null.example'), from: '' }
  await take(ours, nobody)
  const { seen } = await untilQuiet()
  assert.deepEqual(
    seen.filter(one => /@(marks|null)\.example$/.test(one.to)).map(one => one.to),
    [],
  )
})

test('a person is answered all the same', async () => {
  await take(ours, first('anna@people.example'))
  const { seen } = await untilQuiet()
  const [answer] = seen.filter(one => one.to === 'anna@people.example')
  assert.ok(answer?.isAutomatic)
})

test('a thousand mails an hour of one address are a few cases, and no word is lost', async () => {
  const from = 'flood@people.example'
  const before = (await ours.desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length
  const full = process.env.FULL === '1' ? 1_000 : 120
  for (let i = 0; i < full; i++) await take(ours, first(from))
  const { items } = await ours.desk.store.cards({ sort: 'newest', limit: 1_000 })
  const made = items.length - before
  assert.ok(made <= casesPerHourMax + Math.ceil(full / floodMailsMax), `${made} cases`)
  const own = items.slice(0, made)
  const ledgers = await Promise.all(own.map(one => eventsOf(ours.desk, one.id)))
  assert.equal(ledgers.flat().filter(one => one.type === 'message.received').length, full)
  const flooded = ledgers.filter(events => events.some(one => one.type === 'case.flooded'))
  assert.ok(flooded.length >= 1)
  const { seen } = await untilQuiet()
  assert.equal(seen.filter(one => one.to === from).length, 1, 'one confirmation')
  // Others are not held up, and a day later he is one of them again.
  await take(ours, first('other@people.example'))
  assert.equal((await ours.desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length, items.length + 1)
  ours.desk.pass(dayMs)
  await take(ours, first(from))
  assert.equal((await ours.desk.store.cards({ sort: 'newest', limit: 1_000 })).items.length, items.length + 2)
})

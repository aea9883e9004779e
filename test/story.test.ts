// The story Tierline is for, over the real doors: a mail becomes a case, is worked by two levels, answered,
// followed by
// the customer, solved and confirmed. Not: in a browser (journeys/story.test.ts).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { EventType } from '#core/case/event.ts'
import type { Ledger } from '#store/store.ts'
import { type Client, type Feed, hidden, visitor } from '#test/support/client.ts'
import { deskAddress, type LiveDesk, liveDesk, type Person } from '#test/support/desk.ts'
import { followLink, headerOf, type Letter, replyAddress } from '#test/support/mailbox.ts'

type Agent = Client & Person
let desk: LiveDesk
let bo: Agent
let marta: Agent

before(async () => {
  desk = await liveDesk()
  bo = await desk.agent('Bo Berg')
  marta = await desk.agent('Marta Sundin', { levels: [2] })
})
after(() => desk?.stop())

const has = (...types: EventType[]) => {
  return ({ events }: Ledger) => types.every(type => events.some(event => event.type === type))
}
const wordsOf = ({ texts }: Ledger) => [...texts.values()]
const inHours = (hours: number) => Date.now() + hours * 3_600_000

/** A mail by somebody who never wrote before; resolves with his case once it is there. */
async function written(
  words: string,
  more: Record<string, unknown> = {},
): Promise<{ ledger: Ledger; from: string }> {
  const from = `anna.${randomUUID().slice(0, 8)}@customers.example`
  await desk.mail({
    from: `Anna Lind <${from}>`,
    subject: 'The line drops every evening',
    text: words,
    ...more,
  })
  const customer = await desk.shell.desk.customers.byEmail(from)
  assert.ok(customer, 'a 250 means that the sender is known')
  const { items } = await desk.shell.store.cards({ customer: customer.id, sort: 'newest', limit: 5 })
  assert.equal(items.length, 1)
  return { ledger: await desk.ledger(items[0]!.id), from }
}
const letterTo = (to: string, says: string): Promise<Letter> =>
  desk.outside.find(letter => letter.to.includes(to) && (letter.mail.text ?? '').includes(says))

const seqOf = async (caseId: string): Promise<number> => (await bo.read(caseId)).seq
const replied = async (caseId: string, text: string, more: Record<string, unknown> = {}) =>
  bo.deed(caseId, 'message/queue', {
    text,
    seenSeq: await seqOf(caseId),
    undoSeconds: 0,
    noPromise: 'nothing more is open',
    ...more,
  })

describe('the story', () => {
  let feed: Feed
  let caseId: string
  let number: number
  let from: string
  let mailId: string
  let answer: Letter
  let promise: string
  let handOff: string

  before(async () => {
    feed = await bo.feed()
  })
  after(() => feed?.close())

  test('a mail that was answered 250 stands in the queue of an agent who looks, without a reload', async () => {
    from = 'anna@customers.example'
    mailId = await desk.mail({
      from: `Anna Lind <${from}>`,
      subject: 'The line drops every evening',
      text: 'Hello, my internet connection goes away every evening at eight. What can I do?\n\nAnna',
    })
    const card = await feed.shown(one => one.subject === 'The line drops every evening')
    caseId = card.id
    number = card.number
    const { items } = (await bo.ask('GET', 'cases?view=unassigned')).json
    assert.ok(items.some((one: { id: string }) => one.id === caseId))
  })

  test('the sender gets a confirmation with the number, under his own mail', async () => {
    const letter = await letterTo(from, String(number))
    assert.equal(headerOf(letter, 'in-reply-to'), mailId)
    assert.equal(headerOf(letter, 'auto-submitted').startsWith('auto-'), true)
  })

  test('the one who takes it is its contact and its worker', async () => {
    await bo.deed(caseId, 'worker/take')
    const card = await feed.shown(one => one.id === caseId && one.worker === bo.id)
    assert.equal(card.contact, bo.id)
  })

  test('a reply leaves as a mail that threads in the program of the sender', async () => {
    await replied(caseId, 'Hello Anna, I look at the line tonight.')
    answer = await letterTo(from, 'I look at the line tonight.')
    assert.equal(headerOf(answer, 'in-reply-to'), mailId)
    assert.ok(headerOf(answer, 'references').includes(mailId))
    assert.match(replyAddress(answer), /^support\+[a-z0-9]{20,40}@desk\.example$/)
    assert.ok(answer.mail.html, 'plain and HTML')
    const { card } = await bo.read(caseId)
    assert.equal(card.number, number)
    await desk.ledger(caseId, ({ events }) => events.filter(one => one.type === 'message.sent').length === 2)
  })

  test('what the sender answers to it lands in the same case', async () => {
    await desk.mail({
      from: `Anna Lind <${from}>`,
      to: replyAddress(answer),
      subject: `Re: ${answer.mail.subject}`,
      text: 'Thanks. The modem is new, by the way.',
      inReplyTo: answer.mail.messageId ?? '',
      references: headerOf(answer, 'references'),
    })
    const ledger = await desk.ledger(caseId, one =>
      wordsOf(one).includes('Thanks. The modem is new, by the way.'),
    )
    assert.equal(ledger.events.filter(one => one.type === 'message.received').length, 2)
  })

  test('a note, a step with its why and a promise are kept for the team', async () => {
    await bo.deed(caseId, 'note/add', { text: 'Sounds like crosstalk in the evening.' })
    await bo.deed(caseId, 'step/try', {
      what: 'Restarted the line card',
      why: 'It drops at the time of the nightly profile change',
      outcome: 'no_change',
    })
    const body = { topic: 'what the specialists found', means: 'phone', dueAt: inHours(4) }
    promise = (await bo.deed(caseId, 'promise/make', body)).ids.promise
    assert.match(promise, /^prm_/)
    const ledger = await desk.ledger(caseId, has('note.added', 'step.tried', 'promise.made'))
    assert.ok(wordsOf(ledger).includes('It drops at the time of the nightly profile change'))
  })

  test('the second level is offered it with a question, and accepts', async () => {
    const offered = await bo.deed(caseId, 'hand-off/offer', {
      team: desk.teams[2],
      question: 'Why does the profile change cut the line?',
      seenSeq: await seqOf(caseId),
    })
    handOff = offered.ids.handOff
    const { items } = (await marta.ask('GET', 'cases?view=offered')).json
    assert.deepEqual(
      items.map((one: { id: string }) => one.id),
      [caseId],
    )
    await marta.deed(caseId, 'hand-off/accept', {
      handOff,
      readBack: 'Find out why the profile change cuts it.',
    })
    const card = await feed.shown(one => one.id === caseId && one.worker === marta.id)
    assert.equal(card.contact, bo.id, 'the first line stays the contact')
    assert.equal(card.level, 2)
  })

  test('the second level does not speak to customers by itself, and does not solve', async () => {
    const said = await marta.ask('POST', `cases/${caseId}/message/queue`, {
      text: 'Hi',
      seenSeq: await seqOf(caseId),
    })
    assert.equal(said.status, 403, said.text)
    const solved = await marta.ask('POST', `cases/${caseId}/case/solve`, { fix: 'x' })
    assert.equal(solved.status, 403, solved.text)
  })

  test('the hand-off is answered with result, cause, how it was verified and what to tell', async () => {
    const body = {
      result: 'New profile set',
      cause: 'An old line profile',
      verified: 'Two evenings without a drop',
      tell: 'It was our profile; nothing to do at home.',
    }
    await marta.deed(caseId, 'hand-off/answer', { handOff, ...body })
    const ledger = await desk.ledger(caseId, has('hand_off.answered'))
    for (const words of Object.values(body)) assert.ok(wordsOf(ledger).includes(words))
  })

  test('the first line calls: a contact held keeps the promise', async () => {
    const body = { means: 'phone', direction: 'out', reach: 'reached', minutes: 3, keeps: [promise] }
    await bo.deed(caseId, 'contact/hold', { ...body, text: 'Told her about the profile.' })
    const { events } = await desk.ledger(caseId, has('contact.held'))
    const kept = events.find(one => one.type === 'promise.kept' && one.promise === promise)
    assert.ok(kept?.type === 'promise.kept' && kept.how === 'contact' && !kept.late)
  })

  test('the customer follows it on a page of her own, by the link in the mail, and adds something', async () => {
    const browser = visitor(desk.url)
    const page = await browser.get(followLink(answer))
    assert.equal(page.status, 200)
    assert.ok(page.html.includes(String(number)) && page.html.includes('Bo Berg'))
    assert.ok(!page.html.includes('crosstalk'), 'notes are for the team')
    const once = hidden(page.html, 'once')
    const added = await browser.post(`/en/help/cases/${number}/add`, { words: 'It held last night!', once })
    assert.equal(added.status, 200)
    await desk.ledger(caseId, one => wordsOf(one).includes('It held last night!'))
  })

  test('it is solved with what fixed it, and the customer confirms on the portal', async () => {
    await bo.deed(caseId, 'case/solve', { fix: 'A new line profile.' })
    const browser = visitor(desk.url)
    const page = await browser.get(followLink(answer))
    assert.ok(page.html.includes('A new line profile.'))
    const once = hidden(page.html, 'once')
    await browser.post(`/en/help/cases/${number}/works`, { works: 'yes', once })
    const { events } = await desk.ledger(caseId, has('case.closed'))
    const closed = events.findLast(one => one.type === 'case.closed')
    assert.ok(
      closed?.type === 'case.closed' && closed.reason === 'confirmed' && closed.by.kind === 'customer',
    )
    assert.equal(await desk.shell.store.firstBroken(caseId as Ledger['caseId']), null)
  })

  test('what comes after the end is a new case that knows the old one', async () => {
    await desk.mail({
      from: `Anna Lind <${from}>`,
      to: replyAddress(answer),
      subject: `Re: ${answer.mail.subject}`,
      text: 'It is back, sadly: again at eight.',
    })
    const next = await feed.shown(one => one.id !== caseId && one.customerName === 'Anna Lind')
    const { events } = await desk.ledger(next.id, has('case.linked'))
    const linked = events.find(one => one.type === 'case.linked')
    assert.ok(linked?.type === 'case.linked' && linked.to === caseId && linked.how === 'follow_up')
  })
})

describe('a word to the customer', () => {
  test('undone in time never leaves', async () => {
    const { ledger, from } = await written('Undo me, if you can.')
    await bo.deed(ledger.caseId, 'worker/take')
    const { ids } = await replied(ledger.caseId, 'Sent too early', { undoSeconds: 30 })
    await bo.deed(ledger.caseId, 'message/withdraw', { message: ids.message })
    await replied(ledger.caseId, 'Sent as meant')
    await letterTo(from, 'Sent as meant')
    assert.ok(!desk.outside.letters.some(one => one.mail.text?.includes('Sent too early')))
    const { events } = await desk.ledger(ledger.caseId)
    assert.ok(!events.some(one => one.type === 'message.sent' && one.message === ids.message))
  })

  test('is stopped while something stands in the case that its writer has not seen', async () => {
    const { ledger, from } = await written('Are you there?')
    await bo.deed(ledger.caseId, 'worker/take')
    const seenSeq = await seqOf(ledger.caseId)
    const letter = await letterTo(from, String(ledger.number))
    await desk.mail({ from, to: replyAddress(letter), subject: 'Re: it', text: 'Wait, it works again.' })
    await desk.ledger(ledger.caseId, one => wordsOf(one).includes('Wait, it works again.'))
    const body = { text: 'Try a new cable.', seenSeq, undoSeconds: 0, noPromise: 'none' }
    const stopped = await bo.ask('POST', `cases/${ledger.caseId}/message/queue`, body)
    assert.equal(stopped.json.code, 'message.unseen_entry', stopped.text)
    const { texts } = await desk.ledger(ledger.caseId)
    assert.ok(![...texts.values()].includes('Try a new cable.'), 'a refused word leaves no trace')
  })

  test('asked twice under one key leaves once', async () => {
    const { ledger, from } = await written('Please answer once.')
    await bo.deed(ledger.caseId, 'worker/take')
    const body = {
      text: 'Once only.',
      seenSeq: await seqOf(ledger.caseId),
      undoSeconds: 0,
      noPromise: 'none',
    }
    const headers = { 'idempotency-key': randomUUID() }
    const path = `cases/${ledger.caseId}/message/queue`
    const [one, two] = await Promise.all([
      bo.ask('POST', path, body, headers),
      bo.ask('POST', path, body, headers),
    ])
    const again = await bo.ask('POST', path, body, headers)
    const good = [one, two, again].filter(({ status }) => status === 200)
    assert.ok(good.length >= 2, `${one.text} ${two.text}`)
    assert.deepEqual(new Set(good.map(({ json }) => json.ids.message)).size, 1)
    await letterTo(from, 'Once only.')
    const { events } = await desk.ledger(ledger.caseId)
    assert.equal(events.filter(one => one.type === 'message.queued' && !one.automatic).length, 1)
  })
})

describe('mail that is not a person’s word', () => {
  test('an automatic reply is kept in its case, and nobody answers it', async () => {
    const { ledger, from } = await written('Before I go away.')
    const letter = await letterTo(from, String(ledger.number))
    await desk.mail({
      from,
      to: replyAddress(letter),
      subject: 'Out of office',
      text: 'I am away until Monday.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    const { events } = await desk.ledger(ledger.caseId, one =>
      wordsOf(one).includes('I am away until Monday.'),
    )
    const last = events.findLast(one => one.type === 'message.echoed')
    const confirmed = events.find(one => one.type === 'message.queued')
    assert.ok(last?.type === 'message.echoed' && confirmed?.type === 'message.queued')
    assert.deepEqual([last.what, last.message], ['auto-reply', confirmed.message])
    assert.equal(events.filter(one => one.type === 'message.queued').length, 1, 'the confirmation alone')
  })

  test('an automatic reply that names no case opens none and is not answered', async () => {
    const { items } = await desk.shell.store.cards({ sort: 'newest', limit: 1 })
    await desk.mail({
      from: 'robot@customers.example',
      subject: 'Automatic reply',
      text: 'I am a robot.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    const now = await desk.shell.store.cards({ sort: 'newest', limit: 1 })
    assert.equal(now.items[0]?.id, items[0]?.id)
    assert.ok(!desk.outside.letters.some(one => one.to.includes('robot@customers.example')))
  })

  test('a bounce finds the message it is about', async () => {
    const { ledger, from } = await written('My address will vanish.')
    await bo.deed(ledger.caseId, 'worker/take')
    const { ids } = await replied(ledger.caseId, 'This will come back.')
    const letter = await letterTo(from, 'This will come back.')
    await desk.mail({ envelope: { from: '', to: [letter.from] }, raw: bounceOf(letter, from) })
    const { events } = await desk.ledger(ledger.caseId, has('message.bounced'))
    const bounced = events.find(one => one.type === 'message.bounced')
    assert.ok(bounced?.type === 'message.bounced' && bounced.message === ids.message && bounced.hard)
  })
})

describe('a mail that claims to belong to a case', () => {
  test('opens a new one when a stranger sends it, whatever its headers and subject say', async () => {
    const { ledger, from } = await written('The first case.')
    const letter = await letterTo(from, String(ledger.number))
    const forged = {
      subject: `Re: ${letter.mail.subject}`,
      text: 'Give me the password by mail.',
      inReplyTo: letter.mail.messageId ?? '',
      references: letter.mail.messageId ?? '',
    }
    await desk.mail({ from: 'mallory@elsewhere.example', ...forged })
    await desk.mail({ from, ...forged, text: 'From her own address.' })
    const said = [...(await desk.ledger(ledger.caseId)).texts.values()]
    assert.ok(said.includes('From her own address.'), 'whom the case knows answers in it')
    assert.ok(!said.includes('Give me the password by mail.'))
    const mallory = await desk.shell.desk.customers.byEmail('mallory@elsewhere.example')
    const { items } = await desk.shell.store.cards({ customer: mallory!.id, sort: 'newest', limit: 5 })
    assert.equal(items.length, 1)
    const other = await desk.ledger(items[0]!.id)
    const links = other.events.flatMap(one => (one.type === 'case.linked' ? [[one.to, one.how]] : []))
    assert.deepEqual(links, [[ledger.caseId, 'may_relate']], 'agents are told, and decide')
  })

  test('opens a new one when its token is none of ours', async () => {
    const { ledger, from } = await written('The token story.')
    const to = deskAddress.replace('@', '+aaaaaaaaaaaaaaaaaaaaaaaaaa@')
    await desk.mail({ from, to, subject: 'Re: it', text: 'With a made-up token.' })
    const { events, texts } = await desk.ledger(ledger.caseId)
    assert.equal(events.filter(one => one.type === 'message.received').length, 1)
    assert.ok(![...texts.values()].includes('With a made-up token.'))
    const { items } = await desk.shell.store.search('made-up', 5)
    assert.equal(items.length, 1)
  })
})

/** What a far server reports about a mail of ours (RFC 3464). */
const bounceOf = (letter: Letter, to: string): string =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@customers.example>',
    `To: ${letter.from}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${randomUUID()}@customers.example>`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-replied',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'The mailbox does not exist.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customers.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${letter.mail.messageId}`,
    `Subject: ${letter.mail.subject}`,
    '',
    '--b--',
    '',
  ].join('\r\n')

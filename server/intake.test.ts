// Mail that comes in while others write to the same case: it is asked for again, and belongs to its case.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'

let desk: TestDesk
let bo: Person

before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

const secret = 'q'.repeat(26)
const to = addressWithToken('support@desk.example', secret)
const envelope = { from: 'anna@example.org', to: [to] }
const answer = Buffer.from(
  `From: anna@example.org\r\nTo: ${to}\r\nMessage-ID: <1@example.org>\r\nSubject: Still\r\n\r\nStill so.\r\n`,
)
/** The shell of a desk where somebody else was quicker each of the five times. */
const overtaken = () => ({
  ...desk.shell,
  handle: async () => ({ outcome: 'refused' as const, refusal: refuse('case.changed') }),
})
const count = async () => (await desk.store.cards({ sort: 'newest', limit: 100 })).items.length

test('an answer that was overtaken too often is asked for again, and then goes to its case', async () => {
  const { id, number } = await desk.opened(bo)
  const card = (await desk.store.card(id as CaseId))!
  const customer = card.customer as CustomerId
  await desk.desk.replyTokens.add({ secret, caseId: card.id, customer, at: desk.shell.now() })
  const before = await count()
  // What is thrown here the listener answers with 451: the sender keeps the mail and comes again.
  await assert.rejects(takeIn(overtaken(), envelope, answer), /case\.changed/)
  assert.equal(await count(), before, 'no new case')
  assert.deepEqual(await takeIn(desk.shell, envelope, answer), { ok: true, id: `case ${number}` })
  const { events } = (await desk.store.read(card.id))!
  assert.equal(events.filter(event => event.type === 'message.received').length, 1)
  assert.equal(await count(), before)
})

test('a closed case still says no: what comes then is a new case', async () => {
  const { id } = await desk.opened(bo)
  await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'It runs' })
  const closed = await desk.ask(bo, 'POST', `cases/${id}/case/close`, { reason: 'confirmed' })
  assert.equal(closed.status, 200, closed.text)
  const card = (await desk.store.card(id as CaseId))!
  const other = 'z'.repeat(26)
  await desk.desk.replyTokens.add({
    secret: other,
    caseId: card.id,
    customer: card.customer as CustomerId,
    at: desk.shell.now(),
  })
  const door = addressWithToken('support@desk.example', other)
  const mail = Buffer.from(answer.toString().replaceAll(to, door).replace('<1@', '<2@'))
  const before = await count()
  const taken = await takeIn(desk.shell, { from: 'anna@example.org', to: [door] }, mail)
  assert.ok('ok' in taken)
  assert.equal(await count(), before + 1)
})

test('a mail to a case that was solved long ago is a new case that knows it; thanks stay with it', async () => {
  const customer = { name: 'Ida', email: 'ida@example.org' }
  const { id } = await desk.opened(bo, { kind: 'question', customer })
  const caseId = id as CaseId
  await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'It runs' })
  const card = (await desk.store.card(caseId))!
  assert.deepEqual([card.phase, card.kind], ['solved', 'question'])
  const old = 'y'.repeat(26)
  await desk.desk.replyTokens.add({
    secret: old,
    caseId,
    customer: card.customer as CustomerId,
    at: desk.shell.now(),
  })
  const door = addressWithToken('support@desk.example', old)
  const mailOf = (no: number, words: string) =>
    Buffer.from(
      answer
        .toString()
        .replace('anna@', 'ida@')
        .replaceAll(to, door)
        .replace('<1@', `<late${no}@`)
        .replace('Still so.', words),
    )
  desk.pass(15 * dayMs)
  const before = await count()
  const thanked = await takeIn(desk.shell, { from: 'ida@example.org', to: [door] }, mailOf(1, 'Thank you!'))
  assert.ok('ok' in thanked)
  assert.equal(await count(), before, 'thanks open nothing')
  const taken = await takeIn(
    desk.shell,
    { from: 'ida@example.org', to: [door] },
    mailOf(2, 'It stopped again.'),
  )
  assert.ok('ok' in taken)
  assert.equal(await count(), before + 1)
  assert.equal((await desk.store.card(caseId))?.phase, 'solved')
  const { events } = (await desk.store.read(Number(taken.id.replace('case ', ''))))!
  const link = events.find(event => event.type === 'case.linked')
  assert.deepEqual(
    [link?.type === 'case.linked' && link.to, link?.type === 'case.linked' && link.how],
    [id, 'follow_up'],
  )
})

test('a mail nobody can read is a case that says why in words, with its bytes', async () => {
  const raw = Buffer.from('Subject: x\r\n\r\nHej\r\n')
  const broken = { readMail: async () => ({ unreadable: 'mail.parser_timeout' as const }) }
  const shell = { ...desk.shell, reader: { ...desk.shell.reader, ...broken } }
  const from = 'slow@example.org'
  const taken = await takeIn(shell, { from, to: ['support@desk.example'] }, raw)
  assert.ok('ok' in taken)
  const { events, texts } = (await desk.store.read(Number(taken.id.replace('case ', ''))))!
  const received = events.find(event => event.type === 'message.received')!
  assert.match(
    texts.get(received.text.text) ?? '',
    /\(reading it took too long\)|took too long|tog för lång tid/,
  )
  assert.deepEqual(Buffer.from((await desk.store.blob(received.mail!))!.bytes), raw)
  // The same bytes again are the same case.
  assert.deepEqual(
    await takeIn(shell, { from, to: ['support@desk.example'] }, raw).then(one => 'ok' in one),
    true,
  )
})

test('an encrypted mail is a case that says so, with the file it came in', async () => {
  const raw = Buffer.from(
    [
      'From: anna@example.org',
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
      'Content-Transfer-Encoding: base64',
      '',
      'MAsGCSqGSIb3DQEHAw==',
      '',
    ].join('\r\n'),
  )
  const taken = await takeIn(desk.shell, { from: 'anna@example.org', to: ['support@desk.example'] }, raw)
  assert.ok('ok' in taken)
  const { events, texts } = (await desk.store.read(Number(taken.id.replace('case ', ''))))!
  const received = events.find(event => event.type === 'message.received')!
  assert.match(texts.get(received.text.text) ?? '', /encrypted: we cannot read it|krypterat|cifrata/)
  assert.equal(texts.get(received.attached[0]!.name.text), 'smime.p7m')
})

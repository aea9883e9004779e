// A promise that nobody kept within a day is missed, and its customer is told so with the new time, once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { customerView } from '#core/case/customer-view.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { lateLetter, withLateLetter } from '#server/react/late-letter.ts'
import { messageMail } from '#server/react/message-mail.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let bo: Person

before(async () => {
  desk = await testDesk()
  // A day passes in which nobody does anything: that is not what is asked here.
  await desk.setStuck({ signs: [] })
  bo = await desk.person()
})
after(() => desk.close())

const ring = () => {
  const { store, now, facts } = desk.shell
  const world = { store, now, newId, facts }
  return ringDue(world, withLateLetter(desk.shell, world))
}
const promised = async (customer: object): Promise<CaseId> => {
  const promise = { topic: 'the line test', means: 'phone', dueAt: desk.shell.now() + hourMs }
  const body = { channel: 'phone', subject: 'Router', customer, take: true, promise }
  const { status, json } = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(status, 201, JSON.stringify(json))
  return json.id
}
const typesOf = async (caseId: CaseId) =>
  (await desk.store.read(caseId))!.events.slice(4).map(({ type }) => type)

test('the letter is recorded with the verdict, carries the new time, and is written once', async () => {
  const reached = await promised({ name: 'Anna', email: 'anna@late.example' })
  const unreached = await promised({ name: 'Nobody', phone: '+46701740699' })
  desk.pass(hourMs + 1)
  await ring()
  assert.deepEqual(await typesOf(reached), ['promise.late'], 'late is not missed: nothing is written yet')
  desk.pass(dayMs)
  await ring()
  await ring()
  assert.deepEqual(await typesOf(reached), [
    'promise.late',
    'promise.missed',
    'promise.made',
    'message.queued',
  ])
  assert.deepEqual(await typesOf(unreached), ['promise.late', 'promise.missed', 'promise.made'])

  const ledger = (await desk.store.read(reached))!
  const queued = ledger.events.at(-1)!
  assert.ok(queued.type === 'message.queued' && queued.automatic === 'late')
  const customer = await desk.shell.desk.customers.byEmail('anna@late.example')
  const sent = await messageMail(desk.shell, ledger, queued.message, customer!)
  assert.match(sent!.mail.subject, /^We are late\. New time: /)
  assert.match(JSON.stringify(sent!.mail.blocks), /We promised .* and are late/)
})

test('a desk that writes nothing by itself does not write this either', async () => {
  // Two days have passed: whoever was signed in is not any more.
  bo = await desk.person()
  const caseId = await promised({ name: 'Olof', email: 'olof@late.example' })
  desk.pass(dayMs + 2 * hourMs)
  const ringing = { caseId, at: desk.shell.now() }
  const settings = () => ({ automaticMail: 'off' as const })
  assert.deepEqual(await lateLetter({ ...desk.shell, settings }, ringing), { texts: [] })
  assert.equal((await lateLetter(desk.shell, ringing)).deskCommands?.length, 1)
})

test('a late promise given up by hand tells the customer the new time, whoever gives it', async () => {
  const late = async () => {
    const person = await desk.person()
    const dueAt = desk.shell.now() + hourMs
    const body = {
      ...{ channel: 'phone', subject: 'Router', take: true },
      customer: { name: 'Anna', email: `${person.id}@given.example` },
      promise: { topic: 'the line test', means: 'phone', dueAt },
    }
    const { json } = await desk.ask(person, 'POST', 'cases', body)
    return { by: person, caseId: json.id as CaseId, promise: json.ids.promise as string }
  }
  const [one, two] = [await late(), await late()]
  const early = await desk.ask(one.by, 'POST', `cases/${one.caseId}/promise/miss`, {
    promise: one.promise,
    because: 'x',
  })
  assert.equal(early.status, 422)
  desk.pass(hourMs + 1)
  await ring()
  const given = await desk.ask(one.by, 'POST', `cases/${one.caseId}/promise/miss`, {
    promise: one.promise,
    because: 'The part is late',
  })
  assert.deepEqual(given.json.events, ['promise.missed', 'promise.made', 'message.queued'], given.text)
  const other = await desk.ask(two.by, 'POST', `cases/${two.caseId}/promise/make`, {
    ...{ topic: 'the line test', means: 'phone', dueAt: desk.shell.now() + hourMs, instead: two.promise },
  })
  assert.deepEqual(other.json.events, ['promise.missed', 'promise.made', 'message.queued'], other.text)
})

test('with something else promised for later he is told all the same, with a new time that is near', async () => {
  bo = await desk.person()
  const caseId = await promised({ name: 'Eva', email: 'eva@late.example' })
  const dueAt = desk.shell.now() + 30 * dayMs
  const far = { topic: 'the new router', means: 'visit', dueAt }
  assert.equal((await desk.ask(bo, 'POST', `cases/${caseId}/promise/make`, far)).status, 200)
  desk.pass(hourMs + 1)
  await ring()
  desk.pass(dayMs)
  await ring()
  const { events } = (await desk.store.read(caseId))!
  assert.deepEqual(
    events.slice(-3).map(({ type }) => type),
    ['promise.missed', 'message.queued', 'promise.made'],
  )
  const made = events.at(-1)!
  assert.ok(made.type === 'promise.made' && made.dueAt < desk.shell.now() + dayMs)
  const page = customerView(events, { desk: desk.shell.facts(), now: desk.shell.now(), text: () => 'x' })
  assert.deepEqual([page?.late?.who, page?.next?.dueAt], [page?.contact?.name, made.dueAt])
})

test('a letter that waited until its new time had passed says none, and no word of the ledger', async () => {
  bo = await desk.person()
  const caseId = await promised({ name: 'Ida', email: 'ida@late.example' })
  desk.pass(dayMs + 2 * hourMs)
  await ring()
  const queued = (await desk.store.read(caseId))!.events.at(-1)!
  assert.ok(queued.type === 'message.queued' && queued.automatic === 'late')
  desk.pass(dayMs)
  const ledger = (await desk.store.read(caseId))!
  const customer = await desk.shell.desk.customers.byEmail('ida@late.example')
  const { mail } = (await messageMail(desk.shell, ledger, queued.message, customer!))!
  assert.match(mail.subject, /^We promised .* and are late\. \[\d+\]$/)
  assert.doesNotMatch(JSON.stringify(mail.blocks), /We wrote|New time/)
})

test('each letter names what was given up as it was written, whichever was promised for later', async () => {
  bo = await desk.person()
  const caseId = await promised({ name: 'Ola', email: 'ola@late.example' })
  const offer = { topic: 'the offer', means: 'email', dueAt: desk.shell.now() + 5 * hourMs }
  const second = await desk.ask(bo, 'POST', `cases/${caseId}/promise/make`, offer)
  const { events } = (await desk.store.read(caseId))!
  const all = events.flatMap(one => (one.type === 'promise.made' && one.topic ? [one.promise] : []))
  assert.equal(all.at(-1), second.json.ids.promise)
  desk.pass(5 * hourMs + 1)
  await ring()
  const customer = await desk.shell.desk.customers.byEmail('ola@late.example')
  const said = []
  for (const promise of all.toReversed()) {
    await desk.ask(bo, 'POST', `cases/${caseId}/promise/miss`, { promise, because: 'no part' })
    const ledger = (await desk.store.read(caseId))!
    const queued = ledger.events.findLast(one => one.type === 'message.queued')!
    said.push((await messageMail(desk.shell, ledger, queued.message, customer!))!.mail.preheader)
  }
  assert.equal(said.length, 2)
  assert.notEqual(said[0], said[1])
})

// What happens inside reaches the customer: by a letter where the desk's settings say so, never two within an
// hour, never of a case that has ended. On real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { writeInnerLetters } from '#server/react/inner-letter.ts'
import { messageMail } from '#server/react/message-mail.ts'
import { noteAlerted, notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let admin: Person

before(async () => {
  desk = await testDesk()
  await desk.setStuck({ signs: [] })
  await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
beforeEach(async () => {
  bo = await desk.person({ name: 'Bo', levels: [1] })
  eva = await desk.person({ name: 'Eva', levels: [3], teams: [desk.teams[3]] })
  admin = await desk.person({ roles: ['admin'] })
  await set({ innerLetters: { expert: true, lead: true, late: true } })
})
after(() => desk.close())

const set = async (changes: object) => {
  const { version } = (await desk.ask(admin, 'GET', 'settings')).json
  const { status, text } = await desk.ask(admin, 'PATCH', 'settings', { version, ...changes })
  assert.equal(status, 200, text)
}
let customers = 0
async function opened(
  customer: object = { name: 'Anna', email: `anna${customers++}@inner.example` },
  language = 'en',
) {
  const body = { channel: 'phone', subject: 'Router', take: true, customer, language }
  const { status, json, text } = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(status, 201, text)
  return json.id as CaseId
}
const alert = (caseId: CaseId) =>
  noteAlerted(desk.shell, { caseId, cause: 'stuck.noticed', since: desk.shell.now() })
/** What the letters of a case said, one line for each paragraph. */
const letters = async (caseId: CaseId) => {
  await writeInnerLetters(desk.shell)
  const { events, texts } = (await desk.store.read(caseId))!
  return events.flatMap(one =>
    one.type === 'message.queued' && one.automatic === 'inner' ? [texts.get(one.text.text)!] : [],
  )
}
async function handOver(caseId: CaseId) {
  const offer = { team: desk.teams[3], question: 'Why?', problem: 'It blinks', noSteps: 'nothing_to_try' }
  const offered = await desk.ask(bo, 'POST', `cases/${caseId}/hand-off/offer`, offer)
  assert.equal(offered.status, 200, offered.text)
  const { handOff } = offered.json.ids
  const taken = await desk.ask(eva, 'POST', `cases/${caseId}/hand-off/accept`, {
    handOff,
    readBack: 'It blinks',
  })
  assert.equal(taken.status, 200, taken.text)
}

test('an expert and a lead who comes to it soon after are told in letters an hour apart', async () => {
  const id = await opened()
  await handOver(id)
  const [first = '', ...none] = await letters(id)
  assert.match(first, /^An expert for such matters now works on your case/)
  assert.match(first, /You need not do anything/)
  assert.deepEqual(none, [])
  assert.doesNotMatch(first, /Eva|level/, 'it names nobody, and no level')
  await alert(id)
  desk.pass(59 * minuteMs)
  assert.equal((await letters(id)).length, 1)
  await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'nothing for her' })
  desk.pass(2 * minuteMs)
  const [, second = '', ...more] = await letters(id)
  assert.match(second, /^Somebody who leads our support was told of your case/)
  assert.doesNotMatch(second, /expert/)
  assert.deepEqual(more, [])
})

test('what comes together is one letter, however many nodes write it', async () => {
  const id = await opened()
  await handOver(id)
  await alert(id)
  await Promise.all([1, 2, 3].map(() => writeInnerLetters(desk.shell)))
  const said = await letters(id)
  assert.equal(said.length, 1)
  assert.match(said[0]!, /expert[\s\S]*leads our support/)
})

test('each kind is written of only where the desk wants it, and none where it writes nothing by itself', async () => {
  const [one, two, three] = [await opened(), await opened(), await opened()]
  await set({ innerLetters: { expert: true, lead: false, late: true } })
  await handOver(one)
  await alert(one)
  assert.equal((await letters(one)).join().includes('leads our support'), false)
  await alert(two)
  assert.deepEqual(await letters(two), [])
  await set({ automaticMail: 'off' })
  await handOver(three)
  assert.deepEqual(await letters(three), [])
  await set({ automaticMail: 'on' })
})

test('a case that has ended, a customer without an address or one whose mail came back is not written to', async () => {
  const [solved, unreached, bounced] = [
    await opened(),
    await opened({ name: 'Nobody', phone: '+46701740699' }),
    await opened(),
  ]
  for (const id of [solved, unreached, bounced]) await alert(id)
  assert.equal((await desk.ask(bo, 'POST', `cases/${solved}/case/solve`, { fix: 'new cable' })).status, 200)
  const sent = await desk.ask(bo, 'POST', `cases/${bounced}/message/queue`, {
    ...{ text: 'Hello', noPromise: 'x', undoSeconds: 0 },
    seenSeq: (await desk.store.read(bounced))!.events.length,
  })
  assert.equal(sent.status, 200, sent.text)
  const { message } = sent.json.ids
  for (const command of [
    { type: 'message.note_sent', message, relay: 'r' },
    { type: 'message.note_bounced', message, hard: true, status: '5.1.1' },
  ] as const)
    await desk.shell.handle({
      caseId: bounced,
      by: { kind: 'system', part: 'relay' },
      commands: [command],
      texts: [],
    })
  for (const id of [solved, unreached, bounced]) assert.deepEqual(await letters(id), [])
})

test('a lead who is told by the desk’s own clock is a fact, once, and his name is not', async () => {
  const dueAt = desk.shell.now() + hourMs
  const body = { channel: 'phone', subject: 'Router', take: true, customer: { name: 'Anna' } }
  const promise = { topic: 'the line test', means: 'phone', dueAt }
  const { json } = await desk.ask(bo, 'POST', 'cases', { ...body, promise })
  desk.pass(hourMs + minuteMs)
  const clock = { kind: 'system', part: 'clock' } as const
  await desk.shell.handle({ caseId: json.id, by: clock, commands: [{ type: 'clock.ring' }], texts: [] })
  const alerts = async () =>
    (await desk.store.read(json.id))!.events.filter(one => one.type === 'lead.alerted')
  await notifyDue(desk.shell)
  assert.deepEqual(await alerts(), [], 'its keeper hears of it first')
  desk.pass(15 * minuteMs)
  await notifyDue(desk.shell)
  await notifyDue(desk.shell)
  const [alerted, ...more] = await alerts()
  assert.deepEqual([alerted?.type === 'lead.alerted' && alerted.because, more], ['late', []])
  assert.deepEqual(alerted?.by, { kind: 'system', part: 'desk' })
})

test('the mail says what happened and when the next word comes, in the language of its reader', async () => {
  const customer = { name: 'Anna', email: 'anna@sv.example' }
  const id = await opened(customer, 'sv')
  await handOver(id)
  await writeInnerLetters(desk.shell)
  const ledger = (await desk.store.read(id))!
  const queued = ledger.events.findLast(one => one.type === 'message.queued')!
  const known = await desk.desk.customers.byEmail(customer.email)
  const { mail } = (await messageMail(desk.shell, ledger, queued.message, known!))!
  assert.match(mail.subject, /^Re: Router \[\d+\]$/)
  assert.equal(mail.automatic, true)
  const said = JSON.stringify(mail.blocks)
  assert.match(said, /En expert på sådant arbetar nu med ditt ärende/)
  assert.match(said, /Du hör från oss senast/)
  assert.doesNotMatch(said, /Eva/)
})

// Requests for more help over HTTP: from a mail, from a call, answered by what is written or passed on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2] })
})
after(() => desk.close())

const begun = async (): Promise<{ id: CaseId; seq: number }> => {
  const body = {
    ...{ channel: 'phone', subject: 'Router', take: true },
    customer: { name: 'Anna', email: `anna-${Math.random()}@help.example` },
  }
  const { status, json } = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(status, 201, JSON.stringify(json))
  return json
}
const wish = async (person: Person, id: CaseId, path: string, body: object) => {
  const { status, json } = await desk.ask(person, 'POST', `cases/${id}/${path}`, body)
  return status === 200 || status === 201 ? json : { status, code: json.code, detail: json.detail }
}
const typesOf = async (id: CaseId) => (await desk.store.read(id))!.events.map(({ type }) => type)
const held = { means: 'phone', direction: 'in', reach: 'reached', minutes: 4 }

test('asked for in a call that is logged, it stands with the call as its source', async () => {
  const { id } = await begun()
  const { ids } = await wish(bo, id, 'contact/hold', {
    ...held,
    text: 'He has restarted it three times',
    help: { reason: 'done_all_this' },
  })
  const asked = (await desk.store.read(id))!.events.find(event => event.type === 'help.asked')
  assert.ok(asked?.type === 'help.asked')
  assert.deepEqual([asked.from, asked.help, asked.reason], [ids.contact, ids.help, 'done_all_this'])
  assert.ok(asked.text, 'what was written down of the call is what he asked for')
  assert.equal((await desk.store.card(id))?.clock?.kind, 'help')
})

test('the case is not solved until he is told why, in words that went out; then he says what he thinks', async () => {
  const { id } = await begun()
  const { ids } = await wish(bo, id, 'help/ask', { reason: 'leads_nowhere' })
  const help: string = ids.help
  assert.equal((await wish(bo, id, 'help/take-up', { help })).status, undefined)
  const refused = await wish(bo, id, 'case/solve', { fix: 'x' })
  assert.deepEqual([refused.status, refused.code], [422, 'help.unanswered'])
  assert.match(refused.detail, /Pass the case on, or write or tell him why not/)
  const seq = (await desk.store.read(id))!.events.length
  await wish(bo, id, 'message/queue', { text: 'Because …', seenSeq: seq, explains: help, noPromise: 'x' })
  assert.ok((await typesOf(id)).includes('help.answering'))
  assert.equal((await wish(bo, id, 'case/solve', { fix: 'x' })).code, 'help.unanswered')
  const answered = await wish(bo, id, 'contact/hold', {
    ...held,
    explains: { help, reply: 'not_content' },
  })
  assert.ok(answered.ids.contact)
  assert.deepEqual((await typesOf(id)).filter(type => type.startsWith('help.')).slice(2), [
    'help.answering',
    'help.explained',
    'help.replied',
    'help.raised',
  ])
  const again = await wish(bo, id, 'help/explain', { help, evidence: answered.ids.contact })
  assert.equal(again.code, 'help.lead_answers')
})

test('on the way up a hand-off answers it by itself; to a team beside it only where that is said', async () => {
  const { id } = await begun()
  const { ids } = await wish(bo, id, 'help/ask', { reason: 'getting_worse' })
  const offer = { team: desk.teams[2], question: 'What now?', noStepsBecause: 'he knows it' }
  const offered = await wish(bo, id, 'hand-off/offer', offer)
  const { handOff } = offered.ids
  await wish(marta, id, 'hand-off/accept', { handOff })
  const ended = (await desk.store.read(id))!.events.find(event => event.type === 'help.passed_on')
  assert.deepEqual(ended?.type === 'help.passed_on' && [ended.help, ended.handOff], [ids.help, handOff])

  const other = await begun()
  await wish(bo, other.id, 'help/ask', { reason: 'getting_worse' })
  await wish(bo, other.id, 'hand-off/offer', { ...offer, help: null })
  assert.ok(!(await typesOf(other.id)).includes('help.answering'))
})

test('nobody answers it in time: it is marked, and told to whoever has the case', async () => {
  const { id } = await begun()
  await wish(bo, id, 'help/ask', { reason: 'no_answer_in_time' })
  desk.pass(hourMs + 1)
  await desk.shell.handle({
    ...{ caseId: id, by: { kind: 'system', part: 'clock' }, texts: [] },
    commands: [{ type: 'clock.ring' }],
  })
  assert.ok((await typesOf(id)).includes('help.late'))
  const due = await desk.store.leaseEffects(50, 1_000, 'notice')
  assert.ok(due.some(({ body }) => (body as { cause?: string }).cause === 'help.late'))
})

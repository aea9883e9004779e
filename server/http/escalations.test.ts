// Wishes for somebody who leads, over HTTP: who sees one and who never does, by any way; the course to an
// outcome that was told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId, EscalationId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { tellLate } from '#server/escalations.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { letterContent } from '#server/react/letter-mail.ts'

let desk: TestDesk
let bo: Person
let karin: Person
let lena: Person
let admin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['lead', 'agent'] })
  lena = await desk.person({ name: 'Lena Berg', roles: ['lead', 'agent'] })
  admin = await desk.person({ name: 'Ada Min', roles: ['admin'] })
})
after(() => desk.close())

let count = 0
async function caseOf(person: Person, email: string | null = `anna${++count}@wish.example`): Promise<CaseId> {
  const body = {
    ...{ channel: 'phone', subject: 'Router', take: true },
    customer: email ? { name: 'Anna', email } : { name: 'Anna', phone: '+46701740650' },
  }
  const { status, json } = await desk.ask(person, 'POST', 'cases', body)
  assert.equal(status, 201, JSON.stringify(json))
  return json.id
}
async function file(person: Person, caseId: CaseId, body: object = {}): Promise<EscalationId> {
  const wish = { reason: 'not_treated_properly', text: 'He laughed at me', ...body }
  const { status, json } = await desk.ask(person, 'POST', `cases/${caseId}/escalations`, wish)
  assert.equal(status, 201, JSON.stringify(json))
  return json.id
}
const deed = (person: Person, id: string, what: string, body: object = {}) =>
  desk.ask(person, 'POST', `escalations/${id}/${what}`, body)
const one = (person: Person, id: string) => desk.ask(person, 'GET', `escalations/${id}`)
const list = async (person: Person) => (await desk.ask(person, 'GET', 'escalations')).json
const told = (how: 'letter' | 'call') => ({ told: { outcome: 'apologised', how, text: 'We are sorry.' } })

test('nothing of it is in the case, for nobody: ledger, card, notices and audit stay as they were', async () => {
  const caseId = await caseOf(bo)
  const [ledger, card] = [await desk.store.read(caseId), await desk.store.card(caseId)]
  const read = await desk.ask(bo, 'GET', `cases/${caseId}`)
  const audit = (await desk.ask(admin, 'GET', 'audit')).json
  const id = await file(bo, caseId)
  assert.deepEqual((await desk.store.read(caseId))?.events, ledger?.events)
  assert.deepEqual(await desk.store.card(caseId), card)
  const again = await desk.ask(bo, 'GET', `cases/${caseId}`)
  assert.equal(JSON.stringify(again.json).includes('laughed'), false)
  assert.equal(again.headers.etag, read.headers.etag)
  assert.deepEqual((await desk.ask(bo, 'GET', 'notices')).json.items, [])
  assert.deepEqual((await desk.ask(admin, 'GET', 'audit')).json, audit)
  const found = await desk.ask(karin, 'GET', 'search?q=laughed')
  assert.equal(JSON.stringify(found.json).includes(id), false)
})

test('by default it is about contact and worker; they cannot tell it from one that is not there', async () => {
  const caseId = await caseOf(karin)
  const id = await file(bo, caseId)
  assert.deepEqual((await one(lena, id)).json.concerns, [karin.id])
  const none = await one(karin, 'esc_none')
  const hidden = await one(karin, id)
  assert.deepEqual(
    [hidden.status, hidden.json.code, hidden.json.title],
    [404, none.json.code, none.json.title],
  )
  for (const what of ['acknowledge', 'take', 'end'])
    assert.equal((await deed(karin, id, what)).status, 404, what)
  assert.equal(
    (await list(karin)).items.some((item: { id: string }) => item.id === id),
    false,
  )
  assert.equal(
    (await list(lena)).items.some((item: { id: string }) => item.id === id),
    true,
  )
  for (const person of [bo, admin]) {
    assert.equal((await one(person, id)).status, 404, 'who leads nobody sees none')
    assert.deepEqual(await list(person), { items: [], open: 0 })
  }
})

test('its letters go to those who see it alone, without his words, and stand in no outbox of others', async () => {
  const caseId = await caseOf(karin)
  desk.letters.length = 0
  const id = await file(bo, caseId)
  const to = desk.letters.map(letter => letter.to)
  assert.deepEqual(to, [lena.email])
  const content = letterContent({ ...desk.letters[0]!, language: 'de' }, 'Support')
  assert.match(content.subject, /Leitung/)
  assert.doesNotMatch(JSON.stringify(content), /laughed|Anna|Router/)
  await desk.shell.desk.letters.put({
    key: `letter/${desk.letters[0]!.key}`,
    dueAt: desk.shell.now(),
    body: desk.letters[0]!,
  })
  const shown = async (person: Person) =>
    JSON.stringify((await desk.ask(person, 'GET', 'outbox')).json).includes(id)
  assert.deepEqual([await shown(lena), await shown(karin), await shown(admin)], [true, false, false])
  const key = encodeURIComponent(`letter/${desk.letters[0]!.key}`)
  assert.equal((await desk.ask(admin, 'GET', `outbox/mail?key=${key}`)).status, 404)
})

test('where the person it is about is the only lead, an administrator gets it', async () => {
  const caseId = await caseOf(karin)
  const id = await file(bo, caseId, { concerns: [karin.id, lena.id] })
  assert.equal((await one(admin, id)).status, 200)
  assert.equal((await list(admin)).open, 1)
  for (const person of [karin, lena]) assert.equal((await one(person, id)).status, 404)
})

test('it goes from asked to an outcome that was told; it does not end before', async () => {
  const caseId = await caseOf(bo)
  const id = await file(bo, caseId)
  assert.equal((await deed(karin, id, 'acknowledge')).json.standing, 'acknowledged')
  assert.equal((await deed(karin, id, 'take')).json.holder, karin.id)
  const early = await deed(karin, id, 'end')
  assert.deepEqual([early.status, early.json.code], [422, 'escalation.not_told'])
  assert.equal((await deed(karin, id, 'tell')).status, 400)
  desk.letters.length = 0
  const done = await deed(karin, id, 'tell', told('letter'))
  assert.deepEqual([done.json.standing, done.json.outcome], ['told', 'apologised'])
  const [letter] = desk.letters
  assert.ok(letter)
  const content = letterContent(letter, 'Support')
  assert.match(JSON.stringify(content.blocks), /We are sorry\./)
  assert.match(letter.url, /\/help\/cases\/\d+\?k=/)
  assert.equal((await deed(lena, id, 'tell', told('call'))).json.code, 'escalation.told')
  assert.equal((await deed(lena, id, 'end')).json.standing, 'ended')
  assert.equal((await deed(lena, id, 'end')).status, 200, 'ended twice it is the same')
  assert.equal((await deed(lena, id, 'take')).json.code, 'escalation.ended')
  const { facts } = (await one(karin, id)).json
  assert.deepEqual(
    facts.map((fact: { type: string }) => fact.type),
    ['asked', 'acknowledged', 'taken', 'told', 'ended'],
  )
})

test('whoever has no address is told on the phone', async () => {
  const id = await file(bo, await caseOf(bo, null))
  const letter = await deed(karin, id, 'tell', told('letter'))
  assert.deepEqual([letter.status, letter.json.code], [422, 'message.nobody_to_write_to'])
  assert.equal((await deed(karin, id, 'tell', told('call'))).json.standing, 'told')
})

test('a lead says whom it is about; himself, and he does not see it any more', async () => {
  const id = await file(bo, await caseOf(bo), { reason: 'want_manager' })
  assert.deepEqual((await one(karin, id)).json.concerns, [])
  await deed(karin, id, 'take')
  assert.equal((await deed(karin, id, 'concern')).status, 400)
  const gone = await deed(karin, id, 'concern', { concerns: [karin.id] })
  assert.deepEqual([gone.status, gone.json], [200, null])
  const left = (await one(lena, id)).json
  assert.deepEqual([left.holder, left.standing], [null, 'acknowledged'])
})

test('asked again it is one; the same form twice is one word', async () => {
  const caseId = await caseOf(bo)
  const first = await file(bo, caseId)
  assert.equal(await file(bo, caseId), first)
  assert.equal(await file(bo, caseId, { text: 'And once more', concerns: [bo.id, lena.id] }), first)
  const { facts, concerns } = (await one(karin, first)).json
  assert.deepEqual(
    facts.map((fact: { words: string | null }) => fact.words),
    ['He laughed at me', 'And once more', null],
  )
  assert.ok(concerns.includes(lena.id))
})

test('not read in time it is late, and those who lead are told once more', async () => {
  const id = await file(bo, await caseOf(bo))
  desk.letters.length = 0
  await tellLate(desk.shell)
  assert.equal(desk.letters.length, 0)
  desk.pass(3 * hourMs)
  await tellLate(desk.shell)
  await tellLate(desk.shell)
  karin = await desk.person({ name: 'Karin the Second', roles: ['lead', 'agent'] })
  assert.equal((await one(karin, id)).json.late, true)
  assert.ok(desk.letters.filter(letter => letter.values?.escalation === id).length >= 2)
})

test('a request for more help does not carry it into the case', async () => {
  bo = await desk.person({ name: 'Bo Again' })
  const caseId = await caseOf(bo)
  const { status, json } = await desk.ask(bo, 'POST', `cases/${caseId}/help/ask`, { reason: 'want_manager' })
  assert.deepEqual([status, json.code], [422, 'help.manager_apart'])
})

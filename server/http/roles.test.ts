// The three roles over HTTP: another contact and the customer's letter, news to pass on, who may speak.
import assert from 'node:assert/strict'
import { after as afterAll, before, describe, it } from 'node:test'
import { fold } from '#core/case/case.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { messageMail } from '#server/react/message-mail.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let chiara: Person
let marta: Person
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'admin', 'agent'] })
  bo = await desk.person({ name: 'Bo' })
  chiara = await desk.person({ name: 'Chiara' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
})
afterAll(() => desk.close())

const ask = (by: Person, caseId: CaseId, path: string, body: object = {}) =>
  desk.ask(by, 'POST', `cases/${caseId}/${path}`, body)
const deed = async (by: Person, caseId: CaseId, path: string, body: object = {}) => {
  const { status, json, text } = await ask(by, caseId, path, body)
  assert.equal(status, 200, text)
  return json as { events: string[]; ids: Record<string, string> }
}
const refused = async (by: Person, caseId: CaseId, path: string, body: object) =>
  (await ask(by, caseId, path, body)).json.code as string
const pageOf = async (by: Person, caseId: CaseId) => (await desk.ask(by, 'GET', `cases/${caseId}`)).json
/** Its letter as it leaves, then noted as sent. */
async function letterOf(caseId: CaseId, message: string) {
  const ledger = (await desk.store.read(caseId))!
  const state = fold(ledger.events)
  assert.ok(state.phase !== 'unopened')
  const customer = (await desk.shell.desk.customers.one(state.customer))!
  const found = await messageMail(desk.shell, ledger, message as `msg_${string}`, customer)
  await noteSent(caseId, message)
  return found!.mail
}
const noteSent = (caseId: CaseId, message: string) =>
  desk.shell.handle({
    caseId,
    by: { kind: 'system', part: 'relay' },
    commands: [{ type: 'message.note_sent', message: message as `msg_${string}`, relay: 'r' }],
    texts: [],
  })
const news = async (by: Person): Promise<string[]> =>
  (await desk.ask(by, 'GET', 'cases?view=news&sort=told')).json.items.map((card: { id: string }) => card.id)
const counted = async (by: Person): Promise<number> => (await desk.ask(by, 'GET', 'cases/counts')).json.news
const noticed = async (by: Person, caseId: CaseId): Promise<string[][]> => {
  await notifyDue(desk.shell)
  const { items } = (await desk.ask(by, 'GET', 'notices')).json
  return items
    .filter((one: { caseId: string }) => one.caseId === caseId)
    .map((one: { cause: string; as: string }) => [one.cause, one.as])
}
/** All the news of a case, set aside. */
const allOf = async (caseId: CaseId) => {
  const state = fold((await desk.store.read(caseId))!.events)
  assert.ok(state.phase !== 'unopened')
  return { news: Object.keys(state.untold), because: 'he knows' }
}
const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 2 }
/** A case of Bo's that Marta of level 2 works on. */
async function handedOn(): Promise<{ id: CaseId; handOff: string }> {
  const { id } = await desk.opened(bo)
  const offer = { team: desk.teams[2], question: 'Why?', noStepsBecause: 'x' }
  const { ids } = await deed(bo, id, 'hand-off/offer', offer)
  await deed(marta, id, 'hand-off/accept', { handOff: ids.handOff, readBack: 'r' })
  return { id, handOff: ids.handOff! }
}
const answer = { result: 'r', cause: 'c', verified: 'v', tell: 'We found a broken card in the cabinet.' }
const answered = async (): Promise<CaseId> => {
  const { id, handOff } = await handedOn()
  await deed(marta, id, 'hand-off/answer', { ...answer, handOff })
  return id
}

describe('another contact', () => {
  it('is said with a reason, and the customer reads it in his language', async () => {
    const { id } = await desk.opened(bo, { language: 'de' })
    const change = { agent: chiara.id, reason: 'shift_end', note: 'She likes it short.' }
    assert.equal(await refused(bo, id, 'contact/assign', { agent: chiara.id }), 'contact.needs_reason')
    const { events, ids } = await deed(bo, id, 'contact/assign', change)
    assert.deepEqual(events, ['contact.assigned', 'message.queued'])
    const page = await pageOf(chiara, id)
    assert.equal(page.roles.contact, chiara.id)
    const mail = await letterOf(id, ids.message!)
    assert.match(JSON.stringify(mail.blocks), /Ab jetzt ist Chiara Ihre Ansprechperson/)
    assert.deepEqual([mail.automatic, mail.language], [true, 'de'])
    const assigned = page.ledger.find((event: { from?: string }) => event.from === bo.id)
    assert.equal(page.texts[assigned.note.text], 'She likes it short.')
    assert.deepEqual(await noticed(chiara, id), [['contact.assigned', 'owner']])
    assert.deepEqual(await noticed(bo, id), [])
  })
  it('his own words go out where he writes some; where he tells nobody, he says why', async () => {
    const { id } = await desk.opened(bo)
    const own = { agent: chiara.id, reason: 'language', tell: 'Chiara speaks Italian with you.' }
    const { ids } = await deed(bo, id, 'contact/assign', own)
    assert.match(JSON.stringify((await letterOf(id, ids.message!)).blocks), /Italian/)
    const back = { agent: bo.id, reason: 'other', because: 'a mistake', untold: 'nothing has left yet' }
    assert.deepEqual((await deed(chiara, id, 'contact/assign', back)).events, ['contact.assigned'])
  })
  it('who works on it where the level speaks takes it over; the one before hears of it', async () => {
    const { id } = await desk.opened(bo)
    await deed(bo, id, 'worker/assign', { agent: chiara.id })
    assert.equal(await refused(marta, id, 'contact/take-over', {}), 'case.not_found')
    await deed(chiara, id, 'contact/take-over', {})
    assert.equal((await pageOf(bo, id)).roles.contact, chiara.id)
    assert.deepEqual(await noticed(bo, id), [['contact.assigned', 'before']])
    const handed = await handedOn()
    assert.equal(await refused(marta, handed.id, 'contact/take-over', {}), 'access.may_not_speak')
  })
})

describe('news to pass on', () => {
  it('waits in the list of the contact until a message that names it has left', async () => {
    const before = await counted(bo)
    const id = await answered()
    assert.equal(await counted(bo), before + 1)
    assert.ok((await news(bo)).includes(id))
    assert.ok(!(await news(marta)).includes(id))
    const { card, ledger, texts } = await pageOf(bo, id)
    const arose = ledger.find((event: { type: string }) => event.type === 'news.arose')
    assert.equal(texts[arose.tell.text], answer.tell)
    assert.deepEqual([card.untold.count, card.untold.what, card.why.code], [1, 'answered', 'to_pass_on'])
    const mail = { text: 'It was a card.', seenSeq: card.seq, tells: [arose.news], noPromise: 'x' }
    const { ids } = await deed(bo, id, 'message/queue', mail)
    assert.ok((await news(bo)).includes(id), 'until it has left it waits')
    await noteSent(id, ids.message!)
    assert.ok(!(await news(bo)).includes(id))
    assert.equal(await counted(bo), before)
    assert.equal(await refused(bo, id, 'contact/hold', { ...call, tells: [arose.news] }), 'news.not_found')
  })
  it('several are told in one call; where there is nothing to tell, the contact says why', async () => {
    const id = await answered()
    await deed(marta, id, 'note/add', { text: 'He may use the old one till then.', tell: true })
    const arisen = async () =>
      (await pageOf(bo, id)).ledger
        .filter((event: { type: string }) => event.type === 'news.arose')
        .map((event: { news: string }) => event.news)
    assert.equal((await pageOf(bo, id)).card.untold.count, 2)
    const held = await deed(bo, id, 'contact/hold', { ...call, tells: await arisen() })
    assert.ok(held.events.includes('news.passed_on'))
    assert.equal((await pageOf(bo, id)).card.untold, undefined)
    await deed(marta, id, 'note/add', { text: 'One more.', tell: true })
    const last = (await arisen()).at(-1)
    const aside = { news: [last], because: 'he was on the line when I found it' }
    assert.equal(await refused(marta, id, 'news/set-aside', aside), 'access.not_contact_or_worker')
    assert.deepEqual((await deed(bo, id, 'news/set-aside', aside)).events, ['news.set_aside'])
    assert.ok(!(await news(bo)).includes(id))
  })
})

describe('who speaks with the customer', () => {
  it('a specialist asks, the contact agrees for one word, and it is used up with that word', async () => {
    const { id } = await handedOn()
    const mail = { text: 'Which light is on?', seenSeq: 999, noPromise: 'x' }
    assert.equal(await refused(marta, id, 'message/queue', mail), 'access.may_not_speak')
    assert.equal(await refused(marta, id, 'contact/hold', call), 'access.may_not_speak')
    const { ids } = await deed(marta, id, 'speech/ask', { about: 'the lights' })
    assert.deepEqual(await noticed(bo, id), [['speech.asked', 'owner']])
    assert.equal(
      await refused(marta, id, 'speech/agree', { speech: ids.speech }),
      'access.not_contact_or_worker',
    )
    await deed(bo, id, 'speech/agree', { speech: ids.speech, text: 'She is in until five.' })
    assert.deepEqual(await noticed(marta, id), [['speech.agreed', 'asker']])
    const said = await deed(marta, id, 'message/queue', mail)
    await noteSent(id, said.ids.message!)
    assert.equal(await refused(marta, id, 'message/queue', mail), 'access.may_not_speak')
  })
  it('with the contact on the line, or unasked until a time; what came in anybody logs', async () => {
    const { id } = await handedOn()
    assert.equal(
      await refused(marta, id, 'contact/hold', { ...call, joined: chiara.id }),
      'contact.not_joined',
    )
    assert.ok(
      (await deed(marta, id, 'contact/hold', { ...call, joined: bo.id })).events.includes('contact.held'),
    )
    await deed(marta, id, 'contact/hold', { ...call, direction: 'in' })
    const until = desk.shell.now() + 30 * minuteMs
    const free = { agent: marta.id, about: 'the test tonight', until }
    const { ids } = await deed(bo, id, 'speech/agree', free)
    await deed(marta, id, 'contact/hold', call)
    await deed(marta, id, 'contact/hold', call)
    desk.pass(hourMs / 2)
    const { store, now, facts } = desk.shell
    await ringDue({ store, now, newId, facts })
    assert.equal(await refused(marta, id, 'contact/hold', call), 'access.may_not_speak')
    assert.equal(await refused(bo, id, 'speech/withdraw', { speech: ids.speech }), 'speech.ended')
  })
  it('no has a reason, and the one who asked reads it', async () => {
    const { id } = await handedOn()
    const { ids } = await deed(marta, id, 'speech/ask', { about: 'the lights' })
    await deed(bo, id, 'speech/decline', { speech: ids.speech, because: 'I call her at two.' })
    assert.deepEqual(await noticed(marta, id), [['speech.declined', 'asker']])
  })
})

describe('who keeps what is due next', () => {
  it('is said with the case: the contact, the one who promised, or whom it is offered to', async () => {
    const { id } = await desk.opened(bo)
    const dueAt = desk.shell.now() + 10 * minuteMs
    const promise = { topic: 'a call', means: 'phone', dueAt, keeper: chiara.id }
    await deed(bo, id, 'promise/make', promise)
    const { roles } = await pageOf(bo, id)
    assert.deepEqual(roles.clock, {
      as: 'keeper',
      agent: chiara.id,
      team: desk.teams[1],
      kind: 'promise',
      dueAt,
    })
    assert.deepEqual([roles.contact, roles.worker], [bo.id, bo.id])
    const since = (await desk.ask(bo, 'GET', `cases/${id}/ledger?after=1`)).json
    assert.deepEqual(since.roles, roles)
  })
})

describe('a contact who is away', () => {
  it('what he has to pass on stands in the list of his cover', async () => {
    const id = await answered()
    const { version } = (await desk.shell.desk.agents.one(bo.id as AgentId))!
    const [from, until] = [desk.shell.now() - 1, desk.shell.now() + dayMs]
    const away = { version, from, until, cover: chiara.id }
    assert.equal((await desk.ask(lead, 'PUT', `absences/${bo.id}`, away)).status, 200)
    assert.ok((await news(chiara)).includes(id))
    assert.equal((await ask(chiara, id, 'news/set-aside', await allOf(id))).status, 200)
    assert.ok(!(await news(chiara)).includes(id))
  })
})

describe('a contact who goes', () => {
  const goes = (id: string, body: object) =>
    desk.ask(lead, 'POST', `agents/${id}/disable`, { version: 1, ...body })
  it('where nobody is named his customers get the lead of the team, and each reads it', async () => {
    const leaver = await desk.person({ name: 'Leaver' })
    const { id } = await desk.opened(leaver)
    assert.equal((await goes(leaver.id, { contactTo: leaver.id })).json.code, 'contact.same')
    const done = await goes(leaver.id, {})
    assert.deepEqual([done.status, done.json.given], [200, 1], done.text)
    const { roles, ledger, texts } = await pageOf(lead, id)
    assert.equal(roles.contact, lead.id)
    const told = ledger.find((event: { automatic?: string }) => event.automatic === 'contact')
    assert.match(texts[told.text.text], /Karin/)
    const assigned = ledger.findLast((event: { type: string }) => event.type === 'contact.assigned')
    assert.deepEqual([assigned.from, assigned.reason], [leaver.id, 'left'])
  })
  it('whoever loses the roles that work with customers hands them on in the same act', async () => {
    const editor = await desk.person({ name: 'Editor' })
    const { id } = await desk.opened(editor)
    const { version } = (await desk.shell.desk.agents.one(editor.id as AgentId))!
    const change = { version, roles: ['editor'], contactTo: marta.id }
    const done = await desk.ask(lead, 'PATCH', `agents/${editor.id}`, change)
    assert.equal(done.status, 200, done.text)
    assert.equal((await desk.store.card(id))?.contact, marta.id)
  })
})

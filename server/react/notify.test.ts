// Whoever is to hear of a fact hears of it once, also when two nodes tell, one dies or quiet hours hold it
// back: from the verdict to the list and to the mail.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { after as afterMs, hourMs, minuteMs, secondMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { letterContent } from '#server/react/letter-mail.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'
import { newId } from '#server/new-id.ts'

let desk: TestDesk
let bo: Person
let karin: Person

before(async () => {
  desk = await testDesk()
  // Hours pass in which nobody does anything; that a case is stuck is told in stuck.test.ts.
  await desk.setStuck({ signs: [] })
})
// Hours pass in each test, and sessions end meanwhile.
beforeEach(async () => {
  bo = await desk.person({ name: 'Bo' })
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

/** Minutes until an answer is owed at severity 3. */
const owedMs = 240 * minuteMs
const ring = () => {
  const { store, now, facts } = desk.shell
  return ringDue({ store, now, newId, facts })
}
const told = async (who: { id: AgentId }, caseId: CaseId) =>
  (await desk.desk.notices.list(who.id, { now: desk.shell.now(), limit: 100 }))
    .filter(one => one.caseId === caseId)
    .map(one => `${one.cause} ${one.as}`)
/** Mails about a case, each once: the outbox knows a letter by its key. */
const mailed = (number: number) => {
  const letters = desk.letters.filter(one => one.kind === 'notice' && one.values?.number === number)
  return [...new Map(letters.map(one => [one.key, one])).values()]
}

/** Opens a case of Bo's, and lets its house promise run out. */
async function late(): Promise<{ id: CaseId; number: number }> {
  const opened = await desk.opened(bo)
  desk.pass(owedMs + minuteMs)
  await ring()
  return opened
}

test('a verdict tells whose case it is, once, however many nodes tell', async () => {
  const { id } = await late()
  assert.deepEqual(await told(bo, id), [], 'recorded with the verdict, told after it')
  await Promise.all([1, 2, 3].map(() => notifyDue(desk.shell)))
  await notifyDue(desk.shell)
  assert.deepEqual(await told(bo, id), ['promise.late owner'])
  assert.deepEqual(await told(karin, id), [])
  const [notice] = await desk.desk.notices.list(bo.id, { now: desk.shell.now(), limit: 1 })
  assert.ok(notice!.wokenLateMs! >= minuteMs, 'the clock was looked at a minute late, and says so')
})

test('what nobody takes up reaches the lead after ten minutes; what somebody has looked at does not', async () => {
  const [ignored, looked] = [await desk.opened(bo), await desk.opened(bo)]
  desk.pass(owedMs + minuteMs)
  await ring()
  await notifyDue(desk.shell)
  await desk.desk.notices.look(bo.id, { caseId: looked.id }, desk.shell.now())
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, ignored.id), [])
  desk.pass(10 * minuteMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, ignored.id), ['promise.late lead'])
  assert.deepEqual(await told(karin, looked.id), [])
})

test('a deed on the case counts as taking it up', async () => {
  const { id } = await late()
  await notifyDue(desk.shell)
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'on it' })).status, 200)
  desk.pass(10 * minuteMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, id), [])
})

test('a node that dies while it tells leaves it to another; nothing is told twice', async () => {
  const { id } = await late()
  const { notices } = desk.desk
  const dying = {
    ...desk.desk,
    notices: { ...notices, add: () => Promise.reject(new Error('the node died')) },
  }
  await assert.rejects(notifyDue({ ...desk.shell, desk: dying }), /the node died/)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(bo, id), [], 'under lease')
  desk.pass(15 * secondMs)
  const undone = { ...desk.shell.store, endEffect: () => Promise.reject(new Error('the node died')) }
  await assert.rejects(notifyDue({ ...desk.shell, store: undone }), /the node died/)
  desk.pass(15 * secondMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(bo, id), ['promise.late owner'])
})

test('whoever is not signed in is told by mail, once, in his language; a signed-in one is not', async () => {
  const dora = await desk.person({ name: 'Dora' })
  const { number } = await desk.opened(dora)
  const ofBo = await desk.opened(bo)
  desk.pass(owedMs + minuteMs)
  await ring()
  const session = await desk.desk.sessions.of(bo.id, desk.shell.now())
  assert.ok(session.length === 1)
  await desk.desk.sessions.used(bo.secret, desk.shell.now())
  await notifyDue(desk.shell)
  assert.deepEqual(mailed(ofBo.number), [])
  const [letter, ...others] = mailed(number)
  assert.deepEqual([letter?.to, others], [dora.email, []])
  assert.equal(letter!.url, `http://desk.example/c/${number}`)
  const content = letterContent({ ...letter!, language: 'sv' }, 'Support')
  assert.equal(content.subject, `Ärende ${number}: Ett löfte är försenat`)
  assert.match(JSON.stringify(content.blocks), /Skulle vara klart .* för sent/)
})

test('quiet hours hold notice and mail back to their end; nothing is lost', async () => {
  const eva = await desk.person({ name: 'Eva' })
  const { id, number } = await desk.opened(eva)
  const { version } = (await desk.desk.agents.one(eva.id))!
  const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)
  const dueAt = desk.shell.now() + owedMs + minuteMs
  const quiet = [{ days: all, from: clock(dueAt - hourMs), until: clock(dueAt + hourMs) }]
  await desk.desk.agents.change(eva.id, version, { preferences: { quiet } })
  await desk.shell.changed()
  desk.pass(owedMs + minuteMs)
  await ring()
  await notifyDue(desk.shell)
  const ofEva = () => mailed(number).filter(one => one.to === eva.email)
  assert.deepEqual([await told(eva, id), ofEva()], [[], []])
  desk.pass(10 * minuteMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, id), ['promise.late lead'], 'the lead does not wait for them')
  desk.pass(hourMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(eva, id), ['promise.late owner'])
  assert.equal(ofEva().length, 1)
})

test('a promise with a window is named by both its ends, in the list and in the mail', async () => {
  const from = afterMs(desk.shell.now(), hourMs)
  const dueAt = afterMs(from, 2 * hourMs)
  const promise = { topic: 'the line test', means: 'phone', from, dueAt }
  const { id, number } = await desk.opened(bo, { promise })
  desk.pass(3 * hourMs + minuteMs)
  await ring()
  await notifyDue(desk.shell)
  const [notice] = await desk.desk.notices.list(bo.id, { now: desk.shell.now(), limit: 1 })
  assert.deepEqual([notice!.caseId, notice!.windowFrom, notice!.dueAt], [id, from, dueAt])
  const [letter] = mailed(number)
  const soft = letterContent(letter!, 'Desk').blocks.find(block => block.type === 'soft')
  // A window over midnight names both days.
  assert.match(soft?.type === 'soft' ? soft.text : '', /^Due .*\d\d:\d\d\s?–\s?(?:.*, )?\d\d:\d\d$/)
})

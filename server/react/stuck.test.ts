// From the clock to the people: a case that is stuck is noticed once, by whichever node; its worker hears of
// it first, the lead when nothing has happened. On real PostgreSQL, with two nodes.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { minuteMs, secondMs } from '#core/kit/time.ts'
import { handle } from '#server/handle.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { letterContent } from '#server/react/letter-mail.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'
import { postgresStore } from '#store/postgres/store.ts'

let desk: TestDesk
let bo: Person
let karin: Person

before(async () => {
  desk = await testDesk()
})
beforeEach(async () => {
  await desk.setStuck({})
  bo = await desk.person({ name: 'Bo' })
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

/** Level 1, severity 3: minutes until somebody who does nothing is asked, and until the lead is. */
const heldMs = 240 * minuteMs
const leadMs = 30 * minuteMs
const world = () => {
  const { store, now, facts } = desk.shell
  return { store, now, newId, facts }
}
const ring = () => ringDue(world())
const facts = async (id: CaseId, type: string) =>
  (await desk.store.read(id))!.events.filter(event => event.type === type)
const told = async (who: { id: AgentId }, caseId: CaseId) =>
  (await desk.desk.notices.list(who.id, { now: desk.shell.now(), limit: 100 }))
    .filter(one => one.caseId === caseId && one.cause.startsWith('stuck'))
    .map(one => `${one.cause} ${one.kind} ${one.as}`)
const answer = (by: Person, id: CaseId, body: object) =>
  desk.ask(by, 'POST', `cases/${id}/stuck/answer`, body)

/** A case of Bo's in which he has done nothing for too long; a promise keeps other clocks quiet. */
async function stuck(): Promise<{ id: CaseId; number: number }> {
  const dueAt = desk.shell.now() + 40 * 60 * minuteMs
  const opened = await desk.opened(bo, { promise: { topic: 'the line test', means: 'phone', dueAt } })
  desk.pass(heldMs + minuteMs)
  await ring()
  return opened
}

test('it is noticed once, however many nodes ring and however often', async () => {
  const other = await postgresStore({ url: desk.url, aheadMs: () => desk.shell.now() - Date.now() })
  const cases = await Promise.all(Array.from({ length: 6 }, () => desk.opened(bo)))
  desk.pass(heldMs - minuteMs)
  await ring()
  for (const { id } of cases) assert.deepEqual(await facts(id, 'stuck.noticed'), [], 'not before its time')
  desk.pass(2 * minuteMs)
  const second = { ...world(), store: other }
  await Promise.all([ring(), ringDue(second), ring(), ringDue(second)])
  // A node that died while it rang holds its cases for fifteen seconds: then the other one has them.
  desk.pass(16 * secondMs)
  await Promise.all([ring(), ringDue(second)])
  for (const { id } of cases) {
    const [noticed, ...more] = await facts(id, 'stuck.noticed')
    assert.deepEqual([noticed?.by, more], [{ kind: 'system', part: 'clock' }, []])
  }
  await other.close()
})

test('its worker hears of it first, and the lead when nothing has happened', async () => {
  const { id } = await stuck()
  await Promise.all([1, 2, 3].map(() => notifyDue(desk.shell)))
  assert.deepEqual(await told(bo, id), ['stuck.noticed held owner'])
  assert.deepEqual(await told(karin, id), [])
  await desk.desk.notices.look(bo.id, { caseId: id }, desk.shell.now())
  desk.pass(leadMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, id), ['stuck.noticed held lead'], 'that he looked is no help')
  assert.deepEqual(await told(bo, id), ['stuck.noticed held owner'])
})

test('whoever does something is not told on', async () => {
  const { id } = await stuck()
  await notifyDue(desk.shell)
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'new log' })).status, 200)
  desk.pass(leadMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, id), [])
})

test('whoever says until when he carries on is left alone until then', async () => {
  const { id } = await stuck()
  await notifyDue(desk.shell)
  const until = desk.shell.now() + 90 * minuteMs
  assert.equal((await answer(bo, id, { how: 'carry_on', until })).status, 400, 'not without a reason')
  assert.equal((await answer(bo, id, { how: 'carry_on', until, because: 'the log' })).status, 200)
  desk.pass(leadMs)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(karin, id), [])
  desk.pass(61 * minuteMs)
  await ring()
  await notifyDue(desk.shell)
  assert.deepEqual(await told(bo, id), ['stuck.noticed held owner', 'stuck.noticed held owner'])
})

test('a colleague who is asked hears of it, and finds the question in the case', async () => {
  const { id, number } = await stuck()
  const eva = await desk.person({ name: 'Eva' })
  const [refused, elsewhere] = [await answer(bo, id, { how: 'help' }), await desk.person({ levels: [3] })]
  assert.equal(refused.status, 400)
  assert.equal((await answer(bo, id, { how: 'help', agent: elsewhere.id })).json.code, 'agent.not_in_team')
  assert.equal((await answer(eva, id, { how: 'help', agent: bo.id })).json.code, 'access.worker_only')
  const asked = await answer(bo, id, { how: 'help', agent: eva.id, because: 'Have you seen this log?' })
  assert.deepEqual(asked.json.events, ['stuck.answered'])
  await notifyDue(desk.shell)
  assert.deepEqual(await told(eva, id), ['stuck.answered null asked'])
  const seen = await desk.ask(eva, 'GET', `cases/${number}`)
  assert.match(seen.text, /Have you seen this log\?/)
})

test('the mail says why, and that passing on is good work', async () => {
  const { number } = await stuck()
  await notifyDue(desk.shell)
  const letter = desk.letters.find(one => one.kind === 'notice' && one.values?.number === number)
  const content = letterContent({ ...letter!, language: 'en' }, 'Desk')
  assert.equal(content.subject, `Case ${number}: A case seems stuck: Nothing was done for longer than usual`)
  assert.match(JSON.stringify(content.blocks), /pass it on early with a complete sheet is good work/)
})

test('a longer time that is set meanwhile moves the ring: nothing is said, and nothing rings in vain', async () => {
  const { id } = await desk.opened(bo)
  const setHeld = async (heldMinutes: readonly [number, number, number, number]) => {
    const { version } = (await desk.desk.settings.levels()).find(one => one.level === 1)!
    await desk.desk.settings.changeLevel(1, version, { heldMinutes })
    await desk.shell.changed()
  }
  await setHeld([15, 60, 900, 900])
  desk.pass(heldMs + minuteMs)
  // The house's own promise falls due first; then only the longer time is left.
  await ring()
  let read = 0
  const counted = {
    ...desk.store,
    read(which: CaseId | number) {
      read++
      return desk.store.read(which)
    },
  }
  desk.pass(16 * secondMs)
  await ringDue({ ...world(), store: counted })
  assert.equal(read, 0, 'it is looked at again when it is due, not before')
  desk.pass(660 * minuteMs)
  await ring()
  assert.equal((await facts(id, 'stuck.noticed')).length, 1)
  await setHeld([15, 60, 240, 480])
})

test('a sign that is switched off is not looked for, and wakes nobody', async () => {
  await desk.setStuck({ signs: [] })
  const { id } = await stuck()
  assert.deepEqual(await facts(id, 'stuck.noticed'), [])
})

test('leads have a list of what is stuck, with its number; it empties as people go on', async () => {
  const { id } = await stuck()
  const list = async (who: Person) => {
    const { json } = await desk.ask(who, 'GET', 'cases?view=stuck&sort=clock&count=true')
    return json.items.map((one: { id: string }) => one.id)
  }
  assert.ok((await list(karin)).includes(id))
  const counts = async (who: Person) => (await desk.ask(who, 'GET', 'cases/counts')).json.stuck
  const before = await counts(karin)
  assert.ok(before >= 1)
  assert.equal(await counts(bo), 0, 'for leads only')
  const { json } = await desk.ask(karin, 'GET', `cases/${id}`)
  assert.deepEqual(json.card.stuck.signs, ['held'])
  await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'a new log' })
  assert.ok(!(await list(karin)).includes(id))
  assert.equal(await counts(karin), before - 1)
})

test('the board asks a lead for what is stuck, once its worker had his time', async () => {
  const { id } = await stuck()
  const needy = async () =>
    (await desk.ask(karin, 'GET', 'cases?needsPerson=true&sort=harm&limit=100')).json.items
      .filter((one: { id: string }) => one.id === id)
      .map((one: { need: { code: string } }) => one.need.code)
  assert.deepEqual(await needy(), [])
  desk.pass(leadMs)
  assert.deepEqual(await needy(), ['stuck'])
})

test('a deed rung by the clock that finds nothing is nothing', async () => {
  const { id } = await desk.opened(bo)
  const by = { kind: 'system', part: 'clock' } as const
  const { outcome } = await handle(world(), { caseId: id, by, commands: [{ type: 'clock.ring' }], texts: [] })
  assert.equal(outcome, 'nothing')
})

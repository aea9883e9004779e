// A queue nobody is there for raises an alarm: to the lead, once, until somebody has looked.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { tellUnattended } from '#server/react/unattended.ts'

let desk: TestDesk
let bo: Person
let lead: Person

before(async () => {
  desk = await testDesk()
  const teams = [desk.teams[1]]
  bo = await desk.person({ name: 'Bo', teams })
  lead = await desk.person({ name: 'Karin', roles: ['lead'], levels: [1], teams })
})
after(() => desk.close())

const versionOf = async (who: Person) => (await desk.desk.agents.one(who.id))!.version
const goAway = async (who: Person) => {
  const [from, until] = [desk.shell.now() - hourMs, desk.shell.now() + 24 * hourMs]
  await desk.ask(lead, 'PUT', `absences/${who.id}`, { version: await versionOf(who), from, until })
}
const comeBack = async (who: Person) =>
  desk.ask(lead, 'DELETE', `absences/${who.id}?version=${await versionOf(who)}`)
const notices = async (who: Person) => (await desk.ask(who, 'GET', 'notices')).json.items
const look = async () => {
  await tellUnattended(desk.shell)
  return notices(lead)
}

test('the lead is told of a case that waits while nobody who fits is there, once, and by mail', async () => {
  const { id, number } = await desk.opened(bo, { take: false })
  await desk.shell.desk.notices.look(lead.id, 'all', desk.shell.now())
  await goAway(bo)
  assert.deepEqual(await look(), [], 'it may wait a while')
  desk.pass(16 * minuteMs)
  const [one, ...more] = await look()
  assert.deepEqual([one.cause, one.caseId, one.as, more.length], ['queue.unattended', id, 'lead', 0])
  await tellUnattended(desk.shell)
  assert.equal((await notices(lead)).length, 1)
  const letters = desk.letters.filter(letter => letter.kind === 'notice')
  assert.deepEqual([...new Set(letters.map(letter => letter.key))].length, 1, 'one mail, whoever sends it')
  assert.equal(letters[0]?.values?.number, number)
})

test('somebody who is back attends to it; who has looked is not told again', async () => {
  await comeBack(bo)
  const { id } = await desk.opened(bo, { take: false })
  desk.pass(16 * minuteMs)
  assert.equal(
    (await look()).some((one: { caseId: string }) => one.caseId === id),
    false,
  )
  await goAway(bo)
  assert.equal(
    (await look()).some((one: { caseId: string }) => one.caseId === id),
    true,
  )
})

test('whose hands are full is not there', async () => {
  await comeBack(bo)
  const full = { skills: [], languages: [], products: [], capacity: 1 }
  await desk.ask(lead, 'PUT', `agents/${bo.id}/routing`, { version: await versionOf(bo), ...full })
  const { id } = await desk.opened(bo, { take: false })
  desk.pass(16 * minuteMs)
  assert.equal(
    (await look()).some((one: { caseId: string }) => one.caseId === id),
    false,
  )
  await desk.opened(bo, { take: true })
  assert.equal(
    (await look()).some((one: { caseId: string }) => one.caseId === id),
    true,
  )
})

test('the limit and the reminders are settings of the desk', async () => {
  const admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  const { json } = await desk.ask(admin, 'GET', 'settings')
  assert.deepEqual(json.setting.unattended, { minutes: 15, remindMinutes: 10, reminders: 2, severityMost: 2 })
  const unattended = { minutes: 5, remindMinutes: 3, reminders: 1, severityMost: 4 }
  const set = await desk.ask(admin, 'PATCH', 'settings', { version: json.version, unattended })
  assert.deepEqual([set.status, set.json.setting.unattended], [200, unattended])
  assert.deepEqual(desk.shell.facts().unattended, unattended)
})

test('a long queue of a team whose people are there hides no other team', async () => {
  const second = await desk.person({ name: 'Ivan', levels: [2], teams: [desk.teams[2]] })
  await desk.opened(bo, { take: false })
  const { id } = await desk.opened(second, { take: false, team: desk.teams[2] })
  await goAway(second)
  desk.pass(16 * minuteMs)
  // As if the queue of the first team were as long as all that is looked at.
  const { store } = desk.shell
  const short = { ...store, toTake: (teams: Parameters<typeof store.toTake>[0]) => store.toTake(teams, 1) }
  await tellUnattended({ ...desk.shell, store: short })
  const told = (await notices(lead)).filter((one: { caseId: string }) => one.caseId === id)
  assert.equal(told.length, 1)
})

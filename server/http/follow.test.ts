// Following a case: who follows is told what others do in it, who gives it on follows by himself, and whoever
// may not read it any more hears nothing. On real PostgreSQL, through the doors.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { tellFollowers } from '#server/react/follow.ts'
import { notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let ida: Person

before(async () => {
  desk = await testDesk()
  await desk.setStuck({ signs: [] })
})
beforeEach(async () => {
  bo = await desk.person({ name: 'Bo' })
  eva = await desk.person({ name: 'Eva', levels: [2], teams: [desk.teams[2]] })
  ida = await desk.person({ name: 'Ida' })
})
after(() => desk.close())

const follow = (who: Person, id: CaseId | number, follows = true) =>
  desk.ask(who, 'PUT', `cases/${id}/follow`, { follows })
const told = async (who: { id: AgentId }, caseId: CaseId) => {
  await tellFollowers(desk.shell)
  const all = await desk.desk.notices.list(who.id, { now: desk.shell.now(), limit: 100 })
  return all.filter(one => one.caseId === caseId).map(({ cause, kind, as }) => `${cause} ${kind} ${as}`)
}
async function wrote(caseId: CaseId) {
  const seal = desk.shell.sealer()
  const card = (await desk.store.card(caseId))!
  const message = {
    type: 'message.receive',
    message: desk.shell.newId('msg'),
    channel: 'portal',
    attached: [],
    from: card.customer,
    text: seal.text('It blinks'),
    automatic: null,
  } as const
  const by = { kind: 'customer', id: card.customer } as const
  await desk.shell.handle({ caseId, by, commands: [message], texts: seal.texts })
}
const pass = async (caseId: CaseId, more: object = {}) => {
  const offer = { team: desk.teams[2], question: 'Why?', noSteps: 'nothing_to_try', ...more }
  const { status, json, text } = await desk.ask(bo, 'POST', `cases/${caseId}/hand-off/offer`, offer)
  assert.equal(status, 200, text)
  return json.ids.handOff as string
}

test('whoever follows hears what others do, once, from then on, until he follows no more', async () => {
  const { id } = await desk.opened(bo)
  await wrote(id)
  assert.deepEqual((await follow(ida, id)).json, { follows: true })
  assert.equal((await desk.ask(ida, 'GET', `cases/${id}`)).json.follows, true)
  assert.deepEqual(await told(ida, id), [], 'what was before is no news')
  await wrote(id)
  await Promise.all([1, 2, 3].map(() => tellFollowers(desk.shell)))
  assert.deepEqual(await told(ida, id), ['message.received null follower'])
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'new cable' })).status, 200)
  assert.deepEqual(await told(ida, id), ['case.solved null follower', 'message.received null follower'])
  assert.deepEqual((await follow(ida, id, false)).json, { follows: false })
  await wrote(id)
  assert.equal((await told(ida, id)).length, 2)
  assert.equal((await desk.ask(ida, 'GET', `cases/${id}`)).json.follows, false)
})

test('who gives a case on follows it unless he says otherwise, and hears of the no with its reason', async () => {
  const [one, two] = [await desk.opened(bo), await desk.opened(bo)]
  const handOff = await pass(one.id)
  await pass(two.id, { follow: false })
  assert.equal((await desk.ask(bo, 'GET', `cases/${one.id}`)).json.follows, true)
  assert.equal((await desk.ask(bo, 'GET', `cases/${two.id}`)).json.follows, false)
  const no = { handOff, reason: 'step_not_done', nextAct: 'Restart it', notDone: 'the restart' }
  const back = await desk.ask(eva, 'POST', `cases/${one.id}/hand-off/return`, no)
  assert.equal(back.status, 200, back.text)
  await notifyDue(desk.shell)
  assert.deepEqual(await told(bo, one.id), ['hand_off.returned step_not_done owner'], 'told once, as his')
  const { items } = (await desk.ask(bo, 'GET', 'notices')).json
  assert.equal(items[0].kind, 'step_not_done')
})

test('what I follow is a list and a count; of what I may not read any more I hear nothing', async () => {
  const { id } = await desk.opened(bo)
  const quiet = await desk.person({ name: 'Olof', levels: [1] })
  await follow(quiet, id)
  const list = async () => (await desk.ask(quiet, 'GET', 'cases?view=followed')).json.items
  assert.deepEqual(
    (await list()).map((one: { id: string }) => one.id),
    [id],
  )
  assert.equal((await desk.ask(quiet, 'GET', 'cases/counts')).json.followed, 1)
  assert.deepEqual((await desk.ask(quiet, 'GET', 'cases?view=followed&phase=closed')).json.items, [])
  const handOff = await pass(id)
  const accept = { handOff, readBack: 'It blinks' }
  assert.equal((await desk.ask(eva, 'POST', `cases/${id}/hand-off/accept`, accept)).status, 200)
  await wrote(id)
  assert.deepEqual(await told(quiet, id), [])
  assert.deepEqual(await list(), [])
  assert.equal((await follow(quiet, id)).status, 404, 'nor can he begin to')
})

test('quiet hours hold it back to their end', async () => {
  const { id } = await desk.opened(bo)
  await follow(ida, id)
  const day = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const quiet = [{ days: day, from: '00:00', until: '23:59' }]
  const set = await desk.ask(ida, 'PATCH', 'me', { preferences: { quiet }, timeZone: 'UTC' })
  assert.equal(set.status, 200, set.text)
  await wrote(id)
  assert.deepEqual(await told(ida, id), [])
  desk.pass(dayMs - (desk.shell.now() % dayMs) - minuteMs / 2)
  assert.deepEqual(await told(ida, id), ['message.received null follower'])
})

// Call goals over HTTP: set by whoever leads, told beside first contacts or not at all, to two people only.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, instant } from '#core/kit/time.ts'
import { judgedMin } from '#core/measure/call-goal.ts'
import { weekAt } from '#core/measure/period.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let [bo, mia, lead, otherLead, admin]: Person[] = []
let week: string

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek', teams: [desk.teams[1]] })
  mia = await desk.person({ name: 'Mia Berg', teams: [desk.teams[1]] })
  lead = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'], teams: [desk.teams[1]] })
  const two = { levels: [2] as const, teams: [desk.teams[2]] }
  otherLead = await desk.person({ name: 'Lena Berg', roles: ['agent', 'lead'], ...two })
  admin = await desk.person({ name: 'Adam', roles: ['admin', 'auditor'], teams: [] })
  week = weekAt(instant(desk.shell.now()), 'UTC')
})
after(() => desk.close())

const set = (by: Person, whose: string, perWeek: unknown) =>
  desk.ask(by, 'POST', 'coach/goals', { whose, perWeek })
const goals = async (by: Person, query = '') => (await desk.ask(by, 'GET', `coach/goals${query}`)).json
// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the test is about
const of = (json: any, whose: string) => json.items.find((one: any) => one.whose === whose)

/** A case that came by phone, with one call, solved in it. */
async function solved(by: Person): Promise<void> {
  const { id } = await desk.opened(by)
  const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 3, text: 'The cable.' }
  for (const [deed, body] of [
    ['contact/hold', call],
    ['case/solve', { fix: 'Plugged it in' }],
  ] as const) {
    const done = await desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
    assert.equal(done.status, 200, done.text)
  }
}

test('whoever leads somebody sets a goal, for him or their team; nobody else does', async () => {
  assert.equal((await set(lead!, bo!.id, 40)).status, 201)
  assert.equal((await set(lead!, mia!.id, 30)).status, 201)
  assert.equal((await set(lead!, desk.teams[1], 90)).status, 201)
  for (const [by, whose] of [
    [otherLead!, bo!.id],
    [bo!, bo!.id],
    [admin!, bo!.id],
    [otherLead!, desk.teams[1]],
  ] as const)
    assert.equal((await set(by, whose, 10)).json.code, 'role.missing')
  for (const perWeek of [0, 2.5, 9_999, 'many']) assert.equal((await set(lead!, bo!.id, perWeek)).status, 400)
  assert.equal((await set(lead!, 'agt_nobody', 10)).json.code, 'role.missing')
})

test('until a week can be judged nothing is told but when it will be', async () => {
  const { last, items } = await goals(bo!)
  assert.deepEqual(
    items.map((one: { whose: string }) => one.whose),
    [desk.teams[1], bo!.id],
  )
  const own = of({ items }, bo!.id)
  assert.deepEqual([own.now.perWeek, own.held, own.pair, own.maySet], [40, null, null, false])
  assert.ok(own.firstAt > desk.shell.now())
  assert.ok(last < week)
  assert.equal((await desk.ask(bo!, 'GET', `coach/goals?week=${week}`)).json.code, 'request.invalid')
  assert.equal((await desk.ask(bo!, 'GET', 'coach/goals?week=soon')).json.code, 'request.invalid')
})

test('then calls stand beside first contacts; where too few can be judged, neither stands there', async () => {
  for (let i = 0; i < judgedMin; i++) await solved(bo!)
  await solved(mia!)
  desk.pass(15 * dayMs)
  const now = desk.shell.now()
  await desk.store.pool.query('update session set last_used_at = $1, expires_at = $2', [now, now + dayMs])
  const mine = await goals(bo!, `?week=${week}`)
  const { calls, firstContact } = of(mine, bo!.id).pair
  assert.deepEqual([calls, firstContact.value, firstContact.n], [judgedMin, 1, judgedMin])
  assert.ok(firstContact.range[0] < 1 && of(mine, bo!.id).held.perWeek === 40)
  assert.equal(of(mine, desk.teams[1]).pair.calls, judgedMin + 1)
  assert.equal(of(await goals(mia!, `?week=${week}`), mia!.id).pair, null)
})

test('the two see it, and the team its own; no other lead, admin or colleague', async () => {
  const led = await goals(lead!, `?week=${week}`)
  assert.deepEqual([of(led, bo!.id).pair.calls, of(led, bo!.id).maySet], [judgedMin, true])
  assert.ok(led.settable.includes(mia!.id) && !led.settable.includes(lead!.id))
  const others = await goals(mia!, `?week=${week}`)
  assert.deepEqual([of(others, bo!.id), of(others, desk.teams[1]).maySet], [undefined, false])
  for (const by of [otherLead!, admin!]) assert.deepEqual((await goals(by, `?week=${week}`)).items, [])
  const audit = (await desk.ask(admin!, 'GET', 'audit')).json.items
  const line = audit.find((one: { what: string }) => one.what === 'call_goal.set')
  assert.deepEqual([line.before, line.after], [null, null])
})

test('one that was taken back or changed holds no more, and a past week keeps the one it had', async () => {
  assert.equal((await set(lead!, bo!.id, null)).json.goal, null)
  const item = of(await goals(bo!, `?week=${week}`), bo!.id)
  assert.deepEqual([item.now, item.held.perWeek, item.pair.calls], [null, 40, judgedMin])
  await set(lead!, mia!.id, null)
  assert.equal(of(await goals(mia!, '?week=2020-W10'), mia!.id), undefined)
})

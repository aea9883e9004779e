// On call: who may say it, what is refused at its field, and that it changes who is told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let bo: Person
let jordi: Person
let lead: Person
let version = 1
const hours = 'cal_monday'

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  jordi = await desk.person({ name: 'Jordi', levels: [3] })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  // A team that works for a minute a week, on another day than this: it is nearly always closed.
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
  const day = names[(new Date(desk.shell.now()).getUTCDay() + 3) % 7]!
  const form = { zone: 'UTC', versions: [{ week: { [day]: [['12:00', '12:01']] } }] }
  await desk.desk.agreements.calendars.add({ id: hours, name: 'Monday', hours: form })
  await desk.shell.changed()
})
after(() => desk.close())

const put = (by: Person, body: object) =>
  desk.ask(by, 'PUT', `teams/${desk.teams[1]}/on-call`, { version, hours, turns: [], ...body })
const turn = (who: Person, from = desk.shell.now() - hourMs, until = from + 24 * hourMs) => ({
  agent: who.id,
  from,
  until,
})

test('a lead says who is on call; an agent may read it, and not change it', async () => {
  assert.equal((await put(bo, {})).status, 403)
  const { status, json } = await put(lead, { turns: [turn(jordi)] })
  assert.equal(status, 200)
  assert.deepEqual([json.hours, json.turns.length], [hours, 1])
  assert.equal((await put(lead, {})).json.code, 'set_up.changed', 'somebody else changed it since')
  version = json.version
  const { items } = (await desk.ask(bo, 'GET', 'teams')).json
  assert.deepEqual(items.find((one: { id: string }) => one.id === desk.teams[1]).turns, json.turns)
})

test('what could never be meant is refused at its field', async () => {
  const field = async (body: object) => {
    const { status, json } = await put(lead, body)
    return [status, json.fields?.[0].path]
  }
  assert.deepEqual(await field({ hours: null, turns: [turn(jordi)] }), [400, 'hours'])
  assert.deepEqual(await field({ hours: 'cal_none' }), [400, 'hours'])
  const backwards = turn(jordi, desk.shell.now(), instant(desk.shell.now() - 1))
  assert.deepEqual(await field({ turns: [turn(jordi), backwards] }), [400, 'turns.1.until'])
  assert.deepEqual(await field({ turns: [{ ...turn(jordi), agent: 'agt_nobody' }] }), [400, 'turns.0.agent'])
  const robot = await desk.token(['agent'])
  assert.deepEqual(await field({ turns: [turn(robot)] }), [400, 'turns.0.agent'], 'a program sleeps never')
})

const rota = { form: 'in_turn', day: 'mon', at: '09:00', since: '2026-01-05' } as const

test('a rota that could never be meant is refused at its field', async () => {
  const field = async (body: object) => (await put(lead, body)).json.fields?.[0].path
  const row = { agent: bo.id, days: ['mon'], from: '17:00', until: '08:00' }
  assert.equal(await field({ hours: null, rota: { ...rota, people: [bo.id] } }), 'hours')
  assert.equal(await field({ rota: { ...rota, people: [] } }), 'rota.people')
  assert.equal(await field({ rota: { ...rota, people: [bo.id, 'agt_nobody'] } }), 'rota.people.1')
  assert.equal(await field({ rota: { ...rota, people: [bo.id], since: '2026-02-30' } }), 'rota.since')
  assert.equal(await field({ rota: { ...rota, people: [bo.id], at: '9' } }), 'rota.at')
  assert.equal(await field({ rota: { form: 'weekly', rows: [{ ...row, days: [] }] } }), 'rota.rows.0.days')
  const robot = { ...row, agent: (await desk.token(['agent'])).id }
  assert.equal(await field({ rota: { form: 'weekly', rows: [row, robot] } }), 'rota.rows.1.agent')
})

const preview = async (by: Person, body: object) =>
  (await desk.ask(by, 'POST', `teams/${desk.teams[1]}/on-call/preview`, { hours, turns: [], ...body })).json

test('the next four weeks are shown before they are kept: turns, gaps, and two at once', async () => {
  const ahead = await preview(bo, { rota: { ...rota, people: [bo.id, jordi.id] } })
  assert.equal(ahead.until - ahead.from, 28 * 24 * hourMs)
  assert.deepEqual([ahead.gaps, ahead.overlaps], [[], []])
  const [now, next] = ahead.stretches
  assert.deepEqual([now.from, now.by, now.until], [ahead.from, 'rota', next.from])
  assert.deepEqual([now.agent, next.agent].sort(), [bo.id, jordi.id].sort())
  const nobody = await preview(bo, { rota: null })
  assert.deepEqual(nobody.stretches, [])
  assert.ok(nobody.gaps.length > 0)
  const twice = {
    agent: bo.id,
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    from: '00:00',
    until: '00:00',
  }
  const both = await preview(bo, { rota: { form: 'weekly', rows: [twice, { ...twice, agent: jordi.id }] } })
  assert.deepEqual(both.overlaps[0].agents, [bo.id, jordi.id])
  const { isOpen, stretches, gaps } = await preview(bo, { hours: null, rota: null })
  assert.deepEqual([isOpen, stretches, gaps], [true, [], []], 'around the clock nobody stands in')
})

test('a rota says who is on call now, and stays when only turns are changed', async () => {
  const kept = await put(lead, { rota: { ...rota, people: [jordi.id] } })
  assert.deepEqual([kept.status, kept.json.rota.people, kept.json.onCall?.agent], [200, [jordi.id], jordi.id])
  const { items } = (await desk.ask(bo, 'GET', 'teams')).json
  const team = items.find((one: { id: string }) => one.id === desk.teams[1])
  assert.equal(team.onCall.agent, jordi.id)
  const swapped = await put(lead, { version: kept.json.version, turns: [turn(bo)] })
  assert.deepEqual(swapped.json.rota, kept.json.rota)
  assert.equal((await desk.ask(bo, 'GET', 'session')).json.desk.teams[desk.teams[1]].onCall.agent, bo.id)
  const back = await put(lead, { version: swapped.json.version, rota: { ...rota, people: [jordi.id] } })
  version = back.json.version
})

test('outside the hours of a team whoever is on call is told in its place', async () => {
  const { id } = await desk.opened(bo)
  desk.pass(240 * minuteMs)
  const { store, now, facts } = desk.shell
  await ringDue({ store, now, newId, facts })
  await notifyDue(desk.shell)
  const told = async (who: Person) =>
    (await desk.desk.notices.list(who.id, { now: now(), limit: 9 }))
      .filter(one => one.caseId === id)
      .map(one => one.as)
  assert.deepEqual([await told(jordi), await told(bo)], [['on_call'], []])
})

test('after how many minutes the lead hears of it is a setting of the desk', async () => {
  const admin = await desk.person({ roles: ['admin'] })
  const { json } = await desk.ask(admin, 'GET', 'settings')
  assert.equal(json.setting.noticeMinutes, 10)
  const set = (noticeMinutes: number) =>
    desk.ask(admin, 'PATCH', 'settings', { version: json.version, noticeMinutes })
  assert.equal((await set(0)).status, 400)
  assert.equal((await set(25)).json.setting.noticeMinutes, 25)
  assert.equal(desk.shell.facts().noticeMinutes, 25)
})

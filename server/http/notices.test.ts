// Notices over HTTP: one's own alone, with the case where it may be read; looked at by hand or by opening it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { after as later, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
})
after(() => desk.close())

let count = 0
async function tell(who: { id: AgentId }, caseId: CaseId, heldMs = 0): Promise<string> {
  const now = desk.shell.now()
  const about = `tgt_${++count}`
  const key = `target.breached/${about}/${who.id}`
  const of = {
    agent: who.id,
    caseId,
    cause: 'target.breached',
    about,
    kind: 'resolution',
    as: 'owner',
  } as const
  const times = { at: now, dueAt: now, windowFrom: null, wokenLateMs: null, tellAt: later(now, heldMs) }
  await desk.desk.notices.add([{ key, ...of, severity: 2, ...times }])
  return key
}

test('one sees one’s own notices with their case, and how many are new; nobody else’s', async () => {
  const { id, number } = await desk.opened(bo)
  const key = await tell(bo, id)
  await tell(bo, id, hourMs)
  const { json } = await desk.ask(bo, 'GET', 'notices')
  assert.equal(json.unread, 1)
  const [{ subject, kind, cause, as }] = json.items
  assert.deepEqual([json.items.length, json.items[0].key, json.items[0].number], [1, key, number])
  assert.deepEqual(
    [subject, kind, cause, as],
    ['Router drops the connection', 'resolution', 'target.breached', 'owner'],
  )
  assert.deepEqual((await desk.ask(marta, 'GET', 'notices')).json.items, [])
  assert.equal((await desk.ask(null, 'GET', 'notices')).status, 401)
})

test('what was looked at is not new; another’s notice cannot be looked at in his place', async () => {
  const { id } = await desk.opened(marta)
  const [one, two] = [await tell(marta, id), await tell(marta, id)]
  assert.deepEqual((await desk.ask(bo, 'POST', 'notices/read', { keys: [one] })).status, 200)
  const unread = async () => (await desk.ask(marta, 'GET', 'notices?unread=true')).json
  assert.equal((await unread()).unread, 2)
  assert.deepEqual((await desk.ask(marta, 'POST', 'notices/read', { keys: [one] })).json, { unread: 1 })
  assert.deepEqual(
    (await unread()).items.map((item: { key: string }) => item.key),
    [two],
  )
  assert.deepEqual((await desk.ask(marta, 'POST', 'notices/read')).json, { unread: 0 })
})

test('opening the case is looking at its notices', async () => {
  const { id } = await desk.opened(bo)
  await desk.ask(bo, 'POST', 'notices/read')
  await tell(bo, id)
  const unread = async () => (await desk.ask(bo, 'GET', 'notices')).json.unread
  assert.equal(await unread(), 1)
  await desk.ask(bo, 'POST', 'presence', { caseId: id, doing: 'viewing' })
  assert.equal(await unread(), 0)
})

test('of a case that may not be read a notice says neither number nor subject', async () => {
  const { id } = await desk.opened(bo, { kind: 'security' })
  const { version } = await desk.desk.settings.desk()
  await desk.desk.settings.changeDesk(version, { restrictedKinds: ['security'] })
  await desk.shell.changed()
  await tell(marta, id)
  const [item] = (await desk.ask(marta, 'GET', 'notices?unread=true')).json.items
  assert.deepEqual([item.number, item.subject, item.caseId], [null, null, id])
})

test('a long list goes on where it ended', async () => {
  const { id } = await desk.opened(bo)
  const eva = await desk.person({ name: 'Eva' })
  for (let i = 0; i < 53; i++) await tell(eva, id)
  const first = (await desk.ask(eva, 'GET', 'notices')).json
  const rest = (await desk.ask(eva, 'GET', `notices?cursor=${encodeURIComponent(first.next)}`)).json
  assert.deepEqual([first.items.length, rest.items.length, rest.next], [50, 3, null])
  assert.equal((await desk.ask(eva, 'GET', 'notices?cursor=nonsense')).status, 400)
})

test('quiet hours and mail are one’s own settings; impossible times are refused at their field', async () => {
  const quiet = [{ days: ['sat', 'sun'], from: '22:00', until: '07:00' }]
  const set = await desk.ask(bo, 'PATCH', 'me', { preferences: { quiet, noticeMail: 'always' } })
  assert.equal(set.status, 200, set.text)
  const { reach } = desk.shell.facts().agents[bo.id]!
  assert.deepEqual([reach?.quiet, reach?.mail], [quiet, 'always'])
  for (const wrong of [
    [{ days: ['sat'], from: '24:00', until: '07:00' }],
    [{ days: ['someday'], from: '22:00', until: '07:00' }],
    [{ days: [], from: '22:00', until: '07:00' }],
    [{ days: ['sat'], from: '07:00', until: '07:00' }],
  ]) {
    const { status, json } = await desk.ask(bo, 'PATCH', 'me', { preferences: { quiet: wrong } })
    assert.equal(status, 400)
    assert.match(json.fields[0].path, /^preferences\.quiet/)
  }
  assert.deepEqual(desk.shell.facts().agents[bo.id]?.reach?.quiet, quiet)
})

// Waiting over HTTP: what may not be waited for is refused at its field, and what a question sets aside.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import type { Event } from '#core/case/event.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
afterAll(() => desk.close())

const opened = async () => {
  const { id } = await desk.opened(bo, { subject: 'Router' })
  const ask = (deed: string, body: object) => desk.ask(bo, 'POST', `cases/${id}/${deed}`, body)
  const refused = async (deed: string, body: object) => {
    const { status, json } = await ask(deed, body)
    assert.equal(status, 422)
    return [json.code, json.fields?.[0]?.path]
  }
  return { id, ask, refused }
}

test('what may not be waited for is refused at its field', async () => {
  const { ask, refused } = await opened()
  const until = desk.shell.now() + dayMs
  const start = 'wait/start'
  const supplier = { turn: 'supplier', reason: 'agreed_date', until }
  assert.deepEqual(await refused(start, supplier), ['wait.other_reason', 'reason'])
  const ours = { turn: 'us', reason: 'maintenance_window' }
  assert.deepEqual(await refused(start, ours), ['wait.needs_date', 'until'])
  assert.equal((await ask(start, { ...ours, until })).status, 200)
})

test('asking the customer something sets a supplier aside, and taking it back brings him again', async () => {
  const { id, ask } = await opened()
  await ask('wait/start', { turn: 'supplier', reason: 'part', text: 'a new fuse' })
  const { seq } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const question = { text: 'Which colour?', seenSeq: seq, wait: { reason: 'answer' }, undoSeconds: 30 }
  const { ids } = (await ask('message/queue', question)).json
  assert.equal((await ask('message/withdraw', { message: ids.message })).status, 200)
  const { events } = (await desk.store.read(id))!
  const waits = events.filter((one: Event) => one.type === 'wait.started' || one.type === 'wait.ended')
  assert.deepEqual(
    waits.map(one => (one.type === 'wait.started' ? one.turn : one.type === 'wait.ended' && one.how)),
    ['supplier', 'question', 'customer', 'withdrawn', 'supplier'],
  )
})

test('how long a customer is waited for is set by the desk; then the case is ours again, and that is told', async () => {
  const admin = await desk.person({ roles: ['admin'] })
  const { version, setting } = (await desk.ask(admin, 'GET', 'settings')).json
  assert.equal(setting.waitDays, 10)
  const changed = await desk.ask(admin, 'PATCH', 'settings', { version, waitDays: 3 })
  assert.equal(changed.json.setting.waitDays, 3)
  const { id, ask } = await opened()
  await ask('worker/take', {})
  const { seq } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  await ask('message/queue', {
    text: 'Which colour?',
    seenSeq: seq,
    wait: { reason: 'answer' },
    undoSeconds: 0,
  })
  const waits = async () => (await desk.store.card(id))?.wait ?? null
  const { atMost, until } = (await waits())!
  const days = (atMost! - desk.shell.now()) / dayMs
  assert.ok(until === null && days > 2.9 && days < 5.1, `${days} days: three that are worked`)
  desk.pass(atMost! - desk.shell.now() + 1_000)
  await ringDue(desk.shell)
  assert.equal(await waits(), null)
  await notifyDue(desk.shell)
  const told = await desk.shell.desk.notices.list(bo.id, { now: desk.shell.now(), limit: 50 })
  assert.deepEqual(
    told.filter(one => one.caseId === id).map(one => [one.cause, one.kind, one.as]),
    [['wait.ended', 'too_long', 'owner']],
  )
})

test('of two cases that are ours again at the same instant, each is told', async () => {
  bo = await desk.person({ name: 'Bo' })
  const [one, other] = [await opened(), await opened()]
  const until = desk.shell.now() + dayMs
  for (const { ask } of [one, other])
    assert.equal((await ask('wait/start', { turn: 'us', reason: 'agreed_date', until })).status, 200)
  desk.pass(dayMs + 1_000)
  const clock = { by: { kind: 'system', part: 'clock' }, commands: [{ type: 'clock.ring' }] } as const
  const at = desk.shell.now()
  for (const { id: caseId } of [one, other]) await desk.shell.handle({ caseId, ...clock, texts: [], at })
  await notifyDue(desk.shell)
  const told = await desk.shell.desk.notices.list(bo.id, { now: desk.shell.now(), limit: 50 })
  assert.deepEqual(
    told.flatMap(({ caseId, cause }) => (cause === 'wait.ended' && caseId !== null ? [caseId] : [])).sort(),
    [one.id, other.id].sort(),
  )
})

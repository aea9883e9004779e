// Waiting over HTTP: what may not be waited for is refused at its field, and what a question sets aside.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import type { Event } from '#core/case/event.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

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

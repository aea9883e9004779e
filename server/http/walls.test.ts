// Screens on a wall: a link of its own that a lead makes and withdraws, numbers without a name of anybody,
// fresh within two seconds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let key: string
let id: string
let url: string
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent'] })
  bo = await desk.person({ name: 'Bo' })
  const { status, json, text } = await desk.ask(lead, 'POST', 'walls', { name: 'In the hall' })
  assert.equal(status, 201, text)
  ;({ key, id } = json)
  url = await desk.app.listen({ port: 0 })
})
after(() => desk.close())

const look = (of = key) => fetch(`${url}/api/v1/walls/board?key=${of}`)
const numbers = async () => (await (await look()).json()) as Record<string, number>
const nobody = 'n'.repeat(43)

test('only a lead makes one and withdraws it; who oversees sees which there are, and no key', async () => {
  assert.equal((await desk.ask(bo, 'POST', 'walls', { name: 'Mine' })).json.code, 'role.missing')
  assert.equal((await desk.ask(bo, 'GET', 'walls')).json.code, 'role.missing')
  assert.equal((await desk.ask(bo, 'DELETE', `walls/${id}`)).json.code, 'role.missing')
  const { json, text } = await desk.ask(lead, 'GET', 'walls')
  assert.deepEqual(
    [json.items.length, json.items[0].name, json.items[0].withdrawnAt],
    [1, 'In the hall', null],
  )
  assert.ok(!text.includes(key))
  const none = await desk.ask(lead, 'POST', 'walls', { name: 'X', team: 'tea_00000000000000000000000000' })
  assert.equal(none.json.code, 'request.invalid')
})

test('it shows numbers by its key alone, and no name or subject of anybody', async () => {
  const { id: kept } = await desk.opened(bo, { subject: 'The printer of Mrs Andersson' })
  await desk.opened(bo, { subject: 'Another', take: false })
  const solved = await desk.ask(bo, 'POST', `cases/${kept}/case/solve`, { fix: 'Plugged it in' })
  assert.equal(solved.status, 200, solved.text)
  const answer = await look()
  const text = await answer.text()
  const board = JSON.parse(text)
  assert.deepEqual(board.levels[0], { level: 1, open: 1, unassigned: 1 })
  assert.deepEqual([board.overdue, board.promisesSoon, board.solvedToday], [0, 0, 1])
  assert.doesNotMatch(text, /Andersson|Bo|Karin/)
  assert.equal((await look(nobody)).status, 404)
  assert.equal((await look('')).status, 400)
})

test('a promise due within the hour is at risk, a call in which somebody was reached is an answer', async () => {
  const before = await numbers()
  const promise = { topic: 'what the supplier says', means: 'phone', dueAt: desk.shell.now() + 30 * 60_000 }
  const { id: kept } = await desk.opened(bo, { promise })
  const held = await desk.ask(bo, 'POST', `cases/${kept}/contact/hold`, {
    ...{ means: 'phone', direction: 'out', reach: 'reached', minutes: 1 },
    startedAt: desk.shell.now() - 60_000,
  })
  assert.equal(held.status, 200, held.text)
  const now = await numbers()
  assert.equal(now.promisesSoon, before.promisesSoon! + 1)
  assert.equal(now.answeredToday, before.answeredToday! + 1)
})

test('a screen is told by itself within two seconds, and goes dark when its link is withdrawn', async () => {
  const stream = await fetch(`${url}/api/v1/walls/live?key=${key}`)
  assert.match(stream.headers.get('content-type')!, /event-stream/)
  const heard = events(stream.body!)
  const first = JSON.parse((await heard.next()).value!.data)
  const from = performance.now()
  await desk.opened(bo, { take: false })
  for (;;) {
    const { event, data } = (await heard.next()).value!
    assert.equal(event, 'board')
    if (JSON.parse(data).levels[0].open === first.levels[0].open + 1) break
  }
  assert.ok(performance.now() - from < 2_000)
  assert.equal((await desk.ask(lead, 'DELETE', `walls/${id}`)).status, 204)
  for await (const { event } of heard) if (event === 'withdrawn') break
  assert.equal((await look()).status, 404)
  assert.equal((await desk.ask(lead, 'DELETE', `walls/${id}`)).json.code, 'set_up.not_found')
})

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: string }> {
  let text = ''
  for await (const part of body.pipeThrough(new TextDecoderStream() as never) as unknown as string[]) {
    text += part
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/m.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      yield { event, data }
    }
  }
}

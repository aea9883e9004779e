// Measures over HTTP: of a period beside the one before, of what part one may see, with the cases behind
// each.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
let asked = 0
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent'] })
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

/** A part nobody asked for yet is measured anew. */
const measures = async (query = '', by = lead) => desk.ask(by, 'GET', `measures${query}`)
// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the test is about
const named = (json: any, measure: string) => json.items.find((one: any) => one.measure === measure)

test('an empty week says nothing, and each measure is there', async () => {
  const { status, json } = await measures('?of=2020-W10')
  assert.equal(status, 200)
  assert.deepEqual([json.before, json.after, json.isOver], ['2020-W09', '2020-W11', true])
  assert.deepEqual([named(json, 'cases_opened').value, named(json, 'level_1_share').value], [0, null])
  assert.deepEqual(named(json, 'cases_opened').before, { value: 0, n: 0, range: null })
})

test('what came this week is counted, compared, and listed for whoever may read it', async () => {
  const kept = await desk.opened(bo, { subject: 'A cable' })
  await desk.opened(bo, { subject: 'Another' })
  const done = await desk.ask(bo, 'POST', `cases/${kept.id}/case/solve`, { fix: 'Plugged it in' })
  assert.equal(done.status, 200, done.text)
  const { json } = await measures()
  assert.deepEqual([named(json, 'cases_opened').value, named(json, 'backlog').value], [2, 1])
  const share = named(json, 'level_1_share')
  assert.deepEqual([share.value, share.n, share.cases], [1, 1, 1])
  assert.ok(share.range[0] < share.range[1])
  const list = await desk.ask(lead, 'GET', 'measures/cases?measure=level_1_share')
  assert.deepEqual(
    [list.json.items.map((one: { id: string }) => one.id), list.json.hidden, list.json.next],
    [[kept.id], 0, null],
  )
})

test('a list longer than a page goes on where it ended', async () => {
  for (; asked < 51; asked++) await desk.opened(bo, { take: false, channel: 'chat' })
  const query = 'measures/cases?measure=cases_opened&scope=channel:chat'
  const first = await desk.ask(lead, 'GET', query)
  assert.equal(first.json.items.length, 50)
  const { json } = await desk.ask(lead, 'GET', `${query}&cursor=${first.json.next}`)
  assert.deepEqual([json.items.length, json.next], [1, null])
  const seen = new Set([...first.json.items, ...json.items].map((one: { id: string }) => one.id))
  assert.equal(seen.size, 51)
  assert.equal((await desk.ask(lead, 'GET', `${query}&cursor=x`)).status, 400)
})

test('agents see the desk and their own team, leads every part, nobody a person', async () => {
  const own = desk.shell.facts().agents[bo.id]!.teams[0]!
  const other = Object.keys(desk.shell.facts().teams).find(id => id !== own)!
  assert.equal((await measures('', bo)).status, 200)
  assert.equal((await measures(`?scope=team:${own}`, bo)).status, 200)
  assert.equal((await measures(`?scope=team:${other}`, bo)).json.code, 'role.missing')
  assert.equal((await desk.ask(bo, 'GET', 'measures.csv?scope=level:1')).json.code, 'role.missing')
  assert.equal((await measures(`?scope=team:${other}`)).status, 200)
  assert.equal((await measures(`?scope=agent:${bo.id}`)).json.code, 'request.invalid')
})

test('any period stands beside it, and the ones before it in their order', async () => {
  const { json } = await measures('?of=2020-W10&against=2019-W10')
  assert.deepEqual([json.before, json.against], ['2020-W09', '2019-W10'])
  const course = await measures('/course?of=2020-W02&periods=3')
  assert.deepEqual(
    course.json.items.map((one: { of: string }) => one.of),
    ['2019-W52', '2020-W01', '2020-W02'],
  )
  assert.equal(named(course.json.items[2], 'cases_opened').value, 0)
  const now = await measures('/course?scope=channel:chat')
  const values = now.json.items.map((one: object) => named(one, 'cases_opened').value)
  assert.deepEqual(values, [0, 0, 0, 0, 0, 0, 0, 51])
})

test('what is no period, part or measure is said', async () => {
  for (const query of [
    '?of=2026-W60',
    '?scope=nobody',
    '/cases?measure=none',
    '?weeks=3',
    '?against=x',
    '/course?periods=99',
  ])
    assert.equal((await measures(query)).json.code, 'request.invalid', query)
})

test('the table has a line for each measure', async () => {
  const { text, headers } = await desk.ask(lead, 'GET', 'measures.csv?of=2020-W10')
  assert.match(text, /^measure,scope,value,n,low,high,before,before_n\r\ncases_opened,desk,0,0,,,0,0\r\n/)
  assert.match(String(headers['content-disposition']), /measures-2020-W10\.csv/)
})

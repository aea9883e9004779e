// What would be otherwise over HTTP: figures now and supposed with their difference, going on where one asks
// again; too little is said; for leads and who oversees.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { weekdays } from '#core/clock/date.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
before(async () => {
  desk = await testDesk()
  const early = await desk.person({ name: 'Ann' })
  await desk.opened(early, { subject: 'A cable' })
  desk.pass(8 * dayMs)
  lead = await desk.person({ name: 'Karin', roles: ['lead'] })
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const whatIf = (query = '', by = lead) => desk.ask(by, 'GET', `capacity/what-if${query}`)
const day = (ms: number) => new Date(desk.shell.now() + ms).toISOString().slice(0, 10)
/** The week behind us and today. */
const of = () => `of=${day(-8 * dayMs)}..${day(0)}`
type Told = { mean: number; weeks: number[] }
type Figure = {
  figure: string
  level: number | null
  now: Told | null
  then: Told | null
  change: { mean: number; range: [number, number] } | null
}
const figure = (json: { figures: Figure[] }, name: string, level: number | null) =>
  json.figures.find(one => one.figure === name && one.level === level)!

/** Asks until all weeks are played. */
async function whole(query: string) {
  for (;;) {
    const { status, json, text } = await whatIf(query)
    assert.equal(status, 200, text)
    if (json.played === json.weeks) return json
  }
}

test('a short time, few contacts and nobody with working hours say too little, and it is said which', async () => {
  assert.equal((await whole(`?of=${day(0)}`)).tooLittle, 'time')
  assert.equal((await whole(`?${of()}`)).tooLittle, 'contacts')
  for (let i = 0; i < 50; i++) await desk.opened(bo, { subject: `Cable ${i}` })
  const { tooLittle, figures, weeks, unplanned, levels } = await whole(`?${of()}`)
  assert.deepEqual([tooLittle, figures, weeks, unplanned], ['people', [], 0, 2])
  assert.deepEqual([levels[0].contacts, levels[0].isNoted, levels[0].handleS], [51, false, 600])
})

test('one more person is played beside now: as much comes, it is begun sooner, people are less busy', async () => {
  const people = (await desk.ask(lead, 'GET', 'agents')).json.items
  const { version } = people.find((one: { id: string }) => one.id === bo.id)
  const hours = Object.fromEntries(weekdays.map(one => [one, [['00:00', '24:00']]]))
  const wish = { version, zone: 'UTC', hours, cover: null }
  const set = await desk.ask(lead, 'PUT', `working-weeks/${bo.id}`, wish)
  assert.equal(set.status, 200, set.text)
  const json = await whole(`?${of()}&people=1:1`)
  assert.deepEqual(json.people, [{ written: '1:1', hours: 168 }])
  assert.deepEqual(
    [json.tooLittle, json.levels[0].peopleHours, json.levels[0].peopleHoursThen],
    [null, 168, 336],
  )
  const inTime = figure(json, 'in_time', null)
  assert.ok(inTime.change!.range[0] > 0, 'surely more is begun in time')
  assert.ok(Math.abs(inTime.now!.mean + inTime.change!.mean - inTime.then!.mean) < 1e-9)
  const busy = figure(json, 'busy', 1)
  assert.ok(busy.then!.mean < 0.7 * busy.now!.mean)
  assert.ok(figure(json, 'wait', 1).change!.range[1] < 0)
  assert.equal(figure(json, 'wait', 3).now, null, 'nothing comes to level 3')
})

test('the same question has the same answer, another seed another one, and nothing otherwise no difference', async () => {
  const query = `?${of()}&people=1:1:mon-fri:9-17&arrivals=10&solved=5`
  const json = await whole(query)
  const again = await whole(query)
  assert.deepEqual(again.figures, json.figures)
  assert.deepEqual([json.arrivals, json.solved, json.people[0].hours], [10, 5, 40])
  assert.notDeepEqual((await whole(`${query}&seed=2`)).figures, json.figures)
  const none = await whole(`?${of()}`)
  assert.ok(none.figures.every(({ change }: Figure) => change === null || change.mean === 0))
})

test('two who ask at once share one play; the table has a line a figure', async () => {
  const query = `?${of()}&people=1:2`
  const [one, other] = await Promise.all([whole(query), whole(query)])
  assert.deepEqual(one.figures, other.figures)
  const { text, headers } = await desk.ask(lead, 'GET', `capacity/what-if.csv${query}`)
  assert.match(
    text,
    /^figure,level,now,now_low,now_high,then,then_low,then_high,change,change_low,change_high\r\n/,
  )
  assert.equal(text.trim().split('\r\n').length, 1 + one.figures.length)
  assert.match(String(headers['content-disposition']), /what-if-\d{4}-W\d\d\.csv/)
  const empty = await desk.ask(lead, 'GET', 'capacity/what-if.csv?of=2020-W01')
  assert.equal(empty.text.trim().split('\r\n').length, 1)
})

test('agents read none of it; what is no change is said', async () => {
  for (const path of ['what-if', 'what-if.csv'])
    assert.equal((await desk.ask(bo, 'GET', `capacity/${path}`)).json.code, 'role.missing')
  for (const query of [
    'people=4:1',
    'solved=51',
    'arrivals=-51',
    'arrivals=x',
    'seed=0',
    'of=x',
    'week=x',
    'scope=desk',
  ])
    assert.equal((await whatIf(`?${query}`)).json.code, 'request.invalid', query)
})

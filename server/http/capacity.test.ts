// The staffing of hours over HTTP: what is needed, who is planned, the cases behind an hour; for leads and
// who oversees.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { weekdays } from '#core/clock/date.ts'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person
let bo: Person
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead'] })
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const capacity = (query = '', by = lead) => desk.ask(by, 'GET', `capacity${query}`)
/** The hour of now, as the desk's zone has it. */
const now = () => {
  const at = new Date(desk.shell.now())
  return { weekday: weekdays[(at.getUTCDay() + 6) % 7]!, hour: at.getUTCHours() }
}
type Hour = { weekday: string; hour: number; came: number; needed: number; planned: number; gap: number }
const hourOf = (json: { hours: Hour[] }, at = now()) =>
  json.hours.find(one => one.weekday === at.weekday && one.hour === at.hour)!
const today = () => new Date(desk.shell.now()).toISOString().slice(0, 10)

test('a desk at which nothing came needs nobody, and says of how many it knows no hours', async () => {
  const { status, json, text } = await capacity()
  assert.equal(status, 200, text)
  assert.deepEqual([json.hours.length, json.shortages, json.unplanned], [168, [], 1])
  assert.deepEqual([json.handle.n, json.handle.seconds], [null, 600])
  assert.match(json.of, /^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/)
})

test('what came in an hour is counted, held against the week of people, and listed', async () => {
  // Within an hour of the clock, wherever it stands now.
  const left = hourMs - (desk.shell.now() % hourMs)
  if (left < hourMs / 2) desk.pass(left)
  const kept = await desk.opened(bo, { subject: 'A cable' })
  desk.pass(20 * 60_000)
  const without = hourOf((await capacity(`?of=${today()}`)).json)
  assert.deepEqual([without.came, without.planned], [1, 0])
  assert.ok(without.needed >= 1 && without.gap === -without.needed)
  const { version } = (await desk.ask(lead, 'GET', 'agents')).json.items.find(
    (one: { id: string }) => one.id === bo.id,
  )
  const hours = Object.fromEntries(weekdays.map(one => [one, [['00:00', '24:00']]]))
  const set = await desk.ask(lead, 'PUT', `working-weeks/${bo.id}`, {
    version,
    zone: 'UTC',
    hours,
    cover: null,
  })
  assert.equal(set.status, 200, set.text)
  const { json } = await capacity(`?of=${today()}`)
  assert.deepEqual([hourOf(json).planned, json.unplanned], [1, 0], 'a change of people is seen at once')
  const { weekday, hour } = now()
  const list = await capacity(`/cases?of=${today()}&weekday=${weekday}&hour=${hour}`)
  assert.deepEqual(
    list.json.items.map((one: { id: string }) => one.id),
    [kept.id],
  )
})

test('what nobody noted is what the setting says, and another goal needs other people', async () => {
  const admin = await desk.person({ roles: ['admin'] })
  const { version, setting } = (await desk.ask(admin, 'GET', 'settings')).json
  const change = { ...setting.capacity, handleMinutes: [600, 30, 60] }
  const done = await desk.ask(admin, 'PATCH', 'settings', { version, capacity: change })
  assert.equal(done.status, 200, done.text)
  const { json } = await capacity(`?of=${today()}`)
  assert.equal(json.handle.seconds, 36_000)
  assert.ok(hourOf(json).needed > 10)
  assert.ok(json.shortages[0].missing > 5)
  const wrong = { ...setting.capacity, busyPercent: 100 }
  const refused = await desk.ask(admin, 'PATCH', 'settings', { version: version + 1, capacity: wrong })
  assert.equal(refused.json.code, 'request.invalid')
})

test('the table has a line an hour', async () => {
  const { text, headers } = await capacity('.csv?week=2026-W40')
  assert.match(
    text,
    /^weekday,hour,came,hours,per_hour,low,high,needed,needed_low,needed_high,planned,gap\r\nmon,0,/,
  )
  assert.equal(text.trim().split('\r\n').length, 169)
  assert.match(String(headers['content-disposition']), /capacity-2026-W40\.csv/)
})

test('agents read none of it; what is no period, week or part is said', async () => {
  for (const path of ['', '.csv', '/cases?weekday=mon&hour=1'])
    assert.equal((await capacity(path, bo)).json.code, 'role.missing', path)
  for (const query of [
    '?of=x',
    '?week=2026-W60',
    '?scope=kind:update',
    '?scope=nobody',
    '/cases?weekday=mon&hour=24',
  ])
    assert.equal((await capacity(query)).json.code, 'request.invalid', query)
})

// The record of who was there: yesterday first, then each day once, also those a node slept through; what is
// recorded stays, whoever is disabled or away later.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { staffedIn } from '#core/measure/staffed.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { recordStaffed } from '#server/react/staffed.ts'
import { readStaffed } from '#store/desk/staffed-day.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const monday = Date.parse('2027-03-01T00:00:00Z')
const day = monday / dayMs
const record = (now: number) => recordStaffed({ ...desk.shell, now: () => instant(now) })
const hoursOf = async (from: number, until: number) => {
  const period = { from: instant(from), until: instant(until) }
  const days = await readStaffed((desk.shell.store as PostgresStore).pool, period)
  return { days: days.map(one => one.day), hours: staffedIn(days, period, undefined)!.seconds / 3_600 }
}
const agentNow = async () => (await desk.desk.agents.one(bo.id))!
async function set(change: object) {
  const { version } = await agentNow()
  const done = await desk.desk.agents.change(bo.id, version, change as never)
  assert.ok(typeof done === 'object', String(done))
  await desk.shell.changed()
}

test('each day that is over is recorded once, and stays', async () => {
  const hours = { mon: [['08:00', '16:00']], tue: [['08:00', '16:00']], wed: [['08:00', '16:00']] }
  await set({ week: { zone: 'UTC', hours, cover: null } })
  await record(monday + dayMs + 1)
  assert.deepEqual(await hoursOf(monday - 7 * dayMs, monday + 7 * dayMs), { days: [day], hours: 8 })
  await set({ week: null })
  await record(monday + dayMs + 2)
  assert.deepEqual(
    (await hoursOf(monday, monday + dayMs)).hours,
    8,
    'a week taken away later changes nothing',
  )
})

test('days a node slept through follow, less who was away', async () => {
  const hours = { tue: [['08:00', '16:00']], wed: [['08:00', '16:00']] }
  const away = (hour: number): Instant => instant(monday + 2 * dayMs + hour * 3_600_000)
  await set({
    ...{ week: { zone: 'UTC', hours, cover: null } },
    ...{ absentFrom: away(10), absentUntil: away(14) },
  })
  const rest = await record(monday + 60 * dayMs)
  assert.equal(rest, 0, 'more are left')
  assert.ok((await record(monday + 60 * dayMs)) > 0)
  assert.deepEqual((await hoursOf(monday, monday + 70 * dayMs)).days.length, 60)
  assert.equal((await hoursOf(monday + dayMs, monday + 2 * dayMs)).hours, 8)
  assert.equal((await hoursOf(monday + 2 * dayMs, monday + 3 * dayMs)).hours, 4)
})

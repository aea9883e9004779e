// Hours that were counted stay as they were, over HTTP: what was told of a clock is told the same later.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let bo: Person

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const always = Object.fromEntries(weekdays.map(day => [day, [['00:00', '24:00']]]))
const zone = 'Europe/Stockholm'
const minutes = (count: number) => Array.from({ length: 4 }, () => ({ count, unit: 'minutes' }))
const dayAfter = (days: number) =>
  new Date(desk.shell.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: zone })

before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin', 'lead', 'agent'] })
  bo = await desk.person()
})
after(() => desk.close())

type Kept = { readonly id: string; readonly version: number }
const added = async (): Promise<Kept> => {
  const hours = { zone, versions: [{ week: always }] }
  return (await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json
}
const change = (kept: Kept, versions: object[], inZone = zone) =>
  desk.ask(admin, 'PATCH', `calendars/${kept.id}`, {
    version: kept.version,
    hours: { zone: inZone, versions },
  })
const closed = (on: string) => ({ week: always, holidays: [{ on, name: 'Closed' }] })

test('a calendar no policy counts by is changed at will', async () => {
  await desk.opened(bo, { subject: 'Router' })
  desk.pass(60 * 60_000)
  const kept = await added()
  assert.equal((await change(kept, [closed(dayAfter(-0.5 / 24))])).status, 200)
})

test('an hour that was counted is never told as closed afterwards; what is to come changes', async () => {
  const kept = await added()
  const targets = [{ kind: 'resolution', within: minutes(600), counts: 'working' }]
  const policy = (await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar: kept.id, targets }))
    .json
  const settings = (await desk.ask(admin, 'GET', 'settings')).json
  await desk.ask(admin, 'PATCH', 'settings', { version: settings.version, housePolicy: policy.id })
  const { id } = await desk.opened(bo, { subject: 'Printer' })
  desk.pass(60 * 60_000)
  const told = async () => {
    const { clocks } = (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json
    return clocks[0].totals.map((one: { holder: string }) => one.holder)
  }
  assert.deepEqual(await told(), [1])

  const refused = await change(kept, [closed(dayAfter(-0.5 / 24))])
  assert.equal(refused.status, 400, refused.text)
  assert.deepEqual(refused.json.fields, [
    {
      path: 'hours.versions.0.holidays',
      message: `past_counted, e.g. a version with "validFrom": "${dayAfter(1)}"`,
    },
  ])
  const moved = await change(kept, [{ week: always }], 'Europe/Oslo')
  assert.equal(moved.json.fields[0].path, 'hours.zone')
  assert.deepEqual(await told(), [1])

  const ahead = await change(kept, [{ week: always }, { validFrom: dayAfter(1), ...closed('*-06-06') }])
  assert.equal(ahead.status, 200, ahead.text)
  assert.equal((await change(ahead.json, [closed(dayAfter(2))])).status, 200, 'a holiday ahead is one edit')
  assert.deepEqual(await told(), [1])

  const [policed] = (await desk.ask(bo, 'GET', 'calendars')).json.items.filter(
    (one: Kept) => one.id === kept.id,
  )
  const event = (on: string) => [
    'BEGIN:VEVENT',
    `DTSTART:${on.replaceAll('-', '')}`,
    'SUMMARY:Closed',
    'END:VEVENT',
  ]
  const days = [dayAfter(-0.5 / 24), dayAfter(4)]
  const taken = await desk.ask(admin, 'POST', `calendars/${kept.id}/import`, {
    version: policed.version,
    ics: ['BEGIN:VCALENDAR', ...days.flatMap(event), 'END:VCALENDAR'].join('\r\n'),
  })
  assert.deepEqual(taken.json.taken, { added: 1, kept: [], past: 1 }, taken.text)
  assert.deepEqual(await told(), [1])
})

test('so stays an hour by which a supplier’s answer is owed, once it was asked of him', async () => {
  const kept = await added()
  const none = [null, null, null, null]
  const agreed = { calendar: kept.id, answer: [60, 60, 60, 60], update: none, solution: none }
  const more = { chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 }
  const acme = { name: 'Acme', addresses: ['help@acme.example'], agreed: { ...agreed, ...more } }
  const supplier = (await desk.ask(admin, 'POST', 'suppliers', acme)).json
  const { id } = await desk.opened(bo, { subject: 'Radio' })
  const taken = { case: id, supplier: supplier.id, title: 'The radio resets' }
  const outside = (await desk.ask(bo, 'POST', 'matters/supplier-cases', taken)).json
  desk.pass(60 * 60_000)
  const drafted = await change(kept, [closed(dayAfter(0))])
  assert.equal(drafted.status, 200, 'nothing was asked of him yet')
  const asked = await desk.ask(bo, 'POST', `matters/supplier-cases/${outside.id}/send`, {
    how: 'form',
    words: 'x',
  })
  assert.equal(asked.status, 200, asked.text)
  const other = { ...acme.agreed, calendar: null }
  await desk.ask(admin, 'PATCH', `suppliers/${supplier.id}`, { version: supplier.version, agreed: other })
  desk.pass(60 * 60_000)
  const refused = await change(drafted.json, [{ week: always }])
  assert.equal(refused.json.fields?.[0].path, 'hours.versions.0.holidays', refused.text)
})

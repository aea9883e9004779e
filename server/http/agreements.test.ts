// What is owed to whom, over HTTP: kept by managers, judged at every door, explained to the second.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let lead: Person
let bo: Person
let calendar: string
let policy: string

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
const hours = { zone: 'Europe/Stockholm', versions: [{ week }] }
const minutes = (...counts: (number | null)[]) =>
  counts.map(count => (count === null ? null : { count, unit: 'minutes' }))
const gold = [
  { kind: 'first_response', within: minutes(15, 30, 60, 120), counts: 'always', warnPercent: 50 },
  { kind: 'periodic_update', within: minutes(60, 120, 240, null), counts: 'always' },
  { kind: 'resolution', within: minutes(240, 480, 960, null), counts: 'working' },
]

before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['lead'] })
  bo = await desk.person()
})
after(() => desk.close())

const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)

const open = async (more: object = {}) => {
  const answer = await desk.ask(bo, 'POST', 'cases', {
    channel: 'api',
    subject: 'Router',
    customer: { name: 'Anna', email: `anna${Math.round(performance.now() * 1000)}@ek.example` },
    ...more,
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.json))
  return answer.json as { id: string; events: string[] }
}

test('a desk that keeps no policies judges nothing', async () => {
  assert.deepEqual((await open()).events, ['case.opened', 'promise.made'])
})

test('hours that cannot be kept are refused at the field, with a reason and an example', async () => {
  const bad = await desk.ask(admin, 'POST', 'calendars', {
    name: 'Moon',
    hours: { ...hours, zone: 'Moon/Base' },
  })
  assert.equal(bad.status, 400)
  assert.match(bad.json.fields[0].path, /^hours\.zone/)
  const added = await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })
  assert.equal(added.status, 201, JSON.stringify(added.json))
  calendar = added.json.id
  const changed = await desk.ask(admin, 'PATCH', `calendars/${calendar}`, {
    version: added.json.version,
    name: 'Weekdays',
  })
  assert.equal(changed.json.name, 'Weekdays')
  assert.equal((await desk.ask(bo, 'GET', 'calendars')).json.items.length, 1)
  assert.equal((await desk.ask(bo, 'POST', 'calendars', { name: 'x', hours })).status, 403)
})

test('holidays come from a calendar file, all of them or none; a broken one says its line', async () => {
  const event = (lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
  const file = (...events: string[][]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')
  const first = ['UID:a', 'DTSTART;VALUE=DATE:20270104', 'SUMMARY:Stocktaking']
  const send = (version: number, ics: string) =>
    desk.ask(admin, 'POST', `calendars/${calendar}/import`, { version, ics })
  const [kept] = (await desk.ask(bo, 'GET', 'calendars')).json.items
  const broken = await send(kept.version, file(event(first), event(['UID:b', 'DTSTART;VALUE=DATE:20279999'])))
  assert.deepEqual([broken.status, broken.json.fields[0].path], [400, 'ics'])
  assert.match(broken.json.fields[0].message, /^line \d+: /)
  assert.deepEqual((await desk.ask(bo, 'GET', 'calendars')).json.items[0].hours, hours, 'nothing was changed')
  const done = await send(kept.version, file(event(first)))
  assert.deepEqual(
    done.json.hours.versions[0].holidays.map((one: { on: string; name: string }) => [one.on, one.name]),
    [['2027-01-04', 'Stocktaking']],
  )
  assert.equal((await send(kept.version, file(event(first)))).json.code, 'set_up.changed')
  assert.deepEqual(done.json.taken, { added: 1, kept: [], past: 0 })
  const raw = (text: string) => ({
    version: done.json.version,
    bytes: Buffer.from(text, 'latin1').toString('base64'),
  })
  const path = `calendars/${calendar}/import`
  const latin = await desk.ask(admin, 'POST', path, raw(file(event(['DTSTART:20270105', 'SUMMARY:Nyår']))))
  assert.deepEqual(latin.json.fields, [{ path: 'ics', message: 'line 5: not_text' }])
  const whole = await desk.ask(admin, 'POST', path, raw(file(event(first))))
  assert.deepEqual([whole.status, whole.json.taken.added], [200, 0])
  for (const body of [{}, { ...raw('x'), ics: 'x' }])
    assert.equal((await desk.ask(admin, 'POST', path, { version: 0, ...body })).status, 400)
})

test('the public holidays that ship with it are taken into a version as they are', async () => {
  const { json } = await desk.ask(bo, 'GET', 'public-holidays?place=GB-EAW')
  assert.ok(json.items.some((one: { on: string }) => one.on === '2022-09-19'))
  const versions = [{ week }, { validFrom: '2030-01-01', week, holidays: json.items }]
  const kept = await desk.ask(admin, 'POST', 'calendars', { name: 'London', hours: { ...hours, versions } })
  assert.equal(kept.status, 201, kept.text)
  assert.equal((await desk.ask(bo, 'GET', 'public-holidays?place=XX')).status, 400)
})

test('a policy whose targets contradict themselves is refused at the field; a published version stays', async () => {
  const longWarning = [{ ...gold[0], warnMinutes: 15 }]
  const bad = await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar, targets: longWarning })
  assert.deepEqual(
    [bad.status, bad.json.fields[0]],
    [400, { path: 'targets.0.warnMinutes', message: 'warn.longer, e.g. at most 119 minutes of 120' }],
  )
  const nowhere = await desk.ask(admin, 'POST', 'policies', {
    name: 'Gold',
    calendar: 'cal_none',
    targets: gold,
  })
  assert.equal(nowhere.json.fields[0].path, 'calendar')
  const added = await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar, targets: gold })
  assert.equal(added.status, 201, JSON.stringify(added.json))
  policy = added.json.id
  const next = { version: added.json.version, calendar, targets: [gold[0]] }
  const published = await desk.ask(admin, 'POST', `policies/${policy}/versions`, next)
  assert.deepEqual(
    published.json.versions.map((one: { version: number; targets: object[] }) => [
      one.version,
      one.targets.length,
    ]),
    [
      [1, 3],
      [2, 1],
    ],
  )
  assert.equal(
    (await desk.ask(admin, 'POST', `policies/${policy}/versions`, next)).json.code,
    'set_up.changed',
  )
  const back = { version: published.json.version, calendar, targets: gold }
  assert.equal((await desk.ask(admin, 'POST', `policies/${policy}/versions`, back)).json.versions.length, 3)
})

test('who has no contract is told so, unless the house owes everybody something', async () => {
  const none = await open()
  assert.deepEqual(none.events, ['case.opened', 'entitlement.decided', 'promise.made'])
  const { json } = await desk.ask(admin, 'GET', 'settings')
  const set = await desk.ask(admin, 'PATCH', 'settings', { version: json.version, housePolicy: policy })
  assert.equal(set.status, 200, JSON.stringify(set.json))
  const judged = await open()
  assert.deepEqual(judged.events, [
    'case.opened',
    'entitlement.decided',
    'target.started',
    'target.started',
    'target.started',
    'promise.made',
  ])
})

test('when he would be asked whether a fix holds is told before it is solved, by the days of the calendar', async () => {
  const { id } = await open()
  const clocks = async () => (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json
  const { askedBackAt } = await clocks()
  await desk.ask(bo, 'POST', `cases/${id}/worker/take`, {})
  const solved = await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'A new cable' })
  assert.equal(solved.status, 200, solved.text)
  const { ledger } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const planned = ledger.find((one: { type: string }) => one.type === 'check_back.planned')
  assert.ok(Math.abs(askedBackAt - planned.dueAt) < 60_000, `${askedBackAt}, not ${planned.dueAt}`)
  assert.equal((await clocks()).askedBackAt, null)
})

test('the narrowest line of his contract decides, and the clocks of the case say why', async () => {
  const organisation = (await desk.ask(admin, 'POST', 'organisations', { name: 'Ek & Co' })).json.id
  const product = (await desk.ask(admin, 'POST', 'products', { name: 'Router 5' })).json.id
  const from = Date.UTC(2020, 0, 1)
  const line = { coverage: { kind: 'product', product }, policy, from }
  const twice = await desk.ask(lead, 'POST', 'contracts', {
    name: 'Frame',
    organisation,
    lines: [line, line],
  })
  assert.deepEqual([twice.status, twice.json.fields[0].path], [400, 'lines.1'])
  const made = await desk.ask(lead, 'POST', 'contracts', { name: 'Frame', organisation, lines: [line] })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const mail = 'boss@ek.example'
  const found = await open({ customer: { name: 'Boss', email: mail, organisation }, product })
  const clocks = (await desk.ask(bo, 'GET', `cases/${found.id}/clocks`)).json
  const [decided] = clocks.entitlements
  assert.deepEqual(
    [decided.outcome, decided.line, decided.policy],
    ['covered', made.json.lines[0].id, policy],
  )
  const [first] = clocks.clocks
  assert.deepEqual([first.kind, first.standing, first.rule.warnPercent], ['first_response', 'running', 50])
  assert.equal(clocks.clocks[2].calendar, calendar)
  for (const { stretches, totals } of [...clocks.clocks, clocks.held]) {
    const whole = stretches.length === 0 ? 0 : stretches.at(-1).to - stretches[0].from
    assert.equal(sum(totals.map((one: { ms: number }) => one.ms)), whole)
  }
  assert.deepEqual(clocks.names, { [calendar]: 'Weekdays', [made.json.id]: 'Frame' })

  const suspended = { version: made.json.version, state: 'suspended' }
  await desk.ask(lead, 'PATCH', `contracts/${made.json.id}`, suspended)
  const same = (await desk.ask(bo, 'GET', `cases/${found.id}/clocks`)).json.entitlements
  assert.equal(same.length, 1, 'what was judged stays')
  const again = await desk.ask(lead, 'POST', `cases/${found.id}/entitlement/decide`, {
    because: 'the contract rests',
  })
  assert.equal(again.status, 200, JSON.stringify(again.json))
  const { entitlements, names } = (await desk.ask(bo, 'GET', `cases/${found.id}/clocks`)).json
  const [before, later] = entitlements
  assert.equal(later.outcome, 'house')
  assert.deepEqual([before.because, later.because, later.by.kind], [undefined, 'the contract rests', 'agent'])
  assert.equal(names[made.json.id], 'Frame', 'an earlier decision is named, too')
  assert.deepEqual(later.steps.find((step: { rule: string }) => step.rule === 'product').result, 'not_active')
})

test('a stretch of a clock says what was waited for, and who began it', async () => {
  const { id } = await open()
  await desk.ask(bo, 'POST', `cases/${id}/worker/take`, {})
  const wait = { turn: 'supplier', reason: 'part' }
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/wait/start`, wait)).status, 200)
  const [first] = (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json.clocks
  const { why, by } = first.stretches.at(-1).cause
  assert.deepEqual([why, by.kind], ['part', 'agent'])
})

test('a contract has the number of its paper: once a desk, found by it, and named with the case', async () => {
  const organisation = (await desk.ask(admin, 'POST', 'organisations', { name: 'Ek Numbered' })).json.id
  const lines = [{ coverage: { kind: 'account' }, policy, from: Date.UTC(2020, 0, 1) }]
  const add = (name: string, number?: string | null) =>
    desk.ask(lead, 'POST', 'contracts', { name, organisation, ...(number !== undefined && { number }) })
  const frame = await desk.ask(lead, 'POST', 'contracts', {
    ...{ name: 'Frame', organisation, number: ' EK 2026/017 ', lines },
  })
  assert.deepEqual([frame.status, frame.json.number], [201, 'EK 2026/017'], frame.text)
  const taken = await add('Other', 'ek2026/017')
  assert.deepEqual([taken.status, taken.json.code], [422, 'set_up.taken'])
  assert.deepEqual(taken.json.fields, [{ path: 'number', message: 'number_taken' }])
  const [blank, none] = [await add('Other', '  '), await add('Third')]
  assert.deepEqual([blank.json.number, none.json.number], [null, null], 'any number of them has none')
  const change = (number: string | null) =>
    desk.ask(lead, 'PATCH', `contracts/${none.json.id}`, { version: none.json.version, number })
  assert.equal((await change('EK 2026/017')).json.code, 'set_up.taken')
  assert.equal((await change('EK 2026/018')).json.number, 'EK 2026/018')

  const named = async (q: string) =>
    (await desk.ask(bo, 'GET', `contracts?q=${encodeURIComponent(q)}`)).json.items.map(
      (one: { id: string }) => one.id,
    )
  assert.deepEqual(await named('2026/017'), [frame.json.id])
  assert.deepEqual(await named('ek 2026'), [frame.json.id, none.json.id])
  assert.deepEqual(await named('no such'), [])

  const found = await open({ customer: { name: 'Ek', email: 'ek@numbered.example', organisation } })
  const title = 'Frame (EK 2026/017)'
  const page = (await desk.ask(bo, 'GET', `cases/${found.id}`)).json
  assert.deepEqual(page.names.contracts, { [frame.json.id]: title })
  assert.equal((await desk.ask(bo, 'GET', `cases/${found.id}/clocks`)).json.names[frame.json.id], title)
})

test('help without a contract is approved by a lead, for somebody, until a day that is not past', async () => {
  const customer = (await open()).id
  const card = (await desk.ask(bo, 'GET', `cases/${customer}`)).json.card
  const body = {
    kind: 'pro_bono',
    for: { customer: card.customer },
    policy,
    because: 'a school',
    expiresAt: 5,
  }
  assert.equal((await desk.ask(bo, 'POST', 'waivers', body)).status, 403)
  assert.equal((await desk.ask(lead, 'POST', 'waivers', body)).json.fields[0].path, 'expiresAt')
  const expiresAt = Date.UTC(2090, 0, 1)
  const approved = await desk.ask(lead, 'POST', 'waivers', { ...body, expiresAt })
  assert.equal(approved.status, 201, JSON.stringify(approved.json))
  await desk.ask(lead, 'POST', `cases/${customer}/entitlement/decide`, {})
  const { entitlements } = (await desk.ask(bo, 'GET', `cases/${customer}/clocks`)).json
  assert.deepEqual([entitlements.at(-1).outcome, entitlements.at(-1).waiver], ['waiver', approved.json.id])
  assert.equal((await desk.ask(bo, 'GET', 'waivers')).json.items.length, 1)
})

test('what is approved keeps the policies shown then, the case judged by it too; noting its cost decides nothing', async () => {
  const show = async (title: string) => {
    const body = { title, words: 'Schools first.', acknowledgeBy: desk.shell.now() + 60_000 }
    const made = await desk.ask(lead, 'POST', 'house-policies', { ...body, moments: ['waivers'] })
    assert.equal(made.status, 201, made.text)
    return made.json.id as string
  }
  const named = (all: readonly { policy: string }[]) => all.map(one => one.policy)
  const first = await show('Whom we help for nothing')
  const { id } = await open()
  const body = {
    kind: 'trial',
    for: { case: id },
    policy,
    because: 'a trial',
    expiresAt: Date.UTC(2090, 0, 1),
  }
  const approved = await desk.ask(lead, 'POST', 'waivers', body)
  assert.deepEqual(named(approved.json.pinned), [first])
  await desk.ask(lead, 'POST', `cases/${id}/entitlement/decide`, {})
  const judged = (await desk.store.read(id as never))!.events.findLast(
    one => one.type === 'entitlement.decided',
  )
  assert.deepEqual(judged?.type === 'entitlement.decided' && judged.pinned, approved.json.pinned)

  const second = await show('How long')
  const change = async (version: number, more: object) => {
    const same = { expiresAt: body.expiresAt, units: null }
    const url = `waivers/${approved.json.id}`
    return (await desk.ask(lead, 'PATCH', url, { version, ...same, ...more })).json
  }
  const noted = await change(approved.json.version, { cost: { amountMinor: 500, currency: 'EUR' } })
  assert.deepEqual(named(noted.pinned), [first])
  const longer = await change(noted.version, { expiresAt: Date.UTC(2091, 0, 1) })
  assert.deepEqual(named(longer.pinned), [first, second])
  const fewer = await change(longer.version, {
    expiresAt: longer.expiresAt,
    units: { of: 'cases', total: 3 },
  })
  assert.deepEqual(named(fewer.pinned), [first, second])
})

test('a case can be tried before it happens: who would be covered, and what would fall due when', async () => {
  const at = Date.UTC(2026, 10, 19, 9, 0)
  const tried = await desk.ask(bo, 'GET', `entitlement/try?at=${at}&severity=1`)
  assert.equal(tried.status, 200, JSON.stringify(tried.json))
  assert.equal(tried.json.entitled.outcome, 'house')
  const minutesTo = (one: { kind: string; dueAt: number }) => [one.kind, (one.dueAt - at) / 60_000]
  assert.deepEqual(tried.json.due.map(minutesTo), [
    ['first_response', 15],
    ['periodic_update', 60],
    ['resolution', 240],
  ])
  assert.equal(tried.json.due[0].warnAt, at + 7.5 * 60_000)
  assert.deepEqual(tried.json.due[0].spans, [], 'around the clock everything counts')
  // On a Friday at 16:40: twenty minutes of it count, and the rest on Monday.
  const friday = (
    await desk.ask(bo, 'GET', `entitlement/try?at=${at + 30 * 3_600_000 + 40 * 60_000}&severity=1`)
  ).json.due[2]
  const lengths = friday.spans.map((one: { kind: string; from: number; to: number }) => [
    one.kind,
    (one.to - one.from) / 60_000,
  ])
  assert.deepEqual(
    [lengths[0], lengths.at(-1)],
    [
      ['open', 20],
      ['open', 220],
    ],
  )
  assert.ok(
    lengths.some(([kind]: [string]) => kind === 'day_off'),
    JSON.stringify(lengths),
  )
  assert.equal(friday.spans.at(-1).to, friday.dueAt)
  assert.equal((await desk.ask(bo, 'GET', 'entitlement/try?severity=9')).status, 400)
})

test('a supplier’s word and the time of a level are owed by policy, and his answer is told apart from our giving up', async () => {
  const { version } = (await desk.ask(admin, 'GET', 'policies')).json.items.find(
    (one: { id: string }) => one.id === policy,
  )
  const inner = ['level_time', 'supplier_response'].map(kind => ({
    kind,
    within: minutes(60, 120, 240, null),
    counts: 'always',
  }))
  const published = await desk.ask(admin, 'POST', `policies/${policy}/versions`, {
    version,
    calendar,
    targets: [...gold, ...inner],
  })
  assert.equal(published.status, 200, JSON.stringify(published.json))
  const waitedFor = async (end: object) => {
    const { id } = await open()
    await desk.ask(bo, 'POST', `cases/${id}/worker/take`, {})
    await desk.ask(bo, 'POST', `cases/${id}/wait/start`, { turn: 'supplier', reason: 'part' })
    const ended = await desk.ask(bo, 'POST', `cases/${id}/wait/end`, end)
    assert.equal(ended.status, 200, JSON.stringify(ended.json))
    const { clocks } = (await desk.ask(bo, 'GET', `cases/${id}/clocks`)).json
    return Object.fromEntries(
      clocks.map((one: { kind: string; standing: string }) => [one.kind, one.standing]),
    )
  }
  const answered = await waitedFor({ how: 'answer' })
  assert.deepEqual([answered.supplier_response, answered.level_time], ['met', 'running'])
  assert.equal((await waitedFor({})).supplier_response, 'cancelled')
  const { id } = await open()
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/wait/end`, { how: 'date' })).status, 400)
})

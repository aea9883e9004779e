// What is counted where a period begins and ends: in the hour the clocks repeat and next to the one they
// leave out, for what is split, merged or opened at its very edge, for who changes the team in the middle of
// a week, for words that are waited for, for what is erased, and when nothing happened at all. The year
// around it: measured-year.test.ts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { dice } from '#core/kit/dice.ts'
import { hourMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Measure } from '#core/measure/of-period.ts'
import { type Period, readPeriod } from '#core/measure/period.ts'
import { readScope } from '#core/measure/scope.ts'
import { measured } from '#server/measured.ts'
import { newId } from '#server/new-id.ts'
import { bulkLoad } from '#store/bulk.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { type TestDatabase, testDatabase } from '#store/testing.ts'
import { at, lookedAt, recordDays, type YearDesk, yearDesk, zone } from '#test/support/year/desk.ts'
import type { Tale, Year } from '#test/support/year/tale.ts'
import * as tell from '#test/support/year/tales.ts'

let database: TestDatabase
let store: PostgresStore
let desk: YearDesk
let year: Year
const tales = new Map<string, Tale>()
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  desk = await yearDesk(store, newId)
  const customers = [...desk.cast.customers.values()]
  const never = { from: lookedAt, until: lookedAt }
  year = { ...desk, factsAt: withHours(desk), roll: dice(7), newId, customers, quiet: never }
  happen()
  wait()
  const bulk = bulkLoad({ url: database.url })
  for (const one of tales.values()) await bulk.add(one.finished())
  await bulk.end()
  await recordDays(desk, lookedAt)
})
after(async () => {
  await store?.close()
  await database?.drop()
})

const monday = at('2025-05-11T22:00:00Z')
const summer = at('2025-06-01T22:00:00Z')

function happen(): void {
  const call = (name: string, when: Instant, i = 0) => {
    const tale = tell.called(year, when, 'bo', { who: year.customers[i]! })
    tales.set(name, tale)
    return tale
  }
  const bo = tell.agent(year, 'bo')
  // Half past two comes twice: solved an hour after it came, by the same time of the clock.
  tell.solve(call('twice', at('2025-10-26T00:30:00Z')), bo, 60)
  call('before', at('2025-03-30T00:59:59.999Z'), 1)
  call('after', at('2025-03-30T01:00:00Z'), 2)
  // Split and merged as the week begins, and a moment before.
  for (const [name, when, i] of [
    ['late', monday - 1, 3],
    ['at', monday, 4],
  ] as const) {
    const tale = call(`split ${name}`, instant(when - hourMs), i)
    tales.set(`own ${name}`, tell.splitOff(year, tale, bo, 60))
  }
  for (const [name, when, i] of [
    ['late', summer - 1, 5],
    ['at', summer, 6],
  ] as const) {
    const into = call(`into ${name}`, instant(when - 2 * hourMs), i)
    const from = call(`merged ${name}`, instant(when - hourMs), i)
    // It is merged five minutes after what was there last.
    from.act(bo, 55, { type: 'note.add', note: newId('not'), text: from.text('The same'), mentions: [] })
    tell.merge(year, [from, into], bo)
    assert.equal(from.play.at, when)
  }
}

/** On one day the hours are ten to twelve. */
const shortDay = { from: at('2025-11-11T23:00:00Z'), until: at('2025-11-12T23:00:00Z') }
function withHours({ factsAt }: YearDesk): YearDesk['factsAt'] {
  const short = [['10:00', '12:00']] as const
  const week = { mon: short, tue: short, wed: short, thu: short, fri: short }
  const parsed = parseCalendar({ zone, versions: [{ week }] })
  assert.ok('calendar' in parsed)
  return when => {
    const facts = factsAt(when)
    if (when < shortDay.from || when >= shortDay.until) return facts
    const calendars = Object.keys(facts.calendars).map(id => [id, parsed.calendar])
    return { ...facts, calendars: Object.fromEntries(calendars) }
  }
}

/** Letters of somebody who is owed what everybody is, Monday to Friday from eight, and what answers them. */
function wait(): void {
  const who = year.customers.find(one => one.organisation === null)!
  const bo = tell.agent(year, 'bo')
  const wrote = (name: string, when: string) => {
    const tale = tell.wrote(year, at(when), { who })
    tales.set(name, tale)
    return tale
  }
  const answered = (tale: Tale, when: string) => {
    if (tale.play.state.phase === 'open' && tale.play.state.worker === null) tell.take(tale, bo, 1)
    // It leaves a minute later.
    tell.reply(year, tale, bo, (at(when) - tale.play.at) / minuteMs - 1)
  }
  // Friday at three, until four; Monday at nine, since eight. In between an hour comes twice.
  answered(wrote('over a change', '2025-10-24T13:00:00Z'), '2025-10-27T08:00:00Z')
  answered(wrote('by night', '2025-11-04T04:00:00Z'), '2025-11-04T06:30:00Z')
  answered(wrote('changed meanwhile', '2025-11-11T14:00:00Z'), '2025-11-12T11:00:00Z')
  const into = wrote('goes on', '2025-11-18T07:00:00Z')
  const from = wrote('is merged', '2025-11-18T08:00:00Z')
  tell.take(from, bo, 1)
  tell.merge(year, [from, into], bo)
  answered(into, '2025-11-18T10:00:00Z')
  const split = tell.splitOff(year, tell.called(year, at('2025-11-25T08:00:00Z'), 'bo', { who }), bo, 60)
  tales.set('is split off', split)
  tell.say(year, split, 60)
  answered(split, '2025-11-25T11:00:00Z')
}

const ask = (period: Period, scope?: string) =>
  measured({ pool: store.pool, now: async () => lookedAt }, period, scope ? readScope(scope)! : undefined)
const of = (all: readonly Measure[], measure: string) => all.find(one => one.measure === measure)!
const on = (text: string, own = zone) => readPeriod(text, own)!
/** How often the case of a name is behind a measure of a period. */
async function isIn(name: string, measure: string, period: Period): Promise<boolean> {
  const { rows } = await store.pool.query<{ number: number }>(
    'select number from case_card where case_id = $1',
    [tales.get(name)!.caseId],
  )
  return of(await ask(period), measure).list.includes(Number(rows[0]!.number))
}

test('the hour that comes twice is in its day twice, and what takes one hour takes one', async () => {
  const day = on('2025-10-26')
  assert.equal(day.until - day.from, 25 * hourMs)
  const found = await ask(day)
  assert.deepEqual([of(found, 'cases_opened').value, of(found, 'time_to_solve_median_s').value], [1, 3_600])
  const [first, second] = [at('2025-10-26T00:30:00Z'), at('2025-10-26T01:30:00Z')]
  const hour = async (from: Instant) =>
    of(await ask({ from, until: instant(from + 30 * minuteMs) }), 'cases_opened').n
  assert.deepEqual([await hour(first), await hour(second)], [1, 0], 'it came in the first of the two')
})

test('of the hour that is left out nothing is missing: what came right before and after it is of one day', async () => {
  const day = on('2025-03-30')
  assert.equal(day.until - day.from, 23 * hourMs)
  assert.equal(of(await ask(day), 'cases_opened').value, 2)
})

test('where midnight itself is left out, or a whole day, the days still follow each other', async () => {
  for (const [days, own] of [
    [['2025-04-24', '2025-04-25', '2025-04-26'], 'Africa/Cairo'],
    [['2011-12-29', '2011-12-30', '2011-12-31'], 'Pacific/Apia'],
  ] as const) {
    const [before, one, next] = days.map(text => on(text, own)) as [Period, Period, Period]
    assert.deepEqual([one.from, next.from], [before.until, one.until], own)
  }
  const none = on('2011-12-30', 'Pacific/Apia')
  assert.equal(none.until, none.from, 'a day that never was is no time at all')
  assert.deepEqual(
    (await ask(none)).filter(one => one.n > 0),
    [],
  )
})

test('a question that is split off as a week begins is of that week, and a moment before of the one before', async () => {
  const [before, week] = [on('2025-W19'), on('2025-W20')]
  assert.equal(week.from, monday)
  const where = async (name: string) => [
    await isIn(name, 'cases_opened', before),
    await isIn(name, 'cases_opened', week),
    (await isIn(name, 'contacts', before)) || (await isIn(name, 'contacts', week)),
  ]
  assert.deepEqual(await where('own late'), [true, false, false])
  assert.deepEqual(await where('own at'), [false, true, false])
  assert.equal(
    await isIn('split at', 'contacts', before),
    true,
    'he turned to us in the one it was split off',
  )
})

test('what is merged as a week begins lay open when the one before ended', async () => {
  const before = on('2025-W22')
  assert.equal(before.until, summer)
  assert.equal(await isIn('merged late', 'backlog', before), false)
  assert.equal(await isIn('merged at', 'backlog', before), true)
  assert.equal(await isIn('merged at', 'backlog', on('2025-W23')), false)
})

/** How long words of a day were waited for, by the calendar and in working time. */
async function waits(day: string, word: 'first' | 'next'): Promise<(number | null)[]> {
  const found = await ask(on(day))
  return [`${word}_reply_median_s`, `${word}_reply_working_median_s`].map(name => of(found, name).value)
}
const hours = (count: number) => count * 3_600

test('an hour that comes twice in a wait is in its calendar time, and no working time outside the hours', async () => {
  assert.deepEqual(await waits('2025-10-27', 'first'), [hours(67), hours(2)])
})

test('what is answered before the hours begin took none of them', async () => {
  assert.deepEqual(await waits('2025-11-04', 'first'), [hours(2.5), 0])
})

test('when a calendar changes in a wait, the hours count that are in force when the word leaves', async () => {
  assert.deepEqual(await waits('2025-11-12', 'first'), [hours(21), hours(2)])
})

test('what is merged waits for no word of its own, and what is split off for none it was not written for', async () => {
  const day = on('2025-11-18')
  assert.deepEqual(await waits('2025-11-18', 'first'), [hours(3), hours(3)])
  assert.equal(await isIn('goes on', 'first_reply_working_median_s', day), true)
  assert.equal(await isIn('is merged', 'first_reply_working_median_s', day), false)
  assert.deepEqual(await waits('2025-11-25', 'first'), [null, null])
  assert.deepEqual(await waits('2025-11-25', 'next'), [hours(1), hours(1)])
  assert.equal(await isIn('is split off', 'next_reply_working_median_s', on('2025-11-25')), true)
})

test('who changes the team in the middle of a week counts day by day, and his cases stay where they lay', async () => {
  const team = (key: string) => `team:${desk.cast.teams.get(key)!}`
  const there = async (text: string, key: string) => of(await ask(on(text, 'UTC'), team(key)), 'occupancy').n
  // Two of level 2 are of the one team until Tuesday, each for some eight hours a day; on the day on which
  // one of them goes over he counts for the team he has when the day is over.
  const days = ['2025-05-13', '2025-05-14', '2025-05-15']
  const both = await Promise.all(
    days.map(async day => [await there(day, 'access'), await there(day, 'mail')]),
  )
  const [was, [access, mail], is] = both as [number[], number[], number[]]
  assert.ok(was[0]! > access! && was[1]! < mail!, JSON.stringify(both))
  assert.deepEqual(is, [access, mail])
  const level = async (text: string) => of(await ask(on(text, 'UTC'), 'level:2'), 'occupancy').n
  assert.equal(await level('2025-05-13'), await level('2025-05-15'), 'the level has as many as before')
})

test('an empty week has every measure with nothing in it, and says of no share how sure it is', async () => {
  const found = await ask(on('2025-W33'))
  const counts = found.filter(one => one.value !== null && !/^(backlog|occupancy)/.test(one.measure))
  assert.ok(counts.every(one => one.value === 0 && one.n === 0))
  const names = counts.map(one => one.measure)
  for (const name of ['cases_opened', 'contacts', 'referred', 'satisfaction_asked'])
    assert.ok(names.includes(name), name)
  for (const { measure, range, list } of found.filter(one => !one.measure.startsWith('backlog')))
    assert.deepEqual([measure, range, list], [measure, null, []])
  assert.equal(of(found, 'occupancy').value, 0, 'people were there, and nobody noted any work')
})

test('a case of which every word and whose customer are erased counts as before', async () => {
  const week = on('2025-W20')
  const was = JSON.stringify(await ask(week))
  const one = tales.get('own at')!
  await store.erase(one.texts.map(({ id }) => id) as never)
  await desk.desk.customers.erase(one.who.id, lookedAt)
  assert.equal(JSON.stringify(await ask(week)), was)
})

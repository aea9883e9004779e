// Who is on call: by date, by the week, by turns; across the changes of the hour and of the year.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weekdays } from '#core/clock/date.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts, Duty, Reach, Rota } from '#core/people/desk-facts.ts'
import { isThere, nextOnCall, onCallAt, turnsBetween } from '#core/people/on-call.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'

const [bo, chiara, jordi] = ['bo', 'chiara', 'jordi'].map(agentId) as [AgentId, AgentId, AgentId]
const team = teamId(1)
const zone = 'Europe/Stockholm'
const utc = (text: string): Instant => instant(Date.parse(text))
const reach: Reach = { zone, quiet: [], mail: 'away', cover: null }

/** The team works Monday to Friday, 8 to 17. */
const hours = () => {
  const day = [['08:00', '17:00']] as const
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
  const read = parseCalendar({ zone, versions: [{ week }] })
  return 'calendar' in read ? read.calendar : assert.fail('no calendar')
}
const having = (
  duty: Partial<Duty>,
  changes: Readonly<Record<string, Partial<AgentFacts>>> = {},
): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, reach, ...changes[one.name] }]),
  ),
  calendars: { cal_day: hours() },
  teams: { ...desk.teams, [team]: { ...desk.teams[team]!, duty: { hours: 'cal_day', turns: [], ...duty } } },
})
const who = (facts: DeskFacts, text: string) => onCallAt(facts, team, utc(text))?.agent ?? null
const inTurn: Rota = {
  form: 'in_turn',
  people: [bo, chiara, jordi],
  day: 'mon',
  at: '09:00',
  since: '2026-10-12',
}
const nights: Rota = {
  form: 'weekly',
  rows: [
    { agent: bo, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '17:00', until: '08:00' },
    { agent: chiara, days: ['sat', 'sun'], from: '00:00', until: '00:00' },
  ],
}

test('by turns each has a week, from one handing over to the next', () => {
  const facts = having({ rota: inTurn })
  assert.equal(who(facts, '2026-10-12T06:30Z'), null, '08:30: the first has not begun, and the team works')
  assert.equal(who(facts, '2026-10-12T18:00Z'), bo)
  assert.equal(who(facts, '2026-10-19T05:00Z'), bo, '07:00 on Monday')
  assert.equal(who(facts, '2026-10-19T18:00Z'), chiara)
  assert.equal(who(facts, '2026-10-27T18:00Z'), jordi)
  assert.equal(who(facts, '2026-11-03T18:00Z'), bo, 'after the last comes the first')
  assert.equal(who(facts, '2026-10-11T12:00Z'), null, 'before it begins nobody is')
})

test('the handing over stays at nine on the wall when the clocks change', () => {
  const turns = (from: string, until: string) =>
    turnsBetween({ hours: 'cal_day', turns: [], rota: inTurn }, zone, { from: utc(from), until: utc(until) })
  // Summer time ends on 25 October 2026: nine is 07:00 UTC before, and 08:00 after; that week has an hour
  // more.
  assert.deepEqual(turns('2026-10-20T00:00Z', '2026-10-27T00:00Z'), [
    { agent: chiara, from: utc('2026-10-19T07:00Z'), until: utc('2026-10-26T08:00Z'), by: 'rota' },
    { agent: jordi, from: utc('2026-10-26T08:00Z'), until: utc('2026-11-02T08:00Z'), by: 'rota' },
  ])
  // It begins again on 28 March 2027.
  assert.deepEqual(
    turns('2027-03-29T06:59Z', '2027-03-29T07:01Z').map(one => one.from),
    [utc('2027-03-22T08:00Z'), utc('2027-03-29T07:00Z')],
  )
})

test('turns go on over the new year, in a year of 53 weeks too', () => {
  const facts = having({ rota: inTurn })
  const seen = ['2026-12-22', '2026-12-29', '2027-01-05', '2027-01-12'].map(day =>
    who(facts, `${day}T20:00Z`),
  )
  assert.deepEqual(seen, [chiara, jordi, bo, chiara])
  // Eleven weeks before 29 December it was jordi’s, who comes every third week.
  assert.equal(who(facts, '2030-12-31T20:00Z'), [bo, chiara, jordi][220 % 3])
})

test('who begins on another weekday than the handing over waits for it', () => {
  const late = having({ rota: { ...inTurn, since: '2026-10-14' } })
  assert.equal(who(late, '2026-10-16T20:00Z'), null)
  assert.equal(who(late, '2026-10-19T20:00Z'), bo)
})

test('a night belongs to the day it begins on, and a whole day is written 00:00 to 00:00', () => {
  const facts = having({ rota: nights })
  assert.equal(who(facts, '2026-11-19T21:00Z'), bo)
  assert.equal(who(facts, '2026-11-20T05:00Z'), bo, '06:00 on Friday is of the night of Thursday')
  assert.equal(who(facts, '2026-11-20T12:00Z'), null, 'the team works')
  assert.equal(who(facts, '2026-11-21T05:00Z'), bo, 'of two at once the first')
  assert.equal(who(facts, '2026-11-21T12:00Z'), chiara)
  assert.equal(who(facts, '2026-11-22T22:59Z'), chiara)
  assert.equal(who(facts, '2026-11-22T23:30Z'), null, 'nobody has the morning of Monday')
})

test('hours within a day end on it', () => {
  const row = { agent: bo, days: ['sat'], from: '10:00', until: '14:00' } as const
  const facts = having({ rota: { form: 'weekly', rows: [row] } })
  const seen = ['08:59', '09:00', '12:59', '13:00'].map(time => who(facts, `2026-11-21T${time}Z`))
  assert.deepEqual(seen, [null, bo, bo, null])
})

test('a night in which the clocks change is an hour longer, or shorter', () => {
  const rota: Rota = { form: 'weekly', rows: [{ agent: bo, days: weekdays, from: '17:00', until: '08:00' }] }
  const night = (from: string, until: string) =>
    turnsBetween({ hours: 'cal_day', turns: [], rota }, zone, { from: utc(from), until: utc(until) }).map(
      one => (one.until - one.from) / 3_600_000,
    )
  assert.deepEqual(night('2026-10-24T20:00Z', '2026-10-24T20:01Z'), [16])
  assert.deepEqual(night('2027-03-27T20:00Z', '2027-03-27T20:01Z'), [14])
  assert.deepEqual(night('2026-11-24T20:00Z', '2026-11-24T20:01Z'), [15])
})

test('a dated turn goes before the rota: a night is swapped', () => {
  const swap = { agent: jordi, from: utc('2026-11-19T16:00Z'), until: utc('2026-11-20T07:00Z') }
  const facts = having({ rota: nights, turns: [swap] })
  assert.deepEqual(onCallAt(facts, team, utc('2026-11-19T20:00Z')), { agent: jordi, until: swap.until })
  assert.equal(who(facts, '2026-11-18T20:00Z'), bo)
})

test('who has left or is away is not on call; the next of the same time is', () => {
  const both: Rota = { form: 'weekly', rows: [...nights.rows, { ...nights.rows[0]!, agent: jordi }] }
  assert.equal(who(having({ rota: both }, { bo: { active: false } }), '2026-11-19T20:00Z'), jordi)
  assert.equal(who(having({ rota: nights }, { bo: { absent: true } }), '2026-11-19T20:00Z'), null)
  assert.deepEqual([isThere(undefined), isThere(desk.agents[bo])], [false, false], 'a program has no reach')
})

test('nobody is on call for a team that has no hours, is not there, or has a rota of nobody', () => {
  const night = '2026-11-19T20:00Z'
  assert.equal(who(having({ hours: null, rota: nights }), night), null)
  assert.equal(onCallAt(desk, teamId('none'), utc(night)), null)
  assert.equal(who(having({ rota: { ...inTurn, people: [] } }), night), null)
  assert.equal(who(having({ rota: { ...inTurn, since: '2026-02-30' } }), night), null)
})

test('after whoever is on call comes the next who has a turn and can be told', () => {
  const at = utc('2027-01-11T20:00Z')
  const next = (facts: DeskFacts) => nextOnCall(facts, team, { agent: bo, at })
  const turn = (agent: AgentId, day: string) => ({
    agent,
    from: utc(`${day}T16:00Z`),
    until: utc(`${day}T23:00Z`),
  })
  const turns = [turn(bo, '2027-01-11'), turn(jordi, '2027-01-13'), turn(chiara, '2027-01-12')]
  assert.equal(next(having({ turns })), chiara)
  assert.equal(next(having({ turns }, { chiara: { absent: true } })), jordi)
  assert.equal(next(having({ turns: turns.slice(0, 1) })), null)
  assert.equal(next(having({ hours: null })), null, 'around the clock nobody is on call')
})

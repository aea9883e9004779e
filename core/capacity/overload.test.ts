// When a team is overloaded and when no more, by when it can answer, and what its customers are promised.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answerMinutesIn,
  begunAt,
  honestMinutes,
  hoursOfTeam,
  isOverloaded,
  onDutyIn,
  surelyBegunAt,
  type TeamLoad,
  worksNow,
} from '#core/capacity/overload.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { type AgentFacts, type DeskFacts, defaultDesk, type TeamFacts } from '#core/people/desk-facts.ts'

/** Two people, each busy for half of the time, do six contacts of ten minutes an hour: 24 in four hours. */
const load: TeamLoad = { waiting: 0, came: 0, people: 2, handleS: 600, busyPercent: 50, usualMinutes: 240 }
const at = (text: string): Instant => instant(Date.parse(text))
const monday = at('2026-11-02T09:00:00Z')
const parsed = parseCalendar({ zone: 'UTC', versions: [{ week: { mon: [['08:00', '12:00']] } }] })
assert.ok('calendar' in parsed)
const { calendar } = parsed

test('it begins when what waits and what comes is more than can be done, and ends at seven tenths of that', () => {
  const is = (waiting: number, came: number, was: boolean) => isOverloaded({ ...load, waiting, came }, was)
  assert.equal(is(18, 6, false), false)
  assert.equal(is(19, 6, false), true)
  assert.equal(is(13, 6, true), true, 'less, but it goes on')
  assert.equal(is(13, 6, false), false)
  assert.equal(is(10, 6, true), false)
})

test('with nobody on duty it stays as it was', () => {
  const empty = { ...load, people: 0, waiting: 1_000 }
  assert.deepEqual([isOverloaded(empty, false), isOverloaded(empty, true)], [false, true])
})

test('a case is begun when those before it are done, in the hours of the team; promised is a time that holds', () => {
  const said = (when: Instant) => new Date(when).toISOString().slice(5, 16)
  const begun = (before: number, hours: typeof calendar | null) =>
    said(begunAt(load, { before, now: monday, calendar: hours }))
  assert.deepEqual([begun(0, null), begun(11, null)], ['11-02T09:10', '11-02T11:00'])
  assert.equal(begun(23, calendar), '11-09T09:00', 'three hours are left, the fourth is a week later')
  assert.equal(begun(10_000, null), '11-16T09:00', 'no further than two weeks')
  const surely = (before: number) => said(surelyBegunAt(load, { before, now: monday, calendar: null }))
  assert.deepEqual([surely(0), surely(11)], ['11-02T09:30', '11-02T12:00'])
})

test('what is promised holds in nineteen of twenty floods', () => {
  let seed = 7
  const drawn = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return -Math.log(seed / 2_147_483_647)
  }
  let held = 0
  const until = surelyBegunAt(load, { before: 19, now: monday, calendar: null }) - monday
  for (let run = 0; run < 1_000; run++) {
    let ms = 0
    for (let i = 0; i < 20; i++) ms += drawn() * 600_000
    if (ms <= until) held += 1
  }
  assert.ok(held >= 930 && held <= 990, String(held))
})

test('a new customer is told what is before him; somebody graver waits for nobody', () => {
  const minutes = honestMinutes({ ...load, waiting: 29, came: 6 }, { now: monday, calendar: null })
  assert.equal(minutes, 405)
  const desk = {
    answerMinutes: defaultDesk.answerMinutes,
    overloads: { tea_one: { since: monday, minutes } },
  }
  assert.equal(answerMinutesIn(desk, { team: 'tea_one', severity: 3 }), 405)
  assert.equal(answerMinutesIn(desk, { team: 'tea_one', severity: 2 }), 120)
  assert.equal(answerMinutesIn(desk, { team: 'tea_one', severity: 4 }), 480, 'never less than usual')
  assert.equal(answerMinutesIn(desk, { team: 'tea_two', severity: 3 }), 240)
  assert.equal(answerMinutesIn({ answerMinutes: desk.answerMinutes }, { team: 'tea_one', severity: 3 }), 240)
})

test('on duty is who is in his week, in the hours of his team, or has none, and is not absent', () => {
  const team = (id: 'tea_one' | 'tea_two' | 'tea_lost', hours: 'cal_a' | 'cal_gone' | null): TeamFacts => ({
    ...{ id, name: id, level: 1, setting: {}, active: true, duty: { hours, turns: [] } },
  })
  const agent = (name: string, more: Partial<AgentFacts> = {}): AgentFacts => ({
    ...{ id: `agt_${name}`, name, roles: ['agent'], levels: [1], teams: ['tea_one'], active: true },
    ...{ absent: false, reach: { zone: 'UTC', quiet: [], mail: 'never', cover: null } },
    ...more,
  })
  const people = [
    agent('bo'),
    agent('away', { absent: true }),
    agent('both', {
      teams: ['tea_one', 'tea_two'],
      week: { zone: 'UTC', hours: { mon: [['13:00', '14:00']] }, cover: null },
    }),
  ]
  const desk: DeskFacts = {
    ...defaultDesk,
    teams: {
      tea_one: team('tea_one', 'cal_a'),
      tea_two: team('tea_two', null),
      tea_lost: team('tea_lost', 'cal_gone'),
    },
    calendars: { cal_a: calendar },
    agents: Object.fromEntries(people.map(one => [one.id, one])) as Record<AgentId, AgentFacts>,
  }
  const half = at('2026-11-02T13:30:00Z')
  assert.deepEqual([onDutyIn(desk, 'tea_one', monday), onDutyIn(desk, 'tea_one', half)], [1, 0.5])
  assert.deepEqual([worksNow(desk, 'tea_one', monday), worksNow(desk, 'tea_one', half)], [true, false])
  assert.deepEqual([worksNow(desk, 'tea_two', half), worksNow(desk, 'tea_lost', half)], [true, true])
  assert.deepEqual([hoursOfTeam(desk, 'tea_none'), hoursOfTeam(desk, 'tea_one')], [null, calendar])
})

// How many people an hour needs and how many are planned: weeks, team hours, absences, people of two teams,
// clock changes; and where people are missing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCapacity, usualHandleS } from '#core/capacity/capacity-setting.ts'
import { neededFor, rateOf } from '#core/capacity/needed.ts'
import { peopleIn, plannedIn, unplannedIn } from '#core/capacity/planned.ts'
import { type HourStaffing, shortagesOf, staffedWeek } from '#core/capacity/staffed-week.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { readWeek } from '#core/measure/period.ts'
import {
  type AgentFacts,
  type DeskFacts,
  defaultDesk,
  type TeamFacts,
  type WorkingWeek,
} from '#core/people/desk-facts.ts'
import { erlangC } from '#core/staffing/erlang.ts'

const zone = 'Europe/Stockholm'
const at = (text: string): Instant => instant(Date.parse(text))
const reach = { zone, quiet: [], mail: 'never', cover: null } as const
const agent = (name: string, more: Partial<AgentFacts> = {}): AgentFacts => ({
  ...{ id: `agt_${name}`, name, roles: ['agent'], levels: [1], teams: ['tea_one'], active: true },
  ...{ absent: false, reach },
  ...more,
})
const team = (id: TeamId, level: 1 | 2, duty?: TeamFacts['duty']): TeamFacts => ({
  ...{ id, name: id, level, setting: {}, active: true },
  ...(duty && { duty }),
})
const parsed = parseCalendar({ zone, versions: [{ week: { mon: [['10:00', '12:00']] } }] })
assert.ok('calendar' in parsed)
const deskOf = (...agents: AgentFacts[]): DeskFacts => ({
  ...defaultDesk,
  teams: {
    tea_one: team('tea_one', 1),
    tea_two: team('tea_two', 2, { hours: 'cal_house', turns: [] }),
    tea_lost: team('tea_lost', 2, { hours: 'cal_gone', turns: [] }),
  },
  calendars: { cal_house: parsed.calendar },
  agents: Object.fromEntries(agents.map(one => [one.id, one])) as Record<AgentId, AgentFacts>,
})
const week = { zone, hours: { mon: [['08:30', '17:00']] }, cover: null } as WorkingWeek
const monday = readWeek('2026-W45', zone)!
const nine = { from: at('2026-11-02T09:00:00+01:00'), until: at('2026-11-02T10:00:00+01:00') }
const eight = { from: at('2026-11-02T08:00:00+01:00'), until: nine.from }
const before = monday.from

test('a rate is as sure as there was much of it', () => {
  assert.equal(rateOf(3, 0), null)
  assert.deepEqual(rateOf(0, 4)?.perHour, 0)
  assert.equal(rateOf(0, 4)?.range[0], 0)
  const [low, high] = rateOf(16, 8)!.range
  // The exact range of Poisson for 16 is 9.145 to 25.983.
  assert.ok(Math.abs(low * 8 - 9.145) < 0.05 && Math.abs(high * 8 - 25.983) < 0.05, `${low * 8} ${high * 8}`)
  assert.ok(rateOf(1, 1)!.range[0] >= 0)
})

test('what is needed reaches the goal, one less does not, and nobody is busier than is wanted', () => {
  const setting = { ...defaultCapacity, waitMinutes: 1, busyPercent: 99 }
  const needed = neededFor(60, 480, setting)
  const begun = (agents: number) =>
    erlangC({ calls: 60, intervalS: 3_600, ahtS: 480 }, agents).waiting?.answeredWithin(60) ?? 0
  assert.ok(begun(needed) >= 0.8 && begun(needed - 1) < 0.8)
  assert.equal(neededFor(60, 480, { ...setting, busyPercent: 50 }), 16)
  assert.equal(neededFor(0, 480, setting), 0)
  assert.ok(neededFor(60, 480, { ...setting, patienceMinutes: 2 }) < needed, 'who gives up makes room')
  assert.deepEqual([usualHandleS(defaultCapacity, 1), usualHandleS(defaultCapacity, 3)], [600, 3_600])
})

test('people are planned by their week, else by the hours of their team; who has none is counted nowhere', () => {
  const desk = deskOf(
    agent('bo', { week }),
    agent('eva', { teams: ['tea_two'], levels: [2] }),
    agent('lost', { teams: ['tea_lost'], levels: [2] }),
    agent('new'),
    agent('gone', { week, active: false }),
    agent('lead', { week, roles: ['lead'] }),
    { ...agent('program', { week }), reach: undefined } as unknown as AgentFacts,
    agent('partner', { week, roles: ['partner'] }),
  )
  const all = plannedIn(desk, undefined)!
  assert.deepEqual(
    all.map(one => one.agent.name),
    ['bo', 'eva', 'lost', 'new', 'partner'],
  )
  assert.equal(unplannedIn(all), 2)
  assert.equal(peopleIn(all, eight, before), 1, 'two from half past eight')
  assert.equal(peopleIn(all, nine, before), 2)
  const ten = { from: nine.until, until: at('2026-11-02T11:00:00+01:00') }
  assert.equal(peopleIn(all, ten, before), 3)
  assert.equal(peopleIn(all, { from: nine.from, until: nine.from }, before), 0)
})

test('who works in two teams is half of one in each; a channel has no people of its own', () => {
  const desk = deskOf(
    agent('bo', { week, teams: ['tea_one', 'tea_two'], levels: [1, 2] }),
    agent('free', { week, teams: [], levels: [2] }),
    agent('stray', { week, teams: ['tea_none'], levels: [] }),
    agent('nowhere', { week, teams: [], levels: [] }),
  )
  const people = (scope: Parameters<typeof plannedIn>[1]) => peopleIn(plannedIn(desk, scope)!, nine, before)
  assert.equal(people({ by: 'team', is: 'tea_one' }), 0.5)
  assert.equal(people({ by: 'team', is: 'tea_two' }), 0.5)
  assert.equal(people({ by: 'level', is: 1 }), 0.5)
  assert.equal(people({ by: 'level', is: 2 }), 1.5)
  assert.equal(plannedIn(desk, { by: 'channel', is: 'email' }), null)
})

test('who is absent now is away until he is back, and was there before', () => {
  const until = at('2026-11-02T11:00:00+01:00')
  const desk = deskOf(agent('bo', { week, absent: true, absence: { until, cover: null } }))
  const people = (stretch: typeof nine, now: Instant) => peopleIn(plannedIn(desk, undefined)!, stretch, now)
  const halfPast = at('2026-11-02T09:30:00+01:00')
  assert.equal(people(nine, halfPast), 0.5)
  assert.equal(people(nine, nine.until), 1)
  assert.equal(people({ from: until, until: at('2026-11-02T12:00:00+01:00') }, halfPast), 1)
  assert.equal(people({ from: nine.until, until }, halfPast), 0)
})

test('each hour stands with what it needs, who is planned, and what is missing', () => {
  const desk = deskOf(agent('bo', { week }))
  const came = Array.from({ length: 168 }, (_, hour) => (hour === 9 ? 80 : 0))
  const hours = Array.from({ length: 168 }, (_, hour) => (hour === 10 ? 0 : 8))
  const against = { handleS: 900, setting: defaultCapacity, week: monday, zone, now: before }
  const found = staffedWeek({ came, hours }, { ...against, planned: plannedIn(desk, undefined) })
  const { needed, planned, gap, neededRange, perHour } = found[9]!
  assert.deepEqual([needed, planned, gap, perHour], [4, 1, -3, 10])
  assert.ok(neededRange![0] <= 4 && neededRange![1] >= 4)
  assert.deepEqual([found[10]!.needed, found[10]!.gap, found[10]!.planned], [null, null, 1])
  const alone = staffedWeek({ came, hours }, { ...against, planned: null })[9]!
  assert.deepEqual([alone.needed, alone.planned, alone.gap], [4, null, null])
})

test('an hour that clocks leave out has no people, and the week still has all others', () => {
  const night = { zone, hours: { sun: [['01:00', '05:00']] }, cover: null } as WorkingWeek
  const planned = plannedIn(deskOf(agent('bo', { week: night })), undefined)
  const none = { came: Array(168).fill(0), hours: Array(168).fill(1) }
  const spring = readWeek('2026-W13', zone)!
  const found = staffedWeek(none, {
    ...{ handleS: 60, setting: defaultCapacity, planned, week: spring, zone, now: spring.from },
  })
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(hour => found[144 + hour]!.planned),
    [1, 0, 1, 1, 0],
  )
})

test('hours in which people are missing are told together, the worst first, parts of people not at all', () => {
  const gaps: Record<number, number> = { 9: -2, 10: -1, 12: -0.4, 20: -1, 23: -1, 24: -3, 100: 2 }
  const hours = Array.from({ length: 168 }, (_, hour) => ({
    hour,
    gap: gaps[hour] ?? null,
  })) as HourStaffing[]
  assert.deepEqual(shortagesOf(hours), [
    { weekday: 0, from: 9, until: 11, missing: 2, hours: 3 },
    { weekday: 1, from: 0, until: 1, missing: 3, hours: 3 },
    { weekday: 0, from: 20, until: 21, missing: 1, hours: 1 },
    { weekday: 0, from: 23, until: 24, missing: 1, hours: 1 },
  ])
})

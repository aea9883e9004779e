// The record of who was there on a day: hours, absences, people of two teams and of none; and what of it is
// of a period and of a part of the desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant, instant } from '#core/kit/time.ts'
import { quarterMs, type StaffedDay, staffedIn, staffedOn } from '#core/measure/staffed.ts'
import {
  type AgentFacts,
  type DeskFacts,
  defaultDesk,
  type TeamFacts,
  type WorkingWeek,
} from '#core/people/desk-facts.ts'

const at = (text: string): Instant => instant(Date.parse(text))
const monday = at('2026-11-02T00:00:00Z')
const day = monday / dayMs
const week = { zone: 'UTC', hours: { mon: [['08:00', '12:00']] }, cover: null } as WorkingWeek
const reach = { zone: 'UTC', quiet: [], mail: 'never', cover: null } as const
const agent = (name: string, more: Partial<AgentFacts> = {}): AgentFacts => ({
  ...{ id: `agt_${name}`, name, roles: ['agent'], levels: [1], teams: ['tea_one'], active: true },
  ...{ absent: false, reach, week },
  ...more,
})
const team = (id: TeamFacts['id'], level: 1 | 2): TeamFacts => ({
  ...{ id, name: id, level, setting: {}, active: true },
})
const deskOf = (...agents: AgentFacts[]): DeskFacts => ({
  ...defaultDesk,
  teams: { tea_one: team('tea_one', 1), tea_two: team('tea_two', 2) },
  agents: Object.fromEntries(agents.map(one => [one.id, one])) as Record<AgentId, AgentFacts>,
})
const hoursOf = ({ parts }: StaffedDay) =>
  parts.map(({ team: own, level, quarters }) => [
    own,
    level,
    quarters.reduce((sum, one) => sum + one, 0) / 3_600,
  ])

test('who works in two teams is there for each by half, who is in none at his levels', () => {
  const two = agent('two', { teams: ['tea_one', 'tea_two'] })
  const none = agent('none', { teams: [], levels: [2, 3] })
  assert.deepEqual(hoursOf(staffedOn(deskOf(agent('one'), two, none), day, {})), [
    [null, 2, 2],
    [null, 3, 2],
    ['tea_one', 1, 6],
    ['tea_two', 2, 2],
  ])
})

test('who has no hours, no team that is there, or does not work that day is counted nowhere', () => {
  const lost = agent('lost', { teams: ['tea_gone'] })
  const free = agent('free', { week: null })
  assert.deepEqual(staffedOn(deskOf(lost, free), day, {}).parts, [])
  assert.deepEqual(staffedOn(deskOf(agent('one')), day + 1, {}).parts, [])
})

test('whoever was away was not there meanwhile', () => {
  const from = at('2026-11-02T09:05:00Z')
  const of = (until: string) => staffedOn(deskOf(agent('one')), day, { agt_one: { from, until: at(until) } })
  assert.deepEqual(hoursOf(of('2026-11-02T10:05:00Z')), [['tea_one', 1, 3]])
  assert.equal(of('2026-11-02T10:05:00Z').parts[0]!.quarters[36], 5 * 60)
  assert.deepEqual(
    hoursOf(of('2026-11-09T00:00:00Z')).map(([, , hours]) => Number(hours).toFixed(4)),
    ['1.0833'],
  )
})

test('of a period its quarters count, of a part of the desk its own; a channel has no people', () => {
  const two = agent('two', { teams: ['tea_one', 'tea_two'] })
  const days = [staffedOn(deskOf(agent('one'), two), day, {})]
  const period = (from: number, until: number) => ({ from: instant(from), until: instant(until) })
  const whole = period(monday, monday + dayMs)
  const hours = (...asked: Parameters<typeof staffedIn>) => staffedIn(...asked)!.seconds / 3_600
  assert.equal(hours(days, whole, undefined), 8)
  assert.equal(hours(days, whole, { by: 'team', is: 'tea_two' }), 2)
  assert.equal(hours(days, whole, { by: 'level', is: 1 }), 6)
  assert.equal(staffedIn(days, whole, { by: 'channel', is: 'phone' }), null)
  const ten = monday + 10 * hourMs
  assert.equal(hours(days, period(ten - quarterMs, ten), undefined), 0.5)
  assert.equal(hours(days, period(ten, monday + 3 * dayMs), undefined), 4)
  const { isKnown } = staffedIn(days, whole, undefined)!
  assert.deepEqual([isKnown(monday), isKnown(monday - 1), isKnown(monday + dayMs)], [true, false, false])
})

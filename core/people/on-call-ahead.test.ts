// The turns of the next weeks: who has them, where nobody is, where two are at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts, Duty, Reach, Rota } from '#core/people/desk-facts.ts'
import { turnAt } from '#core/people/on-call.ts'
import { onCallAhead } from '#core/people/on-call-ahead.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'

const [bo, chiara, jordi] = ['bo', 'chiara', 'jordi'].map(agentId) as [AgentId, AgentId, AgentId]
const team = teamId(1)
const utc = (text: string): Instant => instant(Date.parse(text))
const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
const week = { from: utc('2026-11-16T00:00Z'), until: utc('2026-11-23T00:00Z') }

/** The team works Monday to Friday, 8 to 17 in Stockholm: 07:00 to 16:00 UTC. */
const having = (
  duty: Partial<Duty>,
  changes: Readonly<Record<string, Partial<AgentFacts>>> = {},
): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, reach, ...changes[one.name] }]),
  ),
  calendars: { cal_day: calendarOf() },
  teams: { ...desk.teams, [team]: { ...desk.teams[team]!, duty: { hours: 'cal_day', turns: [], ...duty } } },
})
const said = (facts: DeskFacts, asked = week) => {
  const ahead = onCallAhead(facts, team, asked)
  assert.ok(ahead)
  const time = (at: Instant) => new Date(at).toISOString().slice(5, 16)
  return {
    stretches: ahead.stretches.map(one => `${time(one.from)}–${time(one.until)} ${one.agent} ${one.by}`),
    gaps: ahead.gaps.map(one => `${time(one.from)}–${time(one.until)}`),
    overlaps: ahead.overlaps.map(one => `${time(one.from)}–${time(one.until)} ${one.agents.join(' ')}`),
  }
}
const inTurn: Rota = { form: 'in_turn', people: [bo, chiara], day: 'wed', at: '09:00', since: '2026-11-04' }

test('week by week in turn there is no gap, and none at once', () => {
  assert.deepEqual(said(having({ rota: inTurn })), {
    stretches: ['11-16T00:00–11-18T08:00 agt_chiara rota', '11-18T08:00–11-23T00:00 agt_bo rota'],
    gaps: [],
    overlaps: [],
  })
})

test('a swapped night stands between the two parts of a week, and is no overlap', () => {
  const turns = [{ agent: jordi, from: utc('2026-11-19T16:00Z'), until: utc('2026-11-20T07:00Z') }]
  assert.deepEqual(said(having({ rota: inTurn, turns })), {
    stretches: [
      '11-16T00:00–11-18T08:00 agt_chiara rota',
      '11-18T08:00–11-19T16:00 agt_bo rota',
      '11-19T16:00–11-20T07:00 agt_jordi date',
      '11-20T07:00–11-23T00:00 agt_bo rota',
    ],
    gaps: [],
    overlaps: [],
  })
})

test('where nobody has the night or the weekend it is said, but not while the team works', () => {
  const row = { agent: bo, days: ['mon', 'tue', 'wed', 'thu'], from: '17:00', until: '08:00' } as const
  const { gaps, overlaps } = said(having({ rota: { form: 'weekly', rows: [row] } }))
  assert.deepEqual(gaps, ['11-16T00:00–11-16T07:00', '11-20T16:00–11-23T00:00'])
  assert.deepEqual(overlaps, [])
})

test('two of the rota, or two by date, at once outside the hours are said with both', () => {
  const late = { agent: bo, days: ['mon'], from: '15:00', until: '20:00' } as const
  const also = { agent: chiara, days: ['mon'], from: '16:00', until: '23:00' } as const
  const rota: Rota = { form: 'weekly', rows: [late, also] }
  const monday = { from: utc('2026-11-16T07:00Z'), until: utc('2026-11-16T22:00Z') }
  const both = said(having({ rota }), monday)
  assert.deepEqual(both.overlaps, ['11-16T16:00–11-16T19:00 agt_bo agt_chiara'])
  assert.deepEqual(both.stretches, [
    '11-16T14:00–11-16T19:00 agt_bo rota',
    '11-16T19:00–11-16T22:00 agt_chiara rota',
  ])
  const turn = { from: utc('2026-11-16T16:00Z'), until: utc('2026-11-16T20:00Z') }
  const dated = having({
    turns: [
      { agent: bo, ...turn },
      { agent: jordi, ...turn },
    ],
  })
  assert.deepEqual(said(dated, monday).overlaps, ['11-16T16:00–11-16T20:00 agt_bo agt_jordi'])
  const twice = having({
    turns: [
      { agent: bo, ...turn },
      { agent: bo, ...turn },
    ],
  })
  assert.deepEqual(said(twice, monday).overlaps, [], 'of one person it is none')
})

test('who is absent has his turns again when he is back; who has left, or is a program, has none', () => {
  const one: Rota = { ...inTurn, people: [bo] }
  const back = { absent: true, absence: { until: utc('2026-11-17T12:00Z'), cover: null } }
  assert.deepEqual(said(having({ rota: one }, { bo: back })), {
    stretches: ['11-17T12:00–11-23T00:00 agt_bo rota'],
    gaps: ['11-16T00:00–11-16T07:00', '11-16T16:00–11-17T07:00'],
    overlaps: [],
  })
  for (const change of [{ active: false }, { reach: undefined as never }, { absent: true }])
    assert.deepEqual(said(having({ rota: one }, { bo: change })).stretches, [])
  assert.deepEqual(said(having({ rota: { ...one, people: [agentId('nobody')] } })).stretches, [])
})

test('a team without hours has no turns to come', () => {
  assert.equal(onCallAhead(having({ hours: null, rota: inTurn }), team, week), null)
  assert.equal(onCallAhead(desk, teamId('none'), week), null)
  assert.equal(turnAt(having({ hours: null, rota: inTurn }), team, week.from), null)
})

test('whose turn it is holds while the team works, too', () => {
  const facts = having({ rota: inTurn })
  const noon = utc('2026-11-17T12:00Z')
  assert.deepEqual(turnAt(facts, team, noon), { agent: chiara, until: utc('2026-11-18T08:00Z') })
})

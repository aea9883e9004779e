// Working weeks: who is there when, who keeps a word that falls due outside one, and for how long.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import type { Command } from '#core/case/case.ts'
import { keptFor } from '#core/case/kept-for.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { backFor, coveredBy, coversFor, isAway, isCovering, keeperNow, standIn } from '#core/people/cover.ts'
import { deskAt, deskTold } from '#core/people/desk-at.ts'
import type { AgentFacts, DeskFacts, Reach, WorkingWeek } from '#core/people/desk-facts.ts'
import { backAt, isOff, isOnDuty, readWeek } from '#core/people/week.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import { samples } from '#core/testing/sample.ts'
import { agentId, at, by, clock, desk, given, taken, teamId, type Wished } from '#core/testing/world.ts'

// The world begins on Thursday, 19 November 2026, at 10:00 in Stockholm: minute 0.
const [bo, chiara, karin, jordi] = ['bo', 'chiara', 'karin', 'jordi'].map(agentId) as [
  AgentId,
  AgentId,
  AgentId,
  AgentId,
]
const team = teamId(1)
const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
const hours = (from: string, until: string): WorkingWeek['hours'] =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [[from, until]]]))
const week = (from: string, until: string, cover: AgentId | null = null): Partial<AgentFacts> => ({
  week: { zone: 'Europe/Stockholm', hours: hours(from, until), cover },
})
const having = (changes: Readonly<Record<AgentId, Partial<AgentFacts>>>, more: Partial<DeskFacts> = {}) => ({
  ...desk,
  ...more,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, reach, ...changes[one.id] }]),
  ) as DeskFacts['agents'],
})
const early = week('08:00', '16:00')
const late = week('14:00', '22:00')
/** Minute 360 is 16:00, minute 480 is 18:00, minute 960 is 02:00 of Friday. */
const [four, six, two] = [at(360), at(480), at(960)]
const keeps = (facts: DeskFacts, dueAt = six, now?: ReturnType<typeof at>) =>
  keeperNow(facts, { keeper: bo, dueAt, team, ...(now !== undefined && { now }) })

test('whoever has no week set is always taken as there', () => {
  const one = desk.agents[bo]!
  assert.deepEqual([isOff(one, two), isOnDuty(one, six), backAt(one, two)], [false, false, null])
  assert.deepEqual(keeps(desk, two), { as: 'keeper', agent: bo })
})

test('a week that cannot be read holds nobody off', () => {
  const broken = { ...desk.agents[bo]!, week: { zone: 'Moon/Base', hours: {}, cover: null } }
  assert.deepEqual([isOff(broken, two), isOnDuty(broken, two), backAt(broken, two)], [false, false, null])
  assert.ok('faults' in readWeek(broken.week))
})

test('a desk of very many different weeks is read right all the same', () => {
  for (let minute = 0; minute < 510; minute++) {
    const from = `0${minute % 10}:${String(Math.floor(minute / 10)).padStart(2, '0')}`
    const one = { ...desk.agents[bo]!, ...week(from, '23:59') }
    assert.deepEqual([isOff(one, six), isOff(one, instant(at(839) + 30_000))], [false, true], from)
  }
})

test('a word due as the day ends is of the day, one due as it begins is not', () => {
  const facts = having({ [bo]: { week: { ...early.week!, cover: chiara } } })
  assert.deepEqual(keeps(facts, four), { as: 'keeper', agent: bo })
  assert.deepEqual(keeps(facts, at(361)), { as: 'cover', agent: chiara })
  // 08:00 of Friday: nobody can have kept it by then who begins then.
  assert.deepEqual(keeps(facts, at(22 * 60)), { as: 'cover', agent: chiara })
  assert.deepEqual(keeps(facts, at(22 * 60 + 5)), { as: 'keeper', agent: bo })
})

test('outside his week it is his cover if he works, else the team, else on call, else a lead', () => {
  const onCall = { hours: 'cal_day' as const, turns: [{ agent: jordi, from: at(0), until: at(2_000) }] }
  const more = {
    calendars: { cal_day: calendarOf() },
    teams: { ...desk.teams, [team]: { ...desk.teams[team]!, duty: onCall } },
  }
  const all = having({ [bo]: week('08:00', '16:00', karin), [chiara]: late, [karin]: late }, more)
  assert.deepEqual(keeps(all), { as: 'cover', agent: karin })
  const asleep = having({ [bo]: week('08:00', '16:00', karin), [chiara]: late, [karin]: early }, more)
  assert.deepEqual(keeps(asleep), { as: 'on_duty', agent: chiara })
  assert.deepEqual(keeps(asleep, two), { as: 'on_call', agent: jordi })
  const absent = having(
    { [bo]: week('08:00', '16:00', karin), [chiara]: { ...late, absent: true }, [karin]: late },
    { ...more, teams: desk.teams },
  )
  assert.deepEqual(keeps(absent), { as: 'cover', agent: karin })
  const lead = having({ [bo]: early, [karin]: early }, { teams: desk.teams })
  assert.deepEqual(keeps(lead), { as: 'lead', agent: karin }, 'who is asleep is better than nobody')
  const second = { ...desk.agents[chiara]!, roles: ['agent', 'lead'] as const, ...late }
  const two_leads = having({ [bo]: early, [karin]: early, [chiara]: { roles: second.roles } })
  assert.deepEqual(
    keeps(two_leads),
    { as: 'lead', agent: chiara },
    'a lead who works goes before one who does not',
  )
})

test('who is away for days left his work to a lead, at night to who is on call before a lead who sleeps', () => {
  const away = { absent: true, absence: { until: at(9_999), cover: null } }
  const onCall = { hours: 'cal_day' as const, turns: [{ agent: jordi, from: at(0), until: at(2_000) }] }
  const more = {
    calendars: { cal_day: calendarOf() },
    teams: { ...desk.teams, [team]: { ...desk.teams[team]!, duty: onCall } },
  }
  const facts = having({ [bo]: { ...early, ...away }, [chiara]: late, [karin]: late }, more)
  assert.deepEqual(keeps(facts), { as: 'lead', agent: karin })
  assert.deepEqual(keeps(facts, two), { as: 'on_call', agent: jordi })
})

test('whose own turn on call it is keeps his own at night, behind his cover and who works then', () => {
  const onCall = { hours: 'cal_day' as const, turns: [{ agent: bo, from: at(0), until: at(2_000) }] }
  const more = {
    calendars: { cal_day: calendarOf() },
    teams: { ...desk.teams, [team]: { ...desk.teams[team]!, duty: onCall } },
  }
  const facts = having({ [bo]: early, [chiara]: late, [karin]: early }, more)
  assert.deepEqual(keeps(facts, two), { as: 'keeper', agent: bo })
  assert.equal(isCovering(facts, karin, { keeper: bo, dueAt: two, team }), false)
  const forHim = coveredBy(deskAt(facts, two), karin).filter(one => one.keepers.includes(bo))
  assert.deepEqual(
    forHim.filter(({ teams }) => teams === null || teams.includes(team)),
    [],
  )
  assert.deepEqual(keeps(facts), { as: 'on_duty', agent: chiara })
  const named = having({ [bo]: week('08:00', '16:00', karin), [karin]: {} }, more)
  assert.deepEqual(keeps(named, two), { as: 'cover', agent: karin })
  const away = having({ [bo]: { ...early, absent: true, absence: { until: at(9_999), cover: null } } }, more)
  assert.deepEqual(keeps(away, two), { as: 'lead', agent: karin }, 'who is away has no turn')
})

test('of several on duty it is always the same, and never the keeper himself', () => {
  const facts = having({ [bo]: early, [chiara]: late, [karin]: late })
  assert.deepEqual(keeps(facts), { as: 'on_duty', agent: chiara })
  assert.deepEqual(standIn(facts, chiara, team, six), { as: 'on_duty', agent: karin })
  const auditor = having({ [bo]: early, [chiara]: { ...late, roles: ['auditor'] } })
  assert.deepEqual(keeps(auditor), { as: 'lead', agent: karin }, 'an auditor keeps nothing')
})

test('where nobody stands in it stays his own', () => {
  const alone = having({ [bo]: early, [karin]: { absent: true } })
  assert.deepEqual(keeps(alone), { as: 'keeper', agent: bo })
  assert.deepEqual(keptFor(promised.state as OpenedCase, alone, at(3)), [])
})

test('what is late already is kept by whoever is there now', () => {
  const facts = having({ [bo]: early, [chiara]: late })
  assert.deepEqual(keeps(facts, at(300), six), { as: 'on_duty', agent: chiara })
  assert.deepEqual(keeps(facts, at(300), at(301)), { as: 'keeper', agent: bo })
})

const make: Wished = [2, by('bo'), { ...samples['promise.make'], promise: 'prm_a', dueAt: six } as Command]
const promised = given(...taken, make)

test('a promise made at ten and due at six is kept by the evening, and stays his who gave it', () => {
  const facts = having({ [bo]: early, [chiara]: late })
  const state = promised.state as OpenedCase
  const back = at(22 * 60)
  assert.deepEqual(keptFor(state, facts, at(3)), [
    { about: 'prm_a', keeper: bo, by: { as: 'on_duty', agent: chiara }, until: back },
  ])
  assert.deepEqual(keptFor(state, desk, at(3)), [])
  const [event] = promised.on(facts).when(480, clock, { type: 'clock.ring' }).then('promise.late')
  assert.equal(event?.type === 'promise.late' && event.keeper, chiara)
  assert.equal(state.promises.prm_a?.keeper, bo)
})

test('the next update of whoever is off by then is kept by who works, the work by who works on it', () => {
  const facts = having({ [bo]: early, [chiara]: late })
  const opened = given(...taken).state as OpenedCase
  const later: OpenedCase = {
    ...opened,
    contact: bo,
    promises: { prm_1: { ...opened.promises.prm_1!, dueAt: six } },
  }
  const next = { about: 'next', keeper: bo, by: { as: 'on_duty', agent: chiara }, until: at(22 * 60) }
  assert.deepEqual(keptFor(later, facts, at(3)), [next])
  assert.deepEqual(keptFor({ ...later, contact: chiara }, facts, at(3)), [])
  assert.deepEqual(keptFor({ ...later, contact: null, worker: null }, facts, at(3)), [])
  const target = { standing: 'running', kind: 'resolution', dueAt: six, from: at(0) }
  const working = { ...later, promises: {}, targets: { tgt_1: target } } as unknown as OpenedCase
  assert.deepEqual(keptFor({ ...working, contact: chiara, worker: bo }, facts, at(3)), [next])
  assert.deepEqual(keptFor({ ...working, contact: bo, worker: null }, facts, at(3)), [next])
})

test('rights follow the week as it is now: the cover speaks, reads and takes over, and no longer', () => {
  const facts = having({ [bo]: early, [chiara]: late })
  const [day, evening] = [deskAt(facts, at(60)), deskAt(facts, six)]
  for (const type of ['message.queue', 'promise.move', 'promise.take_over'] as const) {
    assert.equal(may(by('chiara'), type, promised.state, evening), true, type)
    assert.notEqual(may(by('chiara'), type, promised.state, day), true, type)
  }
  assert.deepEqual([isAway(day, bo), isAway(evening, bo), isAway(facts, bo, six)], [false, true, true])
  assert.equal(coversFor(evening, chiara, bo, team), true)
  assert.equal(isCovering(evening, chiara, { keeper: bo, dueAt: six, team }), true)
  assert.deepEqual(coveredBy(evening, chiara), [{ keepers: [bo], before: at(22 * 60), teams: [team] }])
  assert.deepEqual(coveredBy(day, chiara), [])
  const named = deskAt(having({ [bo]: week('08:00', '16:00', jordi) }), six)
  assert.deepEqual(coveredBy(named, jordi), [{ keepers: [bo], before: at(22 * 60), teams: null }])
  assert.deepEqual(coveredBy(named, chiara), [])
  assert.deepEqual(coveredBy({ ...desk, agents: { [bo]: desk.agents[bo]! } }, chiara), [], 'nobody is away')
})

test('a browser is told what holds, and comes to the same without any hours', () => {
  const onCall = { hours: 'cal_day' as const, turns: [{ agent: jordi, from: at(0), until: at(2_000) }] }
  const more = {
    calendars: { cal_day: calendarOf() },
    teams: { ...desk.teams, [team]: { ...desk.teams[team]!, duty: onCall } },
  }
  const facts = having({ [bo]: week('08:00', '16:00', chiara), [chiara]: late }, more)
  const told = (now = six) => deskTold(deskAt(facts, now))
  assert.deepEqual([told().agents[bo]?.week, told().teams[team]?.duty], [undefined, undefined])
  assert.deepEqual(told().agents[bo]?.off, { until: at(22 * 60), cover: chiara })
  assert.deepEqual([told().agents[chiara]?.off, told().agents[karin]?.off], [null, undefined])
  assert.deepEqual(keeps(told(), at(490)), { as: 'cover', agent: chiara })
  assert.equal(backFor(told(), { keeper: bo, dueAt: at(490), team }), at(22 * 60))
  assert.equal(isOnDuty(told().agents[chiara]!, six), true)
  const night = told(two)
  assert.deepEqual(keeps(night, at(970)), { as: 'on_call', agent: jordi })
  assert.deepEqual(keeps(night, at(2_100)), { as: 'keeper', agent: bo })
  assert.deepEqual(standIn(night, bo, team), { as: 'on_call', agent: jordi })
  const plain = deskTold(deskAt(having({ [bo]: early }, more), two))
  assert.deepEqual(standIn(plain, bo, team, at(1_999)), { as: 'on_call', agent: jordi })
  assert.deepEqual(standIn(plain, bo, team, at(2_000)), { as: 'lead', agent: karin })
})

test('when somebody is back is known of his week and his absence, and of nobody who has left', () => {
  const away = having({
    [bo]: { absent: true, absence: { until: at(9), cover: null } },
    [chiara]: { absent: true },
  })
  const due = { dueAt: six, team }
  assert.equal(backFor(away, { keeper: bo, ...due }), at(9))
  assert.equal(backFor(away, { keeper: chiara, ...due }), null)
  assert.equal(backFor(away, { keeper: agentId('gone'), ...due }), null)
  assert.equal(backFor(away, { keeper: null, ...due }), null)
})

test('a week follows the clocks on the wall through the change of the hour', () => {
  const one = { ...desk.agents[bo]!, ...early }
  const utc = (text: string) => instant(Date.parse(text))
  // 08:00 in Stockholm is 06:00 UTC before 25 October 2026, and 07:00 after.
  assert.deepEqual(
    [isOff(one, utc('2026-10-23T06:30Z')), isOff(one, utc('2026-10-26T06:30Z'))],
    [false, true],
  )
  assert.equal(backAt(one, utc('2026-10-25T12:00Z')), utc('2026-10-26T07:00Z'))
})

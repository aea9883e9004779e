import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { defaultLive } from '#core/people/live-setting.ts'
import type { There } from '#core/people/who-rings.ts'
import { worldOf } from '#core/testing/live-world.ts'
import { agentId, at, by, clock, desk, taken, teamId, text } from '#core/testing/world.ts'

const ask: Command = {
  type: 'live_line.ask',
  live: 'liv_a',
  level: 2,
  question: text('Can you test the line?'),
  problem: text('goes off at eight'),
  known: text('resyncs'),
  tried: text('restart'),
}
const ring: Command = { type: 'clock.ring' }
const bo = by('bo')
const here = { isHere: true, pausedUntil: null, calls: 0, rings: 0, cases: 0 }

const rungOf = (events: readonly Event[]) =>
  events.flatMap(one => (one.type === 'live_line.rang' ? [one.agents] : [])).flat()
const play = (there: There, facts: DeskFacts = desk) => worldOf([...taken], { there, facts })

test('a lead on duty is rung once the level and who is on call did not answer', () => {
  const only = { ...desk, agents: { ...desk.agents } }
  for (const id of ['ivan', 'karin'] as const)
    Object.assign(only.agents, { [`agt_${id}`]: { ...desk.agents[agentId(id)], levels: [1] } })
  const duty = { hours: 'cal_a' as const, turns: [{ agent: agentId('jordi'), from: at(0), until: at(90) }] }
  const facts: DeskFacts = {
    ...only,
    calendars: { cal_a: { zone: 'UTC', versions: [] } as never },
    teams: { ...desk.teams, tea_2: { ...desk.teams[teamId(2)]!, duty } },
    agents: {
      ...only.agents,
      agt_jordi: {
        ...desk.agents[agentId('jordi')]!,
        reach: { zone: 'UTC', quiet: [], mail: 'never', cover: null },
      },
    },
  }
  const world = worldOf([...taken], { facts })
  world.do(2, bo, ask)
  for (const minute of [3, 5, 7]) world.do(minute, clock, ring)
  assert.deepEqual(world.rang(), [
    ['level', 'agt_marta'],
    ['on_call', 'agt_jordi'],
    ['lead', 'agt_karin'],
  ])
  world.do(9, clock, ring)
  assert.equal(world.line().standing, 'unanswered')
})

test('who is not there, has a break, talks, or lacks the skill is not rung; who has less comes first', () => {
  const there: There = {
    agt_ivan: { ...here, cases: 5 },
    agt_marta: { ...here, cases: 2 },
    agt_karin: here,
  }
  const first = (now: There, facts?: DeskFacts) => {
    const world = play(now, facts)
    return rungOf(world.do(2, bo, ask))
  }
  assert.deepEqual(first(there), ['agt_karin'])
  assert.deepEqual(first({ ...there, agt_karin: { ...here, calls: 1 } }), ['agt_marta'])
  assert.deepEqual(first({ ...there, agt_karin: { ...here, rings: 1 } }), ['agt_marta'])
  assert.deepEqual(first({ ...there, agt_karin: { ...here, pausedUntil: at(9) } }), ['agt_marta'])
  assert.deepEqual(first({ ...there, agt_karin: { ...here, pausedUntil: at(1) } }), ['agt_karin'])
  assert.deepEqual(first({ agt_ivan: here }), ['agt_ivan'])
  const facts: DeskFacts = {
    ...desk,
    skills: { skl_a: { id: 'skl_a', name: 'DSL', products: [], kinds: ['other'], active: true } },
    agents: {
      ...desk.agents,
      agt_marta: {
        ...desk.agents[agentId('marta')]!,
        routing: { skills: ['skl_a'], languages: [], products: [], capacity: null },
      },
    },
  }
  assert.deepEqual(first(there, facts), ['agt_marta'])
  const away = { ...desk.agents, agt_ivan: { ...desk.agents[agentId('ivan')]!, absent: true } }
  assert.deepEqual(first({ agt_ivan: here, agt_marta: here }, { ...desk, agents: away }), ['agt_marta'])
  const off = {
    ...desk.agents,
    agt_ivan: { ...desk.agents[agentId('ivan')]!, off: { until: at(60), cover: null } },
  }
  assert.deepEqual(first({ agt_ivan: here, agt_marta: here }, { ...desk, agents: off }), ['agt_marta'])
})

test('who speaks the language of the customer is rung before who has less to do', () => {
  const there: There = { agt_ivan: { ...here, cases: 5 }, agt_karin: here }
  const speaking = (name: string, language: 'sv' | 'it') => ({
    ...desk.agents[agentId(name)]!,
    routing: {
      ...{ skills: [], products: [], capacity: null },
      languages: [{ language, writes: true, speaks: true }],
    },
  })
  const language = (taken[0]![2] as { language: 'sv' | 'it' }).language
  const other = language === 'it' ? 'sv' : 'it'
  const first = (ivan: 'sv' | 'it', karin: 'sv' | 'it') => {
    const agents = {
      ...desk.agents,
      agt_ivan: speaking('ivan', ivan),
      agt_karin: speaking('karin', karin),
    }
    return rungOf(play(there, { ...desk, agents }).do(2, bo, ask))
  }
  assert.deepEqual(first(language, other), ['agt_ivan'])
  assert.deepEqual(first(language, language), ['agt_karin'])
})

test('of those at whom as little rings, who knows the product is rung first where the desk says so', () => {
  const there: There = { agt_ivan: { ...here, cases: 5 }, agt_karin: here }
  const [[minutes, who, command], ...rest] = taken as [(typeof taken)[0] & {}, ...typeof taken]
  const of: Command = { ...command, product: 'pro_a' } as Command
  const first = (now: There, facts: DeskFacts) => {
    const world = worldOf([[minutes, who, of], ...rest], { there: now, facts })
    return rungOf(world.do(2, bo, ask))
  }
  const live = defaultLive
  const agents = { ...desk.agents, agt_ivan: { ...desk.agents[agentId('ivan')]!, knows: ['pro_a' as const] } }
  const facts: DeskFacts = { ...desk, agents, live: { ...live, knowsFirst: true } }
  assert.deepEqual(first(there, facts), ['agt_ivan'])
  assert.deepEqual(first({ ...there, agt_ivan: { ...here, rings: 1 } }, facts), ['agt_karin'])
  assert.deepEqual(first(there, { ...facts, live }), ['agt_karin'])
})

test('a lead who has a break or is outside his week and not here is not rung', () => {
  const lead = { ...desk.agents[agentId('karin')]!, levels: [1 as const] }
  const off = { ...lead, off: { until: at(60), cover: null } }
  const first = (facts: typeof lead, there: There) =>
    play(there, { ...desk, agents: { ...desk.agents, agt_karin: facts } })
      .do(2, bo, ask)
      .at(-1)?.type
  assert.equal(first(lead, { agt_karin: { ...here, pausedUntil: at(9) } }), 'live_line.unanswered')
  assert.equal(first(off, {}), 'live_line.unanswered')
  assert.equal(first(off, { agt_karin: here }), 'live_line.rang')
  const two = {
    ...desk,
    agents: {
      ...desk.agents,
      agt_karin: lead,
      agt_zoe: { ...lead, id: agentId('zoe') },
      agt_abe: { ...lead, id: agentId('abe'), teams: [] },
    },
  }
  assert.deepEqual(rungOf(play({}, two).do(2, bo, ask)), ['agt_karin'])
  assert.deepEqual(rungOf(play({ agt_abe: here }, two).do(2, bo, ask)), ['agt_abe'])
})

test('a partner is rung only for what is in his share', () => {
  const partner = { house: 'Other', accountable: agentId('bo'), endsAt: null, readDays: 1, namesPeople: true }
  const teams = { ...desk.teams, tea_2: { ...desk.teams[teamId(2)]!, partner } }
  const facts = { ...desk, teams }
  const team = { ...ask, team: 'tea_2' } as Command
  const events = play({ agt_ivan: here, agt_marta: here }, facts).do(2, bo, team)
  assert.equal(rungOf(events).includes(agentId('ivan')), false)
})

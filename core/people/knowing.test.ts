import assert from 'node:assert/strict'
import { test } from 'node:test'
import { knowsIt, maySeeKnowing, whoCanHelp } from '#core/people/knowing.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'

const one = (name: Parameters<typeof agentId>[0]) => desk.agents[agentId(name)]!
const live = { ...desk, live: { knowsFirst: true } as DeskFacts['live'] & object }

test('what a person knows is seen by himself and by who leads him, by nobody else', () => {
  const bo = agentId('bo')
  assert.equal(maySeeKnowing(desk, one('bo'), bo), true)
  assert.equal(maySeeKnowing(desk, one('karin'), bo), true)
  assert.equal(maySeeKnowing(desk, one('ivan'), bo), false)
  assert.equal(maySeeKnowing(desk, { ...one('bo'), active: false }, bo), false)
})

test('who can help stands by name, with what one may think so by and no number', () => {
  const named = {
    ...desk,
    agents: {
      ...desk.agents,
      agt_ivan: { ...one('ivan'), name: 'Zoe' },
      agt_marta: { ...one('marta'), name: 'Åsa' },
      agt_bo: { ...one('bo'), name: 'Åsa' },
      agt_karin: { ...one('karin'), active: false },
    },
  }
  const said = [
    { agent: agentId('ivan'), how: 'trained' },
    { agent: agentId('ivan'), how: 'used' },
    { agent: agentId('karin'), how: 'used' },
  ] as const
  const solvers = [agentId('ivan'), agentId('marta'), agentId('bo')]
  assert.deepEqual(whoCanHelp(named, { said, solvers }), [
    { agent: 'agt_bo', name: 'Åsa', by: ['solved'] },
    { agent: 'agt_marta', name: 'Åsa', by: ['solved'] },
    { agent: 'agt_ivan', name: 'Zoe', by: ['used', 'trained', 'solved'] },
  ])
  const back = Object.fromEntries(Object.entries(named.agents).reverse()) as typeof named.agents
  assert.deepEqual(
    whoCanHelp({ ...named, agents: back }, { said: [], solvers }).map(({ agent }) => agent),
    ['agt_bo', 'agt_marta', 'agt_ivan'],
  )
})

test('nobody of another house is named', () => {
  const partner = { house: 'Other', accountable: agentId('bo'), endsAt: null, readDays: 1, namesPeople: true }
  const teams = { ...desk.teams, tea_2: { ...desk.teams[teamId(2)]!, partner } }
  const agents = { ...desk.agents, agt_ivan: { ...one('ivan'), teams: [teamId(2)] } }
  const solvers = [agentId('ivan'), agentId('bo')]
  const found = whoCanHelp({ ...desk, teams, agents }, { said: [], solvers })
  assert.deepEqual(
    found.map(({ agent }) => agent),
    ['agt_bo'],
  )
})

test('it goes into a choice only where the desk says so, and only for a product', () => {
  const knower = { ...one('ivan'), knows: ['pro_a' as const] }
  assert.equal(knowsIt(live, knower, 'pro_a'), true)
  assert.equal(knowsIt(live, knower, 'pro_b'), false)
  assert.equal(knowsIt(live, knower, null), false)
  assert.equal(knowsIt(live, { ...knower, knows: null }, 'pro_a'), false)
  assert.equal(knowsIt(live, one('ivan'), 'pro_a'), false)
  assert.equal(knowsIt(desk, knower, 'pro_a'), false)
})

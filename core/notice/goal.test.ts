// A goal for calls is told to whom it is for, at once or at the end of his quiet hours; never to who set it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { goalCause, toldOfGoal } from '#core/notice/goal.ts'
import { partnerDesk } from '#core/testing/partner-desk.ts'
import { agentId, t0, teamId } from '#core/testing/world.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const calm = { zone: 'UTC', quiet: [], mail: 'away', cover: null } as const
const quiet = { ...calm, quiet: [{ days, from: '00:00', until: '23:59' }] }
const agents = Object.fromEntries(
  Object.values(partnerDesk.agents).map(one => [one.id, { ...one, reach: one.name === 'bo' ? quiet : calm }]),
)
const desk = { ...partnerDesk, agents }
const told = (whose: AgentId | `tea_${string}`, by = agentId('karin'), facts = desk) =>
  toldOfGoal(facts, { whose, by, now: t0 }).map(
    one => `${one.agent} ${one.as}${one.tellAt > t0 ? ' later' : ''}`,
  )

test('the person it is for is told, in his quiet hours later; nobody else, and not who set it', () => {
  assert.deepEqual(told(agentId('marta')), ['agt_marta owner'])
  assert.deepEqual(told(agentId('bo')), ['agt_bo owner later'])
  assert.deepEqual(told(agentId('karin')), [])
  assert.deepEqual(told(agentId('nobody')), [])
})

test('of a team everybody in it is told who is still there; nobody of another house', () => {
  const team = teamId(2)
  assert.deepEqual(told(team), ['agt_marta owner', 'agt_ivan owner'])
  const marta = { ...desk.agents[agentId('marta')]!, active: false }
  const gone = { ...desk, agents: { ...desk.agents, [marta.id]: marta } }
  assert.deepEqual(told(team, agentId('karin'), gone), ['agt_ivan owner'])
  assert.deepEqual(told(teamId('away')), [], 'a house outside has no goals of ours')
})

test('a goal of one’s own and one of the team are told in other words, set or taken back', () => {
  assert.equal(goalCause(agentId('bo'), 40), 'call_goal.set')
  assert.equal(goalCause(agentId('bo'), null), 'call_goal.taken_back')
  assert.equal(goalCause(teamId(1), 40), 'team_goal.set')
  assert.equal(goalCause(teamId(1), null), 'team_goal.taken_back')
})

// What of his cases somebody keeps when his place changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'
import { losingOf } from './losing.ts'

const bo: AgentFacts = { ...desk.agents[agentId('bo')]!, levels: [1, 2], teams: [teamId(1), teamId(2)] }
const first = { team: teamId(1), level: 1 } as const
const second = { team: teamId(2), level: 2 } as const
const loses = (
  after: Partial<AgentFacts>,
  of: { readonly team: `tea_${string}`; readonly level: 1 | 2 },
  facts: DeskFacts = desk,
) => losingOf(facts, { before: bo, after: { ...bo, ...after } }, of)
const nothing = { work: false, contact: false }
const both = { work: true, contact: true }

test('who keeps his place keeps his cases', () => {
  assert.deepEqual(loses({ name: 'Bosse' }, first), nothing)
  assert.deepEqual(loses({ levels: [1], teams: [teamId(1)] }, first), nothing)
})

test('who loses a level keeps the customers whose contact he is from below, and none above', () => {
  assert.deepEqual(loses({ levels: [1] }, second), { work: true, contact: false })
  assert.deepEqual(loses({ levels: [2] }, first), both)
  assert.deepEqual(loses({ levels: [2] }, second), nothing)
})

test('who loses a team gives its work back, and keeps its customers where he keeps the level', () => {
  assert.deepEqual(loses({ teams: [teamId(2)] }, first), { work: true, contact: false })
})

test('who works with no customers, or for another house from now on, keeps nothing', () => {
  assert.deepEqual(loses({ roles: ['auditor'] }, first), both)
  const partner = { house: 'North', accountable: bo.id, endsAt: null, readDays: 3, namesPeople: true }
  const theirs = { ...desk, teams: { ...desk.teams, [teamId(3)]: { ...desk.teams[teamId(3)]!, partner } } }
  assert.deepEqual(loses({ teams: [teamId(1), teamId(3)] }, first, theirs), both)
  const already = { ...bo, teams: [teamId(1), teamId(3)] }
  assert.deepEqual(losingOf(theirs, { before: already, after: already }, first), nothing)
})

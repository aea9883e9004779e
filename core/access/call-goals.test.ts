// Who sets a call goal for whom, and who sees it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOfTeam, maySeeGoal, maySetGoal } from '#core/access/call-goals.ts'
import type { AgentFacts, DeskFacts, Role } from '#core/people/desk-facts.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'

const who = (id: string, team: string, roles: Role[] = ['agent'], active = true): AgentFacts => ({
  ...{ ...desk.agents.agt_bo!, id: agentId(id), roles, active, teams: [teamId(team)] },
})
const [bo, gone] = [who('bo', '1'), who('gone', '1', ['agent'], false)]
const [karin, lena] = [who('karin', '1', ['lead']), who('lena', '2', ['lead'])]
const of = (...all: AgentFacts[]): DeskFacts => ({
  ...{ ...desk, agents: Object.fromEntries(all.map(one => [one.id, one])) },
  teams: { tea_1: desk.teams.tea_1!, tea_2: desk.teams.tea_1!, tea_3: desk.teams.tea_1! },
})
const house = of(bo, gone, karin, lena, who('eva', '3'))

test('whoever leads somebody sets his goal, and nobody his own', () => {
  assert.deepEqual([isOfTeam('tea_1'), isOfTeam('agt_bo')], [true, false])
  assert.equal(maySetGoal(karin, bo.id, house), true)
  assert.equal(maySetGoal(lena, bo.id, house), false)
  assert.equal(maySetGoal(bo, bo.id, house), false)
  assert.equal(maySetGoal(karin, karin.id, house), false)
  assert.equal(maySetGoal(karin, gone.id, house), false)
  assert.equal(maySetGoal(karin, agentId('nobody'), house), false)
  assert.equal(maySetGoal({ ...karin, active: false }, bo.id, house), false)
  const admin = who('adam', '1', ['admin'])
  assert.equal(maySetGoal(admin, bo.id, of(bo, admin)), false)
})

test('whoever leads in a team sets its goal, every lead that of a team without one', () => {
  assert.equal(maySetGoal(karin, 'tea_1', house), true)
  assert.equal(maySetGoal(lena, 'tea_1', house), false)
  assert.equal(maySetGoal(lena, 'tea_3', house), true)
  assert.equal(maySetGoal(lena, 'tea_9', house), false)
})

test('it is seen by whom it is for and whoever leads there, by nobody else', () => {
  assert.deepEqual(
    [bo, karin, lena, who('adam', '2', ['admin', 'auditor'])].map(by => maySeeGoal(by, bo.id, house)),
    [true, true, false, false],
  )
  assert.deepEqual(
    [bo, lena, karin].map(by => maySeeGoal(by, 'tea_1', house)),
    [true, false, true],
  )
  assert.equal(maySeeGoal({ ...bo, active: false }, bo.id, house), false)
})

test('in another house nobody sets or sees one', () => {
  const partner = { id: 'sup_1', endsAt: null, readDays: 30 } as never
  const theirs = { ...house, teams: { ...house.teams, tea_1: { ...desk.teams.tea_1!, partner } } }
  assert.equal(maySetGoal(karin, bo.id, theirs), false)
  assert.equal(maySeeGoal(bo, bo.id, theirs), false)
})

// Who leads whom.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentFacts, Role } from '#core/people/desk-facts.ts'
import { leads } from '#core/people/leads.ts'
import { agentId, desk } from '#core/testing/world.ts'

const who = (id: string, teams: string[], roles: Role[] = ['agent'], active = true): AgentFacts => ({
  ...desk.agents.agt_bo!,
  id: agentId(id),
  roles,
  active,
  teams: teams.map(one => `tea_${one}` as const),
})
const of = (...all: AgentFacts[]) => ({ agents: Object.fromEntries(all.map(one => [one.id, one])) })
const bo = who('bo', ['1'])
const karin = who('karin', ['1'], ['lead'])
const lena = who('lena', ['2'], ['lead'])

test('a lead leads those of his teams; who has no lead there is led by every lead', () => {
  const here = of(bo, karin, lena)
  assert.deepEqual([leads(here, karin.id, bo.id), leads(here, lena.id, bo.id)], [true, false])
  assert.equal(leads(of(bo, lena), lena.id, bo.id), true)
  const left = of(bo, lena, { ...karin, active: false })
  assert.deepEqual([leads(left, lena.id, bo.id), leads(left, karin.id, bo.id)], [true, false])
})

test('nobody leads himself, no agent leads, and nobody leads who is not known', () => {
  const here = of(bo, karin)
  assert.equal(leads(here, karin.id, karin.id), false)
  assert.equal(leads(here, bo.id, karin.id), false)
  assert.equal(leads(here, karin.id, agentId('none')), false)
  assert.equal(leads(here, agentId('none'), bo.id), false)
  // A lead of a team without another is led by the leads of the others.
  assert.equal(leads(of(karin, lena), lena.id, karin.id), true)
})

// Of overload those who lead the team are told, at once or at the end of their quiet hours.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { toldOfOverload } from '#core/notice/overload.ts'
import { type AgentFacts, defaultDesk } from '#core/people/desk-facts.ts'

const now = instant(Date.parse('2026-11-02T09:00:00Z'))
const person = (name: string, roles: AgentFacts['roles'], quiet: readonly [string, string][] = []) =>
  ({
    ...{ id: `agt_${name}`, name, roles, levels: [1], teams: ['tea_one'], active: true, absent: false },
    reach: { zone: 'UTC', quiet, mail: 'never', cover: null },
  }) as unknown as AgentFacts
const told = (...people: AgentFacts[]) => {
  const agents = Object.fromEntries(people.map(one => [one.id, one])) as Record<AgentId, AgentFacts>
  const teams = { tea_one: { id: 'tea_one', name: 'One', level: 1, setting: {}, active: true } } as const
  return toldOfOverload({ ...defaultDesk, teams, agents }, 'tea_one', now)
}

test('those who lead the team are told, others are not', () => {
  assert.deepEqual(told(person('karin', ['lead']), person('bo', ['agent'])), [
    { agent: 'agt_karin', as: 'lead', tellAt: now },
  ])
  assert.deepEqual(told(person('bo', ['agent'])), [])
})

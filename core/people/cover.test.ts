import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { cardOf } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { coveredBy, coversFor, isAway, isCovering, keeperNow, standIn } from '#core/people/cover.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import {
  agentId,
  at,
  by,
  caseId,
  clock,
  desk,
  given,
  taken,
  teamId,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const [bo, chiara, karin, gone] = ['bo', 'chiara', 'karin', 'gone'].map(agentId) as [
  AgentId,
  AgentId,
  AgentId,
  AgentId,
]
const team: TeamId = teamId(1)
const having = (changes: Readonly<Record<AgentId, Partial<AgentFacts>>>): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, ...changes[one.id] }]),
  ) as DeskFacts['agents'],
})
const absent = (until: number, cover: AgentId | null): Partial<AgentFacts> => ({
  absent: true,
  absence: { until: at(until), cover },
})

test('who is there keeps his word himself', () => {
  assert.deepEqual(keeperNow(desk, { keeper: bo, dueAt: at(60), team }), { as: 'keeper', agent: bo })
  assert.equal(coversFor(desk, chiara, bo, team), false)
})
test('while somebody is absent his cover keeps what is due before he is back', () => {
  const facts = having({ [bo]: absent(100, chiara) })
  assert.deepEqual(keeperNow(facts, { keeper: bo, dueAt: at(60), team }), { as: 'cover', agent: chiara })
  assert.deepEqual(keeperNow(facts, { keeper: bo, dueAt: at(101), team }), { as: 'keeper', agent: bo })
  assert.equal(coversFor(facts, chiara, bo, team), true)
  assert.equal(isCovering(facts, chiara, { keeper: bo, dueAt: at(60), team }), true)
  assert.equal(isCovering(facts, chiara, { keeper: bo, dueAt: at(101), team }), false)
  assert.equal(isCovering(facts, bo, { keeper: bo, dueAt: at(101), team }), false)
  assert.equal(isCovering(facts, karin, { keeper: gone, dueAt: at(60), team }), true)
  assert.equal(coversFor(facts, chiara, chiara, team), false)
  assert.equal(coversFor(facts, chiara, null, team), false)
})
test('without a cover who is there it is a lead of the team, else the team', () => {
  const alone = having({ [bo]: absent(100, null) })
  assert.deepEqual(standIn(alone, bo, team), { as: 'lead', agent: karin })
  const away = having({ [bo]: absent(100, chiara), [chiara]: absent(50, null) })
  assert.deepEqual(standIn(away, bo, team), { as: 'lead', agent: karin })
  const none = having({ [bo]: absent(100, null), [karin]: { absent: true } })
  assert.deepEqual(standIn(none, bo, team), { as: 'team', team })
  assert.equal(coversFor(none, chiara, bo, team), false)
  assert.deepEqual(standIn(desk, null, team), { as: 'lead', agent: karin })
})
test('who has left keeps nothing any more, and an absence without an end goes on', () => {
  assert.deepEqual(keeperNow(desk, { keeper: gone, dueAt: at(1), team }), { as: 'lead', agent: karin })
  assert.equal(isAway(desk, agentId('nobody')), true)
  assert.equal(isAway(having({ [bo]: { absent: true } }), bo, at(9)), true)
})
test('a list can be asked for what one covers: of whom, due before when, in which teams', () => {
  const facts = having({ [bo]: absent(100, chiara) })
  assert.deepEqual(coveredBy(facts, chiara), [{ keepers: [bo], before: at(100), teams: null }])
  assert.deepEqual(coveredBy(facts, karin), [{ keepers: [gone], before: null, teams: ['tea_1', 'tea_2'] }])
  const both = having({ [bo]: { active: false, ...absent(100, null) }, [chiara]: { absent: true } })
  assert.deepEqual(coveredBy(both, karin), [
    { keepers: [bo, chiara, gone], before: null, teams: ['tea_1', 'tea_2'] },
  ])
  assert.deepEqual(coveredBy(facts, agentId('marta')), [])
  assert.deepEqual(coveredBy(facts, agentId('nobody')), [])
})

const make: Wished = [2, by('bo'), { ...samples['promise.make'], promise: 'prm_a', dueAt: at(60) } as Command]
const promised = given(...taken, make)
test('a cover reads, speaks and keeps for whoever is absent, and no longer than he is', () => {
  const facts = having({ [bo]: absent(100, chiara) })
  for (const type of [
    'message.queue',
    'promise.move',
    'promise.miss',
    'promise.take_over',
    'contact.assign',
  ] as const) {
    assert.equal(may(by('chiara'), type, promised.state, facts), true, type)
    assert.notEqual(may(by('chiara'), type, promised.state, desk), true, type)
  }
})
test('where nobody stands in, anybody of the team takes the word over', () => {
  const facts = having({ [bo]: absent(100, null), [karin]: { absent: true } })
  assert.equal(may(by('chiara'), 'promise.take_over', promised.state, facts), true)
  assert.notEqual(may(by('marta'), 'promise.take_over', promised.state, facts), true)
})
test('a word taken over has another keeper; the ledger keeps who gave it', () => {
  const take: Command = { type: 'promise.take_over', promise: 'prm_a' }
  const [taken_over] = promised.when(3, by('chiara'), take).then('promise.taken_over')
  assert.equal(taken_over?.type === 'promise.taken_over' && taken_over.keeper, chiara)
  promised.when(3, by('bo'), take).thenNothing()
  promised.when(3, by('karin'), { ...take, agent: gone }).thenRefused('agent.not_found')
  promised.when(3, clock, take).thenRefused('agent.not_found')
  promised.when(3, by('bo'), { ...take, promise: 'prm_no' }).thenRefused('promise.not_found')
  const over = given(...taken, make, [3, by('chiara'), take])
  const words = { text: textOf, customerName: 'Anna', organisationName: null }
  assert.deepEqual(cardOf(caseId('a'), over.events, words)?.keeper, { agent: chiara, dueAt: at(60) })
  given(...taken, make, [
    4,
    by('bo'),
    { type: 'promise.withdraw', promise: 'prm_a', because: { text: 'txt_x', mac: 'm' } },
  ])
    .when(5, by('chiara'), take)
    .thenRefused('promise.not_running')
})
test('late and missed say who had to keep it then', () => {
  const facts = having({ [bo]: absent(60 + 3 * 24 * 60, chiara) })
  const [late] = promised.on(facts).when(60, clock, { type: 'clock.ring' }).then('promise.late')
  assert.equal(late?.type === 'promise.late' && late.keeper, chiara)
  const nobody = having({ [bo]: absent(600, null), [karin]: { absent: true } })
  const [left] = promised.on(nobody).when(60, clock, { type: 'clock.ring' }).then('promise.late')
  assert.equal(left?.type === 'promise.late' && left.keeper, undefined)
})

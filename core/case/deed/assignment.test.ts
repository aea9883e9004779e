import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agentId,
  by,
  customer,
  desk,
  given,
  openCommand,
  opened,
  taken,
  teamId,
  text,
} from '#core/testing/world.ts'

test('who takes the first case becomes its contact and its worker', () => {
  given(opened).when(1, by('bo'), { type: 'worker.take' }).then('contact.assigned', 'worker.assigned')
})
test('who takes a case that has a contact becomes the worker only', () => {
  const queued = given(...taken, [2, by('bo'), { type: 'worker.queue', team: teamId(1) }])
  queued.when(3, by('chiara'), { type: 'worker.take' }).then('worker.assigned')
})
test('taking a case twice changes nothing', () => {
  given(...taken)
    .when(2, by('bo'), { type: 'worker.take' })
    .thenNothing()
})
test('a case somebody has is not taken by another', () => {
  given(...taken)
    .when(2, by('chiara'), { type: 'worker.take' })
    .thenRefused('worker.taken', { agent: 'bo' })
})
test('the loser is told an id where the winner is no longer known', () => {
  const facts = { ...desk, agents: { agt_chiara: desk.agents[agentId('chiara')]! } }
  given(...taken)
    .on(facts)
    .when(2, by('chiara'), { type: 'worker.take' })
    .thenRefused('worker.taken', { agent: 'agt_bo' })
})
test('only an agent of the desk takes a case', () => {
  given(opened).when(1, customer, { type: 'worker.take' }).thenRefused('agent.not_found')
  given(opened).when(1, by('stranger'), { type: 'worker.take' }).thenRefused('agent.not_found')
})
test('a case is given to a colleague of the same level', () => {
  given(...taken)
    .when(2, by('bo'), { type: 'worker.assign', agent: agentId('chiara') })
    .then('worker.assigned')
  given(opened)
    .when(2, by('karin'), { type: 'worker.assign', agent: agentId('chiara') })
    .then('contact.assigned', 'worker.assigned')
})
test('a case is not given to the same, to somebody gone, or to another level', () => {
  const state = given(...taken)
  state.when(2, by('bo'), { type: 'worker.assign', agent: agentId('bo') }).thenRefused('worker.same')
  state.when(2, by('bo'), { type: 'worker.assign', agent: agentId('gone') }).thenRefused('agent.not_found')
  state.when(2, by('bo'), { type: 'worker.assign', agent: agentId('jordi') }).thenRefused('agent.not_in_team')
})
test('a case goes back to a queue of its own level', () => {
  const state = given(...taken)
  state.when(2, by('bo'), { type: 'worker.queue', team: teamId('other') }).then('worker.queued')
  state.when(2, by('bo'), { type: 'worker.queue', team: teamId(2) }).thenRefused('hand_off.needs_worker')
  state.when(2, by('bo'), { type: 'worker.queue', team: teamId('shut') }).thenRefused('team.not_found')
  given(opened)
    .when(2, by('bo'), { type: 'worker.queue', team: teamId(1) })
    .thenRefused('worker.same')
})
test('the contact changes by explicit assignment only, with a reason if there is one', () => {
  const state = given(...taken)
  state
    .when(2, by('bo'), { type: 'contact.assign', agent: agentId('chiara'), because: text('my shift ends') })
    .then('contact.assigned')
  state.when(2, by('bo'), { type: 'contact.assign', agent: agentId('bo') }).thenRefused('contact.same')
  state.when(2, by('bo'), { type: 'contact.assign', agent: agentId('gone') }).thenRefused('agent.not_found')
})
test('a call that opens a case leaves it with who took it', () => {
  const call = { ...openCommand, channel: 'phone', taker: agentId('bo'), promised: true } as const
  const { state } = given([0, by('bo'), call])
  assert.equal(state.phase === 'open' && state.contact, 'agt_bo')
  assert.equal(state.phase === 'open' && state.worker, 'agt_bo')
})

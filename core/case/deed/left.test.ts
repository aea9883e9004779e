// A case whose people have left since it was solved has somebody again as it is opened again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samples } from '#core/testing/sample.ts'
import { agentId, by, customer, desk, given, taken, teamId, text } from '#core/testing/world.ts'

const solved = given(...taken, [2, by('bo'), samples['case.solve']])
const again = [3, customer, { type: 'case.reopen', reason: 'not_fixed' }] as const
const toChiara = {
  type: 'contact.assign',
  agent: agentId('chiara'),
  reason: 'shift_end',
  untold: text('she knows'),
} as const
const without = (...gone: string[]): typeof desk => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, active: !gone.includes(one.name) }]),
  ),
})

test('who is still there has it again, and nothing more is recorded', () => {
  solved.when(...again).then('check_back.ended', 'case.reopened', 'promise.made')
})
test('who has left leaves the work to the queue of its team, and the customer to whoever stands in', () => {
  const [, , , contact, worker] = solved
    .on(without('bo'))
    .when(...again)
    .then('check_back.ended', 'case.reopened', 'promise.made', 'contact.assigned', 'worker.queued')
  assert.ok(contact?.type === 'contact.assigned' && contact.agent === agentId('karin'))
  assert.ok(worker?.type === 'worker.queued' && worker.team === teamId(1) && worker.level === 1)
  assert.deepEqual(worker.by, { kind: 'system', part: 'desk' })
})
test('only the contact has left: the work stays where it is', () => {
  given(...taken, [2, by('bo'), toChiara], [2, by('bo'), samples['case.solve']])
    .on(without('chiara'))
    .when(...again)
    .then('check_back.ended', 'case.reopened', 'promise.made', 'contact.assigned')
})
test('where nobody leads, who opens it again has it, else the first of the team who is there', () => {
  const team = solved.on(without('bo', 'karin', 'gone'))
  const facts = ['check_back.ended', 'case.reopened', 'promise.made'] as const
  const byHer = team.when(3, by('chiara'), again[2]).then(...facts, 'contact.assigned', 'worker.queued')
  assert.equal((byHer[3] as { agent?: string }).agent, agentId('chiara'))
  const byCustomer = solved.on(without('bo', 'karin')).when(...again)
  const [, , , contact] = byCustomer.then(...facts, 'contact.assigned', 'worker.queued')
  assert.equal((contact as { agent?: string }).agent, agentId('chiara'))
})
test('where nobody is there at all the customer keeps the name he knows', () => {
  solved
    .on(without('bo', 'chiara', 'karin', 'gone'))
    .when(...again)
    .then('check_back.ended', 'case.reopened', 'promise.made', 'worker.queued')
})

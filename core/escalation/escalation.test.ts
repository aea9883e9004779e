// A wish for somebody who leads: its states, what may not be left out, and who sees it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decideEscalation,
  type Escalation,
  type EscalationActor,
  type EscalationCommand,
  type EscalationFact,
  escalationOf,
} from '#core/escalation/escalation.ts'
import { sees, whoSees } from '#core/escalation/who-sees.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { agentId, at, desk } from '#core/testing/world.ts'

const karin = agentId('karin')
const bo = agentId('bo')
const asked: EscalationFact = {
  type: 'asked',
  at: at(0),
  by: 'customer',
  case: 'cas_a',
  customer: 'cus_anna',
  reason: 'not_treated_properly',
  concerns: [bo],
  answerBy: at(60),
}
const end: EscalationCommand = { type: 'end' }
const tell: EscalationCommand = { type: 'tell', outcome: 'apologised', how: 'call' }
type Wished = readonly [EscalationCommand, EscalationActor?, number?]
function play(...wished: Wished[]): { state: Escalation; last: ReturnType<typeof decideEscalation> } {
  const facts: EscalationFact[] = [asked]
  let last: ReturnType<typeof decideEscalation> = null
  for (const [command, by = karin, minute = 1] of wished) {
    last = decideEscalation(escalationOf('esc_a', facts)!, command, { by, at: at(minute) })
    if (typeof last === 'object' && last) facts.push(last)
  }
  return { state: escalationOf('esc_a', facts)!, last }
}

test('from asked to ended, each once', () => {
  assert.equal(play().state.standing, 'asked')
  assert.equal(play([{ type: 'acknowledge' }]).state.standing, 'acknowledged')
  assert.equal(play([{ type: 'acknowledge' }], [{ type: 'acknowledge' }]).last, null)
  const taken = play([{ type: 'take' }])
  assert.deepEqual(
    [taken.state.standing, taken.state.holder, taken.state.acknowledgedAt],
    ['in_hand', karin, at(1)],
  )
  assert.equal(play([{ type: 'take' }], [{ type: 'take' }]).last, null)
  const told = play([{ type: 'take' }], [tell])
  assert.deepEqual(
    [told.state.standing, told.state.outcome, told.state.toldHow],
    ['told', 'apologised', 'call'],
  )
  assert.equal(play([tell], [{ type: 'take' }]).state.standing, 'told')
  const ended = play([{ type: 'take' }], [tell], [end, karin, 9])
  assert.deepEqual([ended.state.standing, ended.state.endedAt, ended.state.seq], ['ended', at(9), 4])
})

test('it does not end before its outcome was told, and the outcome is told once', () => {
  assert.equal(play([{ type: 'take' }], [end]).last, 'escalation.not_told')
  assert.equal(play([tell], [tell]).last, 'escalation.told')
  assert.equal(play([tell], [end], [end]).last, null)
  assert.equal(play([tell], [end], [{ type: 'take' }]).last, 'escalation.ended')
})

test('whom it turns out to be about does not keep it', () => {
  const also: EscalationCommand = { type: 'concern', concerns: [bo, karin] }
  const one = play([{ type: 'take' }], [also])
  assert.deepEqual([one.state.holder, one.state.standing], [null, 'acknowledged'])
  assert.deepEqual(play([{ type: 'take' }], [tell], [also]).state.standing, 'told')
  const none = play([{ type: 'concern', concerns: [] }])
  assert.deepEqual([none.state.concerns, none.state.standing], [[], 'asked'])
  assert.equal(play([{ type: 'concern', concerns: [bo] }]).last, null)
  assert.notEqual(play([{ type: 'concern', concerns: [karin] }]).last, null)
})

test('asked again it is the same one, with more words', () => {
  const again = play([{ type: 'take' }], [{ type: 'add' }, 'customer', 5])
  assert.deepEqual([again.state.standing, again.state.seq], ['in_hand', 3])
})

test('nobody who acknowledged it in time: it is late once', () => {
  const ring = (minute: number): Wished => [{ type: 'ring' }, 'clock', minute]
  assert.equal(play(ring(59)).last, null)
  const late = play(ring(60))
  assert.equal(late.state.late, true)
  assert.equal(play(ring(60), ring(61)).last, null)
  assert.equal(play([{ type: 'acknowledge' }], ring(61)).last, null)
})

test('facts without an asking are nothing, a second asking changes nothing', () => {
  assert.equal(escalationOf('esc_a', [{ type: 'ended', at: at(1), by: karin }]), null)
  assert.equal(
    escalationOf('esc_a', [asked, { ...asked, reason: 'want_manager' }])?.reason,
    'not_treated_properly',
  )
})

const withRoles = (roles: Readonly<Record<string, AgentFacts['roles']>>): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, roles: roles[one.name] ?? ['agent'] }]),
  ),
})
const named = (concerns: readonly string[], facts: DeskFacts) =>
  whoSees({ concerns: concerns.map(agentId) }, facts).map(one => one.name)

test('leads see it, never those it is about; where no other lead is, administrators do', () => {
  const two = withRoles({ karin: ['lead'], marta: ['lead'], jordi: ['admin'] })
  assert.deepEqual(named(['bo'], two), ['marta', 'karin'])
  assert.deepEqual(named(['karin'], two), ['marta'])
  assert.deepEqual(named(['karin', 'marta'], two), ['jordi'])
  assert.deepEqual(named(['karin', 'marta', 'jordi'], two), [])
  const gone = withRoles({ gone: ['lead', 'admin'], jordi: ['admin'] })
  assert.deepEqual(named([], gone), ['jordi'], 'who has left sees nothing')
  assert.equal(sees(karin, { concerns: [karin] }, two), false)
  assert.equal(sees(karin, { concerns: [bo] }, two), true)
  assert.equal(sees(bo, { concerns: [] }, two), false)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInReach, isWorker, may, mayRead, type Readable } from '#core/access/may.ts'
import { openedCase } from '#core/case/case.ts'
import { unopened } from '#core/case/state.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { commandTypes, samples } from '#core/testing/sample.ts'
import {
  agentId,
  by,
  clock,
  customer,
  desk,
  given,
  opened,
  speakingDesk,
  taken,
  teamId,
  type Wished,
} from '#core/testing/world.ts'

const offer: Wished = [3, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]
const accepted: readonly Wished[] = [...taken, offer, [4, by('marta'), samples['hand_off.accept']]]
const asked = (who: string, type: (typeof commandTypes)[number], ...wished: Wished[]) =>
  may(by(who), type, given(...wished).state, desk)
const denied = (reason: string) => ({ refused: reason })

test('the desk itself may do everything it has commands for', () => {
  for (const type of commandTypes) assert.equal(may(clock, type, unopened, desk), true)
})
test('a customer does what is his to do, with his own case', () => {
  const { state } = given(opened)
  assert.equal(may(customer, 'message.receive', state, desk), true)
  assert.equal(may(customer, 'case.open', unopened, desk), true)
  assert.deepEqual(may(customer, 'note.add', state, desk), denied('access.denied'))
  assert.deepEqual(
    may({ kind: 'customer', id: 'cus_other' }, 'message.receive', state, desk),
    denied('access.denied'),
  )
})
test('who is gone, unknown or only reads does nothing', () => {
  for (const who of ['gone', 'stranger', 'audit'])
    assert.deepEqual(asked(who, 'note.add', opened), denied('access.denied'))
})
test('any agent opens a case, once', () => {
  assert.equal(may(by('bo'), 'case.open', unopened, desk), true)
  assert.deepEqual(may(by('bo'), 'note.add', unopened, desk), denied('case.not_found'))
  assert.deepEqual(asked('bo', 'case.open', opened), denied('case.already_open'))
})
test('the contact still answers, promises and solves after a hand-off', () => {
  for (const type of ['message.queue', 'promise.make', 'case.solve', 'contact.hold'] as const)
    assert.equal(asked('bo', type, ...accepted), true)
})
test('a level-2 worker speaks to the customer only where his team may', () => {
  assert.deepEqual(asked('marta', 'message.queue', ...accepted), denied('access.may_not_speak'))
  assert.deepEqual(asked('marta', 'case.solve', ...accepted), denied('access.may_not_speak'))
  assert.equal(may(by('marta'), 'case.solve', given(...accepted).state, speakingDesk), true)
})
test('who is neither contact nor worker does not speak for the case', () => {
  assert.deepEqual(asked('chiara', 'message.queue', ...taken), denied('access.not_contact_or_worker'))
  assert.deepEqual(asked('chiara', 'claim.judge', ...taken), denied('access.not_contact_or_worker'))
  assert.deepEqual(asked('chiara', 'contact.assign', ...taken), denied('access.not_contact_or_worker'))
  assert.equal(asked('chiara', 'note.add', ...taken), true)
})
test('a lead stands in for contact and worker; only a lead marks a promise kept by hand', () => {
  assert.equal(asked('karin', 'message.queue', ...taken), true)
  assert.equal(asked('karin', 'promise.keep', ...taken), true)
  assert.deepEqual(asked('bo', 'promise.keep', ...taken), denied('access.lead_only'))
})
test('the worker hands on; where nobody works, anybody of the level', () => {
  assert.deepEqual(asked('bo', 'hand_off.offer', ...accepted), denied('access.worker_only'))
  assert.equal(asked('marta', 'hand_off.offer', ...accepted), true)
  assert.equal(asked('chiara', 'worker.queue', opened), true)
})
test('an offer is accepted by the team or its level; a named one by the named', () => {
  assert.equal(asked('ivan', 'hand_off.accept', ...taken, offer), true)
  assert.deepEqual(asked('bo', 'hand_off.accept', ...taken, offer), denied('hand_off.not_yours'))
  const named: Wished = [3, by('bo'), { ...samples['hand_off.offer'], agent: agentId('marta') }]
  assert.equal(asked('marta', 'hand_off.accept', ...taken, named), true)
  assert.deepEqual(asked('ivan', 'hand_off.accept', ...taken, named), denied('hand_off.not_yours'))
  assert.equal(asked('karin', 'hand_off.accept', ...taken, named), true)
  assert.equal(asked('ivan', 'hand_off.accept', ...taken), true)
})
test('what was offered to a team of another house is accepted by its own people, or by a lead', () => {
  const house = {
    house: 'Nord',
    accountable: agentId('karin'),
    endsAt: null,
    readDays: 0,
    namesPeople: false,
  }
  const second = { ...desk.teams[teamId(2)]!, partner: house }
  const elsewhere = { ...desk.agents[agentId('ivan')]!, teams: [] }
  const facts = {
    ...desk,
    teams: { ...desk.teams, [teamId(2)]: second },
    agents: { ...desk.agents, agt_ivan: elsewhere },
  }
  const mayAccept = (name: string) => may(by(name), 'hand_off.accept', given(...taken, offer).state, facts)
  assert.deepEqual(mayAccept('ivan'), denied('hand_off.not_yours'))
  assert.equal(mayAccept('marta'), true)
  assert.equal(mayAccept('karin'), true)
})
test('a lead of another level does not accept for a team', () => {
  const facts = {
    ...desk,
    agents: {
      ...desk.agents,
      agt_chiara: { ...desk.agents[agentId('chiara')]!, roles: ['agent', 'lead'] as const },
    },
  }
  assert.deepEqual(
    may(by('chiara'), 'hand_off.accept', given(...taken, offer).state, facts),
    denied('hand_off.not_yours'),
  )
})
test('who was named and works elsewhere by now accepts nothing any more', () => {
  const named = [3, by('bo'), { ...samples['hand_off.offer'], agent: agentId('marta') }] as const
  const { state } = given(...taken, named)
  assert.equal(may(by('marta'), 'hand_off.accept', state, desk), true)
  const moved = { ...desk.agents[agentId('marta')]!, levels: [1] as const, teams: [teamId(1)] }
  const facts = { ...desk, agents: { ...desk.agents, agt_marta: moved } }
  assert.deepEqual(may(by('marta'), 'hand_off.accept', state, facts), denied('hand_off.not_yours'))
})
test('the giver, the contact or a lead takes an offer back', () => {
  assert.equal(asked('bo', 'hand_off.withdraw', ...taken, offer), true)
  assert.equal(asked('karin', 'hand_off.withdraw', ...taken, offer), true)
  assert.deepEqual(asked('marta', 'hand_off.withdraw', ...taken, offer), denied('access.worker_only'))
  assert.deepEqual(asked('chiara', 'hand_off.withdraw', ...taken), denied('access.worker_only'))
})
test('an unowned case that is none is closed by its level; an owned one by its contact', () => {
  assert.equal(asked('bo', 'case.close', opened), true)
  assert.deepEqual(asked('marta', 'case.close', opened), denied('access.denied'))
  assert.deepEqual(asked('chiara', 'case.close', ...taken), denied('access.not_contact_or_worker'))
})
test('what only the desk reports, no agent does', () => {
  assert.deepEqual(asked('karin', 'message.note_sent', ...taken), denied('access.denied'))
})
test('who hands on a case still reaches it; who never had it at another level does not', () => {
  assert.equal(asked('bo', 'note.add', ...accepted), true)
  assert.deepEqual(asked('jordi', 'note.add', ...accepted), denied('access.denied'))
  assert.equal(asked('marta', 'note.add', ...taken, offer), true)
})
test('membership of the team reaches a case of a level one does not work at', () => {
  const state = openedCase(given(opened).state)!
  const odd = { ...desk.agents[agentId('jordi')]!, teams: [teamId(1)] }
  assert.equal(isInReach(state, odd, desk), true)
  const offered = openedCase(given(...taken, offer).state)!
  assert.equal(isInReach(offered, { ...odd, teams: [teamId(2)] }, desk), true)
  assert.equal(isInReach({ ...offered, handOffs: {} }, { ...odd, teams: [] }, desk), false)
  const named = openedCase(
    given(...taken, [3, by('bo'), { ...samples['hand_off.offer'], agent: agentId('marta') }]).state,
  )!
  assert.equal(isInReach(named, { ...desk.agents[agentId('marta')]!, levels: [], teams: [] }, desk), true)
  assert.equal(isWorker(offered, agentId('bo')), true)
})

const card: Readable = {
  customer: 'cus_anna',
  kind: 'other',
  level: 2,
  team: teamId(2),
  hadBy: [agentId('bo')],
  offer: null,
}
const restrictedTeam = {
  ...desk,
  teams: { ...desk.teams, [teamId(2)]: { ...desk.teams[teamId(2)]!, setting: { restricted: true } } },
}
const reads = (
  who: string,
  more: Partial<Readable> = {},
  { alsoHolds = false, agent = {}, facts = desk } = {},
) => mayRead({ ...desk.agents[agentId(who)]!, ...agent }, { ...card, ...more }, alsoHolds, facts)
test('one reads what lies at his level or team, was his, or is offered to him', () => {
  assert.deepEqual(
    ['marta', 'bo', 'chiara', 'jordi', 'karin', 'audit', 'gone'].map(who => reads(who)),
    [true, true, false, false, true, true, false],
  )
  const offered = { level: 3 as const, team: teamId(3), agent: null }
  assert.equal(reads('jordi', { offer: offered }), true)
  assert.equal(reads('jordi', { offer: offered }, { agent: { levels: [] } }), true)
  assert.equal(reads('jordi', { offer: offered }, { agent: { teams: [] } }), true)
  assert.equal(reads('chiara', { offer: offered }), false)
  assert.equal(reads('chiara', { offer: { ...offered, agent: agentId('chiara') } }), true)
  assert.equal(reads('chiara', { team: teamId(1) }), true)
})
test('who holds an open case of the same customer reads the earlier ones', () => {
  assert.equal(reads('jordi', {}, { alsoHolds: true }), true)
  assert.equal(reads('gone', {}, { alsoHolds: true }), false)
})
test('a restricted team or kind is read by those who have it, not by the level nor by holding another case', () => {
  const other = { agent: { teams: [] }, alsoHolds: true }
  assert.equal(reads('ivan', {}, other), true)
  assert.equal(reads('ivan', {}, { ...other, facts: restrictedTeam }), false)
  assert.equal(reads('marta', {}, { facts: restrictedTeam }), true)
  const kinds = { ...desk, restrictedKinds: ['security' as const] }
  assert.equal(reads('ivan', { kind: 'security' }, { ...other, facts: kinds }), false)
  assert.equal(reads('bo', { kind: 'security' }, { facts: kinds }), true)
})
test('a partner reads what is shared with his team and nothing beside it', () => {
  const partner = { roles: ['partner' as const], levels: [2 as const], teams: [] }
  assert.equal(reads('ivan', {}, { agent: partner, alsoHolds: true }), false)
  assert.equal(reads('ivan', {}, { agent: { ...partner, teams: [teamId(2)] } }), true)
  assert.equal(
    reads('ivan', {}, { agent: { ...partner, roles: ['partner' as const, 'agent' as const] } }),
    true,
  )
})
test('who only keeps the settings reads no case, whatever his level and teams', () => {
  const roles: AgentFacts['roles'] = ['editor', 'admin']
  assert.equal(reads('marta', {}), true)
  assert.equal(reads('marta', {}, { agent: { roles } }), false)
  assert.equal(reads('marta', {}, { agent: { roles }, alsoHolds: true }), false)
})

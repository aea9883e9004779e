import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CommandType, decide, fold } from '#core/case/case.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseIn, later, samples, worldNames } from '#core/testing/sample.ts'
import {
  agentId,
  at,
  by,
  clock as system,
  customer,
  desk,
  given,
  openCommand,
  opened,
  settingAt,
  speakingDesk,
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
test('work that is handed over says from whom, why, and what the next one should know', () => {
  const from = agentId('bo')
  const why = { from, reason: 'shift_end', note: text('calls back at four') } as const
  const state = given(...taken)
  const [assigned] = state
    .when(2, by('bo'), { type: 'worker.assign', agent: agentId('chiara'), ...why })
    .then('worker.assigned')
  assert.deepEqual(assigned, { ...assigned, agent: agentId('chiara'), ...why })
  state.when(2, by('bo'), { type: 'worker.queue', team: teamId('other'), ...why }).then('worker.queued')
})
test('what somebody else has by now is not handed over again', () => {
  const from = agentId('chiara')
  const state = given(...taken)
  const refused = { agent: 'bo' }
  state
    .when(2, by('karin'), { type: 'worker.assign', agent: agentId('karin'), from })
    .thenRefused('case.moved_on', refused)
  state
    .when(2, by('karin'), { type: 'worker.queue', team: teamId('other'), from })
    .thenRefused('case.moved_on', refused)
  state
    .when(2, by('karin'), { type: 'contact.assign', agent: agentId('chiara'), reason: 'absence', from })
    .thenRefused('case.moved_on', refused)
  given(opened)
    .when(2, by('karin'), { type: 'worker.assign', agent: agentId('chiara'), from: agentId('bo') })
    .thenRefused('case.moved_on', { agent: 'Team 1' })
  const facts = { ...desk, agents: { ...desk.agents } }
  delete (facts.agents as Record<string, unknown>)[agentId('bo')]
  const noTeam = { ...facts, teams: {} }
  given(opened)
    .on(noTeam)
    .when(2, by('karin'), { type: 'contact.assign', agent: agentId('chiara'), from: agentId('bo') })
    .thenRefused('case.moved_on', { agent: 'tea_1' })
  given(...taken)
    .on(facts)
    .when(2, by('karin'), { type: 'worker.queue', team: teamId('other'), from })
    .thenRefused('case.moved_on', { agent: 'agt_bo' })
})
const letter = { message: 'msg_l', channel: 'email', text: text('from now on'), undoSeconds: 10 } as const
const toChiara = { type: 'contact.assign', agent: agentId('chiara') } as const

test('the contact changes by explicit assignment only, with a reason and a word to the customer', () => {
  const state = given(...taken)
  const [assigned, told] = state
    .when(2, by('bo'), { ...toChiara, reason: 'shift_end', note: text('call him Bob'), letter })
    .then('contact.assigned', 'message.queued')
  assert.equal(assigned?.type === 'contact.assigned' && assigned.from, 'agt_bo')
  assert.ok(told?.type === 'message.queued')
  assert.deepEqual(
    [told.automatic, told.to, told.sendAt - told.at, told.by.kind],
    ['contact', 'cus_anna', 10_000, 'system'],
  )
  state.when(2, by('bo'), { ...toChiara, agent: agentId('bo') }).thenRefused('contact.same')
  state.when(2, by('bo'), { ...toChiara, agent: agentId('gone') }).thenRefused('agent.not_found')
})
test('a person who changes the contact says why; a reason of his own has words', () => {
  const state = given(...taken)
  state.when(2, by('bo'), { ...toChiara, letter }).thenRefused('contact.needs_reason')
  state.when(2, by('bo'), { ...toChiara, reason: 'other', letter }).thenRefused('contact.needs_reason')
  state
    .when(2, by('bo'), { ...toChiara, reason: 'other', because: text('we are related'), letter })
    .then('contact.assigned', 'message.queued')
})
test('that the customer is not told needs a reason; the desk itself places the cases of who left', () => {
  const state = given(...taken)
  state.when(2, by('bo'), { ...toChiara, reason: 'language' }).thenRefused('contact.customer_untold')
  const untold = text('he asked for her himself')
  state.when(2, by('bo'), { ...toChiara, reason: 'customer_wish', untold }).then('contact.assigned')
  state.when(2, system, { ...toChiara, reason: 'left' }).then('contact.assigned')
  const [both] = state
    .when(2, by('bo'), { ...toChiara, reason: 'language', untold, letter })
    .then('contact.assigned', 'message.queued')
  assert.ok(both && !('untold' in both), 'who is told is not said to be untold')
})
test('a case that had no contact gets one without ado', () => {
  const [first] = given(opened)
    .when(2, by('karin'), { ...toChiara, letter })
    .then('contact.assigned')
  assert.ok(first && !('change' in first))
})
test('whoever serves the customer better takes the contact over', () => {
  const state = given(...taken)
  const [over] = state
    .when(2, by('chiara'), { type: 'contact.take_over', letter })
    .then('contact.assigned', 'message.queued')
  assert.ok(over?.type === 'contact.assigned')
  assert.deepEqual([over.agent, over.reason], ['agt_chiara', 'better_served'])
  state.when(2, by('bo'), { type: 'contact.take_over', letter }).thenRefused('contact.same')
  state.when(2, customer, { type: 'contact.take_over', letter }).thenRefused('agent.not_found')
})
test('an open case that had a contact never is without one', () => {
  for (const type of Object.keys(samples) as CommandType[])
    for (const facts of [desk, speakingDesk])
      for (const world of worldNames) {
        const { state } = caseIn(world)
        if (state.phase === 'unopened' || state.contact === null) continue
        const outcome = decide(state, samples[type], by('karin'), settingAt(at(later), facts))
        const next = isRefusal(outcome) ? state : fold(outcome, state)
        assert.ok(next.phase !== 'unopened' && next.contact !== null, `${type} in ${world}`)
      }
})
test('a call that opens a case leaves it with who took it', () => {
  const call = { ...openCommand, channel: 'phone', taker: agentId('bo'), promised: true } as const
  const { state } = given([0, by('bo'), call])
  assert.equal(state.phase === 'open' && state.contact, 'agt_bo')
  assert.equal(state.phase === 'open' && state.worker, 'agt_bo')
})

// What is at risk at a partner reaches who of ours answers for it; a look at a customer reaches his contact.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, evolve, fold, openedCase } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { aboutOf, isSettled, type Telling } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import type { DeskFacts, Reach } from '#core/people/desk-facts.ts'
import { partnerDesk } from '#core/testing/partner-desk.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, settingAt, taken, teamId, text, type Wished } from '#core/testing/world.ts'

const reach: Reach = { zone: 'UTC', quiet: [], mail: 'away', cover: null }
const desk: DeskFacts = {
  ...partnerDesk,
  agents: Object.fromEntries(Object.entries(partnerDesk.agents).map(([id, one]) => [id, { ...one, reach }])),
}
function play(wishes: readonly Wished[]): OpenedCase {
  const end = wishes.reduce((state, [minutes, who, command]) => {
    const outcome = decide(state, command, who, settingAt(at(minutes), desk))
    if (isRefusal(outcome)) assert.fail(outcome.refused)
    return outcome.reduce(evolve, state)
  }, fold([]))
  const opened = openedCase(end)
  assert.ok(opened)
  return opened
}
const told = (state: OpenedCase, event: Telling, facts = desk) =>
  whoIsTold(state, event, { now: at(60), desk: facts, before: [], isTakenUp: false }).tell.map(
    ({ agent, as }) => `${agent} ${as}`,
  )
const offer: Wished = [3, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a', team: teamId('away') }]
const accepted: Wished = [4, by('pia'), samples['hand_off.accept']]
const assigned: Wished = [5, by('bo'), samples['accountable.assign']]
const warned = { type: 'target.warned', target: 'tgt_a', kind: 'resolution', at: at(60), by: clock } as const
const expired = { type: 'hand_off.expired', handOff: 'hnd_a', at: at(60), by: clock } as const

test('a target at risk there is told to who works on it and to who of ours answers for it', () => {
  const state = play([...taken, offer, accepted, assigned])
  assert.deepEqual(told(state, warned), ['agt_pia owner', 'agt_chiara accountable'])
  assert.deepEqual(told(play(taken), warned), ['agt_bo owner'])
})
test('an acceptance that expires is told to who would answer for it', () => {
  const state = play([...taken, offer])
  assert.deepEqual(told(state, expired), ['agt_bo owner'], 'the contact is told once, though he is both')
  const nobody = { ...state, contact: null }
  assert.deepEqual(told(nobody, expired), ['agt_bo owner', 'agt_chiara accountable'])
  const empty: DeskFacts = { ...desk, agents: {} }
  assert.deepEqual(told(state, expired, empty), [])
  assert.deepEqual(told({ ...state, handOffs: {} }, expired, empty), [])
})
test('a word that is late is not at risk of the partner', () => {
  const state = play([...taken, offer, accepted, assigned])
  assert.deepEqual(told(state, { type: 'promise.late', promise: 'prm_1', at: at(60), by: clock }), [
    'agt_bo owner',
  ])
})
test('a look at a customer is told to his contact, once, and to no lead', () => {
  const state = play([...taken, [3, by('marta'), samples['customer.look']]])
  const looked = {
    type: 'customer.looked',
    until: at(63),
    because: text('b'),
    at: at(3),
    by: by('marta'),
  } as const
  assert.deepEqual(told(state, looked), ['agt_bo owner'])
  assert.deepEqual([aboutOf(looked), isSettled(state, looked)], ['txt_b', true])
})

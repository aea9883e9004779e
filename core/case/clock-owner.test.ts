import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOwner } from '#core/case/clock-owner.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { judged } from '#core/testing/clocked.ts'
import { run } from '#core/testing/clocked-play.ts'
import { samples } from '#core/testing/sample.ts'
import { agentId, at, by, given, opened, taken, text, type Wished } from '#core/testing/world.ts'

const said = (...wished: Wished[]) => {
  const owner = clockOwner(given(...wished).state as OpenedCase)
  return owner && `${owner.clock.kind}: ${owner.as} ${owner.agent ?? owner.team}`
}
const promise: Wished = [
  2,
  by('bo'),
  {
    type: 'promise.make',
    promise: 'prm_a',
    topic: text('t'),
    means: 'phone',
    dueAt: at(30),
    keeper: agentId('chiara'),
  },
]
const contacted = (state: OpenedCase, more: Partial<OpenedCase>) =>
  clockOwner({ ...state, ...more } as OpenedCase)

test('the first word is owed by the contact, and by the team while there is none', () => {
  assert.equal(said(opened), 'first_answer: team tea_1')
  assert.equal(said(...taken), 'first_answer: contact agt_bo')
  const state = given(...taken).state as OpenedCase
  assert.equal(contacted(state, { contact: null })?.as, 'worker')
})
test('a promise is kept by who gave it, else by the contact', () => {
  assert.equal(said(...taken, promise), 'promise: keeper agt_chiara')
  const state = given(...taken, promise).state as OpenedCase
  const promises = { prm_a: { ...state.promises.prm_a!, keeper: null } }
  assert.equal(contacted(state, { promises })?.as, 'contact')
})
test('an offer is to be accepted by whom it names, else by a team', () => {
  const offer = { ...samples['hand_off.offer'], handOff: 'hnd_a' } as const
  assert.equal(said(...taken, [2, by('bo'), offer]), 'accept: team tea_2')
  const named = { ...offer, agent: agentId('marta') }
  assert.equal(said(...taken, [2, by('bo'), named]), 'accept: receiver agt_marta')
})
test('what has to be done is the worker’s, and a date to look again as well', () => {
  const wait: Wished = [3, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part', until: at(60) }]
  assert.equal(said(...taken, wait), 'wait: worker agt_bo')
  const { state } = run([judged])
  const only = Object.fromEntries(
    Object.entries(state.targets).filter(([, one]) => one.kind === 'resolution'),
  )
  assert.equal(contacted(state, { targets: only, promises: {} })?.as, 'team')
  assert.equal(contacted(state, { targets: only, promises: {}, worker: agentId('bo') })?.as, 'worker')
})
test('where nothing is due nobody keeps it', () => {
  assert.equal(contacted(given(...taken).state as OpenedCase, { promises: {}, targets: {} }), null)
})

// The edges of a policy of the house: parts of the desk that wish something, what was never begun, and facts
// read back that say nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideHousePolicy, type HousePolicyCommand, mayHousePolicy } from '#core/house-policy/decide.ts'
import type { HousePolicyFact } from '#core/house-policy/house-policy-fact.ts'
import { housePolicyRules } from '#core/house-policy/rules.ts'
import { evolveHousePolicy, type HousePolicyState } from '#core/house-policy/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Actor } from '#core/people/actor.ts'
import { at, by, clock, desk, settingAt, text, textOf } from '#core/testing/world.ts'

const publish: HousePolicyCommand = {
  ...{ type: 'house_policy.publish', read: 0, title: text('Refunds'), words: text('Ask first'), hash: 'a' },
  ...{ audience: { levels: [], teams: [], roles: [] }, acknowledgeBy: at(100) },
}
const anna: Actor = { kind: 'customer', id: 'cus_anna' }
const said = (state: HousePolicyState, who: Actor, command: HousePolicyCommand) =>
  decideHousePolicy(state, command, { by: who, at: at(1), setting: settingAt(at(1)) })
const told = (state: HousePolicyState, who: Actor, command: HousePolicyCommand) => {
  const outcome = said(state, who, command)
  return isRefusal(outcome) ? outcome.refused : outcome.map(one => one.type)
}
const begun = (said(null, by('karin'), publish) as readonly HousePolicyFact[]).reduce<HousePolicyState>(
  evolveHousePolicy,
  null,
)!

test('the desk itself may ring it and nobody else; a customer may nothing', () => {
  assert.equal(mayHousePolicy(clock, 'clock.ring', begun, desk), true)
  assert.deepEqual(mayHousePolicy(by('karin'), 'clock.ring', begun, desk), { refused: 'access.denied' })
  assert.deepEqual(mayHousePolicy(anna, 'house_policy.acknowledge', begun, desk), {
    refused: 'access.denied',
  })
})

test('a policy has an owner: the desk publishes none, and nobody reads for it', () => {
  assert.equal(told(null, clock, publish), 'access.denied')
  const acknowledge: HousePolicyCommand = { type: 'house_policy.acknowledge', version: 1, hash: 'a' }
  assert.deepEqual(told(begun, clock, acknowledge), [])
})

test('of what was never published nothing is wished', () => {
  assert.deepEqual(told(null, clock, { type: 'clock.ring' }), [])
  const withdraw: HousePolicyCommand = { type: 'house_policy.withdraw', because: text('wrong') }
  assert.equal(told(null, by('karin'), withdraw), 'matter.not_found')
  assert.throws(() => housePolicyRules.card(null, textOf), /no card/)
  assert.equal(housePolicyRules.ring(null, desk), null)
})

test('whoever owns it already is not named again', () => {
  assert.deepEqual(told(begun, by('karin'), { type: 'house_policy.name_owner', owner: 'agt_karin' }), [])
})

test('its card is open as long as it is in force, and has a name also without words', () => {
  const card = housePolicyRules.card(begun, () => null)
  assert.deepEqual([card.isOpen, card.dueAt, card.title], [true, at(100), ''])
  assert.equal(housePolicyRules.card(begun, textOf).title, 'Refunds')
})

test('facts without a beginning, of a part of the desk or of another version change nothing', () => {
  const fact = (more: object, who: Actor = by('bo')) =>
    ({
      type: 'house_policy.acknowledged',
      at: at(2),
      by: who,
      version: 1,
      hash: 'a',
      ...more,
    }) as HousePolicyFact
  assert.equal(evolveHousePolicy(null, fact({})), null)
  assert.equal(evolveHousePolicy(begun, fact({}, clock)), begun)
  assert.deepEqual(evolveHousePolicy(begun, fact({ version: 9 }))?.versions, begun.versions)
  assert.deepEqual(evolveHousePolicy(begun, fact({}))?.versions[0]?.acknowledged, { agt_bo: at(2) })
})

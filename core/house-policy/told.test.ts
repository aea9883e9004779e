// Who is told of a policy of the house, as a manager would say it: whoever has to acknowledge it, when it is
// published and at each reminder, and its owner with the last one; and when nobody needs to be told any more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HousePolicyFact } from '#core/house-policy/house-policy-fact.ts'
import { housePolicyRules } from '#core/house-policy/rules.ts'
import { evolveHousePolicy, type HousePolicyState } from '#core/house-policy/state.ts'
import type { Actor } from '#core/people/actor.ts'
import { agentId, at, by, clock, desk, text } from '#core/testing/world.ts'

const onlyThird = { levels: [3], teams: [], roles: [] } as const
const published: HousePolicyFact = {
  ...{ type: 'house_policy.published', at: at(0), by: by('karin'), owner: agentId('karin'), version: 1 },
  ...{ title: text('Refunds'), words: text('Ask first'), audience: onlyThird, hash: 'a' },
  acknowledgeBy: at(100),
}
const acknowledged = (who: Actor): HousePolicyFact => ({
  ...{ type: 'house_policy.acknowledged', at: at(1), by: who, version: 1, hash: 'a' },
})
const reminded: HousePolicyFact = {
  ...{ type: 'house_policy.reminded', at: at(100), by: clock, version: 1, agents: [agentId('jordi')] },
}
const withdrawn: HousePolicyFact = {
  ...{ type: 'house_policy.withdrawn', at: at(2), by: by('karin'), because: text('wrong') },
}
const stateAfter = (...facts: readonly HousePolicyFact[]) =>
  facts.reduce<HousePolicyState>(evolveHousePolicy, null)
const { wantsBound, wants, settles } = housePolicyRules

test('whoever has to acknowledge it is told when it is published, and at each reminder', () => {
  const agents = [agentId('jordi')]
  assert.deepEqual(wantsBound?.(stateAfter(published), published, desk), { cause: 'policy.asked', agents })
  assert.deepEqual(wantsBound?.(stateAfter(published, reminded), reminded, desk), {
    ...{ cause: 'policy.reminded', agents },
  })
  const read = acknowledged(by('jordi'))
  assert.equal(wantsBound?.(stateAfter(published, read), read, desk), null)
  assert.equal(wantsBound?.(null, published, desk), null)
})

test('its owner is told with the last reminder, and with none before', () => {
  const times = (n: number) => stateAfter(published, ...Array.from({ length: n }, () => reminded))
  assert.equal(wants?.(reminded, times(9)), null)
  assert.deepEqual(wants?.(reminded, times(10)), {
    ...{ cause: 'policy.unacknowledged', hears: 'owner', inHouse: true },
  })
  assert.equal(wants?.(published, times(10)), null)
  assert.equal(wants?.(reminded, null), null)
})

test('what was told counts as looked at: of one by acknowledging, of all by a new version or a withdrawal', () => {
  assert.deepEqual(settles?.(acknowledged(by('jordi')), desk), {
    ...{ agents: [agentId('jordi')], causes: ['policy.asked', 'policy.reminded'] },
  })
  assert.equal(settles?.(acknowledged(clock), desk), null)
  for (const fact of [published, withdrawn])
    assert.deepEqual(settles?.(fact, desk), {
      agents: Object.keys(desk.agents),
      causes: ['policy.asked', 'policy.reminded', 'policy.unacknowledged'],
    })
  assert.equal(settles?.(reminded, desk), null, 'a reminder leaves the first notice as it is')
})

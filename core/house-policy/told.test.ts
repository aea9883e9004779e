// Who is told of a policy of the house, as a manager would say it: whoever has to acknowledge it, when it is
// published and at each reminder, and its owner with the last one; and when nobody needs to be told any more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideHousePolicy, type HousePolicyCommand } from '#core/house-policy/decide.ts'
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

const bound = (agent: string, minute: number): HousePolicyFact => ({
  ...{ type: 'house_policy.bound', at: at(minute), by: clock, version: 1, agents: [agentId(agent)] },
})
const ringing = (state: HousePolicyState, minute: number, facts = desk) => {
  const now = at(minute)
  const setting = { now, newId: () => 'x' as never, desk: facts }
  const outcome = decideHousePolicy(state, { type: 'clock.ring' }, { by: clock, at: now, setting })
  assert.ok(Array.isArray(outcome))
  return (outcome as readonly HousePolicyFact[]).map(one => [
    one.type,
    ...('agents' in one ? one.agents : []),
  ])
}
/** Marta comes to the third level, where Jordi is. */
const moved = {
  ...desk,
  agents: { ...desk.agents, agt_marta: { ...desk.agents.agt_marta!, levels: [3] } },
} as typeof desk
const asked = { ...published, asked: [agentId('jordi')] } as HousePolicyFact

test('whoever it comes to bind is told at once, by himself, and not again', () => {
  const state = stateAfter(asked)
  assert.equal(housePolicyRules.ring(state, desk), at(100), 'nobody is new: it looks when it reminds')
  assert.deepEqual(ringing(state, 5), [])
  assert.equal(housePolicyRules.ring(state, moved), at(0), 'it looks at once')
  assert.deepEqual(ringing(state, 5, moved), [['house_policy.bound', 'agt_marta']])
  const agents = [agentId('marta')]
  assert.deepEqual(wantsBound?.(state, bound('marta', 5), moved), { cause: 'policy.asked', agents })
  const told = stateAfter(asked, bound('marta', 5))
  assert.deepEqual(ringing(told, 6, moved), [])
  const left = stateAfter(asked, { ...bound('marta', 5), version: 9 } as HousePolicyFact)
  assert.deepEqual(ringing(left, 6, moved), [['house_policy.bound', 'agt_marta']], 'of this version')
})

test('published, it says whom it asks; what was published before that is asked of whoever has not read it', () => {
  const said: HousePolicyCommand = {
    ...{ type: 'house_policy.publish', read: 0, title: text('Refunds'), words: text('Ask first') },
    ...{ audience: onlyThird, hash: 'a', acknowledgeBy: at(100) },
  }
  const setting = { now: at(0), newId: () => 'x' as never, desk }
  const [fact] = decideHousePolicy(null, said, { by: by('karin'), at: at(0), setting }) as HousePolicyFact[]
  assert.deepEqual(fact && 'asked' in fact && fact.asked, [agentId('jordi')])
  assert.deepEqual(ringing(stateAfter(published), 5), [['house_policy.bound', 'agt_jordi']])
})

test('he is reminded as the others are: not before it is due, nor at once where that is past', () => {
  const early = stateAfter(asked, bound('marta', 5))
  const days = (n: number) => n * 24 * 60
  assert.equal(housePolicyRules.ring(early, moved), at(5 + days(3)), 'after three days, which is later')
  const patient = { ...asked, acknowledgeBy: at(days(9)) } as HousePolicyFact
  const long = stateAfter(patient, bound('marta', 5))
  assert.equal(housePolicyRules.ring(long, moved), at(days(9)), 'not before it is due')
  const late = stateAfter(asked, reminded, bound('marta', 200))
  assert.equal(housePolicyRules.ring(late, moved), at(100 + days(3)), 'with those who were reminded before')
  const out = stateAfter(asked, ...Array.from({ length: 10 }, () => reminded))
  assert.equal(housePolicyRules.ring(out, desk), null)
  const anew = stateAfter(asked, ...Array.from({ length: 10 }, () => reminded), bound('marta', days(40)))
  assert.equal(housePolicyRules.ring(anew, moved), at(days(43)), 'reminders begin anew')
  assert.deepEqual(
    ringing(stateAfter(asked), 100, moved),
    [['house_policy.reminded', 'agt_marta', 'agt_jordi']],
    'with a reminder he hears it by that',
  )
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

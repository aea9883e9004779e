// A policy of the house as a manager would tell it: whom it binds, what is acknowledged, who is reminded, and
// what somebody hears who acknowledges what has gone meanwhile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideHousePolicy, type HousePolicyCommand, mayHousePolicy } from '#core/house-policy/decide.ts'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import { housePolicyRules } from '#core/house-policy/rules.ts'
import {
  awaited,
  evolveHousePolicy,
  momentsAt,
  momentsOf,
  type HousePolicy,
  type HousePolicyState,
  newestOf,
  versionAt,
} from '#core/house-policy/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Actor } from '#core/people/actor.ts'
import { at, by, clock, desk, settingAt, text, textOf } from '#core/testing/world.ts'

const all = { levels: [], teams: [], roles: [] }
const publish = (more: object = {}): HousePolicyCommand => ({
  ...{ type: 'house_policy.publish', read: 0, title: text('Refunds'), words: text('Ask first') },
  ...{ audience: all, hash: 'a', acknowledgeBy: at(100), ...more },
})
const next = publish({ read: 1, hash: 'b', changed: text('Up to 20') })
type Wish = readonly [minute: number, who: Actor, command: HousePolicyCommand]
const say = (state: HousePolicyState, [minute, who, command]: Wish) =>
  decideHousePolicy(state, command, { by: who, at: at(minute), setting: settingAt(at(minute)) })

function after(...wishes: readonly Wish[]): HousePolicy {
  let state: HousePolicyState = null
  for (const wish of wishes) {
    const outcome = say(state, wish)
    assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
    state = outcome.reduce(evolveHousePolicy, state)
  }
  return state as unknown as HousePolicy
}
const outcomeOf = (state: HousePolicyState, ...wish: Wish) => {
  const outcome = say(state, wish)
  return isRefusal(outcome) ? outcome.refused : outcome.map(one => one.type)
}
const begun: Wish = [0, by('karin'), publish()]
const acknowledge = (version: number, hash: string): HousePolicyCommand => ({
  ...{ type: 'house_policy.acknowledge', version, hash },
})
const ring: HousePolicyCommand = { type: 'clock.ring' }

test('it binds whom its audience names, of the whole house where nobody is named', () => {
  assert.deepEqual([...awaited(after(begun), desk)].sort(), [
    ...['agt_audit', 'agt_bo', 'agt_chiara', 'agt_ivan', 'agt_jordi', 'agt_karin', 'agt_marta'],
  ])
  const ofThird = after([0, by('karin'), publish({ audience: { ...all, levels: [3], roles: ['lead'] } })])
  assert.deepEqual([...awaited(ofThird, desk)].sort(), ['agt_jordi', 'agt_karin'])
  assert.equal(mayHousePolicy(by('jordi'), 'house_policy.acknowledge', ofThird, desk), true)
  assert.deepEqual(mayHousePolicy(by('bo'), 'house_policy.acknowledge', ofThird, desk), {
    refused: 'house_policy.not_bound',
  })
})

test('a lead begins one, its owner or a lead goes on with it', () => {
  const state = after(begun, [1, by('karin'), { type: 'house_policy.name_owner', owner: 'agt_marta' }])
  for (const [who, may] of [
    ['karin', true],
    ['marta', true],
    ['bo', { refused: 'house_policy.not_owner' }],
  ] as const)
    assert.deepEqual(mayHousePolicy(by(who), 'house_policy.publish', state, desk), may, who)
  assert.deepEqual(mayHousePolicy(by('bo'), 'house_policy.publish', null, desk), {
    refused: 'house_policy.not_owner',
  })
  assert.deepEqual(mayHousePolicy(by('gone'), 'house_policy.publish', state, desk), {
    refused: 'access.denied',
  })
  const gone: HousePolicyCommand = { type: 'house_policy.name_owner', owner: 'agt_gone' }
  assert.equal(outcomeOf(state, 2, by('karin'), gone), 'agent.not_found')
})

test('a version is acknowledged once, by its hash; a new one is acknowledged anew', () => {
  const read = after(begun, [1, by('bo'), acknowledge(1, 'a')])
  assert.ok(!awaited(read, desk).includes('agt_bo'))
  assert.deepEqual(outcomeOf(read, 2, by('bo'), acknowledge(1, 'a')), [])
  assert.equal(outcomeOf(read, 2, by('ivan'), acknowledge(1, 'other')), 'house_policy.other_version')
  const anew = after(begun, [1, by('bo'), acknowledge(1, 'a')], [2, by('karin'), next])
  assert.ok(awaited(anew, desk).includes('agt_bo'))
  assert.equal(outcomeOf(anew, 3, by('bo'), acknowledge(1, 'a')), 'house_policy.other_version')
  assert.deepEqual(outcomeOf(anew, 3, by('bo'), acknowledge(2, 'b')), ['house_policy.acknowledged'])
  assert.deepEqual([versionAt(anew, at(1))?.version, versionAt(anew, at(2))?.version], [1, 2])
  assert.equal(versionAt(anew, at(-1)), undefined)
})

test('the next version says what changed, to who has read the one before', () => {
  const state = after(begun)
  assert.equal(
    outcomeOf(state, 1, by('karin'), publish({ read: 1, hash: 'b' })),
    'house_policy.changed_missing',
  )
  assert.equal(outcomeOf(state, 1, by('karin'), publish({ hash: 'b' })), 'house_policy.other_version')
  assert.deepEqual(outcomeOf(state, 1, by('karin'), publish({ read: 1 })), [], 'nothing is new')
  assert.equal(outcomeOf(null, 1, by('karin'), publish({ acknowledgeBy: at(1) })), 'house_policy.past')
})

test('withdrawn while somebody acknowledges it, he is told so and nothing is recorded', () => {
  const state = after(begun, [1, by('karin'), { type: 'house_policy.withdraw', because: text('wrong') }])
  assert.equal(outcomeOf(state, 2, by('bo'), acknowledge(1, 'a')), 'house_policy.withdrawn')
  assert.equal(outcomeOf(state, 2, by('karin'), next), 'house_policy.withdrawn')
  assert.deepEqual([awaited(state, desk), outcomeOf(state, 200, clock, ring)], [[], []])
  assert.deepEqual(housePolicyRules.card(state, textOf).isOpen, false)
})

test('who has not acknowledged it by its day is reminded, then every third day, ten times', () => {
  let state = after(begun, [1, by('bo'), acknowledge(1, 'a')])
  assert.deepEqual(outcomeOf(state, 99, clock, ring), [])
  const day = 24 * 60
  for (let i = 0; i < 10; i++) {
    const due = 100 + i * 3 * day
    assert.equal(housePolicyRules.ring(state, desk), at(due))
    const outcome = say(state, [due, clock, ring])
    assert.ok(!isRefusal(outcome) && outcome[0]?.type === 'house_policy.reminded')
    assert.ok(!outcome[0].agents.includes('agt_bo') && outcome[0].agents.includes('agt_ivan'))
    state = outcome.reduce<HousePolicyState>(evolveHousePolicy, state) as HousePolicy
  }
  assert.equal(housePolicyRules.ring(state, desk), null)
})

test('where it is shown is said without a new version, and what was shown at an instant stays known', () => {
  const place = (...moments: readonly PolicyMoment[]): HousePolicyCommand => ({
    ...{ type: 'house_policy.place', moments },
  })
  const state = after(
    begun,
    [1, by('bo'), acknowledge(1, 'a')],
    [2, by('karin'), place('conduct', 'goodwill', 'conduct')],
    [4, by('karin'), place()],
    [6, by('karin'), { type: 'house_policy.withdraw', because: text('wrong') }],
  )
  assert.deepEqual([momentsOf(after(begun)), momentsOf(state)], [[], []])
  assert.deepEqual(
    [1, 3, 5].map(minute => momentsAt(state, at(minute))),
    [[], ['goodwill', 'conduct'], []],
  )
  assert.deepEqual(
    [5, 7].map(minute => versionAt(state, at(minute))?.version),
    [1, undefined],
  )
  assert.ok(newestOf(state).acknowledged.agt_bo !== undefined)
  const shown = after(begun, [2, by('karin'), place('goodwill', 'conduct')])
  assert.deepEqual(outcomeOf(shown, 3, by('karin'), place('conduct', 'goodwill')), [], 'so already')
  assert.deepEqual(mayHousePolicy(by('bo'), 'house_policy.place', shown, desk), {
    refused: 'house_policy.not_owner',
  })
})

test('nobody waited for, nobody is reminded', () => {
  const one = { ...all, levels: [3] }
  const state = after([0, by('karin'), publish({ audience: one })], [1, by('jordi'), acknowledge(1, 'a')])
  assert.equal(housePolicyRules.ring(state, desk), null)
  assert.deepEqual(outcomeOf(state, 200, clock, ring), [])
})

// Checks of a walk answer by themselves from what the case and the desk know, or stay silent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkAhead } from '#core/case/deed/walk-check.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import { refuse } from '#core/kit/refusal.ts'
import { type Checks, checksAlone } from '#core/script/checks-behind.ts'
import { given as stepGiven } from '#core/script/step-on.ts'
import { outageOn, placeOf } from '#core/script/walk.ts'
import { ask, check, inner, on, outer, passOn, scriptOf, solved, tell } from '#core/testing/script-world.ts'
import { answer, begin, bo, goBack, stateOf, using, walkOf } from '#core/testing/walk-course.ts'
import { given, taken, type Wished } from '#core/testing/world.ts'

const checks = (kind: Parameters<typeof check>[2]) =>
  scriptOf([
    ask('one', 'look'),
    check('look', '', {
      next: [on('fine', { is: ['look', 'yes'] }), on('bad')],
      otherwise: 'silent',
      ...kind,
    }),
    solved('fine'),
    passOn('bad'),
    tell('silent', 'bad'),
  ])
const looked = (kind: Parameters<typeof check>[2], seen: Checks = {}) => {
  const own = { ...using(checks(kind)), checks: seen }
  const events = given(...taken, [2, bo, begin(own)])
    .when(3, bo, answer('one', 'yes', own))
    .then('walk.answered', 'walk.answered')
  const last = events[1] as EventOf<'walk.answered'>
  return [last.by.kind, last.answer.kind, 'value' in last.answer && last.answer.value, placeOf(last.to).step]
}

test('what the case or the desk knows answers by itself; what nobody knows stays silent and the walk goes on', () => {
  assert.deepEqual(looked({ check: 'known_outage' }, { known_outage: { value: 'yes' } }), [
    'system',
    'result',
    'yes',
    'fine',
  ])
  assert.deepEqual(looked({ check: 'known_outage' }), ['system', 'silent', false, 'silent'])
  assert.deepEqual(looked({ check: 'device_history' }, { device_history: { value: 'no' } }), [
    'system',
    'result',
    'no',
    'bad',
  ])
  assert.deepEqual(looked({ check: 'device_history' })[1], 'silent')
  assert.deepEqual(looked({ check: 'entitlement' }).slice(1), ['silent', false, 'silent'])
  assert.deepEqual(looked({ check: 'case_value', of: 'kind' }).slice(1, 3), ['result', 'other'])
  assert.deepEqual(looked({ check: 'case_value', of: 'product' })[1], 'silent')
  assert.deepEqual(looked({ check: 'case_value', of: 'shoe size' })[1], 'silent')
  assert.deepEqual(looked({ check: 'case_value' })[1], 'silent')
})

test('a walk from before there was a case goes the way it went then: what the case would say now is not asked', () => {
  const alone = checksAlone({})
  const silent = ['system', 'silent', false, 'silent']
  assert.deepEqual(looked({ check: 'case_value', of: 'kind' }, alone), silent)
  assert.deepEqual(looked({ check: 'known_outage' }, alone), silent)
  assert.deepEqual(
    looked({ check: 'known_outage' }, checksAlone({ known_outage: { value: 'yes' } }))[2],
    'yes',
  )
})

test('what a check goes by stands with its answer, on the way the walk stands on', () => {
  const found = { outage: 'otg_one' } as const
  const own = {
    ...using(checks({ check: 'known_outage' })),
    checks: { known_outage: { value: 'yes', found } },
  }
  const course: Wished[] = [...taken, [2, bo, begin(own)], [3, bo, answer('one', 'yes', own)]]
  const events = given(...course.slice(0, -1)).when(3, bo, answer('one', 'yes', own))
    .outcome as readonly Event[]
  assert.deepEqual((events.at(-1) as EventOf<'walk.answered'>).found, found)
  assert.equal(outageOn(walkOf(course).walk), 'otg_one')
  assert.equal(outageOn(walkOf([...course, [4, bo, goBack]]).walk), null, 'gone back over, it says no more')
})

test('only the check a walk comes to is asked elsewhere, each of several in its turn', () => {
  const script = scriptOf([
    ask('one', 'mine'),
    check('mine', 'outage', { check: 'case_value', of: 'kind', otherwise: 'outage' }),
    check('outage', 'past', { check: 'known_outage', otherwise: 'past' }),
    check('past', 'two', { check: 'device_history', otherwise: 'two' }),
    ask('two', 'fine'),
    solved('fine'),
  ])
  const own = using(script)
  const state = stateOf([...taken, [2, bo, begin(own)]])
  const { walk } = state.walks.wlk_a!
  const scripts = scriptsOf(own.scripts)
  const ahead = (went: Parameters<typeof checkAhead>[0]['went'], told: Checks) =>
    checkAhead({ state, walk, went, checks: told }, scripts)?.name ?? null
  const yes = stepGiven(walk, { step: 'one', answer: { kind: 'value', value: 'yes' } }, scripts)
  const told = { known_outage: { value: null } } as const
  assert.equal(ahead(null, {}), null, 'it stands at a question')
  assert.equal(ahead(yes, {}), 'outage')
  assert.equal(ahead(yes, told), 'past')
  assert.equal(ahead(yes, { ...told, device_history: { value: 'no' } }), null)
  assert.equal(ahead(refuse('walk.ended'), {}), null)
})

test('a case that was judged says by itself whether it is covered', () => {
  const own = using(checks({ check: 'entitlement' }))
  for (const [outcome, value] of [
    ['covered', 'yes'],
    ['not_covered', 'no'],
  ] as const) {
    const decision = { outcome, steps: [] }
    const course: Wished[] = [
      ...taken,
      [2, bo, { type: 'entitlement.decide', decision }],
      [2, bo, begin(own)],
    ]
    const last = given(...course).when(3, bo, answer('one', 'yes', own)).outcome as readonly Event[]
    assert.deepEqual((last.at(-1) as EventOf<'walk.answered'>).answer, { kind: 'result', value })
  }
})

test('which device and place a case is about is known from how it was judged', () => {
  const judged = (about: object) => {
    const decision = { outcome: 'house', steps: [], ...about } as const
    const { serial, site } = stateOf([...taken, [2, bo, { type: 'entitlement.decide', decision }]]).entitled!
    return [serial, site]
  }
  assert.deepEqual(judged({}), [null, null])
  assert.deepEqual(
    judged({ registered: 'SN 2' }),
    ['SN 2', null],
    'the one number its customer had registered',
  )
  assert.deepEqual(judged({ serial: 'SN 1', registered: 'SN 2', site: 'Lund' }), ['SN 1', 'Lund'])
})

test('a check that leads nowhere, or round and round, stops where it stands', () => {
  const lost = scriptOf([ask('one', 'look'), check('look', 'nowhere', { otherwise: 'nowhere' })])
  const stuck: Wished[] = [...taken, [2, bo, begin(using(lost))]]
  given(...stuck)
    .when(3, bo, answer('one', 'yes', using(lost)))
    .then('walk.answered')
  const ring = scriptOf([ask('one', 'look'), check('look', 'again'), check('again', 'look')])
  const round = given(...taken, [2, bo, begin(using(ring))]).when(3, bo, answer('one', 'yes', using(ring)))
  assert.equal((round.outcome as readonly Event[]).length, 101)
})

test('a sub-script is walked within, its steps named by it', () => {
  const own = using(outer, inner)
  const course: Wished[] = [...taken, [2, bo, begin(own)], [3, bo, answer('one', 'yes', own)]]
  assert.deepEqual(
    walkOf(course).walk.stack.map(({ slug, step }) => [slug, step]),
    [
      ['sample', 'wifi'],
      ['inner', 'one'],
    ],
  )
})

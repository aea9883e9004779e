// Checks of a walk answer by themselves from what the case and the desk know, or stay silent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event, EventOf } from '#core/case/event.ts'
import { placeOf } from '#core/script/walk.ts'
import { ask, check, inner, on, outer, passOn, scriptOf, solved, tell } from '#core/testing/script-world.ts'
import { answer, begin, bo, using, walkOf } from '#core/testing/walk-course.ts'
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
const looked = (kind: Parameters<typeof check>[2], seen: object | null = {}) => {
  const own = { ...using(checks(kind)), checks: seen }
  const events = given(...taken, [2, bo, begin(own)])
    .when(3, bo, answer('one', 'yes', own))
    .then('walk.answered', 'walk.answered')
  const last = events[1] as EventOf<'walk.answered'>
  return [last.by.kind, last.answer.kind, 'value' in last.answer && last.answer.value, placeOf(last.to).step]
}

test('what the case or the desk knows answers by itself; what nobody knows stays silent and the walk goes on', () => {
  assert.deepEqual(looked({ check: 'known_outage' }, { known_outage: 'yes' }), [
    'system',
    'result',
    'yes',
    'fine',
  ])
  assert.deepEqual(looked({ check: 'known_outage' }), ['system', 'silent', false, 'silent'])
  assert.deepEqual(looked({ check: 'device_history' }, { device_history: 'no' }), [
    'system',
    'result',
    'no',
    'bad',
  ])
  assert.deepEqual(looked({ check: 'entitlement' }).slice(1), ['silent', false, 'silent'])
  assert.deepEqual(looked({ check: 'case_value', of: 'kind' }).slice(1, 3), ['result', 'other'])
  assert.deepEqual(looked({ check: 'case_value', of: 'product' })[1], 'silent')
  assert.deepEqual(looked({ check: 'case_value', of: 'shoe size' })[1], 'silent')
  assert.deepEqual(looked({ check: 'case_value' })[1], 'silent')
})

test('a walk from before there was a case goes the way it went then: what the case would say now is not asked', () => {
  assert.deepEqual(looked({ check: 'case_value', of: 'kind' }, null), ['system', 'silent', false, 'silent'])
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

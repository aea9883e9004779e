// A walk that became no case tells the same as one of a ledger: what was passed, how, how long, how it ended.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { type TimedAct, toldAlone } from '#core/measure/told-alone.ts'
import { ask, check, on, passOn, scriptOf, shelf, solved } from '#core/testing/script-world.ts'

const script = scriptOf([
  ask('light', 'look'),
  check('look', 'plug'),
  ask('plug', '', { next: [on('good', { is: ['plug', 'yes'] }), on('bad')], otherwise: 'bad' }),
  solved('good'),
  passOn('bad'),
])
const at = (seconds: number) => instant(seconds * 1000)
const gives = (step: string, value: string, seconds: number): TimedAct => ({
  act: { step, answer: { kind: 'value', value } },
  at: at(seconds),
  nowhere: false,
})

test('what he passed, how and how long; gone back over, said to lead nowhere, and solved', () => {
  const skips = { act: { step: 'light', answer: { kind: 'skipped' } }, at: at(10), nowhere: true } as const
  const acts = [
    skips,
    gives('plug', 'no', 30),
    { act: 'back', at: at(35), nowhere: false } as const,
    gives('plug', 'yes', 40),
  ]
  const [told, ...more] = toldAlone('wlk_a', { script, acts, begunAt: at(0) }, shelf(script))
  assert.equal(more.length, 0)
  assert.deepEqual(
    told?.course.passed.map(({ step, how, nowhere, undone }) => [step, how, nowhere, undone]),
    [
      ['light', 'skipped', true, false],
      ['look', 'silent', false, false],
      ['plug', 'value', false, true],
      ['plug', 'value', false, false],
    ],
  )
  assert.deepEqual(told?.seconds, [10, 0, 20, 5])
  assert.deepEqual(
    [told?.course.end, told?.course.stands, told?.begunAt, told?.changedAt],
    ['solved', 'good', 0, 40_000],
  )
  assert.equal(told?.walker, 'customer')
})

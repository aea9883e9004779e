// The order of checks that walks propose: with a reason for each, and never from too few.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ordersFound } from '#core/measure/check-order.ts'
import { type Counted, tallyOf } from '#core/measure/walk-tally.ts'
import type { Course, Left } from '#core/measure/walk-told.ts'
import { groupMax } from '#core/script/best-order.ts'
import type { Script } from '#core/script/script.ts'
import { doing, passOn, scriptOf, solved } from '#core/testing/script-world.ts'

const checks = (...names: readonly string[]): Script =>
  scriptOf([
    ...names.map((name, i) =>
      doing(name, { worked: 'fine', failed: names[i + 1] ?? 'bad' }, { group: 'checks' }),
    ),
    solved('fine'),
    passOn('bad'),
  ])
const script = checks('rare', 'often')

const walk = (way: readonly [string, Left][], isSolved: boolean): Course => ({
  slug: 'sample',
  version: 1,
  passed: way.map(([step, how]) => ({ step, how, nowhere: false, undone: false })),
  end: isSolved ? 'solved' : 'hand_off',
  stands: isSolved ? 'fine' : 'bad',
})
const counted = (course: Course, times: number): Counted => ({
  ...{ course, times, reopened: 0, resting: 0 },
  ...{ byCustomer: 0, byBoth: 0 },
})
const walks = (many: number): Counted[] => [
  counted(walk([['rare', 'worked']], true), many),
  counted(
    walk(
      [
        ['rare', 'failed'],
        ['often', 'worked'],
      ],
      true,
    ),
    8 * many,
  ),
  counted(
    walk(
      [
        ['rare', 'skipped'],
        ['often', 'failed'],
      ],
      false,
    ),
    many,
  ),
]
const found = (many: number, of = script) => {
  const all = walks(many)
  const timed = all.map(({ course }) => ({ course, seconds: course.passed.map(() => 180) }))
  return ordersFound(of, all, tallyOf(all, many > 0 ? timed : []))
}

test('what solves more in the same time is proposed first, with what it solves, takes and saves', () => {
  const [one] = found(100)
  assert.equal(one!.verdict, 'better')
  if (one?.verdict !== 'better') return
  assert.deepEqual(one.order, ['often', 'rare'])
  assert.ok(one.minutesThen < one.minutesNow)
  assert.ok(Math.abs(one.saves.minutes - (one.minutesNow - one.minutesThen)) < 1e-9)
  assert.ok(one.saves.from > 0 && one.saves.sure > 0.99, JSON.stringify(one.saves))
  assert.ok(Math.abs(one.middleNow! - 6) < 0.1 && Math.abs(one.middleThen! - 3) < 0.1)
  const [rare, often] = one.checks
  assert.deepEqual([rare!.step, rare!.times, often!.times], ['rare', 900, 900])
  assert.ok(
    Math.abs(often!.minutes - 3) < 0.01 && Math.abs(often!.solves - 0.8) < 0.05,
    JSON.stringify(often),
  )
  assert.ok(often!.range!.from < often!.solves && often!.solves < often!.range!.to)
})

test('from few walks nothing is proposed, and what is known is told with its doubt', () => {
  const [few] = found(2)
  assert.deepEqual([few!.verdict, few!.checks.map(one => one.times)], ['too_few', [18, 18]])
  const [none] = found(0)
  assert.deepEqual(
    none!.checks.map(one => [one.times, one.minutes, one.range]),
    [
      [0, 2, null],
      [0, 2, null],
    ],
  )
})

test('a step the script does not have (any more) takes no time that is known', () => {
  const gone = walk(
    [
      ['gone', 'worked'],
      ['often', 'failed'],
    ],
    true,
  )
  const all = [...walks(100), counted(gone, 5)]
  const [one] = ordersFound(script, all, tallyOf(all, []))
  assert.equal(one?.verdict === 'better' && one.middleThen, 2)
})

test('the best order stays, also that of a single check', () => {
  assert.equal(found(100, checks('often', 'rare'))[0]!.verdict, 'best')
  assert.equal(found(100, checks('often'))[0]!.verdict, 'best')
})

test('walks that were solved elsewhere tell only that the checks did not', () => {
  const elsewhere = walk(
    [
      ['rare', 'failed'],
      ['other', 'worked'],
    ],
    true,
  )
  const all = [counted(elsewhere, 50)]
  const [one] = ordersFound(script, all, tallyOf(all, []))
  assert.ok(one!.checks[0]!.solves < 0.05)
  assert.equal(one!.checks[0]!.minutes, 2)
})

test('checks that are no chain, or too many, get no order', () => {
  const apart = scriptOf([
    doing('a', { worked: 'fine', failed: 'x' }, { group: 'checks' }),
    doing('x', { worked: 'fine', failed: 'b' }),
    doing('b', { worked: 'fine', failed: 'bad' }, { group: 'checks' }),
    solved('fine'),
    passOn('bad'),
  ])
  const many = checks(...Array.from({ length: groupMax + 1 }, (_, i) => `s${i}`))
  for (const one of [apart, many])
    assert.deepEqual(ordersFound(one, [], tallyOf([], [])), [
      { group: 'checks', verdict: 'no_chain', checks: [] },
    ])
  assert.deepEqual(ordersFound(scriptOf([solved('fine')]), [], tallyOf([], [])), [])
})

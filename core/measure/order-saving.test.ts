// What another order saves is the difference of the minutes of both, and is only as sure as its walks are
// many.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { middleWalk, savingOf } from '#core/measure/order-saving.ts'
import type { Counted } from '#core/measure/walk-tally.ts'
import type { CourseEnd, Left, Passing } from '#core/measure/walk-told.ts'
import { bestOrder, type Chance, minutesOf } from '#core/script/best-order.ts'

const chance = (step: string, solves: number, minutes: number, times = 100): Chance => ({
  step,
  solves,
  minutes,
  times,
})
const drawn = fc.array(
  fc.record({
    solves: fc.double({ min: 0.001, max: 0.19, noNaN: true }),
    minutes: fc.double({ min: 0.1, max: 30, noNaN: true }),
    times: fc.integer({ min: 1, max: 10_000 }),
  }),
  { minLength: 1, maxLength: 5 },
)

test('it is what the one takes more than the other, within its bounds', () => {
  fc.assert(
    fc.property(drawn, all => {
      const now = all.map((one, i) => chance(`s${i}`, one.solves, one.minutes, one.times))
      const then = bestOrder(now)
      const { minutes, from, to, sure } = savingOf(now, then)
      assert.ok(Math.abs(minutes - (minutesOf(now) - minutesOf(then))) < 1e-9)
      assert.ok(from <= minutes && minutes <= to && sure >= 0 && sure <= 1)
      const back = savingOf(then, now)
      assert.ok(
        (Math.abs(back.minutes + minutes) < 1e-9 && Math.abs(back.sure + sure - 1) < 1e-6) || minutes === 0,
      )
    }),
  )
})

test('the way back loses what the way there saves, and is as unsure', () => {
  const now = [chance('rare', 0.1, 3), chance('often', 0.3, 3)]
  const [there, back] = [savingOf(now, bestOrder(now)), savingOf(bestOrder(now), now)]
  assert.ok(there.minutes > 0 && back.minutes === -there.minutes, JSON.stringify([there, back]))
  assert.ok(Math.abs(there.sure + back.sure - 1) < 1e-6 && back.sure < 0.1, JSON.stringify([there, back]))
})

test('the same guess from more walks is surer', () => {
  const of = (times: number) => {
    const now = [chance('rare', 0.1, 3, times), chance('often', 0.3, 3, times)]
    return savingOf(now, bestOrder(now))
  }
  const [few, many] = [of(30), of(3_000)]
  assert.equal(few.minutes, many.minutes)
  assert.ok(few.from < 0.2 && many.from > 0.5, JSON.stringify([few, many]))
  assert.ok(few.sure > 0.9 && few.sure < 0.99 && many.sure > 0.999, JSON.stringify([few, many]))
})

test('an order that is the same saves nothing, and nothing is sure of it', () => {
  const now = [chance('one', 0.1, 3), chance('two', 0.1, 3)]
  assert.deepEqual(savingOf(now, now), { minutes: 0, from: 0, to: 0, sure: 0 })
})

const walk = (way: string, end: CourseEnd, times: number): Counted => ({
  course: {
    slug: 's',
    version: 1,
    passed: way.split(', ').map((one): Passing => {
      const [step = '', how] = one.split(' ')
      return { step, how: how as Left, nowhere: false, undone: false }
    }),
    end,
    stands: 'x',
  },
  times,
  reopened: 0,
  resting: 0,
  byCustomer: 0,
  byBoth: 0,
})
const minutes = (step: string) => ({ a: 5, b: 2, c: 1, hello: 1 })[step] ?? 0

test('the middle walk goes as far as it must in that order, and does what lies outside as it did', () => {
  const walks = [
    walk('hello told, a failed, b worked', 'solved', 5),
    walk('hello told, a failed, b failed, c failed', 'hand_off', 2),
    walk('hello told, a worked', 'solved', 1),
  ]
  assert.equal(middleWalk(['a', 'b', 'c'], walks, minutes), 8)
  assert.equal(middleWalk(['b', 'c', 'a'], walks, minutes), 3)
})

test('what was left out is left out again, and who did not come so far tells nothing', () => {
  assert.equal(middleWalk(['b', 'a'], [walk('a skipped, b worked', 'solved', 1)], minutes), 2)
  assert.equal(middleWalk(['a', 'b'], [walk('a skipped, b worked', 'solved', 1)], minutes), 2)
  assert.equal(
    middleWalk(['a', 'b'], [walk('a failed', 'abandoned', 9), walk('hello told', 'solved', 9)], minutes),
    null,
  )
})

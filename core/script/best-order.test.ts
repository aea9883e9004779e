// The order proposed is the quickest there is, and what was done late is not taken for better than it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bestOrder, type Chance, chancesOf, minutesOf, proposal, type Walked } from './best-order.ts'

const orders = <T>(all: readonly T[]): T[][] =>
  all.length === 0 ? [[]] : all.flatMap((one, i) => orders(all.toSpliced(i, 1)).map(rest => [one, ...rest]))

test('no order of independent checks takes less time than the one proposed', () => {
  const chance = fc.record({
    solves: fc.double({ min: 0.001, max: 0.19, noNaN: true }),
    minutes: fc.double({ min: 0.1, max: 30, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(chance, { minLength: 1, maxLength: 5 }), drawn => {
      const chances = drawn.map((one, i): Chance => ({ ...one, step: `s${i}`, times: 100 }))
      const least = Math.min(...orders(chances).map(minutesOf))
      assert.ok(minutesOf(bestOrder(chances)) <= least + 1e-9)
    }),
  )
})

/** Walks in a given order by customers each of whom has one cause, or none of these. */
function walked(order: readonly string[], causes: Readonly<Record<string, number>>): Walked[] {
  return Object.entries(causes).flatMap(([cause, times]) =>
    Array.from({ length: times }, () => {
      const at = order.indexOf(cause)
      const done = order.slice(0, at < 0 ? order.length : at + 1)
      return { done: done.map(step => ({ step, minutes: 2 })), solvedBy: at < 0 ? null : cause }
    }),
  )
}

test('a check is as good as its cause is frequent, whether it came first or last', () => {
  const causes = { cable: 500, power: 300, dns: 100, other: 100 }
  const members = ['cable', 'power', 'dns']
  for (const order of orders(members)) {
    const chances = chancesOf(members, walked(order, causes), () => 2)
    const found = Object.fromEntries(chances.map(one => [one.step, one.solves]))
    assert.ok(Math.abs(found.cable! - 0.5) < 0.01, `cable ${found.cable} in ${order}`)
    assert.ok(Math.abs(found.power! - 0.3) < 0.01, `power ${found.power} in ${order}`)
    assert.ok(Math.abs(found.dns! - 0.1) < 0.01, `dns ${found.dns} in ${order}`)
  }
})

test('walks in two orders tell together what each tells alone', () => {
  const causes = { cable: 200, power: 100, other: 100 }
  const both = [...walked(['cable', 'power'], causes), ...walked(['power', 'cable'], causes)]
  const chances = chancesOf(['cable', 'power'], both, () => 2)
  assert.ok(Math.abs(chances[0]!.solves - 0.5) < 0.01)
  assert.ok(Math.abs(chances[1]!.solves - 0.25) < 0.01)
})

test('one lucky walk moves nothing to the front', () => {
  const chances = chancesOf(['cable', 'power'], walked(['power', 'cable'], { cable: 1 }), () => 2)
  assert.equal(proposal(chances), null)
})

test('a better order is proposed with what it saves, and the same order is not', () => {
  const causes = { rare: 20, frequent: 700, other: 280 }
  const now = chancesOf(['rare', 'frequent'], walked(['rare', 'frequent'], causes), () => 2)
  const better = proposal(now)!
  assert.deepEqual(
    better.order.map(one => one.step),
    ['frequent', 'rare'],
  )
  assert.ok(better.minutesThen < better.minutesNow)
  assert.equal(proposal(better.order), null)
})

test('a check that takes long waits for one that is quick, though it solves more', () => {
  const slow: Chance = { step: 'replace', solves: 0.5, minutes: 30, times: 200 }
  const quick: Chance = { step: 'restart', solves: 0.2, minutes: 2, times: 200 }
  assert.deepEqual(bestOrder([slow, quick]), [quick, slow])
})

test('what the author expects counts as one walk until walks are there', () => {
  const [one] = chancesOf(['cable'], [], () => 7)
  assert.equal(one!.minutes, 7)
  assert.equal(one!.times, 0)
})

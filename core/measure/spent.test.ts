// What a case cost, instant by instant: people's time by the hour, what was noted, given and brought along.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import type { DeskCosts } from '#core/cost/desk-costs.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { courseOf } from '#core/measure/case-course.ts'
import { chargedIn } from '#core/measure/cost-course.ts'
import { costRead, costValue } from '#core/measure/mark.ts'
import { marksOf } from '#core/measure/marks-of.ts'
import { costOf, spentOn, sumsOf } from '#core/measure/spent.ts'

type Fact = { readonly type: string; readonly at: number } & Readonly<Record<string, unknown>>
const opened = {
  ...{ type: 'case.opened', at: 10, by: { kind: 'customer', id: 'cus_a' }, channel: 'email' },
  ...{ customer: 'cus_a', level: 1, team: 'tea_a' },
}
const recorded = (facts: readonly Fact[]) =>
  [opened, ...facts].map((fact, i) => ({
    by: { kind: 'agent' },
    ...fact,
    seq: i + 1,
  })) as unknown as Recorded[]
const read = (facts: readonly Fact[]) => courseOf({ id: 'cas_1', number: 1 }, recorded(facts))!

const costs: DeskCosts = {
  currency: 'EUR',
  versions: [
    { version: 1, at: instant(0), rates: { 1: 3_000, 2: 6_001, 3: null } },
    { version: 2, at: instant(60), rates: { 1: 9_000, 2: 9_000, 3: null } },
  ],
}
const note = (at: number, minutes: number) => ({ type: 'note.added', at, minutes })
const queued = (at: number, level: number) => ({ type: 'worker.queued', at, team: 'tea_b', level })
const noted = (at: number, cost: string, more: object = {}) => ({
  ...{ type: 'cost.noted', at, cost, kind: 'parts', amountMinor: 500, currency: 'EUR' },
  ...more,
})

test('time that was noted costs what an hour cost then, at the level the case lay on', () => {
  const one = read([
    note(20, 10),
    queued(30, 2),
    note(40, 30),
    queued(50, 3),
    note(55, 30),
    queued(58, 1),
    note(70, 1),
  ])
  assert.deepEqual(
    spentOn(one, costs).map(({ at, sort, minor }) => [at, sort, minor]),
    // Half a coin is rounded up; of level 3 nobody had said what an hour costs.
    [
      [20, 'people', 500],
      [40, 'people', 3_001],
      [70, 'people', 150],
    ],
  )
  assert.deepEqual(spentOn(one, null), [], 'without a currency nothing is known')
})

test('what was noted or given counts then, and against it when it is taken back', () => {
  const charged = chargedIn(
    recorded([
      noted(20, 'cst_a'),
      noted(21, 'cst_b', { kind: 'travel', amountMinor: 90, currency: 'SEK' }),
      { type: 'cost.withdrawn', at: 30, cost: 'cst_a' },
      { type: 'cost.withdrawn', at: 31, cost: 'cst_lost' },
      { type: 'goodwill.asked', at: 40, goodwill: 'gdw_a', amountMinor: 1_000, currency: 'EUR' },
      { type: 'goodwill.asked', at: 41, goodwill: 'gdw_b', amountMinor: 700, currency: 'EUR' },
      { type: 'goodwill.granted', at: 50, goodwill: 'gdw_a' },
      { type: 'goodwill.revoked', at: 60, goodwill: 'gdw_a' },
    ]),
  )
  assert.deepEqual(
    charged.map(({ at, sort, minor, currency }) => [at, sort, minor, currency]),
    [
      [20, 'parts', 500, 'EUR'],
      [21, 'travel', 90, 'SEK'],
      [30, 'parts', -500, 'EUR'],
      [50, 'goodwill', 1_000, 'EUR'],
      [60, 'goodwill', -1_000, 'EUR'],
    ],
  )
})

test('another currency is not added; what comes to nothing is left out', () => {
  const ledger = [
    noted(20, 'cst_a'),
    noted(21, 'cst_b', { currency: 'SEK' }),
    noted(22, 'cst_c', { kind: 'travel' }),
  ]
  const back = { type: 'cost.withdrawn', at: 30, cost: 'cst_a' }
  assert.deepEqual(costOf(recorded(ledger), costs), { currency: 'EUR', minor: { parts: 500, travel: 500 } })
  assert.deepEqual(costOf(recorded([...ledger, back]), costs), { currency: 'EUR', minor: { travel: 500 } })
  assert.equal(costOf(recorded([noted(21, 'cst_b', { currency: 'SEK' })]), costs), null)
  assert.equal(costOf(recorded(ledger), null), null)
  assert.equal(costOf([], costs), null, 'it is no case')
})

test('a case that was merged into this one brings its costs along, and they are counted once', () => {
  const brings = { costs: { currency: 'EUR', minor: { people: 300, supplier: 40 } } }
  const one = read([
    noted(20, 'cst_a'),
    { type: 'case.linked', at: 25, to: 'cas_2', how: 'merged_from', brings },
    { type: 'case.linked', at: 26, to: 'cas_3', how: 'related' },
    { type: 'case.linked', at: 27, to: 'cas_4', how: 'merged_from', brings: {} },
    { type: 'case.solved', at: 40, level: 1 },
    noted(50, 'cst_late', { amountMinor: 7 }),
    noted(40 + 8 * dayMs, 'cst_bill', { amountMinor: 10 }),
  ])
  assert.deepEqual(sumsOf(spentOn(one, costs)), { people: 300, supplier: 40, parts: 517 })
  const marks = marksOf(one, { from: instant(0), until: instant(40 * dayMs) }, new Map(), costs)
  const of = (mark: string) =>
    marks.filter(each => each.mark === mark).map(({ at, value, of }) => [at, costRead(value), of])
  assert.deepEqual(of('cost'), [
    [20, 500, 'cost:parts'],
    [50, 7, 'cost:parts'],
    [40 + 8 * dayMs, 10, 'cost:parts'],
  ])
  assert.deepEqual(of('cost_lasted_7'), [[40 + 7 * dayMs, 847, undefined]])
  assert.deepEqual(of('cost_lasted_30'), [[40 + 30 * dayMs, 857, undefined]])
})

test('what was brought along goes back with the case, from then on', () => {
  const brings = { costs: { currency: 'EUR', minor: { people: 300 } } }
  const one = read([
    noted(20, 'cst_a'),
    { type: 'case.linked', at: 25, to: 'cas_2', how: 'merged_from', brings },
    { type: 'case.unlinked', at: 30, to: 'cas_2', back: {} },
    { type: 'case.unlinked', at: 31, to: 'cas_3', back: {} },
  ])
  assert.deepEqual(sumsOf(spentOn(one, costs)), { parts: 500 })
  assert.deepEqual(
    spentOn(one, costs).map(({ at, minor, isBrought }) => [at, minor, isBrought]),
    [
      [20, 500, false],
      [25, 300, true],
      [30, -300, true],
    ],
  )
})

test('a mark of cost holds less as it holds more, up to what it can hold', () => {
  for (const minor of [0, 1, -1, 500, -500, 2 ** 30 - 1, 1 - 2 ** 30]) {
    assert.equal(costRead(costValue(minor)), minor)
    assert.ok(costValue(minor) >= 0 && costValue(minor) < 2 ** 31)
  }
  assert.deepEqual(
    [2 ** 40, -(2 ** 40)].map(minor => costRead(costValue(minor))),
    [2 ** 30 - 1, 1 - 2 ** 30],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  budgetOf,
  faultOfRules,
  firstRules,
  type GoodwillRules,
  limitOf,
  periodStart,
  type Weighed,
  weigh,
  worthOf,
} from '#core/goodwill/rules.ts'
import { teamId } from '#core/testing/world.ts'

const with_ = (changes: Partial<GoodwillRules>): GoodwillRules => ({ ...firstRules, ...changes })

test('somebody gives by his highest level, a lead by his own word, and whoever has neither gives nothing', () => {
  assert.deepEqual(limitOf(firstRules, { roles: ['agent'], levels: [1, 3] }), {
    authority: 'level_3',
    limitMinor: 10_000,
  })
  assert.equal(limitOf(firstRules, { roles: ['agent', 'lead'], levels: [1] }).authority, 'lead')
  assert.equal(limitOf(firstRules, { roles: ['admin'], levels: [] }).limitMinor, 0)
})

test('a team has a line of its own, else that of all teams, else none', () => {
  const own = { team: teamId(1), period: 'month', limitMinor: 5 } as const
  const all = { team: null, period: 'year', limitMinor: 9 } as const
  assert.equal(budgetOf(with_({ budgets: [all, own] }), teamId(1)), own)
  assert.equal(budgetOf(with_({ budgets: [all, own] }), teamId(2)), all)
  assert.equal(budgetOf(with_({ budgets: [own] }), teamId(2)), null)
})

test('a period begins with its month, quarter or year by the clocks of the desk', () => {
  const now = Date.UTC(2026, 10, 28, 12)
  const day = (period: 'month' | 'quarter' | 'year', zone = 'UTC') =>
    new Date(periodStart(period, now, zone)).toISOString()
  assert.equal(day('month'), '2026-11-01T00:00:00.000Z')
  assert.equal(day('quarter'), '2026-10-01T00:00:00.000Z')
  assert.equal(day('year'), '2026-01-01T00:00:00.000Z')
  assert.equal(day('quarter', 'Europe/Stockholm'), '2026-09-30T22:00:00.000Z')
})

test('each rule says by itself whether it lets a wish pass', () => {
  const fine: Weighed = {
    ...{ kind: 'coupon', fault: 'ours', amountMinor: 1_000, isUnderstood: true, mayMinor: 1_000 },
    ...{ customerMinor: 59_000, budget: { spentMinor: 9_000, limitMinor: 10_000 } },
  }
  const failing = (one: Weighed, rules = firstRules) =>
    weigh(rules, one).flatMap(({ check, holds }) => (holds ? [] : [check]))
  assert.deepEqual(failing(fine), [])
  assert.deepEqual(failing({ ...fine, budget: null }), [])
  assert.deepEqual(failing({ ...fine, isUnderstood: false, fault: 'nobody' }), ['understood', 'fault'])
  assert.deepEqual(failing({ ...fine, amountMinor: 1_001 }), ['limit', 'cap', 'budget'])
  assert.deepEqual(failing(fine, with_({ faults: {} })), ['fault'])
})

test('rules of an unknown coin, a ladder that goes down or a team named twice are not sound', () => {
  assert.equal(faultOfRules(firstRules), null)
  assert.equal(faultOfRules(with_({ currency: 'XQX' })), 'currency')
  assert.equal(faultOfRules(with_({ ladder: { 1: 3, 2: 2, 3: 2, lead: 9 } })), 'ladder')
  const [budget] = firstRules.budgets
  assert.equal(faultOfRules(with_({ budgets: [budget!, budget!] })), 'budgets')
})

test('a worth is said in the coins of its currency', () => {
  assert.equal(worthOf(1_050, 'EUR'), '10.50 EUR')
  assert.equal(worthOf(1_050, 'JPY'), '1050 JPY')
})

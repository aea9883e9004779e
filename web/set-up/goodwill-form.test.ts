import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstRules } from '#core/goodwill/rules.ts'
import { type GoodwillForm, goodwillFaults, goodwillForm, rulesOf } from './goodwill-form.ts'

const form = goodwillForm(firstRules)
const paths = (change: Partial<GoodwillForm>) =>
  goodwillFaults({ ...form, ...change }).map(({ path }) => path)

test('rules become a form and the same rules again', () => {
  assert.deepEqual(rulesOf(form), firstRules)
  assert.deepEqual(goodwillFaults(form), [])
  assert.equal(form.ladder[1], '20')
})
test('a kind for nobody’s doing is left out', () => {
  const rules = rulesOf({ ...form, faults: { ...form.faults, upgrade: [] } })
  assert.equal(rules.faults.upgrade, undefined)
  assert.deepEqual(rules.faults.coupon, ['ours', 'supplier'])
})
test('sums are read as people write them, in the coins of their currency', () => {
  const rules = rulesOf({ ...form, cap: '1 050,50', currency: 'sek', answerHours: '1,5' })
  assert.deepEqual([rules.capMinor, rules.currency, rules.answerMinutes], [105_050, 'SEK', 90])
  const yen = { currency: 'JPY', cap: '500' }
  assert.equal(rulesOf({ ...form, ...yen }).capMinor, 500)
  assert.deepEqual(paths({ ...yen, cap: '1.5' }), ['cap'], 'half a yen')
})
test('each fault is at its field', () => {
  assert.deepEqual(paths({ currency: 'XYZ' }), ['currency'])
  assert.deepEqual(paths({ cap: '', ladder: { ...form.ladder, 2: '-1' } }), ['ladder.2', 'cap'])
  assert.deepEqual(paths({ cap: '99999999999' }), ['cap'])
  assert.deepEqual(paths({ budgets: [{ team: '', period: 'month', limit: 'much' }] }), ['budgets.0'])
  assert.deepEqual(paths({ oftenCount: '1', oftenDays: '0', couponDays: '1.5', answerHours: '0' }), [
    'answerHours',
    'couponDays',
    'oftenCount',
    'oftenDays',
  ])
})
test('who is higher gives no less, and a team has one budget', () => {
  assert.deepEqual(paths({ ladder: { ...form.ladder, 3: '10' } }), ['ladder.3'])
  const one = { team: '', period: 'month', limit: '5' } as const
  assert.deepEqual(paths({ budgets: [one, one] }), ['budgets.1'])
})

// What an hour costs as somebody types it: read and put back, and what is refused at which field.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { costsFaults, costsForm, costsOf } from './costs-form.ts'

const set = { version: 1, currency: 'EUR', rates: { 1: 3_800, 2: 5_250, 3: null } }

test('what is set is put into the form and read out of it as it was', () => {
  const form = costsForm(set)
  assert.deepEqual(form, { currency: 'EUR', rates: { 1: '38', 2: '52.50', 3: '' } })
  const { version: _version, ...sent } = set
  assert.deepEqual(costsOf(form), sent)
  assert.deepEqual(costsForm(null).rates, { 1: '', 2: '', 3: '' })
})

test('nonsense is refused at its field', () => {
  const form = costsForm(set)
  const rates = { ...form.rates, 2: 'much', 3: '100001' }
  assert.deepEqual(costsFaults({ ...form, rates }, null), [
    { path: 'rates.2', code: 'cost_rate' },
    { path: 'rates.3', code: 'cost_rate' },
  ])
  assert.deepEqual(costsFaults({ ...form, currency: 'XQQ' }, null), [{ path: 'currency', code: 'currency' }])
  assert.deepEqual(costsFaults({ ...form, currency: 'sek' }, { currency: 'EUR' }), [
    { path: 'currency', code: 'other_currency' },
  ])
  assert.deepEqual(costsFaults(form, set), [])
})

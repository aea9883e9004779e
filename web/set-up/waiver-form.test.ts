// A waiver as it is typed, and as it is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { Approved } from './agreements-api.ts'
import {
  costOf,
  moneyText,
  newWaiver,
  waiverBody,
  waiverChanges,
  waiverFaults,
  waiverForm,
} from './waiver-form.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => instant(Date.parse(text))
const now = at('2026-11-27T10:00:00Z')
const good = { ...newWaiver('cus_anna', 'pol_gold', 'sv'), until: '2026-12-31', because: ' a school ' }
const kept: Approved = {
  id: 'wai_a',
  kind: 'trial',
  approver: 'agt_karin',
  customer: null,
  organisation: 'org_ek',
  forCase: null,
  policy: 'pol_gold',
  units: { of: 'minutes', total: 90 },
  expiresAt: at('2026-12-31T17:00:00+01:00'),
  cost: { amountMinor: 1250, currency: 'EUR' },
  recoverCost: true,
  recoveredAt: null,
  because: 'trial',
  createdAt: now,
  used: { cases: 1, open: 1, minutes: 30 },
  version: 3,
}

test('a waiver is sent for whom it is, until the end of its last day', () => {
  assert.deepEqual(waiverFaults(good, zone, now, true), [])
  assert.deepEqual(waiverBody(good, zone), {
    kind: 'goodwill',
    policy: 'pol_gold',
    recoverCost: false,
    because: 'a school',
    for: { customer: 'cus_anna' },
    expiresAt: at('2027-01-01T00:00:00+01:00'),
    units: null,
    cost: null,
  })
  assert.deepEqual(waiverBody({ ...good, whom: 'cas_a' }, zone).for, { case: 'cas_a' })
})

test('money is kept in the smallest coin of its currency', () => {
  assert.deepEqual(costOf({ amount: '1 234,5', currency: 'eur' }), { amountMinor: 123_450, currency: 'EUR' })
  assert.deepEqual(costOf({ amount: '500', currency: 'JPY' }), { amountMinor: 500, currency: 'JPY' })
  assert.equal(costOf({ amount: ' ', currency: 'EUR' }), null)
  assert.equal(moneyText({ amountMinor: 123_450, currency: 'EUR' }, 'en'), '€1,234.50')
})

test('what is wrong is told at its field', () => {
  const wrong = {
    ...good,
    ...{ until: '2026-11-01', counting: 'cases', units: '0', amount: '-3', currency: '??', because: '' },
  } as const
  const told = (isNew: boolean) =>
    waiverFaults(wrong, zone, now, isNew).map(({ path, code }) => `${path} ${code}`)
  const rest = ['units units_range', 'amount amount', 'currency currency', 'because because_needed']
  assert.deepEqual(told(true), ['until until_past', ...rest])
  assert.deepEqual(told(false), rest, 'one that ended may still be told what it cost')
  assert.equal(waiverFaults({ ...good, until: '' }, zone, now, true)[0]?.code, 'day_needed')
  assert.equal(waiverFaults({ ...good, amount: 'much' }, zone, now, true)[0]?.code, 'amount')
})

test('one that is changed keeps its last moment unless its day is changed', () => {
  const form = waiverForm(kept, zone, 'sv')
  assert.deepEqual([form.units, form.amount, form.currency], ['1.5', '12.5', 'EUR'])
  const same = waiverChanges({ ...form, isRecovered: true }, kept, zone)
  assert.deepEqual(same, {
    version: 3,
    expiresAt: kept.expiresAt,
    units: kept.units,
    cost: kept.cost,
    recoverCost: true,
    isRecovered: true,
  })
  const longer = waiverChanges({ ...form, until: '2027-01-31' }, kept, zone)
  assert.equal(longer.expiresAt, at('2027-02-01T00:00:00+01:00'))
})

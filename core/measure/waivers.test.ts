import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { type Told, waiverTotals } from '#core/measure/waivers.ts'

const told = (month: number, day: number, more: Partial<Told> = {}): Told => ({
  kind: 'trial',
  createdAt: instant(Date.UTC(2026, month - 1, day, 23, 30)),
  used: { cases: 1, open: 0, minutes: 10 },
  cost: null,
  recoveredAt: null,
  ...more,
})
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' })

test('waivers are summed up by month and kind, the newest month first', () => {
  const totals = waiverTotals([told(10, 3), told(11, 4, { kind: 'safety' }), told(11, 3), told(11, 5)], 'UTC')
  assert.deepEqual(
    totals.map(one => [one.month, one.kind, one.approved, one.cases, one.minutes]),
    [
      ['2026-11', 'safety', 1, 1, 10],
      ['2026-11', 'trial', 2, 2, 20],
      ['2026-10', 'trial', 1, 1, 10],
    ],
  )
})

test('a month is the desk’s own: half past eleven at night is the next day further east', () => {
  assert.equal(waiverTotals([told(10, 31)], 'UTC')[0]?.month, '2026-10')
  assert.equal(waiverTotals([told(10, 31)], 'Europe/Stockholm')[0]?.month, '2026-11')
})

test('money of two currencies is never added; what was paid back is said apart', () => {
  const [total] = waiverTotals(
    [
      told(11, 1, { cost: sek(500), recoveredAt: instant(1) }),
      told(11, 2, { cost: eur(1200) }),
      told(11, 3, { cost: eur(300), recoveredAt: instant(1) }),
      told(11, 4, { recoveredAt: instant(1) }),
    ],
    'UTC',
  )
  assert.deepEqual(total?.cost, [eur(1500), sek(500)])
  assert.deepEqual(total?.recovered, [eur(300), sek(500)])
})

test('no waiver, no total', () => assert.deepEqual(waiverTotals([], 'UTC'), []))

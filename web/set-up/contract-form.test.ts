// The lines of a contract as the set-up shows and changes them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContractLine } from '#core/entitlement/contract.ts'
import type { Instant } from '#core/kit/time.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import type { Words } from '../kit/times.ts'
import {
  areSound,
  lineFault,
  lineFaults,
  lineForm,
  lineText,
  linesOf,
  newLine,
  unitsForm,
  unitsOf,
} from './contract-form.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => Date.parse(text) as Instant
const line: ContractLine = {
  id: 'lin_a',
  coverage: { kind: 'serial', serial: 'SN 77' },
  origin: { kind: 'third_party', supplier: 'Nordlicht' },
  callers: ['cus_anna'],
  channels: ['email', 'phone'],
  onSite: true,
  outOfHours: false,
  parts: false,
  units: { of: 'cases', total: 10 },
  policy: 'pol_gold',
  from: at('2026-01-01T08:15:00Z'),
  until: at('2027-01-01T00:00:00+01:00'),
}
const words: Words = { language: 'en', say: speaker('en', messagesOf('en')) }
const names = {
  policies: { pol_gold: 'Gold' },
  products: { pro_router: 'Router' },
  day: (day: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(day),
}

test('the last day of a line is the day before it no longer holds', () => {
  const form = lineForm(line, zone)
  assert.deepEqual([form.from, form.until], ['2026-01-01', '2026-12-31'])
})

test('a line that is not touched is sent as it was, to the minute', () => {
  assert.deepEqual(linesOf([lineForm(line, zone)], [line], zone), [line])
})

test('days that changed are whole days of the desk’s zone', () => {
  const form = { ...lineForm(line, zone), from: '2026-07-01', until: '2026-07-31' }
  const [sent] = linesOf([form], [line], zone)
  assert.equal(sent?.from, at('2026-07-01T00:00:00+02:00'))
  assert.equal(sent?.until, at('2026-08-01T00:00:00+02:00'))
})

test('a new line covers everything from today without an end, by whatever channel, uncounted', () => {
  const form = newLine('new-0', 'pol_gold', '2026-03-01')
  assert.deepEqual(lineFaults([form]), [])
  assert.deepEqual(linesOf([form], [], 'UTC'), [
    {
      coverage: { kind: 'account' },
      channels: null,
      units: null,
      callers: null,
      origin: { kind: 'own' },
      policy: 'pol_gold',
      from: at('2026-03-01T00:00:00Z'),
      until: null,
      onSite: false,
      outOfHours: false,
      parts: false,
    },
  ])
})

test('what is wrong with a line is told at its field', () => {
  const form = {
    ...newLine('a', '', ''),
    ...{ kind: 'site', until: '', counting: 'cases', units: '1.5', isAnyChannel: false, channels: [] },
    ...{ isAnyCaller: false, origin: 'third_party', supplier: ' ' },
  } as const
  assert.deepEqual(
    lineFaults([newLine('b', 'pol_a', '2026-01-01'), form]).map(({ path, code }) => `${path} ${code}`),
    [
      'lines.1.site cover_needed',
      'lines.1.policy policy_needed',
      'lines.1.from day_needed',
      'lines.1.channels channels_needed',
      'lines.1.units units_range',
      'lines.1.callers callers_needed',
      'lines.1.supplier supplier_needed',
    ],
  )
  const early = { ...newLine('c', 'pol_a', '2026-02-01'), until: '2026-01-31' }
  assert.deepEqual(lineFaults([early]), [{ path: 'lines.0.until', code: 'until_order' }])
})

test('faults of the server find their fields', () => {
  assert.deepEqual(lineFault({ path: 'lines.1', code: 'overlaps lines_0' }), {
    path: 'lines.1',
    code: 'overlaps',
  })
  assert.equal(lineFault({ path: 'lines.0.coverage.serial', code: '?' }).path, 'lines.0.kind')
  assert.equal(lineFault({ path: 'lines.0.units.total', code: '?' }).path, 'lines.0.units')
  assert.equal(lineFault({ path: 'lines.0.origin.supplier', code: '?' }).path, 'lines.0.supplier')
  assert.equal(lineFault({ path: 'lines.0.id', code: 'line_twice' }).path, 'lines.0')
  assert.equal(lineFault({ path: 'lines.0.callers.3', code: '?' }).path, 'lines.0.callers')
  assert.equal(lineFault({ path: 'callers.0', code: '?' }).path, 'callers')
})

test('a line reads in few words', () => {
  assert.equal(
    lineText({ ...line, used: { cases: 7, open: 1, minutes: 90 } }, names, words),
    'Number SN 77 · Gold · 2026-01-01 – 2026-12-31 · e-mail, phone · 1 named caller · product of Nordlicht · with on-site visits · 7 of 10 cases used',
  )
  const plain = {
    channels: null,
    units: null,
    callers: null,
    onSite: false,
    origin: { kind: 'own' },
  } as const
  const open = { ...line, until: null, ...plain }
  assert.equal(
    lineText({ ...open, coverage: { kind: 'product', product: 'pro_router' } }, names, words),
    'Product Router · Gold · since 2026-01-01',
  )
  assert.equal(
    lineText({ ...open, coverage: { kind: 'account' } }, names, words),
    'Everything · Gold · since 2026-01-01',
  )
})

test('hours are typed as hours and kept in minutes', () => {
  const form = (units: string) => unitsOf({ counting: 'hours', units })
  assert.deepEqual(form('20'), { of: 'minutes', total: 1200 })
  assert.deepEqual(form('1,5'), { of: 'minutes', total: 90 })
  assert.deepEqual(unitsForm({ of: 'minutes', total: 65 }), { counting: 'hours', units: '1.08' })
  assert.deepEqual(form('1.08'), { of: 'minutes', total: 65 })
  assert.equal(areSound({ counting: 'hours', units: 'many' }), false)
  assert.equal(areSound({ counting: 'hours', units: '' }), false)
  assert.equal(areSound({ counting: 'none', units: '' }), true)
})

// For whom a caller may speak: the rules by which the screen of a call says it at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Contract, ContractLine } from '#core/entitlement/contract.ts'
import { rightToSpeak } from '#core/entitlement/right-to-speak.ts'
import { instant } from '#core/kit/time.ts'

const line = (own: Partial<ContractLine> = {}): ContractLine => ({
  id: 'lin_a',
  coverage: { kind: 'account' },
  origin: { kind: 'own' },
  callers: null,
  channels: null,
  onSite: false,
  outOfHours: false,
  parts: false,
  units: null,
  policy: 'pol_a',
  from: instant(100),
  until: null,
  ...own,
})
const contract = (own: Partial<Contract> = {}): Contract => ({
  id: 'ctr_a',
  name: 'Frame',
  number: null,
  organisation: 'org_ek',
  state: 'active',
  callers: null,
  lines: [line()],
  ...own,
})
const anna = { customer: 'cus_anna', organisation: 'org_ek', isKnown: true, at: instant(200) } as const
const of = (contracts: readonly Contract[], who: Partial<Parameters<typeof rightToSpeak>[0]> = {}) =>
  rightToSpeak({ ...anna, ...who }, contracts)

test('whoever a contract names may speak under it, and it is said under which', () => {
  const named = contract({ callers: ['cus_anna', 'cus_bo'] })
  assert.deepEqual(of([contract({ id: 'ctr_open' }), named]), { right: 'named', contract: 'ctr_a' })
  const byLine = contract({ callers: ['cus_bo'], lines: [line({ callers: ['cus_anna'] })] })
  assert.deepEqual(of([byLine]), { right: 'named', contract: 'ctr_a', line: 'lin_a' })
})

test('where a contract names nobody, everybody of the organisation may', () => {
  assert.deepEqual(of([contract({ callers: ['cus_bo'] }), contract({ id: 'ctr_open' })]), {
    right: 'member',
    contract: 'ctr_open',
  })
})

test('whoever is not among those named may not, also when the line forbids what the contract allows', () => {
  const others = { right: 'not_named', contract: 'ctr_a' }
  assert.deepEqual(of([contract({ callers: ['cus_bo'] })]), others)
  assert.deepEqual(of([contract({ callers: ['cus_anna'], lines: [line({ callers: [] })] })]), others)
})

test('a contract that is not in force, or another organisation’s, gives nothing', () => {
  const none = { right: 'no_contract' }
  assert.deepEqual(of([contract({ state: 'suspended' })]), none)
  assert.deepEqual(of([contract({ lines: [line({ from: instant(201) })] })]), none)
  assert.deepEqual(of([contract({ lines: [line({ until: instant(200) })] })]), none)
  assert.equal(of([contract({ lines: [line({ until: instant(201) })] })]).right, 'member')
  assert.deepEqual(of([contract({ organisation: 'org_other' })]), none)
  assert.deepEqual(of([]), none)
})

test('a person of no organisation speaks for himself; of a stranger nobody knows it, whatever he says', () => {
  assert.deepEqual(of([contract()], { organisation: null }), { right: 'own' })
  assert.deepEqual(of([contract()], { isKnown: false }), { right: 'stranger' })
})

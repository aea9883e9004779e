import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContractLine } from '#core/entitlement/contract.ts'
import { leavesNobody, overlap } from '#core/entitlement/overlap.ts'
import { instant } from '#core/kit/time.ts'

type Said = Parameters<typeof overlap>[0]
const line = (more: Partial<Said> = {}): Said => ({
  coverage: { kind: 'account' },
  channels: null,
  callers: null,
  from: instant(0),
  until: null,
  ...more,
})
const both = (a: Partial<Said>, b: Partial<Said>, everybody: Said['callers'] = null) => {
  const said = overlap(line(a), line(b), everybody)
  assert.equal(said, overlap(line(b), line(a), everybody), 'whichever stands first')
  return said
}
const about = (coverage: ContractLine['coverage']) => ({ coverage })

test('a number and a place are the same however they are typed', () => {
  const serial = (text: string) => about({ kind: 'serial', serial: text })
  const site = (text: string) => about({ kind: 'site', site: text })
  const product = (id: `pro_${string}`) => about({ kind: 'product', product: id })
  assert.ok(both(serial('SN 77-A'), serial('sn77-a')))
  assert.ok(!both(serial('SN 77-A'), serial('SN 77-B')))
  assert.ok(both(site('Lund 1'), site('lund1')))
  assert.ok(!both(site('Lund 1'), serial('Lund 1')), 'a place is no number')
  assert.ok(both(product('pro_a'), product('pro_a')))
  assert.ok(!both(product('pro_a'), product('pro_b')))
})

test('channels are a set, and none said are all of them', () => {
  assert.ok(both({ channels: ['email', 'phone'] }, { channels: ['phone', 'email'] }))
  assert.ok(both({ channels: null }, { channels: ['email'] }))
  assert.ok(both({ channels: ['email', 'phone'] }, { channels: ['phone'] }))
  assert.ok(!both({ channels: ['email'] }, { channels: ['phone'] }))
})

test('somebody named twice has two lines; named beside everybody he has terms of his own', () => {
  assert.ok(both({ callers: ['cus_a', 'cus_b'] }, { callers: ['cus_b'] }))
  assert.ok(!both({ callers: ['cus_a'] }, { callers: ['cus_b'] }))
  assert.ok(!both({ callers: null }, { callers: ['cus_a'] }))
})

test('who names all callers of the contract leaves nobody to a line that is for them', () => {
  const [named, open] = [{ callers: ['cus_a', 'cus_b'] }, { callers: null }] as const
  assert.ok(both(named, open, ['cus_a']))
  assert.ok(both(named, open, ['cus_b', 'cus_a']))
  assert.ok(!both(named, open, ['cus_a', 'cus_c']), 'an exception: c has the others')
  assert.ok(!both(named, open, ['cus_c']), 'each for people of its own')
  assert.ok(!both(named, open, []), 'for nobody')
  assert.ok(both(open, open, ['cus_a']))
})

test('one may begin where the other ends', () => {
  const [first, next] = [{ until: instant(10) }, { from: instant(10) }]
  assert.ok(!both(first, next))
  assert.ok(both({ until: instant(11) }, next))
  assert.ok(both({}, next))
})

test('lines that name all callers of the contract together leave nobody to one that is for them', () => {
  const a = line({ callers: ['cus_a'] })
  const b = (more: Partial<Said> = {}) => line({ callers: ['cus_b'], ...more })
  const left = (other: Said, everybody: Said['callers'] = ['cus_a', 'cus_b'], open = line()) =>
    leavesNobody(open, [open, a, other], everybody)
  assert.ok(left(b()))
  assert.ok(left(b({ from: instant(5) })), 'from then on')
  assert.ok(left(b({ channels: ['phone'] })), 'by phone')
  assert.ok(!left(b({ channels: ['phone'] }), ['cus_a', 'cus_b'], line({ channels: ['email'] })))
  assert.ok(!left(b(), ['cus_a', 'cus_b', 'cus_c']), 'c has it')
  assert.ok(!left(b(), null), 'whoever is of the organisation')
  assert.ok(!left(b(), []))
  assert.ok(!left(b({ coverage: { kind: 'site', site: 'Lund' } })), 'for a place')
  assert.ok(!leavesNobody(a, [line(), a, b()], ['cus_a', 'cus_b']), 'it names somebody itself')
  const [first, next] = [line({ callers: ['cus_a'], until: instant(10) }), b({ from: instant(10) })]
  assert.ok(!leavesNobody(line(), [first, next], ['cus_a', 'cus_b']), 'never both at once')
})

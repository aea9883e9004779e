// Open cases that look alike are suggested as one problem; once dismissed, only with a case not seen yet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { termsOf } from '#core/problem/alike.ts'
import { type Seen, suggested } from '#core/problem/suggest.ts'

const seen = (id: string, words: string, more: Partial<Seen> = {}): Seen => ({
  ...{ id: `cas_${id}` as CaseId, terms: termsOf(words), product: null, organisation: null, device: null },
  ...more,
})
const groups = (all: readonly Seen[], dismissed: readonly (readonly CaseId[])[] = []) =>
  suggested(all, dismissed, 9).map(({ cases }) => cases.map(id => id.slice(4)).sort())
const net = { product: 'pro_net' } as const
const drops = [
  seen('a', 'VPN tunnel drops at noon', net),
  seen('b', 'My tunnel drops, VPN away', net),
  seen('c', 'At noon the VPN tunnel is gone', net),
]
const others = [seen('x', 'Printer without colour'), seen('y', 'Mail arrives twice')]

test('three that share words are suggested, two are not; what most share is named', () => {
  assert.deepEqual(groups([...drops, ...others]), [['a', 'b', 'c']])
  assert.deepEqual(groups([...drops.slice(1), ...others]), [])
  const [one] = suggested(drops, [], 9)
  assert.deepEqual([one?.product, one?.organisation, one?.device], ['pro_net', null, null])
  assert.deepEqual(one?.terms.slice(0, 2), ['vpn', 'tunnel'])
  const sites = drops.map((each, n) => ({ ...each, organisation: n < 2 ? ('org_a' as const) : null }))
  assert.equal(suggested(sites, [], 9)[0]?.organisation, null, 'not what only some share')
})

test('of another product they are not alike; one site and product without a word in common are none', () => {
  assert.deepEqual(groups([...drops.slice(1), { ...drops[0]!, product: 'pro_tv' }]), [])
  const at = { ...net, organisation: 'org_a' } as const
  assert.deepEqual(groups([seen('a', 'one', at), seen('b', 'two', at), seen('c', 'three', at)]), [])
  const on = { ...at, device: 'SN1' }
  assert.deepEqual(groups([seen('a', 'one', on), seen('b', 'two', on), seen('c', 'three', on)]), [
    ['a', 'b', 'c'],
  ])
})

test('words that very many have tell nothing', () => {
  const all = Array.from({ length: 12 }, (_, n) => seen(`n${n}`, `internet does not work ${n}`, net))
  assert.deepEqual(groups(all), [])
})

test('dismissed it is gone until a case comes that was not in it', () => {
  const known = drops.map(({ id }) => id)
  assert.deepEqual(groups(drops, [known]), [])
  assert.deepEqual(groups([...drops, seen('d', 'VPN tunnel drops', net)], [known]), [['a', 'b', 'c', 'd']])
  assert.deepEqual(groups(drops, [known.slice(1)]), [['a', 'b', 'c']])
})

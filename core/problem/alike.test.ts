// Which known errors look like a case: by the words they share, the rarer the weightier.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProductId } from '#core/kit/id.ts'
import { fitting, termsOf } from '#core/problem/alike.ts'

const of = (text: string, product: ProductId | null = null) => ({ text, terms: termsOf(text), product })
const vpn = of('The VPN tunnel drops at noon with error 619')
const printer = of('Printer prints pages without colour')
const mail = of('Mail from the desk arrives twice')
const all = [vpn, printer, mail]
const found = (text: string, product: ProductId | null = null, among = all) =>
  fitting(of(text, product), among, 3).map(({ one }) => one)

test('words are compared without capitals, marks and little words', () => {
  assert.deepEqual(termsOf('Är VPN på? VPN-Übertragung 619!'), ['vpn', 'ubertragung', '619'])
  assert.equal(termsOf('').length, 0)
  assert.equal(termsOf(Array.from({ length: 99 }, (_, n) => `word${n}`).join(' ')).length, 60)
})

test('what shares enough of its words fits, the likest first', () => {
  assert.deepEqual(found('VPN drops every day at noon'), [vpn])
  assert.deepEqual(found('The screen stays black'), [])
  const other = of('The VPN drops on phones')
  assert.deepEqual(found('VPN drops at noon, tunnel gone', null, [other, vpn]), [vpn, other])
  assert.equal(fitting(of('VPN drops noon'), [vpn, vpn, vpn, vpn], 2).length, 2)
})

test('a single word, and words that everything has, are no likeness', () => {
  assert.deepEqual(found('printer'), [])
  assert.deepEqual(found('The mail client shows the screen upside down after breakfast with the dog'), [])
  assert.deepEqual(found(''), [])
})

test('one of another product never fits; where nobody has said the product, it may', () => {
  const net = [{ ...vpn, product: 'pro_net' as const }]
  assert.equal(found('VPN drops at noon', 'pro_net', net).length, 1)
  assert.equal(found('VPN drops at noon', null, net).length, 1)
  assert.equal(found('VPN drops at noon', 'pro_tv', net).length, 0)
  assert.equal(found('VPN drops at noon', 'pro_tv').length, 1)
})

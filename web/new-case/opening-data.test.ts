// What the screen of a call makes of what the server found.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entitled } from '#core/entitlement/entitle.ts'
import { coverageText, isForOthers, languageAfter } from './opening-data.ts'

test('the key for another language goes through those the desk speaks, and round again', () => {
  assert.equal(languageAfter('en', ['en', 'sv', 'it']), 'sv')
  assert.equal(languageAfter('it', ['en', 'sv', 'it']), 'en')
  assert.equal(languageAfter('ru', ['en', 'sv']), 'en')
  assert.equal(languageAfter('ru', []), 'ru')
})

test('a contract that is there for others is said, unless something else covers the caller', () => {
  const refused = { rule: 'serial', result: 'not_a_caller' } as const
  const judged = (outcome: Entitled['outcome']) => ({ outcome, steps: [refused] })
  const member = { right: 'member', contract: null } as const
  assert.equal(isForOthers({ speaks: { ...member, right: 'not_named' }, entitled: null }), true)
  assert.equal(isForOthers({ speaks: member, entitled: judged('not_covered') }), true)
  assert.equal(isForOthers({ speaks: member, entitled: judged('house') }), true)
  assert.equal(isForOthers({ speaks: member, entitled: judged('covered') }), false)
  assert.equal(isForOthers({ speaks: member, entitled: { outcome: 'house', steps: [] } }), false)
})

test('the line that names a caller is said by what it covers', () => {
  const say = (key: string, values: { what?: string } = {}) => `${key} ${values.what}`
  const products = [{ id: 'pro_fiber', name: 'Fiber' }]
  const of = (coverage: Parameters<typeof coverageText>[0]) => coverageText(coverage, products, say)
  assert.equal(of({ kind: 'serial', serial: 'SN 77-A' }), 'set_up.covers_serial SN 77-A')
  assert.equal(of({ kind: 'site', site: 'Lund' }), 'set_up.covers_site Lund')
  assert.equal(of({ kind: 'product', product: 'pro_fiber' }), 'set_up.covers_product Fiber')
  assert.equal(of({ kind: 'product', product: 'pro_gone' }), 'set_up.covers_product –')
})

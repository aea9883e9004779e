// What nobody has seen before is said to be new, with among how many cases that was looked up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { termsOf } from '#core/problem/alike.ts'
import { newAmong } from '#core/problem/new-to-us.ts'

const one = (words: string, product: 'pro_net' | 'pro_tv' | null = null) => ({
  terms: termsOf(words),
  product,
})
const many = Array.from({ length: 24 }, (_, n) => one(`Invoice ${n} wants another address`))
const among = (words: string, cases = many, hasDevice = false) => newAmong(one(words), { cases, hasDevice })

test('new is what has nothing alike among enough cases', () => {
  assert.equal(among('Screen flickers green'), 24)
  assert.equal(among('Screen flickers green', [...many, one('A green screen flickers at noon')]), null)
})

test('nothing is said to be new where nobody can tell, or the device was here before', () => {
  assert.equal(among('Screen flickers green', many.slice(0, 19)), null)
  assert.equal(among('Help!'), null)
  assert.equal(among('Screen flickers green', many, true), null)
})

test('what was seen with another product is new with this one', () => {
  const cases = [...many, one('Screen flickers green', 'pro_tv')]
  assert.equal(newAmong(one('Screen flickers green', 'pro_net'), { cases, hasDevice: false }), 25)
})

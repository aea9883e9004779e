// What walks teach about the order of checks, where the truth is planted: the order found shortens the middle
// walk, whatever the author thought, and is not found where there is nothing to find.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alike, group, shortened, sixChecks } from '#sim/planted-centre.ts'
import { learnOrder } from '#sim/script-order.ts'

test('in twenty centres the order that was learnt shortens the middle walk', t => {
  const shares = shortened(20).toSorted((a, b) => a - b)
  const middle = shares[shares.length >> 1]!
  t.diagnostic(
    `${shares.length} of 20 got another order; the middle walk takes ${Math.round(middle * 100)} %`,
  )
  assert.ok(shares.length >= 15, `${shares.length} got another order`)
  assert.ok(shares.at(-1)! <= 1.02, `one walk in the middle became longer: ${shares.at(-1)}`)
  assert.ok(middle < 0.75, `${middle}`)
})

test('the chances learnt are those that were planted, but for people’s mistakes', () => {
  const causes = {
    'outage-known': 0.05,
    cable: 0.1,
    power: 0.4,
    filter: 0.02,
    address: 0.2,
    'name-server': 0.08,
  }
  const { learnt } = learnOrder(sixChecks(alike(2)), group, { causes, callers: 20_000, seed: 7 })
  for (const { step, solves } of learnt)
    assert.ok(Math.abs(solves - causes[step as keyof typeof causes]) < 0.04, `${step}: ${solves}`)
})

test('where the author’s order is the best, it stays', () => {
  const causes = {
    'outage-known': 0.4,
    cable: 0.25,
    power: 0.12,
    filter: 0.06,
    address: 0.04,
    'name-server': 0.02,
  }
  const minutes = { 'outage-known': 1, cable: 2, power: 2, filter: 3, address: 4, 'name-server': 5 }
  const { before, after } = learnOrder(sixChecks(minutes), group, { causes, callers: 2_000, seed: 3 })
  assert.deepEqual(after, before)
})

test('twenty calls teach nothing anybody should be bothered with', () => {
  const causes = { 'name-server': 0.9 }
  const { before, after } = learnOrder(sixChecks(alike(2)), group, { causes, callers: 20, seed: 5 })
  assert.deepEqual(after, before)
})

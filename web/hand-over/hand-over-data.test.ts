// What of a case goes to whom, as chosen on the screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { batchesOf, itemOf, type Row, targetOf } from './hand-over-data.ts'

const both: Row = {
  card: { id: 'cas_1' } as Card,
  as: { work: true, contact: true },
  gives: { work: true, contact: false },
  dueMeanwhile: false,
  suggestion: { why: 'on_duty', work: 'agt_chiara', contact: null },
}
const long: Row = { ...both, gives: { work: true, contact: true } }
const contactOnly: Row = {
  ...both,
  as: { work: false, contact: true },
  gives: { work: false, contact: false },
  suggestion: { why: 'stays', work: null, contact: null },
}

test('what was chosen goes before what is suggested', () => {
  assert.equal(targetOf(both, undefined), 'agt_chiara')
  assert.equal(targetOf(both, { to: 'tea_1' }), 'tea_1')
  assert.equal(targetOf(contactOnly, undefined), null)
})

test('for a short time only the work goes; for a long one the customer as well', () => {
  assert.deepEqual(itemOf(both, undefined, ''), { case: 'cas_1', work: 'agt_chiara' })
  assert.deepEqual(itemOf(long, undefined, ''), { case: 'cas_1', work: 'agt_chiara', contact: 'agt_chiara' })
})

test('a queue is no contact: the customer goes to whoever is suggested for him', () => {
  const row: Row = { ...long, suggestion: { why: 'queue', work: 'tea_1', contact: 'agt_karin' } }
  assert.deepEqual(itemOf(row, undefined, ''), { case: 'cas_1', work: 'tea_1', contact: 'agt_karin' })
  assert.equal(itemOf(contactOnly, { to: 'tea_1' }, ''), null)
})

test('of whom he is the contact only, the customer goes where somebody is chosen', () => {
  assert.equal(itemOf(contactOnly, undefined, 'word'), null)
  const to = { to: 'agt_bo' } as const
  assert.deepEqual(itemOf(contactOnly, to, ' word '), { case: 'cas_1', contact: 'agt_bo', note: 'word' })
})

test('a word of its own goes before the one for all, also where it is empty', () => {
  assert.equal(itemOf(both, { note: 'own' }, 'all')?.note, 'own')
  assert.equal(itemOf(both, { note: '' }, 'all')?.note, undefined)
  assert.equal(itemOf(both, { anyway: true }, '')?.anyway, true)
})

test('long lists go in pieces', () => {
  const all = Array.from({ length: 25 }, (_, i) => i)
  assert.deepEqual(
    batchesOf(all).map(one => one.length),
    [10, 10, 5],
  )
})

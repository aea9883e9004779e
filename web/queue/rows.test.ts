// The queue keeps still under the reader's eye: severity 1 above the line, waiting folded, newcomers held
// back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { inFilters, inOrder, nextAfter, partsOf, settled } from './rows.ts'
import { viewOf } from './view.ts'

const card = (id: string, dueAt: number | null, more: Partial<Card> = {}): Card =>
  ({
    id: `cas_${id}`,
    number: 4800,
    seq: 1,
    phase: 'open',
    severity: 3,
    openedAt: 1,
    wait: null,
    why: { code: 'new', at: 1 },
    clock: dueAt === null ? null : { kind: 'promise', dueAt },
    ...more,
  }) as Card
const ids = (cards: readonly Card[]) => cards.map(one => one.id.slice(4)).join('')
const waiting = { turn: 'customer', reason: 'answer', since: 1, until: null } as unknown as Card['wait']

test('severity 1 comes first, then the next clock; what owes nothing is last', () => {
  const cards = [card('a', null), card('b', 20), card('c', 10), card('d', 90, { severity: 1 })]
  assert.equal(ids(inOrder(cards, 'clock')), 'dcba')
})

test('what waits for somebody is folded, except severity 1 and where the customer has written', () => {
  const wrote = { code: 'customer_wrote', at: 1 } as unknown as Card['why']
  const cards = [
    card('a', 1, { wait: waiting, severity: 1 }),
    card('b', 2, { wait: waiting }),
    card('c', 3, { wait: waiting, why: wrote }),
    card('d', 4),
  ]
  const parts = partsOf(cards, viewOf('mine', ''))
  assert.deepEqual([ids(parts.critical), ids(parts.rows), ids(parts.folded)], ['a', 'cd', 'b'])
  assert.equal(ids(partsOf(cards, viewOf('waiting', '')).folded), '')
})

test('a newcomer above waits, one below is added, and nothing moves', () => {
  const first = settled(null, [card('a', 10), card('b', 20)], 'clock', null)
  const next = settled(first, [card('n', 5), card('a', 30), card('b', 20), card('z', 40)], 'clock', null)
  assert.equal(ids(next.cards), 'abz')
  assert.equal(ids(next.held), 'n')
  assert.equal(next.cards[0]?.clock?.dueAt, 30)
  assert.equal(ids(settled(null, [...next.cards, ...next.held], 'clock', null).cards), 'nbaz')
})

test('a row that left goes, but not from under the focus', () => {
  const first = settled(null, [card('a', 10), card('b', 20)], 'clock', null)
  assert.equal(ids(settled(first, [card('b', 20)], 'clock', null).cards), 'b')
  assert.equal(ids(settled(first, [card('b', 20)], 'clock', 'cas_a').cards), 'ab')
})

test('after an act the next row has the focus, at the end the one before', () => {
  const order: CaseId[] = ['cas_a', 'cas_b', 'cas_c']
  assert.equal(nextAfter(order, 'cas_b'), 'cas_c')
  assert.equal(nextAfter(order, 'cas_c'), 'cas_b')
  assert.equal(nextAfter(['cas_a'], 'cas_a'), null)
})

test('filters the server does not know still filter', () => {
  assert.equal(inFilters(card('a', 1), { severity: '2' }), false)
  assert.equal(inFilters(card('a', 1, { wait: waiting }), { waiting: '0' }), false)
  assert.equal(inFilters(card('a', 1), { severity: '3', waiting: '0' }), true)
})

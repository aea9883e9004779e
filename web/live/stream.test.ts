// Reading the live stream and folding cards into kept lists.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { readEvent, withCard, withoutCard } from './stream.ts'

const card = (id: string, seq: number) => ({ id, seq }) as unknown as Card

test('an event is read with its type; a foreign or broken one is none', () => {
  assert.deepEqual(readEvent('hello', '{"position":7}'), { type: 'hello', position: 7 })
  assert.equal(readEvent('weather', '{}'), undefined)
  assert.equal(readEvent('case', '{"id":'), undefined)
})

test('a newer card replaces the one in the list, an older one does not', () => {
  const list = { cards: [card('cas_a', 1), card('cas_b', 5)] }
  assert.equal(withCard(list, card('cas_a', 2)).cards[0]?.seq, 2)
  assert.equal(withCard(list, card('cas_b', 4)), list)
  assert.equal(withCard(list, card('cas_c', 1)), list)
})

test('a case that may not be seen any more leaves the lists that held it', () => {
  const list = { cards: [card('cas_a', 1)] }
  assert.equal(withoutCard(list, 'cas_a').cards.length, 0)
  assert.equal(withoutCard(list, 'cas_b'), list)
})

// An exact number is the first hit, what is open comes before what has ended.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { hitsInOrder, numberIn } from './hits.ts'

const card = (number: number, phase: Card['phase']): Card => ({ id: `cas_${number}`, number, phase }) as Card

test('the number typed stands first, then open cases, then ended ones, each once', () => {
  const found = [card(1, 'closed'), card(2, 'open'), card(4821, 'solved'), card(3, 'open'), card(2, 'open')]
  assert.deepEqual(
    hitsInOrder(found, '#4821').map(one => one.number),
    [4821, 2, 3, 1],
  )
})

test('only a number alone is a case number', () => {
  assert.equal(numberIn(' 4821 '), 4821)
  assert.equal(numberIn('+46 70'), null)
  assert.equal(numberIn('router 4821'), null)
})

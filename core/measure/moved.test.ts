// Which differences between two periods are more than chance.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Figure, type FigureKind, movedFrom } from './moved.ts'
import { shareOf } from './walk-tally.ts'

const plain = (value: number | null, n = value ?? 0): Figure => ({ value, n, range: null })
const share = (part: number, n: number): Figure => {
  const { range } = shareOf(part, n)
  return { value: part / n, n, range: range && [range.from, range.to] }
}
const moved = (kind: FigureKind, own: Figure, before: Figure) => movedFrom(kind, own, before)

test('a count moves where chance would not', () => {
  assert.equal(moved('count', plain(120), plain(80)), 'more')
  assert.equal(moved('count', plain(80), plain(120)), 'less')
  assert.equal(moved('count', plain(12), plain(8)), 'same')
  assert.equal(moved('count', plain(0), plain(0)), 'same')
})

test('a share of few cases has not moved though it looks so', () => {
  assert.equal(moved('share', share(3, 4), share(2, 4)), 'same')
  assert.equal(moved('share', share(75, 100), share(50, 100)), 'more')
  assert.equal(moved('share', share(50, 100), share(75, 100)), 'less')
})

test('middles are compared from twenty on, and move by a fifth', () => {
  assert.equal(moved('seconds', plain(3_600, 19), plain(60, 100)), 'unknown')
  assert.equal(moved('seconds', plain(3_600, 100), plain(60, 19)), 'unknown')
  assert.equal(moved('seconds', plain(3_600, 40), plain(1_800, 40)), 'more')
  assert.equal(moved('seconds', plain(1_700, 40), plain(1_800, 40)), 'same')
})

test('a middle whose ranges say that chance may have made it has not moved', () => {
  const middle = (value: number, range: number[]): Figure => ({ value, n: 40, range })
  const before = middle(1_800, [900, 4_000])
  assert.equal(moved('seconds', middle(3_600, [1_500, 7_000]), before), 'same')
  assert.equal(moved('seconds', middle(36_000, [30_000, 40_000]), before), 'more')
  assert.equal(moved('seconds', middle(1_900, [1_890, 1_910]), middle(1_800, [1_790, 1_810])), 'same')
})

test('what is not there is not compared', () => {
  assert.equal(moved('share', { value: null, n: 0, range: null }, share(1, 2)), 'unknown')
  assert.equal(moved('share', share(1, 2), { value: null, n: 0, range: null }), 'unknown')
})

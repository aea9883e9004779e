// When a screen on a wall says that it has heard nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSilent, secondsOld, type WallBoard } from './wall-data.ts'

const state = (heardAt: number, board: WallBoard | null = {} as WallBoard) => ({
  board,
  heardAt,
  isGone: false,
})

test('five seconds without a word are silence; before the first one nothing is old', () => {
  assert.equal(isSilent(state(10_000), 15_000), false)
  assert.equal(isSilent(state(10_000), 15_001), true)
  assert.equal(isSilent(state(0, null), 15_001), false)
})

test('the age of numbers never runs backwards', () => {
  assert.equal(secondsOld(10_000, 12_900), 2)
  assert.equal(secondsOld(10_000, 9_000), 0)
})

// Two versions differ only where their walks are enough to say so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compared } from '#core/measure/compare-versions.ts'
import { emptyTally, type Tally } from '#core/measure/walk-tally.ts'

const tally = (ends: Tally['ends'], more: Partial<Tally> = {}): Tally => ({ ...emptyTally, ends, ...more })
/** Walks that took about so many seconds, spread a little. */
const lengths = (seconds: number, times: number): Tally['lengths'] => {
  const bucket = Math.round(Math.log1p(seconds) / Math.log(1.05))
  const third = Math.floor(times / 3)
  return new Map([
    [bucket - 2, third],
    [bucket, times - 2 * third],
    [bucket + 2, third],
  ])
}

test('of many walks it is told which solves more, with the difference and its bounds', () => {
  const { solved } = compared(tally({ solved: 700, hand_off: 300 }), tally({ solved: 600, hand_off: 400 }))
  assert.equal(solved.verdict, 'more')
  assert.ok(Math.abs(solved.difference!.by - 0.1) < 1e-9)
  // Newcombe's example way: between 5.8 and 14.1 points.
  assert.ok(Math.abs(solved.difference!.from - 0.058) < 0.002, JSON.stringify(solved))
  assert.ok(Math.abs(solved.difference!.to - 0.141) < 0.002, JSON.stringify(solved))
  const turned = compared(tally({ solved: 600, hand_off: 400 }), tally({ solved: 700, hand_off: 300 })).solved
  assert.equal(turned.verdict, 'less')
  assert.ok(Math.abs(turned.difference!.from + solved.difference!.to) < 1e-9)
})

test('of few walks the same difference cannot be told; of none there is not even one', () => {
  const { solved } = compared(tally({ solved: 28, hand_off: 12 }), tally({ solved: 31, hand_off: 21 }))
  assert.equal(solved.verdict, 'no_telling')
  assert.ok(solved.difference!.from < 0 && solved.difference!.to > 0)
  const none = compared(tally({ solved: 28 }), tally({}))
  assert.deepEqual([none.solved.verdict, none.solved.difference], ['no_telling', null])
})

test('who was abandoned, given up or opened again is compared as a share of those that ended', () => {
  const { abandoned, reopened } = compared(
    tally({ solved: 500, abandoned: 300, given_up: 200, open: 70 }, { reopened: 10 }),
    tally({ solved: 900, abandoned: 100, left: 40 }, { reopened: 200 }),
  )
  assert.deepEqual([abandoned.own.times, abandoned.own.of, abandoned.other.of], [500, 1_000, 1_000])
  assert.deepEqual([abandoned.verdict, reopened.verdict], ['more', 'less'])
})

test('middle times are compared, of six walks at least', () => {
  const time = (a: Tally['lengths'], b: Tally['lengths']) =>
    compared(tally({}, { lengths: a }), tally({}, { lengths: b })).time
  const slower = time(lengths(600, 300), lengths(300, 300))
  assert.equal(slower.verdict, 'more')
  assert.ok(Math.abs(slower.difference!.by - 300) < 40, JSON.stringify(slower))
  assert.equal(time(lengths(600, 300), lengths(600, 300)).verdict, 'no_telling')
  const few = time(lengths(600, 5), lengths(300, 300))
  assert.deepEqual([few.verdict, few.difference, few.own], ['no_telling', null, { timed: 5, range: null }])
  assert.equal(time(lengths(600, 300), new Map()).difference, null)
})

// What many played weeks say: means, where nine of ten weeks lie, and differences with how sure they are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LevelOutcome, WeekOutcome } from '#core/capacity/played-week.ts'
import { type Figure, isSure, toldOf } from '#core/capacity/what-if-told.ts'

const none: LevelOutcome = { begun: 0, inTime: 0, waitedS: 0, left: 0, workedS: 0, plannedS: 0 }
const week = (inTime: number, more: Partial<LevelOutcome> = {}): WeekOutcome => ({
  ...{ came: 10, inTime, gaveUp: 1 },
  levels: [{ begun: 10, inTime, waitedS: 600, left: 3, workedS: 50, plannedS: 100, ...more }, none, none],
})
const figure = (all: ReturnType<typeof toldOf>, of: Figure, level: number | null) =>
  all.find(one => one.figure === of && one.level === level)!

test('each figure is told as it is, as it would be, and by how much it differs in the same week', () => {
  const all = toldOf([
    { now: week(4), then: week(6, { waitedS: 300 }) },
    { now: week(6), then: week(8, { left: 1 }) },
    { now: week(5), then: week(8) },
  ])
  const inTime = figure(all, 'in_time', null)
  assert.deepEqual(inTime.now, { mean: 0.5, weeks: [0.4, 0.6] })
  const { mean, range } = inTime.change!
  assert.ok(Math.abs(mean - 7 / 30) < 1e-9 && range[0] < mean && range[1] > mean)
  assert.ok(Math.abs(figure(all, 'gave_up', null).now!.mean - 0.1) < 1e-9)
  assert.equal(figure(all, 'left', null).now!.mean, 3)
  assert.deepEqual([figure(all, 'wait', 1).now!.mean, figure(all, 'wait', 1).then!.mean], [60, 50])
  assert.deepEqual([figure(all, 'busy', 1).now!.mean, figure(all, 'left', 1).then!.weeks], [0.5, [1, 3]])
})

test('at a level at which nothing comes and nobody is there is nothing to tell', () => {
  const all = toldOf([{ now: week(4), then: week(6) }])
  assert.deepEqual(
    { ...figure(all, 'wait', 2) },
    { figure: 'wait', level: 2, now: null, then: null, change: null },
  )
  assert.equal(figure(all, 'busy', 3).now, null)
  const came = { ...week(6), levels: [none, week(6).levels[0], none] } as WeekOutcome
  const { now, then, change } = figure(toldOf([{ now: week(4), then: came }]), 'wait', 2)
  assert.deepEqual([now, then?.mean, change], [null, 60, null], 'and beside nothing nothing differs')
  const gone = figure(toldOf([{ now: came, then: week(4) }]), 'wait', 2)
  assert.deepEqual([gone.now?.mean, gone.then, gone.change], [60, null, null])
})

test('one week does not say how sure it is; a difference is one where all of it is on one side', () => {
  assert.equal(figure(toldOf([{ now: week(4), then: week(6) }]), 'in_time', null).change, null)
  const is = (range: readonly [number, number]) => isSure({ mean: 0, range })
  assert.deepEqual([is([1, 2]), is([-2, -1]), is([-1, 1]), is([0, 0])], [true, true, false, false])
})

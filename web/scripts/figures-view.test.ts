// The figures of a script as their page shows them: by the address, in the order asked for, and what stands
// out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs } from '#core/kit/time.ts'
import { shareOf } from '#core/measure/walk-tally.ts'
import type { StepFigures } from './figures-api.ts'
import {
  askedOf,
  isUnsure,
  nextSort,
  outliersOf,
  rowOf,
  searchOf,
  sorted,
  viewOf,
  wayText,
} from './figures-view.ts'

const now = Date.UTC(2026, 10, 27, 12, 7)
const zone = 'Europe/Stockholm'
const step = (name: string, reached: number, more: Partial<StepFigures> = {}): StepFigures => ({
  ...{ step: name, reached, solved: shareOf(0, reached), reopened: 0, abandoned: 0, givenUp: 0 },
  ...{ left: {}, nowhere: 0, medianSeconds: null, p90Seconds: null, timed: 0 },
  ...more,
})
const rows = (...steps: readonly StepFigures[]) => steps.map((one, i) => rowOf(one, i + 1))

test('an address is the view it was made of, and one that cannot be read is the plain one', () => {
  const plain = viewOf({})
  assert.deepEqual([plain.span, plain.version, plain.sort], ['90', '', { by: 'step', isDown: false }])
  assert.deepEqual(searchOf(plain), {})
  const search = {
    ...{ version: '2', against: '1', span: 'days', from: '2026-09-01', until: '2026-09-30' },
    sort: '-skipped',
  }
  assert.deepEqual(searchOf(viewOf(search)), search)
  assert.deepEqual(viewOf({ version: '0', against: 'x', span: '8', from: '2026-99-01', sort: '-x' }), plain)
  assert.equal(viewOf({ version: 'all', against: '1' }).against, '', 'all of them are compared with none')
})

test('a time that ends now is asked for in quarters of an hour, days from midnight to midnight', () => {
  const asked = (search: Record<string, string>, at = now) => askedOf(viewOf(search), { now: at, zone })
  assert.deepEqual(asked({}), { since: Date.UTC(2026, 10, 27, 12) - 90 * dayMs })
  assert.deepEqual(asked({}, now + 60_000), asked({}))
  assert.deepEqual(asked({ span: 'all', version: '2', against: '1' }), { version: '2', against: '1' })
  const days = { span: 'days', from: '2026-10-24', until: '2026-10-25' }
  const [since, until] = [Date.UTC(2026, 9, 23, 22), Date.UTC(2026, 9, 25, 23)]
  assert.deepEqual(asked(days), { since, until }, 'a day of twenty-five hours among them')
  assert.deepEqual(asked({ span: 'days', until: '2026-10-25' }), { until })
})

test('shares are of the walks that came to a step, and what came back of those it solved', () => {
  const own = { left: { skipped: 4, cannot: 30 }, abandoned: 2, givenUp: 1, solved: shareOf(10, 20) }
  const [one] = rows(step('a', 20, { ...own, reopened: 5 }))
  const { skipped, cannot, abandoned, reopened } = one!.shares
  assert.deepEqual([skipped.times, cannot.times, abandoned.times], [4, 20, 3])
  assert.deepEqual([reopened.times, reopened.of], [5, 10])
  const end = rowOf(step('z', 20), 1, true)
  assert.deepEqual([end.reached, end.shares.skipped.range, end.shares.solved.range], [20, null, null])
})

test('rows go by a figure, those without it last, and back to the order of the script', () => {
  const all = rows(
    step('a', 20, { left: { skipped: 2 } }),
    step('b', 0),
    step('c', 20, { left: { skipped: 9 } }),
    step('d', 20, { left: { skipped: 2 } }),
  )
  const order = (by: 'skipped' | 'step', isDown: boolean) =>
    sorted(all, { by, isDown })
      .map(one => one.step)
      .join('')
  assert.deepEqual([order('skipped', true), order('skipped', false)], ['cadb', 'adcb'])
  assert.deepEqual([order('step', false), order('step', true)], ['abcd', 'dcba'])
  const once = nextSort({ by: 'step', isDown: false }, 'skipped')
  const twice = nextSort(once, 'skipped')
  assert.deepEqual(
    [once, twice],
    [
      { by: 'skipped', isDown: true },
      { by: 'skipped', isDown: false },
    ],
  )
  assert.deepEqual(nextSort(twice, 'skipped'), { by: 'step', isDown: false })
  assert.deepEqual(nextSort({ by: 'step', isDown: false }, 'step'), { by: 'step', isDown: true })
})

test('a way is told by numbers, steps in a row as one stretch, and steps of before by their names', () => {
  assert.equal(wayText([1, 2, 3, 4, 9, 10, 3, 4, 5]), '1–4 → 9 → 10 → 3–5')
  assert.equal(wayText([1, 'old-step', 2, 3, 4]), '1 → old-step → 2–4')
  assert.equal(wayText([]), '')
})

test('bounds stand beside a share of few, and not beside one of many', () => {
  assert.deepEqual(
    [isUnsure(shareOf(3, 10)), isUnsure(shareOf(300, 1_000)), isUnsure(shareOf(0, 0))],
    [...[true, false], false],
  )
})

test('a step stands out when it is surely skipped, or left, much more often than is usual', () => {
  const usual = ['a', 'b', 'c', 'd'].map(name => step(name, 200, { left: { skipped: 10 } }))
  const found = outliersOf(
    rows(
      ...usual,
      step('skipped', 200, { left: { skipped: 90 } }),
      step('left', 200, { left: { skipped: 10 }, abandoned: 60 }),
      step('few', 19, { left: { skipped: 19 } }),
      step('unsure', 20, { left: { skipped: 4 } }),
    ),
  )
  assert.deepEqual(
    [...found].map(([name, { why }]) => [name, why]),
    [
      ['skipped', 'skipped'],
      ['left', 'abandoned'],
    ],
  )
  const many = Array.from({ length: 9 }, (_, i) => step(`s${i}`, 200, { abandoned: 100 + i }))
  const rest = Array.from({ length: 12 }, (_, i) => step(`r${i}`, 200))
  assert.deepEqual([...outliersOf(rows(...rest, ...many)).keys()], ['s8', 's7', 's6', 's5', 's4'])
  assert.equal(outliersOf([]).size, 0)
})

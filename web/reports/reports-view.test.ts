// What the address of a report says, which periods and parts there are, and what a chart has room for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '#words/say-in.ts'
import {
  againstOf,
  inLength,
  lastWeekAt,
  lengthOf,
  pointsOf,
  scopesOf,
  searchOf,
  shortName,
  topOf,
  viewOf,
} from './reports-view.ts'

test('an address says what is shown, and whoever gets it sees the same', () => {
  const plain = viewOf({}, '2026-W47')
  assert.deepEqual(plain, {
    ...{ of: '2026-W47', scope: 'desk', against: 'before', as: 'charts', measure: '', within: '' },
  })
  assert.deepEqual(searchOf(plain), { of: '2026-W47' })
  const search = { of: '2026-10', scope: 'level:1', against: 'year', as: 'table', m: 'reopened_7d', w: 'x' }
  assert.deepEqual(searchOf(viewOf(search, '2026-W47')), search)
  assert.deepEqual(viewOf({ against: 'x', as: 'x' }, '2026-W47'), plain)
})

test('it begins with the last week that is over, by the clocks of the desk', () => {
  const sunday = Date.UTC(2026, 10, 29, 23, 30)
  assert.equal(lastWeekAt(sunday, 'UTC'), '2026-W47')
  assert.equal(lastWeekAt(sunday, 'Europe/Stockholm'), '2026-W48')
})

test('what stands beside it is the one before, or the same a year before', () => {
  assert.equal(againstOf(viewOf({ of: '2026-W40' }, '')), undefined)
  assert.equal(againstOf(viewOf({ of: '2026-W40', against: 'year' }, '')), '2025-W40')
  assert.equal(againstOf(viewOf({ of: 'x', against: 'year' }, '')), undefined)
})

test('a period of another length holds the last day of the one before', () => {
  const lengths = ['2026-W40', '2026-10', '2026-10-02', '2026-10-01..2026-10-02'].map(lengthOf)
  assert.deepEqual(lengths, ['week', 'month', 'day', 'days'])
  assert.equal(inLength('week', '2026-10-04'), '2026-W40')
  assert.equal(inLength('month', '2026-10-04'), '2026-10')
  assert.equal(inLength('day', '2026-10-04'), '2026-10-04')
  assert.equal(inLength('days', '2026-10-04'), '2026-09-28..2026-10-04')
  assert.equal(inLength('week', 'x'), 'x')
  assert.deepEqual(
    ['2026-W04', '2026-10-02', '2026-10'].map(of => shortName(of, sayIn('en'))),
    ['W4', '2/10', '2026/10'],
  )
  assert.deepEqual(
    (['de', 'ru', 'sv'] as const).map(one => shortName('2026-W41', sayIn(one))),
    ['KW 41', 'нед. 41', 'v. 41'],
  )
})

test('agents choose the desk and their own teams, whoever oversees every part, nobody a person', () => {
  const desk = { teams: [{ id: 'tea_1' }, { id: 'tea_2' }], products: [{ id: 'pro_1' }] }
  assert.deepEqual(scopesOf(desk, { teams: ['tea_2'], seesAll: false }), ['desk', 'team:tea_2'])
  const all = scopesOf(desk, { teams: [], seesAll: true })
  assert.ok(all.includes('team:tea_1') && all.includes('level:3') && all.includes('product:pro_1'))
  assert.ok(all.includes('channel:email') && all.includes('kind:malfunction'))
  assert.ok(!all.some(one => one.startsWith('agent')))
})

test('a chart has a place for each period and room for what is uncertain', () => {
  const figure = { measure: 'reopened_7d', scope: 'desk', value: 0.5, n: 2, range: [0.1, 0.9] }
  const course = {
    items: [
      { of: '2026-W39', items: [] },
      { of: '2026-W40', items: [figure] },
    ],
  }
  const points = pointsOf(course, figure)
  assert.deepEqual(
    points.map(one => [one.of, one.value, one.n]),
    [
      ['2026-W39', null, 0],
      ['2026-W40', 0.5, 2],
    ],
  )
  assert.equal(topOf(points, true), 1)
  assert.equal(topOf([{ of: '', value: 0.04, n: 90, range: [0.01, 0.12] }], true), 0.2)
  assert.equal(topOf([{ of: '', value: 12, n: 12, range: null }], false), 12)
  assert.equal(topOf([], false), 1)
  assert.equal(topOf([{ of: '', value: 0.04, n: 90, range: [0.01, 0.12] }], true, [0.7, 0.8]), 1)
})

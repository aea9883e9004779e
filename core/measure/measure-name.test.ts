// What the names of measures say, also of those nobody knows yet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleIn, figureKind, readMeasureName, readTargetScope } from './measure-name.ts'

test('a name says of what, within how many days and which middle', () => {
  const read = (name: string) => Object.values(readMeasureName(name))
  assert.deepEqual(read('cases_opened'), ['cases_opened', null, null])
  assert.deepEqual(read('reopened_30d'), ['reopened', 30, null])
  assert.deepEqual(read('first_reply_p90_s'), ['first_reply', null, 'p90'])
  assert.deepEqual(read('satisfaction_p25'), ['satisfaction', null, 'p25'])
  assert.deepEqual(read('handle_time_7d_median_s'), ['handle_time', 7, 'median'])
  assert.deepEqual(read(''), ['', null, null])
})

test('how a value is read', () => {
  const figure = (value: number | null, n: number, range: number[] | null = null) => ({ value, n, range })
  assert.equal(figureKind('first_reply_median_s', figure(3, 3)), 'seconds')
  assert.equal(figureKind('satisfaction_median', figure(4, 9)), 'mark')
  assert.equal(figureKind('reopened_7d', figure(null, 0), figure(0.5, 2, [0.1, 0.9])), 'share')
  assert.equal(figureKind('contacts', figure(9, 9), null), 'count')
  assert.equal(figureKind('contacts', figure(null, 0)), 'count')
  assert.equal(figureKind('occupancy', figure(0.7, 40)), 'time_share')
  assert.equal(figureKind('cost_per_solved_30d', figure(70, 70)), 'money')
  assert.equal(figureKind('of_another_version', figure(0.7, 40)), 'number')
})

test('the scope of a target names it and its policy; others do not', () => {
  const scope = 'policy:pol_1@2 target:resolution team:tea_1'
  assert.deepEqual(readTargetScope(scope), { policy: 'pol_1', version: 2, target: 'resolution' })
  assert.equal(readTargetScope('team:tea_1'), null)
})

test('the scope of an article of the register names it; of one in no register there is nothing to name', () => {
  assert.equal(articleIn('article:art_1 team:tea_1'), 'art_1')
  assert.deepEqual([articleIn('article:named'), articleIn('desk')], [null, null])
})

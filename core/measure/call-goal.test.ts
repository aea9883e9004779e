// A goal for calls beside what customers did next: both or neither, and of weeks that can be judged.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { goalPair, isJudged, judgedFrom, lastJudgedWeek } from '#core/measure/call-goal.ts'

test('calls are never told without how many needed one contact only', () => {
  assert.equal(goalPair({ calls: 43, judged: 9, inOneContact: 9 }), null)
  const { calls, firstContact } = goalPair({ calls: 43, judged: 10, inOneContact: 7 })!
  assert.deepEqual([calls, firstContact.value, firstContact.n], [43, 0.7, 10])
  assert.ok(firstContact.range[0] < 0.5 && firstContact.range[1] > 0.85)
  assert.equal(goalPair({ calls: 0, judged: 10, inOneContact: 0 })!.calls, 0)
})

test('a week is judged once seven days after it are over, by the clocks of the desk', () => {
  const monday = Date.UTC(2026, 9, 5)
  const kept = instant(monday + 7 * 86_400_000)
  assert.equal(isJudged('2026-W40', kept, 'UTC'), true)
  assert.equal(isJudged('2026-W40', instant(kept - 1), 'UTC'), false)
  assert.equal(isJudged('2026-W40', kept, 'America/New_York'), false)
  assert.equal(isJudged('2026-W99', kept, 'UTC'), false)
  assert.equal(lastJudgedWeek(kept, 'UTC'), '2026-W40')
  assert.equal(lastJudgedWeek(instant(kept - 1), 'UTC'), '2026-W39')
})

test('the week in which it was set is the first', () => {
  assert.equal(judgedFrom(instant(Date.UTC(2026, 8, 30, 12)), 'UTC'), Date.UTC(2026, 9, 12))
  assert.equal(judgedFrom(instant(Date.UTC(2026, 8, 30, 12)), 'America/New_York'), Date.UTC(2026, 9, 13))
})

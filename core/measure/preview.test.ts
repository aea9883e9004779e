// What judging again would move, against what it then moves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, fold } from '#core/case/case.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { judgedAgain } from '#core/measure/preview.ts'
import { byGold, clockedDesk, judged } from '#core/testing/clocked.ts'
import { run, take } from '#core/testing/clocked-play.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, countingIds, opened, settingAt, type Wished } from '#core/testing/world.ts'

const again = (state: OpenedCase, decision: EntitlementDecision, minute = 10) =>
  judgedAgain(state, decision, settingAt(at(minute), clockedDesk))
const bySlow: EntitlementDecision = {
  outcome: 'covered',
  line: 'lin_a',
  policy: 'pol_slow',
  version: 2,
  steps: [],
}

test('the same agreement moves nothing', () => {
  const { state } = run([judged, take])
  assert.deepEqual(again(state, byGold), { moves: [], isOtherwise: false })
})

test('what would move is what then moves', () => {
  const { state } = run([judged, take])
  const { moves, isOtherwise } = again(state, bySlow)
  assert.ok(isOtherwise)
  const setting = { now: at(10), newId: countingIds(), desk: clockedDesk }
  const outcome = decide(state, { type: 'entitlement.decide', decision: bySlow }, by('bo'), setting)
  assert.ok(!isRefusal(outcome))
  const after = fold(outcome, state)
  assert.ok(after.phase === 'open')
  const before = new Map(openTargets(state).map(([id, one]) => [id, one.dueAt]))
  const really = openTargets(after).filter(([id, one]) => before.get(id) !== one.dueAt)
  assert.ok(really.length > 0)
  assert.deepEqual(
    moves.filter(one => one.newDueAt !== null).map(one => [one.kind, one.newDueAt]),
    really.map(([, one]) => [one.kind, one.dueAt]),
  )
  const ended = moves.filter(one => one.newDueAt === null).map(one => one.kind)
  assert.deepEqual(ended, ['periodic_update'], 'what is no longer owed is said')
})

test('a case that was never judged would begin its clocks', () => {
  const { state } = run([opened, take])
  const { moves, isOtherwise } = again(state, byGold)
  assert.ok(isOtherwise)
  assert.ok(moves.every(one => one.dueAt === null && one.newDueAt !== null))
})

test('what would be late at once is said, but not of what is late already', () => {
  const { state } = run([opened, take])
  const past = again(state, byGold, 90).moves.filter(one => one.isPast)
  assert.deepEqual(
    past.map(one => one.kind),
    ['first_response'],
  )
  const late: Wished = [70, clock, { type: 'clock.ring' }]
  const other = run([judged, take, late])
  const first = again(other.state, { ...bySlow, policy: 'pol_gold', version: 1 }, 100).moves
  assert.ok(first.every(one => !one.isPast))
})

test('a closed case cannot be judged again', () => {
  const { state } = run([judged, take, [5, by('bo'), samples['case.solve']]])
  const closed = run([
    judged,
    take,
    [5, by('bo'), samples['case.solve']],
    [6, by('bo'), samples['case.close']],
  ])
  assert.equal(state.phase, 'solved')
  assert.deepEqual(again(closed.state, bySlow), { moves: [], isOtherwise: false })
})

// When a clock warns that much of its time has gone: of the time it runs, once for each time it is due at.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextRing } from '#core/case/ring.ts'
import type { TargetRule } from '#core/clock/policy.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { clockedDesk, judged, minutes, policies } from '#core/testing/clocked.ts'
import {
  asks,
  clocks,
  left,
  minutesOf,
  of,
  reply,
  ring,
  run,
  severity,
  take,
  wrote,
} from '#core/testing/clocked-play.ts'
import { clock, type Wished } from '#core/testing/world.ts'

const hour = minutes(60)
const owing = (warn: Pick<TargetRule, 'warnPercent' | 'warnMinutes'>): DeskFacts => {
  const cure: TargetRule = {
    kind: 'resolution',
    within: [hour, hour, hour, hour],
    counts: 'always',
    ...warn,
  }
  const pol_gold = {
    ...policies.pol_gold!,
    versions: [{ version: 1, calendar: 'cal_work' as const, targets: [cure] }],
  }
  return { ...clockedDesk, policies: { ...policies, pol_gold } }
}
const ringAt = (minute: number): Wished => [minute, clock, ring]
const asked = (minute: number): readonly Wished[] => [...reply(minute, 'msg_a', asks), left(minute + 1)]

test('a share of its time is one of the time it ran, whatever it stood still', () => {
  const course = [judged, take, ...asked(10), wrote(250)]
  const share = run([...course, ringAt(251)], owing({ warnPercent: 75 }))
  assert.deepEqual(of(share.events, 'target.warned'), [])
  const [cure] = clocks(share.state, 'resolution')
  assert.deepEqual([minutesOf(cure?.warnAt), minutesOf(cure?.dueAt)], [285, 300])
  const [left] = clocks(run(course, owing({ warnMinutes: 20 })).state, 'resolution')
  assert.deepEqual([minutesOf(left?.warnAt), minutesOf(left?.dueAt)], [280, 300])
})

test('what was warned of before it stood still is not warned of again when it goes on', () => {
  const course = [judged, take, ringAt(45), ...asked(50), wrote(250), ringAt(255)]
  const { events, state } = run(course, owing({ warnPercent: 75 }))
  assert.equal(of(events, 'target.warned').length, 1)
  assert.equal(minutesOf(nextRing(state)), 260)
})

test('a clock that was warned of is warned of again when it falls due at a later time', () => {
  const course = [judged, take, severity(2, 2), ringAt(16), severity(20, 4)]
  assert.equal(minutesOf(nextRing(run(course).state)), 60)
  const { events } = run([...course, ringAt(61), ringAt(62), severity(70, 2)])
  assert.deepEqual(
    of(events, 'target.warned').map(one => [one.kind, minutesOf(one.at)]),
    [
      ['first_response', 16],
      ['first_response', 61],
    ],
  )
})

// A clock that is judged by another policy counts what stood still by the hours of that one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { byGold, clockedDesk, judged, minutes, policies } from '#core/testing/clocked.ts'
import { asks, left, minutesOf, reply, run, take, wrote } from '#core/testing/clocked-play.ts'
import { joins } from '#core/testing/parting.ts'
import { by, customer, openCommand, type Wished } from '#core/testing/world.ts'

const within = [minutes(600), minutes(600), minutes(1200), minutes(1200)] as const
const always = {
  ...policies.pol_gold!,
  id: 'pol_always',
  versions: [
    { version: 1, calendar: 'cal_work', targets: [{ kind: 'resolution', within, counts: 'always' }] },
  ],
} as never
const desk = { ...clockedDesk, policies: { ...policies, pol_always: always } }
const byAlways = { ...byGold, policy: 'pol_always', version: 1 } as const
const judgedAlways: Wished = [0, customer, { ...openCommand, entitled: byAlways }]
const waited: readonly Wished[] = [take, ...reply(10, 'msg_q', asks), left(11, 'msg_q'), wrote(1440)]
const again = (decision: typeof byGold): Wished => [1450, by('bo'), { type: 'entitlement.decide', decision }]
const cure = (...wished: readonly Wished[]) => {
  const [[, one] = []] = openTargets(run(wished, desk).state).filter(([, each]) => each.kind === 'resolution')
  return [one?.policy, minutesOf(one?.dueAt), one && one.pausedMs / 60_000]
}

test('a pause over a night is longer around the clock than in working hours, whenever that is decided', () => {
  assert.deepEqual(cure(judgedAlways, ...waited), ['pol_always', 2630, 1430])
  assert.deepEqual(cure(judged, ...waited, again(byAlways)), ['pol_always', 2630, 1430])
  assert.deepEqual(cure(judgedAlways, ...waited, again(byGold)), cure(judged, ...waited))
  assert.deepEqual(cure(judged, ...waited, again(byGold)), cure(judged, ...waited))
})

test('and where two cases become one', () => {
  const other: readonly Wished[] = [judgedAlways, take]
  assert.deepEqual(cure(judged, ...waited, joins(1450, other)), ['pol_always', 2630, 1430])
})

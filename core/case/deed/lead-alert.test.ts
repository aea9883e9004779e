// That a lead was told of a case is a fact: by the desk alone, once for what comes together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import type { LeadAlertCause } from '#core/case/inner-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { leadAlertCause } from '#core/notice/lead-alert.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, desk, given, play, taken, type Wished } from '#core/testing/world.ts'

const alerted = (minute: number, since: number, because: LeadAlertCause = 'late'): Wished => [
  minute,
  clock,
  { type: 'lead.note_alerted', because, since: at(since) },
]
const alerts = (wished: readonly Wished[]) =>
  play(wished).events.flatMap(one => (one.type === 'lead.alerted' ? [one.because] : []))

test('what comes within an hour is one alert, however late it is recorded', () => {
  assert.deepEqual(alerts([...taken, alerted(10, 10), alerted(20, 15, 'stuck')]), ['late'])
  assert.deepEqual(alerts([...taken, alerted(10, 10), alerted(200, 69, 'stuck')]), ['late'])
  assert.deepEqual(alerts([...taken, alerted(10, 10), alerted(70, 70, 'stuck')]), ['late', 'stuck'])
})

test('nobody says it by himself, and a case that has ended is let be', () => {
  const { state } = play(taken)
  for (const name of ['bo', 'karin'] as const)
    assert.deepEqual(may(by(name), 'lead.note_alerted', state as OpenedCase, desk), {
      refused: 'access.denied',
    })
  assert.equal(may(clock, 'lead.note_alerted', state as OpenedCase, desk), true)
  given(...taken, [5, by('bo'), samples['case.solve']])
    .when(...alerted(9, 9))
    .thenRefused('case.not_open')
})

test('what colleagues settle among themselves is none of the customer’s business', () => {
  for (const cause of ['note.flagged', 'speech.asked', 'hand_off.disputed', 'coach.word'] as const)
    assert.equal(leadAlertCause(cause), null, cause)
  assert.deepEqual(
    (['promise.late', 'stuck.noticed', 'hand_off.raised', 'help.late', 'queue.unattended'] as const).map(
      leadAlertCause,
    ),
    ['late', 'stuck', 'offer', 'help', 'waits'],
  )
})

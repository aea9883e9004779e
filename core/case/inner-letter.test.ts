// What a letter tells a customer of what happened inside: each once, and nothing that was said already.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { fold } from '#core/case/case.ts'
import { innerUntold } from '#core/case/inner-letter.ts'
import type { OpenedCase } from '#core/case/state.ts'
import {
  accepted,
  type Bare,
  byDesk,
  hour,
  ledgerOf,
  noon,
  offered,
  queued,
  read,
  taken,
} from '#test/support/customer-ledger.ts'
import { judged } from '#core/testing/clocked.ts'
import { asks, left, minutesOf, reply, ring, run, severity, take, wrote } from '#core/testing/clocked-play.ts'
import { at, clock, type Wished } from '#core/testing/world.ts'

const untold = (...bare: Bare[]) => {
  const ledger = ledgerOf(...taken, ...bare)
  const found = innerUntold(ledger, fold(ledger) as OpenedCase)
  return found.untold.map(one => (one.kind === 'late' ? `late ${one.target}` : one.kind))
}
const expert = { ...offered, to: { level: 3, team: 'tea_3' } }
const alerted: Bare = { type: 'lead.alerted', by: byDesk, because: 'stuck' }
const raised: Bare = { type: 'help.raised', by: byDesk, help: 'hlp_1', answerBy: noon + hour }
const letter = (automatic: string, message = 'msg_9') => queued({ message, automatic, by: byDesk })
const undone = (message = 'msg_9'): Bare => ({ type: 'message.withdrawn', message })
const target = (kind: string, id = 'tgt_1'): Bare[] => [
  {
    type: 'target.started',
    by: byDesk,
    ...{ target: id, kind, policy: 'pol_1', version: 1, from: noon, dueAt: noon + 5 },
    ...{ warnAt: null, pausedMs: 0 },
  },
  { type: 'target.breached', by: byDesk, target: id, kind, how: 'due' },
]
const met: Bare = {
  type: 'target.met',
  by: byDesk,
  target: 'tgt_1',
  kind: 'resolution',
  metAt: noon,
  late: true,
}
const paused: Bare = { type: 'target.paused', by: byDesk, target: 'tgt_1', because: 'customer' }

test('the first expert is told of, a specialist or a second expert is not', () => {
  assert.deepEqual(untold(offered, ...accepted), [])
  assert.deepEqual(untold(expert, ...accepted), ['expert'])
  assert.deepEqual(untold(expert, ...accepted, letter('inner')), [])
  const second = accepted.map(one => ({ ...one, handOff: 'hnd_2' }))
  const again = { ...expert, handOff: 'hnd_2' }
  assert.deepEqual(untold(expert, ...accepted, letter('inner'), again, ...second), [])
})

test('what the giver wrote himself is not said twice; what he took back is', () => {
  assert.deepEqual(untold(expert, letter('hand_off'), ...accepted), [])
  assert.deepEqual(untold(expert, letter('hand_off'), undone(), ...accepted), ['expert'])
  assert.deepEqual(untold(letter('hand_off'), { ...expert, at: noon + hour }, ...accepted), ['expert'])
  assert.deepEqual(untold(expert, ...accepted, letter('hand_off')), ['expert'])
})

test('that a lead was told, or the request raised to one, is told once for all of it', () => {
  assert.deepEqual(untold(alerted, alerted), ['lead'])
  assert.deepEqual(untold(raised), ['lead'])
  assert.deepEqual(untold(alerted, letter('inner')), [])
  assert.deepEqual(untold(alerted, letter('inner'), raised), ['lead'])
  assert.deepEqual(untold(alerted, letter('inner'), undone()), ['lead'])
})

test('of what is late, only what still is, and nothing he was written to about', () => {
  assert.deepEqual(untold(...target('resolution'), ...target('workaround', 'tgt_2')), [
    'late resolution',
    'late workaround',
  ])
  assert.deepEqual(untold(...target('resolution'), paused), ['late resolution'])
  assert.deepEqual(untold(...target('resolution'), met), [])
  assert.deepEqual(untold(...target('next_response'), ...target('hand_off_acceptance', 'tgt_2')), [])
  assert.deepEqual(untold(...target('resolution'), letter('late')), [])
  assert.deepEqual(untold(letter('late'), ...target('resolution')), ['late resolution'])
})

test('when the last one was written is known, so that none follows it too soon', () => {
  const ledger = ledgerOf(...taken, alerted, letter('inner'))
  const { lastAt } = innerUntold(ledger, fold(ledger) as OpenedCase)
  assert.equal(lastAt, ledger.at(-1)!.at)
})

test('on his page each has a line, whether a letter tells it or not', () => {
  const lines = read(
    ledgerOf(expert, ...accepted, alerted, ...target('resolution'), ...target('next_response', 'tgt_2'), {
      ...target('workaround', 'tgt_unknown')[1]!,
    }),
  ).slice(1)
  assert.deepEqual(
    lines.map(one => ({ ...one, seq: 0, at: 0, who: '', hears: null })),
    [
      { kind: 'joined', role: 'specialist', expert: true },
      { kind: 'lead_alerted', because: 'stuck' },
      { kind: 'target_late', target: 'resolution', dueAt: noon + 5 },
      { kind: 'target_late', target: 'workaround', dueAt: null },
    ].map(one => ({ ...one, seq: 0, at: 0, own: false, who: '', hears: null })),
  )
})

test('a line that we are late says the time that was owed then, wherever the clock was moved since', () => {
  const late = [judged, take, severity(2, 2), ...reply(3), left(4), [1381, clock, ring] as Wished]
  const waited = [...late, ...reply(1400, 'msg_b', asks), left(1400, 'msg_b'), wrote(1400 + 5 * 1440)]
  for (const wished of [late, waited, [...late, severity(1400, 4)]]) {
    const { events, state } = run(wished)
    const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
    const lines = customerTimeline(ledger, state, { text: () => 'x', agentName: () => 'Bo', now: at(9_000) })
    assert.deepEqual(
      lines.flatMap(one => (one.kind === 'target_late' ? [[one.target, minutesOf(one.dueAt)]] : [])),
      [
        ['resolution', 1380],
        ['workaround', 240],
      ],
    )
  }
})

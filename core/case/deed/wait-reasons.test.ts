// What each may be waited for, and by whose word: a supplier stops no clock, a pause of ours says when it
// ends. Not: how a wait for the customer ends (wait.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { Event, WaitReason, WaitTurn } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { judged } from '#core/testing/clocked.ts'
import { clocks, of, reply, ring, run, take } from '#core/testing/clocked-play.ts'
import { at, by, clock, given, taken, text, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const wait = (minute: number, turn: WaitTurn, reason: WaitReason, until?: number): Wished => [
  minute,
  bo,
  { type: 'wait.start', turn, reason, ...(until !== undefined && { until: at(until) }) },
]
const waits = (state: OpenedCase) => (state.phase === 'open' ? state.wait : undefined)
const ends = (events: readonly Event[]) => of(events, 'wait.ended').map(one => one.how)

test('a supplier is waited for by what he owes, never for a date that lets our clocks stand still', () => {
  const wishes = (turn: WaitTurn, reason: WaitReason): Command => ({
    type: 'wait.start',
    turn,
    reason,
    until: at(60),
  })
  const mine = given(...taken)
  for (const reason of ['agreed_date', 'maintenance_window', 'answer', 'test_by_customer'] as const)
    mine.when(2, bo, wishes('supplier', reason)).thenRefused('wait.other_reason')
  for (const reason of ['supplier_answer', 'answer'] as const)
    mine.when(2, bo, wishes('us', reason)).thenRefused('wait.other_reason')
  for (const reason of ['supplier_answer', 'part', 'visit', 'other'] as const)
    mine.when(2, bo, wishes('supplier', reason)).then('wait.started')
  const question = (reason: WaitReason) => reply(2, 'msg_q', { wait: { reason } })[0]![2]
  mine.when(2, bo, question('part')).thenRefused('wait.other_reason')
  mine.when(2, bo, question('agreed_date')).then('message.queued', 'wait.started')
  const held = { contact: 'con_a', means: 'phone', direction: 'out', reach: 'reached', minutes: 3, keeps: [] }
  const call = (more: object) => ({ type: 'contact.hold', ...held, ...more }) as Command
  mine.when(2, bo, call({ wait: { reason: 'part' } })).thenRefused('wait.other_reason')
  mine.when(2, bo, call({ startedAt: at(1), wait: { reason: 'part' } })).thenRefused('wait.other_reason')
})

test('a pause of ours says when it ends; it ends then', () => {
  for (const reason of ['agreed_date', 'maintenance_window'] as const) {
    given(...taken)
      .when(2, bo, { type: 'wait.start', turn: 'us', reason })
      .thenRefused('wait.needs_date')
    const { state, events } = run([judged, take, wait(5, 'us', reason, 90), [90, clock, ring]])
    assert.deepEqual([waits(state), ends(events)], [null, ['date']])
    assert.equal(clocks(state, 'resolution')[0]?.pausedMs, 85 * 60_000)
  }
  given(...taken)
    .when(2, bo, { type: 'wait.start', turn: 'us', reason: 'part' })
    .then('wait.started')
})

test('what nobody agreed to stands the clocks still by the word of a lead, with the reason and until when', () => {
  const karin = by('karin')
  for (const reason of ['force_majeure', 'legal_hold'] as const) {
    const start = { type: 'wait.start', turn: 'us', reason, text: text('flood'), until: at(90) } as const
    const mine = given(...taken)
    mine.when(2, bo, start).thenRefused('access.lead_only')
    mine.when(2, karin, { ...start, text: undefined }).thenRefused('wait.needs_words')
    mine.when(2, karin, { ...start, until: undefined }).thenRefused('wait.needs_date')
    mine.when(2, karin, { ...start, turn: 'supplier' }).thenRefused('wait.other_reason')
    mine.when(2, karin, start).then('wait.started')
    const { state, events } = run([judged, take, [5, karin, start], [90, clock, ring]])
    assert.deepEqual([waits(state), ends(events)], [null, ['date']])
    assert.equal(clocks(state, 'resolution')[0]?.pausedMs, 85 * 60_000)
    const paused = of(events, 'target.paused').map(one => one.because)
    assert.ok(paused.length > 0 && paused.every(one => one === reason), `${paused}`)
    // Whoever owes him a word owes it all the same.
    assert.equal(clocks(state, 'periodic_update')[0]?.standing, 'running')
  }
})

// A wait until a date is over at that date, however late a clock or anybody looks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { caseStretches } from '#core/clock/explain.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import { asks, clocks, left, minutesOf, of, reply, ring, run, take } from '#core/testing/clocked-play.ts'
import { assessAs, at, by, clock, t0, text, type Wished } from '#core/testing/world.ts'

const severe: readonly Wished[] = [judged, take, [2, by('bo'), assessAs(2)]]
const untilNoon: Wished = [
  60,
  by('bo'),
  { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(120) },
]
const rung = (minute: number): Wished => [minute, clock, ring]
const cure = (state: OpenedCase) => {
  const [one] = clocks(state, 'resolution')
  return [one?.standing, one?.pausedMs, one && minutesOf(one.dueAt)]
}
const hour = 3_600_000
const overs = (events: Parameters<typeof of>[0]) =>
  of(events, 'wait.ended').map(({ how, at: seen, until }) => [
    how,
    minutesOf(seen),
    until && minutesOf(until),
  ])

test('what stood still goes on from the date, not from when a node woke', () => {
  const inTime = run([...severe, untilNoon, rung(120)])
  assert.deepEqual(overs(inTime.events), [['date', 120, undefined]])
  const late = run([...severe, untilNoon, rung(240)])
  assert.deepEqual(overs(late.events), [['date', 240, 120]])
  assert.deepEqual(cure(late.state), cure(inTime.state))
  assert.deepEqual(cure(late.state).slice(0, 2), ['running', hour])
})

test('it is explained as it counted, to the second', () => {
  const { events } = run([...severe, untilNoon, rung(240)])
  const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
  const told = caseStretches(ledger, clockedDesk.calendars.cal_work!, at(300))
  assert.deepEqual(
    told.map(one => [(one.from - t0) / 60_000, (one.to - t0) / 60_000, one.holder, one.counts]),
    [
      [0, 60, 1, true],
      [60, 120, 'paused', false],
      [120, 300, 1, true],
    ],
  )
})

test('whoever acts before the clock looks acts in a case that no longer waits', () => {
  const first = run([
    ...severe,
    untilNoon,
    [240, by('bo'), { type: 'note.add', note: 'not_a', text: text('n'), mentions: [] }],
  ])
  const acted = first.events.filter(one => one.at === at(240))
  assert.equal(acted[0]?.type, 'wait.ended')
  assert.deepEqual(overs(first.events), [['date', 240, 120]])
  assert.deepEqual(cure(first.state).slice(0, 2), ['running', hour])
})

test('what fell due meanwhile is breached, and says how late that was seen', () => {
  const worst: Wished = [3, by('bo'), assessAs(1)]
  const { state, events } = run([...severe, worst, untilNoon, rung(400), rung(400)])
  assert.deepEqual(cure(state), ['running', hour, 300])
  const [breach] = of(events, 'target.breached').filter(one => one.kind === 'resolution')
  assert.deepEqual([breach?.how, breach?.lateByMs], ['due', 100 * 60_000])
})

test('a next update is owed from the date on; a date before the question is no date', () => {
  const asked = (until: number) => [
    ...reply(60, 'msg_q', { wait: { ...asks.wait, until: at(until) } }),
    left(60, 'msg_q'),
  ]
  const { state } = run([...severe, ...asked(120), rung(140)])
  assert.equal(minutesOf(clocks(state, 'periodic_update').at(-1)?.from), 120)
  assert.deepEqual(overs(run([...severe, ...asked(30)]).events), [['date', 60, undefined]])
})

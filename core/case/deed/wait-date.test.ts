// A wait until a date is over at that date, however late a clock or anybody looks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { caseStretches, stretches } from '#core/clock/explain.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import {
  asks,
  clocks,
  left,
  minutesOf,
  of,
  reply,
  ring,
  run,
  take,
  wrote,
} from '#core/testing/clocked-play.ts'
import { assessAs, at, by, clock, given, t0, taken, text, type Wished } from '#core/testing/world.ts'

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

const agreed = (until: number): Wished => [
  10,
  by('bo'),
  { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(until) },
]
const askedUntil = (until: number, sentAt = 20) => [
  ...reply(sentAt, 'msg_q', { wait: { ...asks.wait, until: at(until) } }),
  left(sentAt, 'msg_q'),
]
const explained = (events: Parameters<typeof of>[0], id = 0) => {
  const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
  const { target } = of(events, 'target.started').filter(one => one.kind === 'resolution')[id]!
  return [stretches(ledger, target, null, at(400)), caseStretches(ledger, null, at(400))].map(all =>
    all.map(one => [minutesOf(one.from), minutesOf(one.to), one.holder, one.counts]),
  )
}

test('what waits behind a question goes on from when that was over, however late it is seen', () => {
  for (const seen of [100, 130, 190]) {
    const late = run([...severe, agreed(200), ...askedUntil(100), rung(seen), rung(200)])
    assert.deepEqual(cure(late.state).slice(0, 2), ['running', 190 * 60_000])
    const held = [
      [0, 10, 1, true],
      [10, 20, 'paused', false],
      [20, 100, 'customer', false],
      [100, 200, 'paused', false],
      [200, 400, 1, true],
    ]
    assert.deepEqual(explained(late.events), [held, held])
  }
  // Both dates came before anybody looked.
  for (const seen of [120, 130]) {
    const both = run([...severe, agreed(120), ...askedUntil(100), rung(seen)])
    assert.deepEqual(cure(both.state).slice(0, 2), ['running', 110 * 60_000])
    assert.deepEqual(
      both.state.stood?.map(one => one.map(minutesOf)),
      [
        [10, 20],
        [20, 100],
        [100, 120],
      ],
    )
    const [clockTold, caseTold] = explained(both.events)
    assert.deepEqual(clockTold, caseTold)
    assert.deepEqual(clockTold?.slice(-2), [
      [100, 120, 'paused', false],
      [120, 400, 1, true],
    ])
  }
  const supplier: Wished = [10, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const behind = run([...severe, supplier, ...askedUntil(100), rung(130), rung(200)])
  assert.deepEqual(explained(behind.events)[1]?.at(-1), [100, 400, 'supplier', true])
  const plain: Wished = [10, by('bo'), { type: 'wait.start', turn: 'us', reason: 'part' }]
  const ours = run([...severe, plain, ...askedUntil(100), rung(130), rung(200)])
  assert.deepEqual(explained(ours.events)[1]?.at(-1), [100, 400, 1, true])
})

test('a wait that goes on is left out once of what begins meanwhile', () => {
  const answered = wrote(30)
  const { state } = run([
    judged,
    take,
    agreed(400),
    ...askedUntil(390),
    answered,
    [40, by('bo'), assessAs(2)],
  ])
  assert.equal(clocks(state, 'workaround')[0]?.pausedMs, 30 * 60_000)
})

test('his call ends the wait when it began, however late it is noted; one before the question does not', () => {
  const call = (noted: number, startedAt: number, minutes: number): Wished => [
    noted,
    by('bo'),
    {
      type: 'contact.hold',
      contact: 'con_a',
      means: 'phone',
      direction: 'in',
      reach: 'reached',
      startedAt: at(startedAt),
      minutes,
      keeps: [],
    },
  ]
  const after = (...one: Parameters<typeof call>) => {
    const { state, events } = run([...severe, ...askedUntil(380, 60), call(...one)])
    const [ended] = of(events, 'wait.ended')
    return [ended && minutesOf(ended.answeredAt), ...cure(state).slice(0, 2)]
  }
  assert.deepEqual(after(90, 90, 0), [null, 'running', hour / 2])
  assert.deepEqual(after(150, 90, 10), [90, 'running', hour / 2])
  // He was asked while he was still on the line.
  assert.deepEqual(after(150, 55, 10), [60, 'running', 0])
  assert.deepEqual(after(70, 30, 10), [undefined, 'paused', 0])
  const noWait = run([...severe, call(70, 30, 10)])
  assert.deepEqual(of(noWait.events, 'wait.ended'), [])
})

test('nothing is waited for longer than a promise may be ahead', () => {
  const year = 60 * 24 * 400
  const mine = given(...taken)
  mine.when(10, by('bo'), agreed(year)[2]).thenRefused('wait.too_far')
  mine.when(10, by('bo'), askedUntil(year)[0]![2]).thenRefused('wait.too_far')
})

test('what is agreed in a talk while he is waited for is waited for instead, behind a supplier as well', () => {
  const supplier: Wished = [5, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const days = (count: number) => at(count * 24 * 60)
  const talk = (direction: 'in' | 'out', more: object): Wished => [
    100,
    by('bo'),
    {
      ...{ type: 'contact.hold', contact: 'con_a', means: 'phone', direction, reach: 'reached' },
      ...{ startedAt: at(90), minutes: 5, keeps: [], ...more },
    },
  ]
  const asked = [...severe, ...reply(10, 'msg_a', asks), left(11)]
  const agreed = { wait: { reason: 'agreed_date' as const, until: days(20) } }
  const waits = (...wished: readonly Wished[]) => {
    const { state } = run(wished)
    const { wait = null, setAside } = state.phase === 'open' ? state : {}
    return [wait?.turn, wait?.reason, minutesOf(wait?.since), wait?.until ?? null, setAside?.turn]
  }
  const anew = ['customer', 'agreed_date', 100, days(20), undefined]
  for (const direction of ['in', 'out'] as const) {
    assert.deepEqual(waits(...asked, talk(direction, agreed)), anew)
    const behind = waits(...severe, supplier, ...asked.slice(severe.length), talk(direction, agreed))
    assert.deepEqual(behind, [...anew.slice(0, 4), 'supplier'])
  }
  // From when one talked until that was noted it was our turn.
  const { state, events } = run([...asked, talk('out', agreed), rung(20 * 24 * 60)])
  assert.deepEqual(overs(events), [
    ['answer', 100, undefined],
    ['date', 20 * 24 * 60, undefined],
  ])
  assert.equal(clocks(state, 'resolution')[0]?.standing, 'running')
  // Nothing was agreed: he still owes what he was asked. A talk before the question says nothing of it.
  assert.deepEqual(waits(...asked, talk('out', {})).slice(0, 3), ['customer', 'answer', 10])
  const before = talk('out', { ...agreed, startedAt: at(3) })
  assert.deepEqual(waits(...asked, before).slice(0, 3), ['customer', 'answer', 10])
})

test('a date that comes with another question is the one that holds; the wait is the same', () => {
  const until = (minute: number) => ({ wait: { reason: 'agreed_date', until: at(minute) } })
  const first = [...severe, ...reply(10, 'msg_a', asks), left(10)]
  const again = run([...first, ...reply(60, 'msg_b', until(200)), left(60)])
  const wait = again.state.phase === 'open' ? again.state.wait : null
  assert.deepEqual([wait?.since, wait?.until, wait?.atMost], [at(10), at(200), undefined])
  const over = run([...first, ...reply(60, 'msg_b', until(200)), left(60), rung(200)])
  assert.deepEqual(overs(over.events), [['date', 200, undefined]])
  assert.deepEqual(cure(over.state).slice(0, 2), ['running', 190 * 60_000])
  const ledger = over.events.map((event, i) => ({ ...event, seq: i + 1 }))
  const told = caseStretches(ledger, clockedDesk.calendars.cal_work!, at(240))
  const paused = told.filter(one => one.holder === 'customer')
  assert.equal(
    paused.reduce((ms, one) => ms + one.to - one.from, 0),
    190 * 60_000,
  )
  // One without a date, or with the same, begins nothing and takes no date away.
  const same = run([...first, ...reply(60, 'msg_b', until(200)), ...reply(61, 'msg_c', asks)])
  assert.equal(same.state.phase === 'open' && same.state.wait?.until, at(200))
  const twice = run([...first, ...reply(60, 'msg_b', until(200)), ...reply(61, 'msg_c', until(200))])
  assert.equal(of(twice.events, 'wait.started').length, 2)
})

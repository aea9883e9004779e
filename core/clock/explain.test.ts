import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event, Recorded } from '#core/case/event.ts'
import { countedMs } from '#core/clock/due.ts'
import { caseStretches, shares, stretches, wholeMinutes } from '#core/clock/explain.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { clockedDesk, judged, judgedInner } from '#core/testing/clocked.ts'
import {
  assessAs,
  at,
  by,
  customer,
  play,
  relay,
  t0,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

const calendar = clockedDesk.calendars.cal_work!
const hour = 3_600_000
const take: Wished = [60, by('bo'), { type: 'worker.take' }]
const asked: readonly Wished[] = [
  [
    60,
    by('bo'),
    {
      type: 'message.queue',
      message: 'msg_a',
      channel: 'email',
      text: text('m'),
      attached: [],
      undoSeconds: 0,
      keeps: [],
      wait: { reason: 'answer' },
    },
  ],
  [60, relay, { type: 'message.note_sent', message: 'msg_a', relay: 'r' }],
]
const answered: Wished = [
  180,
  customer,
  {
    type: 'message.receive',
    message: 'msg_in',
    channel: 'email',
    from: 'cus_anna',
    text: text('h'),
    attached: [],
    automatic: null,
  },
]

function played(...wished: Wished[]) {
  const { events } = play(wished, clockedDesk)
  const ledger = events.map((event: Event, i): Recorded => ({ ...event, seq: i + 1 }))
  const idOf = (kind: TargetKind): TargetId => {
    const found = ledger.find(event => event.type === 'target.started' && event.kind === kind)
    return found?.type === 'target.started' ? found.target : 'tgt_none'
  }
  return { ledger, idOf }
}
const told = (all: ReturnType<typeof stretches>) =>
  all.map(one => [(one.from - t0) / 60_000, (one.to - t0) / 60_000, one.holder, one.counts])

test('a clock says who held it: a level, the customer, closed hours', () => {
  const { ledger, idOf } = played(judged, take, ...asked, answered)
  assert.deepEqual(told(stretches(ledger, idOf('resolution'), calendar, at(24 * 60))), [
    [0, 60, 1, true],
    [60, 180, 'customer', false],
    // Thursday 17:00 is seven hours after the beginning; Friday 8:00 is the next hour that counts
    [180, 420, 1, true],
    [420, 22 * 60, 'closed', false],
    [22 * 60, 24 * 60, 1, true],
  ])
})

test('what counts in the stretches is what the clock has counted', () => {
  const { ledger, idOf } = played(judged, take, ...asked, answered)
  const all = stretches(ledger, idOf('resolution'), calendar, at(24 * 60))
  const counted = all.filter(one => one.counts).reduce((sum, one) => sum + (one.to - one.from), 0)
  assert.equal(counted, countedMs(calendar, t0, at(24 * 60)) - 2 * hour)
  assert.deepEqual(shares(all), { 1: 7 * hour, customer: 2 * hour, closed: 15 * hour })
})

test('a clock that ended is told to its end, one around the clock without closed hours', () => {
  const { ledger, idOf } = played(judged, take, ...asked)
  assert.deepEqual(told(stretches(ledger, idOf('first_response'), calendar, at(500))), [[0, 60, 1, true]])
  assert.deepEqual(told(stretches(ledger, idOf('periodic_update'), null, at(500))), [[0, 60, 1, true]])
  const { ledger: other, idOf: of } = played(judged)
  assert.deepEqual(told(stretches(other, of('periodic_update'), null, at(24 * 60))), [[0, 1440, 1, true]])
  assert.deepEqual(stretches(other, of('periodic_update'), null, t0), [])
  assert.deepEqual(stretches(other, 'tgt_none', calendar, at(1)), [])
  // a ledger that does not begin with its opening has no case yet
  assert.deepEqual(stretches(other.slice(1), of('resolution'), calendar, at(1)), [])
})

test('waiting for a supplier counts, and is told as his; another pause and a cancelled clock are told, too', () => {
  const supplier: Wished = [120, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const { ledger, idOf } = played(judged, take, supplier)
  assert.deepEqual(told(stretches(ledger, idOf('resolution'), calendar, at(180))), [
    [0, 120, 1, true],
    [120, 180, 'supplier', true],
  ])
  const date: Wished = [
    120,
    by('bo'),
    { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(900) },
  ]
  const spam: Wished = [150, by('bo'), { type: 'case.close', reason: 'spam' }]
  const paused = played(judged, take, date, spam)
  assert.deepEqual(told(stretches(paused.ledger, paused.idOf('resolution'), calendar, at(180))), [
    [0, 120, 1, true],
    [120, 150, 'paused', false],
  ])
})

const step: Wished = [
  70,
  by('bo'),
  {
    type: 'step.try',
    step: 'stp_a',
    what: text('w'),
    why: text('y'),
    outcome: 'no_change',
    doneBy: 'agent',
  },
]
const offer: Wished = [
  80,
  by('bo'),
  {
    type: 'hand_off.offer',
    handOff: 'hnd_a',
    team: teamId(2),
    question: text('q'),
    summary: { problem: text('p'), claims: [], steps: ['stp_a'], promise: null },
  },
]
const accept: Wished = [90, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a', readBack: text('r') }]

test('each level is told its own time, and the time it lay solved is nobody’s', () => {
  const { ledger, idOf } = played(judged, take, step, offer, accept)
  assert.deepEqual(told(stretches(ledger, idOf('resolution'), calendar, at(100))), [
    [0, 80, 1, true],
    [80, 90, 1, true],
    [90, 100, 2, true],
  ])
  const solve: Wished = [70, by('bo'), { type: 'case.solve', fix: text('fix') }]
  const again: Wished = [100, by('bo'), { type: 'case.reopen', reason: 'by_agent' }]
  const back = played(judged, take, solve, again)
  const continued = back.ledger.findLast(
    event => event.type === 'target.started' && event.kind === 'resolution',
  )
  const id = continued?.type === 'target.started' ? continued.target : 'tgt_none'
  assert.deepEqual(told(stretches(back.ledger, id, calendar, at(110))), [
    [0, 70, 1, true],
    [70, 100, 'solved', false],
    [100, 110, 1, true],
  ])
})

test('a clock written down late is told by who had the case before, not by who has it now', () => {
  const raised: Wished = [100, by('marta'), assessAs(2)]
  const { ledger, idOf } = played(judged, take, step, offer, accept, raised)
  assert.deepEqual(told(stretches(ledger, idOf('workaround'), calendar, at(110))), [
    [0, 80, 1, true],
    [80, 90, 1, true],
    [90, 110, 2, true],
  ])
})

test('a clock that runs while it is the customer’s turn counts, and is told as his', () => {
  const visit: Wished = [
    60,
    by('bo'),
    {
      type: 'contact.hold',
      contact: 'con_a',
      means: 'phone',
      direction: 'out',
      reach: 'reached',
      minutes: 3,
      keeps: [],
      wait: { reason: 'visit' },
    },
  ]
  const inner = played(judgedInner, take, visit)
  assert.deepEqual(told(stretches(inner.ledger, inner.idOf('on_site_arrival'), calendar, at(100))), [
    [60, 100, 'customer', true],
  ])
})

test('a whole case is told from its opening until it was solved at last', () => {
  const supplier: Wished = [120, by('marta'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const back: Wished = [150, by('marta'), { type: 'wait.end', how: 'answer' }]
  const date: Wished = [
    160,
    by('marta'),
    { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(900) },
  ]
  const { ledger } = played(judged, take, step, offer, accept, supplier, back, date)
  assert.deepEqual(told(caseStretches(ledger, calendar, at(500))), [
    [0, 80, 1, true],
    [80, 90, 1, true],
    [90, 120, 2, true],
    [120, 150, 'supplier', true],
    [150, 160, 2, true],
    [160, 500, 'paused', false],
  ])
  const solve: Wished = [70, by('bo'), { type: 'case.solve', fix: text('fix') }]
  const again: Wished = [100, by('bo'), { type: 'case.reopen', reason: 'by_agent' }]
  const done: Wished = [110, by('bo'), { type: 'case.solve', fix: text('fix') }]
  const close: Wished = [200, by('bo'), { type: 'case.close', reason: 'confirmed' }]
  assert.deepEqual(
    told(caseStretches(played(judged, take, solve, again, done, close).ledger, null, at(500))),
    [
      [0, 70, 1, true],
      [70, 100, 'solved', false],
      [100, 110, 1, true],
    ],
  )
  assert.deepEqual(caseStretches([], calendar, at(1)), [])
})

test('what rounding cuts off goes to who lost most of it', () => {
  const half = 30_000
  assert.deepEqual(wholeMinutes({ 1: 3 * half, customer: 5 * half - 1, closed: 1_000 }), [
    { holder: 1, minutes: 2 },
    { holder: 'customer', minutes: 2 },
  ])
})

test('a clock that begins late does not count what was waited for before it, and tells it', () => {
  const severe: Wished = [240, by('bo'), assessAs(2)]
  const { ledger, idOf } = played(judged, take, ...asked, answered, severe)
  assert.deepEqual(told(stretches(ledger, idOf('workaround'), calendar, at(300))), [
    [0, 60, 1, true],
    [60, 180, 'customer', false],
    [180, 300, 1, true],
  ])
})

/** The stretches that have a cause, with who began it. */
const causes = (all: ReturnType<typeof stretches>) =>
  all.flatMap(({ from, to, holder, cause }) =>
    cause ? [[(from - t0) / 60_000, (to - t0) / 60_000, holder, cause.why, cause.by]] : [],
  )

test('a stretch says what was waited for, and who began it', () => {
  const supplier: Wished = [120, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const until = at(900)
  const date: Wished = [100, by('marta'), { type: 'wait.start', turn: 'us', reason: 'agreed_date', until }]
  const { ledger, idOf } = played(judged, take, ...asked, answered)
  const waited = [[60, 180, 'customer', 'answer', by('bo')]]
  assert.deepEqual(causes(stretches(ledger, idOf('resolution'), calendar, at(200))), waited)
  assert.deepEqual(causes(caseStretches(ledger, calendar, at(200))), waited)
  const other = played(judged, take, date)
  assert.deepEqual(causes(stretches(other.ledger, other.idOf('resolution'), calendar, at(110))), [
    [100, 110, 'paused', 'agreed_date', by('marta')],
  ])
  const part = played(judged, take, supplier)
  assert.deepEqual(causes(caseStretches(part.ledger, calendar, at(180))), [
    [120, 180, 'supplier', 'part', by('bo')],
  ])
  // At night nobody's hours are the cause.
  assert.deepEqual(causes(caseStretches(part.ledger, calendar, at(600))), [
    [120, 420, 'supplier', 'part', by('bo')],
  ])
})

test('a wait that goes on after a question to the customer is that of whoever began it', () => {
  const supplier: Wished = [50, by('marta'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const { ledger } = played(judged, supplier, ...asked, answered)
  assert.deepEqual(causes(caseStretches(ledger, calendar, at(200))), [
    [50, 60, 'supplier', 'part', by('marta')],
    [60, 180, 'customer', 'answer', by('bo')],
    [180, 200, 'supplier', 'part', by('marta')],
  ])
})

test('an offer that nobody has accepted yet is told apart, and is held by whoever gives', () => {
  const { ledger, idOf } = played(judged, take, step, offer, accept)
  const offered = [[80, 90, 1, 'acceptance', by('bo')]]
  assert.deepEqual(causes(stretches(ledger, idOf('resolution'), calendar, at(100))), offered)
  assert.deepEqual(causes(caseStretches(ledger, calendar, at(100))), offered)
  const part: Wished = [84, by('bo'), { type: 'wait.start', turn: 'us', reason: 'part' }]
  const until = at(900)
  const date: Wished = [84, by('bo'), { type: 'wait.start', turn: 'us', reason: 'agreed_date', until }]
  // What lies with us lies in the offer; what the customer agreed to is no waiting for a colleague.
  assert.deepEqual(causes(caseStretches(played(judged, take, step, offer, part).ledger, null, at(86))), [
    [80, 86, 1, 'acceptance', by('bo')],
  ])
  assert.deepEqual(causes(caseStretches(played(judged, take, step, offer, date).ledger, null, at(86))), [
    [80, 84, 1, 'acceptance', by('bo')],
    [84, 86, 'paused', 'agreed_date', by('bo')],
  ])
})

test('the time a case lay solved is that of whoever solved it', () => {
  const solve: Wished = [70, by('bo'), { type: 'case.solve', fix: text('fix') }]
  const again: Wished = [100, by('marta'), { type: 'case.reopen', reason: 'by_agent' }]
  assert.deepEqual(causes(caseStretches(played(judged, take, solve, again).ledger, null, at(110))), [
    [70, 100, 'solved', 'ended', by('bo')],
  ])
})

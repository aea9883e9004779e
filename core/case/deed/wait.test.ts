// Waiting: what may be waited for, what a question sets aside, and one that never reached the customer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, evolve } from '#core/case/case.ts'
import { cardOf } from '#core/case/card.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import type { Event, WaitReason, WaitTurn } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { caseStretches, stretches } from '#core/clock/explain.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { clockedDesk, judged, judgedInner } from '#core/testing/clocked.ts'
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
import { assessAs, at, by, caseId, clock, customer, relay, settingAt, text } from '#core/testing/world.ts'
import type { Wished } from '#core/testing/world.ts'

const bo = by('bo')
const wait = (minute: number, turn: WaitTurn, reason: WaitReason, until?: number): Wished => [
  minute,
  bo,
  { type: 'wait.start', turn, reason, ...(until !== undefined && { until: at(until) }) },
]
const severity = (minute: number, to: 1 | 2 | 4): Wished => [minute, bo, assessAs(to)]
const undo = (minute: number, message: `msg_${string}` = 'msg_q'): Wished => [
  minute,
  bo,
  { type: 'message.withdraw', message },
]
const failed = (minute: number, message: `msg_${string}` = 'msg_q'): Wished => [
  minute,
  relay,
  { type: 'message.note_failed', message, reason: '550 no such person', final: true },
]
const bounced = (minute: number, hard = true): Wished => [
  minute,
  relay,
  { type: 'message.note_bounced', message: 'msg_q', hard, status: '5.1.1' },
]
const again = (minute: number): Wished => [
  minute,
  bo,
  { type: 'message.send_again', message: 'msg_q', to: 'cus_anna' },
]
const asked = (minute: number, more: object = {}) =>
  reply(minute, 'msg_q', { ...asks, undoSeconds: 30, ...more })
const severe: readonly Wished[] = [judged, take, severity(2, 2)]
const inner: readonly Wished[] = [judgedInner, take, severity(2, 1)]

const waits = (state: OpenedCase) =>
  state.phase === 'open' && state.wait
    ? [state.wait.turn, state.wait.reason, minutesOf(state.wait.since)]
    : null
const stand = (state: OpenedCase, kind: TargetKind) =>
  clocks(state, kind).map(one => [one.standing, minutesOf(one.from), minutesOf(one.dueAt)])
const ends = (events: readonly Event[]) => of(events, 'wait.ended').map(one => one.how)
const told = (all: ReturnType<typeof stretches>) =>
  all.map(one => [minutesOf(one.from), minutesOf(one.to), one.holder, one.counts])
const ledgerOf = (events: readonly Event[]) => events.map((event, i) => ({ ...event, seq: i + 1 }))

test('a question that could not leave, or came back, ends the waiting, and says so', () => {
  for (const lost of [[failed(5)], [left(4, 'msg_q'), bounced(5)], [left(4, 'msg_q'), bounced(5, false)]]) {
    const { state, events } = run([...severe, ...asked(3), ...lost])
    assert.equal(waits(state), null)
    assert.deepEqual(
      of(events, 'wait.ended').map(one => [one.how, one.message]),
      [['not_reached', 'msg_q']],
    )
    assert.equal(clocks(state, 'resolution')[0]?.standing, 'running')
    // Nobody asked him anything: the update is owed as it was.
    assert.deepEqual(stand(state, 'periodic_update'), [
      ['cancelled', 0, 120],
      ['running', 0, 120],
    ])
  }
  const delayed: Wished = [
    5,
    relay,
    { type: 'message.note_failed', message: 'msg_q', reason: 'busy', final: false },
  ]
  assert.equal(waits(run([...severe, ...asked(3), delayed]).state)?.[0], 'customer')
})

test('another message that is lost leaves the question standing', () => {
  const other: readonly Wished[] = [...severe, ...asked(3), left(4, 'msg_q'), ...reply(6, 'msg_b')]
  assert.equal(waits(run([...other, failed(7, 'msg_b')]).state)?.[0], 'customer')
})

test('whoever was not reached is told a next time again, also when every clock of words has run out', () => {
  const { state, events } = run([...severe, ...asked(3), left(4, 'msg_q'), bounced(600)])
  const [promised] = nextWord(state, events.slice(-6), settingAt(at(600), clockedDesk))
  assert.ok(promised?.type === 'promise.made' && promised.dueAt > at(600))
})

test('a question that is sent again waits for the customer from then on, and counts from then', () => {
  const lost: readonly Wished[] = [...severe, ...asked(3, { wait: { reason: 'answer', until: at(90) } })]
  const { state, events } = run([...lost, failed(5), again(60)])
  assert.deepEqual(waits(state), ['customer', 'answer', 60])
  assert.equal(state.phase === 'open' && state.wait?.until, at(90))
  assert.deepEqual(
    of(events, 'message.sent_again').map(one => minutesOf(one.sendAt)),
    [60],
  )
  const late = run([...lost, failed(5), again(100)])
  assert.equal(late.state.phase === 'open' && late.state.wait?.until, null)
  const twice = run([...lost, failed(5), again(60), failed(62)])
  assert.deepEqual([waits(twice.state), ends(twice.events)], [null, ['not_reached', 'not_reached']])
})

test('what is sent again counts from that click: a breached answer is late, and so is a promise', () => {
  const promised: Wished = [
    2,
    bo,
    { type: 'promise.make', promise: 'prm_x', topic: text('news'), means: 'email', dueAt: at(30) },
  ]
  const wished: readonly Wished[] = [
    ...severe,
    promised,
    ...reply(3, 'msg_q', { keeps: ['prm_x'] }),
    failed(5),
    [40, clock, ring],
    again(1440),
    left(1441, 'msg_q'),
  ]
  const { state, events } = run(wished)
  const first = of(events, 'target.met').find(one => one.kind === 'first_response')
  assert.deepEqual([minutesOf(first?.metAt), first?.late], [1440, true])
  assert.deepEqual(
    of(events, 'promise.kept').map(one => one.late),
    [true],
  )
  assert.equal(minutesOf(state.firstAnsweredAt), 1440)
})

test('undoing a question leaves the update owed as it was, however often', () => {
  const wished: Wished[] = [...severe, ...reply(3), left(4)]
  for (const minute of [60, 100])
    wished.push(...asked(minute, { message: `msg_q${minute}` }), undo(minute + 0.2, `msg_q${minute}`))
  const { state, events } = run([...wished, [130, clock, ring]])
  const last = clocks(state, 'periodic_update').at(-1)
  assert.deepEqual([minutesOf(last?.from), minutesOf(last?.dueAt), last?.breached], [3, 123, 'due'])
  assert.deepEqual(ends(events), ['withdrawn', 'withdrawn'])
  // One that was breached stays so, and the next one is owed.
  const next = run([...severe, ...reply(3), left(4), [124, clock, ring], ...asked(130), undo(130.2)])
  assert.deepEqual(stand(next.state, 'periodic_update').at(-1), ['running', 130.2, 250.2])
  // One that stopped for an earlier question is not brought back by a later one.
  const four: readonly Wished[] = [...severe, ...asked(3), left(4, 'msg_q'), wrote(6), severity(7, 4)]
  const two = run([...four, ...reply(8, 'msg_r', { ...asks, undoSeconds: 30 }), undo(8.2, 'msg_r')])
  assert.deepEqual(
    stand(two.state, 'periodic_update').map(one => one[0]),
    ['cancelled', 'cancelled'],
  )
})

test('asking the customer frees nobody: a supplier and a visit are waited for again when he has answered', () => {
  for (const [turn, reason, kind] of [
    ['supplier', 'supplier_answer', 'supplier_response'],
    ['us', 'visit', 'on_site_arrival'],
  ] as const) {
    const begun: readonly Wished[] = [...inner, wait(5, turn, reason), ...asked(10)]
    for (const end of [
      [undo(10.2)],
      [failed(12)],
      [left(10, 'msg_q'), wrote(20)],
      [left(10, 'msg_q'), [20, bo, { type: 'wait.end' }] as const],
    ]) {
      const { state, events } = run([...begun, ...end])
      assert.deepEqual(waits(state), [turn, reason, 5])
      assert.deepEqual(stand(state, kind), [['running', 5, 65]])
      assert.equal(ends(events)[0], 'question')
    }
  }
})

test('what was said of it and its date stay; a date that came meanwhile is not waited for again', () => {
  const part: Wished = [
    5,
    bo,
    { type: 'wait.start', turn: 'supplier', reason: 'part', text: text('fuse'), until: at(60) },
  ]
  const begun: readonly Wished[] = [...inner, part, ...asked(10), left(10, 'msg_q')]
  const { state } = run([...begun, wrote(20)])
  assert.ok(state.phase === 'open')
  assert.deepEqual([state.wait?.text, state.wait?.until], [text('fuse'), at(60)])
  const names = { text: () => 'x', customerName: 'Anna', organisationName: null }
  const listed = cardOf(caseId('a'), run([...begun, wrote(20)]).events, names)?.wait
  assert.deepEqual(listed, { turn: 'supplier', reason: 'part', since: at(5), until: at(60) })
  const late = run([...begun, wrote(70)])
  assert.deepEqual([waits(late.state), stand(late.state, 'supplier_response')], [null, [['running', 5, 65]]])
  const dated = reply(10, 'msg_q', { wait: { reason: 'answer', until: at(30) } })
  const came = run([...inner, part, ...dated, left(10, 'msg_q'), [30, clock, ring]])
  assert.deepEqual(waits(came.state), ['supplier', 'part', 5])
  const solved = run([...begun, [30, bo, { type: 'case.solve', fix: text('fix') }]])
  assert.equal(solved.state.setAside, null)
  // his page has told him of the supplier once
  const ledger = ledgerOf(run([...begun, wrote(20)]).events)
  const seen = customerTimeline(ledger, state, {
    agentName: () => 'Bo',
    text: () => 'x',
    now: at(30),
  } as never)
  assert.equal(seen.filter(one => one.kind === 'waiting').length, 1)
})

test('a supplier who delivers while the customer is asked has given his word, and is waited for no more', () => {
  const joined: Wished = [4, bo, { type: 'matter.join', matter: 'spc_b', because: text('same') }]
  const tells = (news: 'released' | 'supplier_answered'): Wished => [
    15,
    { kind: 'system', part: 'desk' },
    { type: 'matter.tell', matter: 'spc_b', fact: 4, news },
  ]
  const begun: readonly Wished[] = [
    ...inner,
    joined,
    wait(5, 'supplier', 'part'),
    ...asked(10),
    left(10, 'msg_q'),
  ]
  const done = run([...begun, tells('released'), wrote(20)])
  assert.deepEqual([waits(done.state), clocks(done.state, 'supplier_response')[0]?.metAt], [null, at(15)])
  const not = run([...begun, tells('supplier_answered'), wrote(20)])
  assert.deepEqual(waits(not.state), ['supplier', 'part', 5])
})

test('undoing a question for a visit takes back no visit that was agreed before', () => {
  const visit = { wait: { reason: 'visit' } }
  const off = run([...inner, ...asked(10, visit), undo(10.2)])
  assert.deepEqual(
    stand(off.state, 'on_site_arrival').map(one => one[0]),
    ['cancelled'],
  )
  const still = run([...inner, wait(5, 'us', 'visit'), ...asked(10, visit), undo(10.2)])
  assert.deepEqual(stand(still.state, 'on_site_arrival'), [['running', 5, 65]])
})

const doubted = (minute: number): Wished => [
  minute,
  customer,
  { ...(wrote(minute)[2] as Command & { type: 'message.receive' }), doubt: 'unproven' },
]
const confirm = (minute: number): Wished => [
  minute,
  bo,
  { type: 'message.confirm_sender', message: 'msg_in' },
]

test('an answer whose sender was in doubt ends the pause when it came, and is owed an answer from then on', () => {
  const { state, events } = run([...severe, ...asked(3), left(4, 'msg_q'), doubted(10), confirm(600)])
  assert.equal(minutesOf(of(events, 'wait.ended')[0]?.answeredAt), 10)
  assert.equal(clocks(state, 'resolution')[0]?.pausedMs, 7 * 60_000)
  assert.deepEqual(stand(state, 'next_response'), [['running', 10, 70]])
  assert.deepEqual(stand(state, 'periodic_update').at(-1), ['running', 10, 130])
  const ledger = ledgerOf(events)
  const id = Object.keys(state.targets).find(
    one => state.targets[one as TargetId]?.kind === 'resolution',
  ) as TargetId
  const held = [
    [0, 3, 1, true],
    [3, 10, 'customer', false],
    [10, 700, 1, true],
  ]
  assert.deepEqual(told(stretches(ledger, id, null, at(700))), held)
  assert.deepEqual(told(caseStretches(ledger, null, at(700))), held)
})

test('what we said to him meanwhile counts, and what he wrote before he was asked answers nothing', () => {
  const spoke = run([
    ...severe,
    ...asked(3),
    left(4, 'msg_q'),
    doubted(10),
    ...reply(300, 'msg_b'),
    left(301, 'msg_b'),
    confirm(600),
  ])
  assert.deepEqual(stand(spoke.state, 'next_response'), [['running', 600, 1380]])
  assert.deepEqual(stand(spoke.state, 'periodic_update').at(-1), ['running', 300, 420])
  const before = run([...severe, doubted(3), ...asked(10), left(11, 'msg_q'), confirm(60)])
  assert.deepEqual(
    of(before.events, 'wait.ended').map(one => one.answeredAt),
    [undefined],
  )
  assert.equal(clocks(before.state, 'resolution')[0]?.pausedMs, 50 * 60_000)
  // His answer came while the question was still on its way, and nothing else had been said.
  const early = run([...severe, ...asked(3), doubted(10), confirm(60)])
  assert.deepEqual(stand(early.state, 'periodic_update').at(-1), ['running', 10, 130])
  // A clock that began, still, after his answer leaves out what was waited for until it came.
  const raised = run([judged, take, ...asked(3), left(4, 'msg_q'), doubted(10), severity(20, 2), confirm(60)])
  assert.equal(clocks(raised.state, 'workaround')[0]?.pausedMs, 7 * 60_000)
})

test('a question that never reached him was no wait: its time counts, and is told as ours', () => {
  const { state, events } = run([...severe, ...asked(3), failed(30)])
  assert.deepEqual(
    [clocks(state, 'resolution')[0]?.pausedMs, of(events, 'wait.ended')[0]?.until, state.stood],
    [0, at(3), undefined],
  )
  assert.deepEqual(told(caseStretches(ledgerOf(events), null, at(60))), [[0, 60, 1, true]])
  // What fell due meanwhile is breached; what waited behind it goes on from the question.
  const late = run([...severe, severity(2, 1), ...asked(3), failed(600), [600, clock, ring]])
  assert.equal(clocks(late.state, 'resolution')[0]?.breached, 'due')
  const behind = run([
    ...severe,
    wait(5, 'us', 'agreed_date', 200),
    ...asked(10),
    failed(100),
    [200, clock, ring],
  ])
  assert.equal(clocks(behind.state, 'resolution')[0]?.pausedMs, 195 * 60_000)
})

test('a question that was kept as one that stood the clocks still is told as his turn', () => {
  const { state, events: now } = run([...severe, ...asked(3), failed(30)])
  const events = now.map(one => (one.type === 'wait.ended' ? { ...one, until: undefined } : one)) as Event[]
  const id = Object.keys(state.targets).at(-1) as TargetId
  assert.equal(state.targets[id]?.kind, 'periodic_update')
  assert.deepEqual(
    stretches(ledgerOf(events), id, null, at(60)).map(one => [minutesOf(one.to), one.holder, one.counts]),
    [
      [3, 1, true],
      [30, 'customer', true],
      [60, 1, true],
    ],
  )
})

test('facts of what is not there change nothing, and what was sent again before counts from its first click', () => {
  const { state } = run([...severe, ...asked(3), failed(5)])
  const after = (fact: object, from: OpenedCase = state) =>
    evolve(from, { ...fact, at: at(60), by: clock } as never) as OpenedCase
  const never = { type: 'wait.ended', how: 'not_reached' } as const
  for (const fact of [never, { ...never, message: 'msg_no' }, { ...never, message: 'msg_q' }])
    assert.deepEqual(after(fact).messages, state.messages)
  const sent = { type: 'message.sent_again', message: 'msg_q', to: 'cus_anna' }
  const { msg_q: old } = after(sent).messages
  assert.deepEqual([old?.at, old?.sendAt], [at(3), at(60)])
  const { msg_q: now } = after({ ...sent, sendAt: at(60) }).messages
  assert.deepEqual([now?.at, now?.sendAt], [at(60), at(60)])
})

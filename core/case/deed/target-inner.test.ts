// The clocks of what stays among us: accepting a hand-off, time at a level, a supplier's word; and a visit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { Event, PromiseMeans, WaitReason, WaitTurn } from '#core/case/event.ts'
import { nextRing } from '#core/case/ring.ts'
import { timeline } from '#core/case/timeline.ts'
import { innerKinds, kindsFromOpening, type TargetKind, targetKinds } from '#core/clock/policy.ts'
import { clockedDesk, judgedInner } from '#core/testing/clocked.ts'
import { clocks, left, minutesOf, of, reply, ring, run, take, wrote } from '#core/testing/clocked-play.ts'
import { assessAs, at, by, caseId, clock, customer, teamId, text, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const offer = (minute: number, id = 'a', level: 1 | 2 | 3 = 2, who = 'bo'): Wished => [
  minute,
  by(who),
  {
    type: 'hand_off.offer',
    handOff: `hnd_${id}`,
    team: level === 1 ? teamId('other') : teamId(level),
    question: text('q'),
    summary: { problem: text('p'), claims: [], steps: [], promise: null, noStepsBecause: text('n') },
  },
]
const accept = (minute: number, id = 'a', who = 'marta'): Wished => [
  minute,
  by(who),
  { type: 'hand_off.accept', handOff: `hnd_${id}` },
]
const giveBack = (minute: number): Wished => [
  minute,
  by('marta'),
  { type: 'hand_off.return', handOff: 'hnd_a', reason: 'supplier_scope', nextAct: text('log') },
]
const takeBack = (minute: number): Wished => [minute, bo, { type: 'hand_off.withdraw', handOff: 'hnd_a' }]
const severity = (minute: number, to: 1 | 2 | 3 | 4): Wished => [minute, bo, assessAs(to)]
const wait = (minute: number, turn: WaitTurn, reason: WaitReason, until?: number): Wished => [
  minute,
  bo,
  { type: 'wait.start', turn, reason, ...(until !== undefined && { until: at(until) }) },
]
const waitEnds = (minute: number, how?: 'answer'): Wished => [minute, bo, { type: 'wait.end', how }]
const solve = (minute: number): Wished => [minute, bo, { type: 'case.solve', fix: text('fix') }]
const begun: readonly Wished[] = [judgedInner, take]

/** How the clocks of a kind ended: met or cancelled, when and for what; or that they run until when. */
function told(wished: readonly Wished[], kind: TargetKind) {
  const { events, state } = run(wished)
  return clocks(state, kind).map((one, i) => {
    const id = of(events, 'target.started').filter(event => event.kind === kind)[i]?.target
    const off = of(events, 'target.cancelled').find(event => event.target === id)
    if (one.standing === 'met') return `met ${minutesOf(one.metAt)}`
    return off ? `${off.because} ${minutesOf(off.at)}` : `${one.standing} until ${minutesOf(one.dueAt)}`
  })
}

test('an offered hand-off is to be accepted in working time, and the offer says the same time', () => {
  const { state } = run([...begun, offer(10)])
  assert.equal(minutesOf(offerOf(state)?.acceptBy), 130)
  assert.deepEqual(told([...begun, offer(10)], 'hand_off_acceptance'), ['running until 130'])
  // Thursday 16:30 and two hours: half an hour is left of the day, the rest is on Friday from 8
  const late = run([...begun, offer(6.5 * 60)])
  assert.equal(minutesOf(offerOf(late.state)?.acceptBy), 22 * 60 + 90)
})

test('where no policy says so, the minutes of the receiving team rule, and there is no clock', () => {
  const { state } = run([...begun, severity(5, 4), offer(10)])
  assert.equal(minutesOf(offerOf(state)?.acceptBy), 10 + 480)
  assert.deepEqual(clocks(state, 'hand_off_acceptance'), [])
})

test('accepting or returning meets it, taking back ends it, and each offer has a clock of its own', () => {
  assert.deepEqual(told([...begun, offer(10), accept(20)], 'hand_off_acceptance'), ['met 20'])
  assert.deepEqual(told([...begun, offer(10), giveBack(30), offer(40, 'b')], 'hand_off_acceptance'), [
    'met 30',
    'running until 160',
  ])
  assert.deepEqual(told([...begun, offer(10), takeBack(20)], 'hand_off_acceptance'), ['withdrawn 20'])
  const { events } = run([...begun, offer(10), accept(20)])
  assert.equal(of(events, 'target.met')[0]?.evidence, 'hnd_a')
})

test('an offer nobody accepts in time is marked, and its clock breached, at the same ring', () => {
  const { events, state } = run([...begun, offer(10), [130, clock, ring], accept(140)])
  assert.deepEqual(
    events.filter(one => minutesOf(one.at) === 130).map(one => one.type),
    ['hand_off.expired', 'hand_off.raised', 'target.breached'],
  )
  assert.equal(clocks(state, 'hand_off_acceptance')[0]?.metAt, at(140))
  assert.deepEqual(
    of(events, 'target.met')
      .filter(one => one.kind === 'hand_off_acceptance')
      .map(one => one.late),
    [true],
  )
})

test('another severity moves the time of the offer with its clock', () => {
  const { events, state } = run([...begun, offer(10), severity(12, 1)])
  assert.equal(minutesOf(offerOf(state)?.acceptBy), 15)
  assert.equal(minutesOf(nextRing(state)), 15)
  assert.ok(of(events, 'target.retargeted').some(one => minutesOf(one.dueAt) === 15))
  // raised while it is offered: the clock begins when it was offered, and the offer follows
  const raised = run([...begun, severity(5, 4), offer(10), severity(12, 2)])
  assert.equal(minutesOf(offerOf(raised.state)?.acceptBy), 25)
  assert.deepEqual(
    clocks(raised.state, 'hand_off_acceptance').map(one => minutesOf(one.from)),
    [10],
  )
})

test('each level has its own time; it ends when the level gives the case away or solves it', () => {
  assert.deepEqual(told([...begun, offer(10), accept(20)], 'level_time'), ['met 20', 'running until 260'])
  const answer: Wished = [
    50,
    by('marta'),
    {
      type: 'hand_off.answer',
      handOff: 'hnd_a',
      result: text('r'),
      cause: text('c'),
      verified: text('v'),
      tell: text('t'),
    },
  ]
  assert.deepEqual(told([...begun, offer(10), accept(20), answer, solve(60)], 'level_time'), [
    'met 20',
    'met 50',
    'met 60',
  ])
  // back into the queue of the giver, who is gone
  const shut = { ...clockedDesk, agents: { ...clockedDesk.agents } }
  const gone = { ...shut.agents.agt_bo!, active: false }
  const { state } = run([...begun, offer(10), accept(20)])
  assert.equal(state.levelSince, at(20))
  const { state: queued } = run([...begun, offer(10), accept(20), answer], {
    ...shut,
    agents: { ...shut.agents, agt_bo: gone },
  })
  assert.deepEqual(
    clocks(queued, 'level_time').map(one => one.standing),
    ['met', 'met', 'running'],
  )
})

test('taking, giving and passing within a level leave its clock alone', () => {
  const other: readonly Wished[] = [
    ...begun,
    [5, bo, { type: 'worker.queue', team: teamId('other') }],
    [6, by('chiara'), { type: 'worker.take' }],
  ]
  assert.deepEqual(told(other, 'level_time'), ['running until 240'])
  assert.equal(run(other).state.levelSince, at(0))
})

test('the time of a level stands still with the customer, runs on with a supplier, and begins anew on return', () => {
  const asks = { wait: { reason: 'answer' as const } }
  assert.deepEqual(told([...begun, ...reply(10, 'msg_a', asks), left(11), wrote(71)], 'level_time'), [
    'running until 301',
  ])
  assert.deepEqual(told([...begun, wait(10, 'supplier', 'part'), waitEnds(70)], 'level_time'), [
    'running until 240',
  ])
  const back: Wished = [100, bo, { type: 'case.reopen', reason: 'by_agent' }]
  assert.deepEqual(told([...begun, solve(30), back], 'level_time'), ['met 30', 'running until 340'])
})

test('a level that gets a case on which it is the customer’s turn has a clock that stands still', () => {
  const asks = { wait: { reason: 'answer' as const } }
  const asked = [...begun, ...reply(10, 'msg_a', asks), left(11), offer(15), accept(20)]
  assert.deepEqual(told(asked, 'level_time'), ['met 20', 'paused until 260'])
  assert.deepEqual(told([...asked, wrote(80)], 'level_time'), ['met 20', 'running until 320'])
})

test('a level that is owed no time at its severity gets its clock from when it had the case', () => {
  const versions = [{ ...clockedDesk.policies.pol_inner!.versions[0]!, version: 1 }]
  const targets = versions[0]!.targets.map(rule =>
    rule.kind === 'level_time' ? { ...rule, within: [rule.within[0], null, null, null] as const } : rule,
  )
  const facts = {
    ...clockedDesk,
    policies: { pol_inner: { ...clockedDesk.policies.pol_inner!, versions: [{ ...versions[0]!, targets }] } },
  }
  const { state } = run([...begun, offer(10), accept(20), [30, by('marta'), severity(30, 1)[2]]], facts)
  assert.deepEqual(
    clocks(state, 'level_time').map(one => minutesOf(one.from)),
    [20],
  )
})

test('a supplier owes his word from when we wait for him until it came, whatever date we look again', () => {
  const kind = 'supplier_response'
  assert.deepEqual(told([...begun, wait(10, 'supplier', 'part'), waitEnds(50, 'answer')], kind), ['met 50'])
  assert.deepEqual(told([...begun, wait(10, 'supplier', 'part'), waitEnds(50)], kind), ['withdrawn 50'])
  assert.deepEqual(told([...begun, wait(10, 'supplier', 'part'), solve(50)], kind), ['solved 50'])
  const chased: readonly Wished[] = [
    ...begun,
    wait(10, 'supplier', 'supplier_answer', 60),
    [60, clock, ring],
    wait(61, 'supplier', 'supplier_answer'),
  ]
  assert.deepEqual(told(chased, kind), ['running until 250'])
  assert.deepEqual(told([...chased, waitEnds(90, 'answer')], kind), ['met 90'])
  const breached = run([...chased, [250, clock, ring], waitEnds(260, 'answer')])
  assert.deepEqual(
    [clocks(breached.state, kind)[0]?.breached, of(breached.events, 'target.met').at(-1)?.late],
    ['due', true],
  )
  // the wait was for us: no supplier owes anything
  assert.deepEqual(told([...begun, wait(10, 'us', 'other'), waitEnds(50, 'answer')], kind), [])
})

test('what the supplier did himself is his word, too', () => {
  const step = (doneBy: 'supplier' | 'agent'): Wished => [
    40,
    bo,
    { type: 'step.try', step: 'stp_a', what: text('w'), why: text('y'), outcome: 'no_change', doneBy },
  ]
  const waiting = [...begun, wait(10, 'supplier', 'part')]
  assert.deepEqual(told([...waiting, step('supplier')], 'supplier_response'), ['met 40'])
  assert.deepEqual(told([...waiting, step('agent')], 'supplier_response'), ['running until 250'])
})

const visit = (minute: number, id = 'a', means: PromiseMeans = 'visit'): Wished => [
  minute,
  bo,
  { type: 'promise.make', promise: `prm_${id}`, topic: text('t'), means, dueAt: at(minute + 300) },
]
const held = (
  minute: number,
  means: 'visit' | 'phone',
  reach: 'reached' | 'no_answer' = 'reached',
): Wished => [
  minute,
  bo,
  {
    type: 'contact.hold',
    contact: 'con_a',
    means,
    direction: 'out',
    reach,
    startedAt: at(minute - 5),
    minutes: 5,
    keeps: ['prm_a'],
  },
]

test('a visit that was promised is owed on site, and met when somebody was there and met the customer', () => {
  const kind = 'on_site_arrival'
  // one business day after Thursday 10:10
  assert.deepEqual(told([...begun, visit(10)], kind), [`running until ${24 * 60 + 10}`])
  assert.deepEqual(told([...begun, visit(10), held(60, 'visit')], kind), ['met 55'])
  assert.deepEqual(told([...begun, visit(10), held(60, 'visit', 'no_answer')], kind), ['withdrawn 60'])
  assert.deepEqual(told([...begun, visit(10, 'a', 'phone')], kind), [])
})

test('a visit called off is owed no more, unless another one is agreed', () => {
  const kind = 'on_site_arrival'
  const off = (minute: number): Wished => [
    minute,
    bo,
    { type: 'promise.withdraw', promise: 'prm_a', because: text('b') },
  ]
  assert.deepEqual(told([...begun, visit(10), off(20)], kind), ['withdrawn 20'])
  assert.deepEqual(told([...begun, visit(10), visit(12, 'b'), off(20)], kind), [
    `running until ${24 * 60 + 10}`,
  ])
  const spam: Wished = [20, bo, { type: 'case.close', reason: 'withdrawn' }]
  assert.deepEqual(told([...begun, visit(10), spam], kind), ['closed 20'])
  // a promise of something else ends: the visit stands
  const call: Wished = [20, bo, { type: 'promise.keep', promise: 'prm_b' }]
  assert.deepEqual(told([...begun, visit(10), visit(12, 'b', 'phone'), call], kind), [
    `running until ${24 * 60 + 10}`,
  ])
})

test('a visit that was put off is owed from when it was first agreed, by one clock, whatever is judged after', () => {
  const moved: Wished = [
    20,
    bo,
    { type: 'promise.move', promise: 'prm_a', to: 'prm_b', dueAt: at(400), because: text('b') },
  ]
  const putOff = [...begun, visit(10), moved]
  assert.deepEqual(told([...putOff, severity(30, 1)], 'on_site_arrival'), ['running until 70'])
  assert.deepEqual(told([...putOff, severity(30, 4)], 'on_site_arrival'), ['no_longer_owed 30'])
  // somebody was there and the visit is agreed anew: that one is owed by a clock of its own
  const again = [...begun, visit(10), held(15, 'visit'), visit(20, 'b'), severity(30, 1)]
  assert.deepEqual(told(again, 'on_site_arrival'), ['met 10', 'running until 80'])
})

test('a supplier asked again owes from when he was asked first, whatever is judged after', () => {
  const chased: readonly Wished[] = [
    ...begun,
    wait(10, 'supplier', 'supplier_answer', 60),
    [60, clock, ring],
    wait(61, 'supplier', 'supplier_answer'),
  ]
  assert.equal(told([...chased, severity(70, 2)], 'supplier_response').length, 1)
})

test('waiting for a visit is an agreement, too; his "thanks" and the date that came do not call it off', () => {
  const kind = 'on_site_arrival'
  const agreed = [...begun, wait(10, 'us', 'visit', 100)]
  assert.deepEqual(told([...agreed, wrote(20)], kind), [`running until ${24 * 60 + 10}`])
  assert.deepEqual(told([...agreed, [100, clock, ring]], kind), [`running until ${24 * 60 + 10}`])
  assert.deepEqual(told([...agreed, waitEnds(50)], kind), ['withdrawn 50'])
  const twice = [...agreed, visit(20), waitEnds(50)]
  assert.deepEqual(told(twice, kind), [`running until ${24 * 60 + 10}`])
  const raised = [...begun, severity(5, 4), wait(10, 'us', 'visit'), severity(20, 1)]
  assert.deepEqual(told(raised, kind), ['running until 70'])
  const question: Wished = [
    10,
    bo,
    {
      ...(reply(10)[0]![2] as Command & { type: 'message.queue' }),
      undoSeconds: 60,
      wait: { reason: 'visit' },
    },
  ]
  const undone: Wished = [10, bo, { type: 'message.withdraw', message: 'msg_a' }]
  assert.deepEqual(told([...begun, question, undone], kind), ['withdrawn 10'])
})

test('a case that is merged or closed has none of them', () => {
  const merge: Wished = [50, bo, { type: 'case.merge', into: caseId('b'), itself: false }]
  const { state } = run([...begun, wait(10, 'supplier', 'visit'), merge])
  assert.deepEqual(openTargets(state), [])
})

test('every kind is either owed from the opening or begins with something that happens', () => {
  const { events } = run([...begun, offer(10), wait(11, 'supplier', 'visit'), accept(20)])
  const started = new Set(of(events, 'target.started').map(one => one.kind))
  assert.deepEqual(
    targetKinds.filter(kind => started.has(kind)).sort(),
    [...innerKinds, 'on_site_arrival' as const].sort(),
  )
  assert.ok(!innerKinds.some(kind => kind !== 'level_time' && kindsFromOpening.includes(kind)))
})

test('a colleague reads one line of an accepted hand-off, and a customer nothing of what we owe each other', () => {
  const { events, state } = run([...begun, offer(10), accept(20), [21, customer, wrote(21)[2]]])
  const ledger = events.map((event: Event, i) => ({ ...event, seq: i + 1 }))
  const lines = timeline(ledger).map(one => (one.kind === 'change' ? one.event.type : one.kind))
  assert.deepEqual(lines.slice(-2), ['hand_off', 'message'])
  const seen = customerTimeline(ledger, state, {
    agentName: () => 'Marta',
    text: () => 'x',
    now: at(30),
  } as never)
  assert.deepEqual(
    seen.map(one => one.kind),
    ['opened', 'contact_is', 'joined', 'said'],
  )
})

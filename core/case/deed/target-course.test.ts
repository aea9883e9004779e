import assert from 'node:assert/strict'
import { test } from 'node:test'
import { card } from '#core/case/card.ts'
import { type Command, evolve } from '#core/case/case.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { Event } from '#core/case/event.ts'
import { byGold, clockedDesk, judged } from '#core/testing/clocked.ts'
import {
  again,
  asks,
  clocks,
  left,
  minutesOf,
  of,
  reply,
  ring,
  run,
  severity,
  solve,
  take,
  wrote,
} from '#core/testing/clocked-play.ts'
import {
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  given,
  openCommand,
  opened,
  play,
  settingAt,
  t0,
  text,
  type Wished,
} from '#core/testing/world.ts'

test('another severity moves each clock from its own beginning; what is past then is breached by that, once', () => {
  const { events, state } = run([judged, take, severity(40, 2), [41, clock, ring]])
  assert.deepEqual(
    of(events, 'target.retargeted').map(one => [minutesOf(one.dueAt), one.because]),
    [
      [30, 'severity'],
      [120, 'severity'],
      // eight hours from Thursday 10: seven until 17, one on Friday from 8
      [23 * 60, 'severity'],
    ],
  )
  assert.deepEqual(
    of(events, 'target.breached').map(one => [one.kind, one.how]),
    [['first_response', 'retarget']],
  )
  // severity 2 owes a workaround as well, from the beginning of the case
  assert.deepEqual(
    clocks(state, 'workaround').map(one => [
      minutesOf(one.from),
      minutesOf(one.dueAt),
      minutesOf(one.warnAt),
    ]),
    [[0, 240, 210]],
  )
})

test('a lower severity never takes a breach back, and ends what is no longer owed', () => {
  const { events, state } = run([judged, take, [60, clock, ring], severity(70, 4)])
  assert.equal(clocks(state, 'first_response')[0]?.breached, 'due')
  assert.deepEqual(
    of(events, 'target.cancelled').map(one => one.because),
    ['no_longer_owed'],
  )
  const kind: Wished = [2, by('bo'), { type: 'case.classify', kind: 'question' }]
  assert.deepEqual(of(run([judged, take, kind]).events, 'target.retargeted'), [])
})

test('a paused clock is moved and not breached while it stands still', () => {
  const { events } = run([judged, take, ...reply(10, 'msg_a', asks), left(11), severity(60 * 24 * 12, 1)])
  assert.deepEqual(
    of(events, 'target.breached').filter(one => one.kind === 'resolution'),
    [],
  )
  // it had run for 23 hours of the day before it stopped, which is more than a severe case may take
  const late = run([judged, take, ...reply(23 * 60, 'msg_a', asks), left(23 * 60), severity(24 * 60, 1)])
  assert.deepEqual(
    of(late.events, 'target.breached')
      .filter(one => one.how !== 'due')
      .map(one => [one.kind, one.how, one.because]),
    [
      ['resolution', 'retarget', 'severity'],
      ['workaround', 'retarget', 'severity'],
    ],
  )
})

test('a step that helped is the workaround', () => {
  const step = (outcome: 'partial' | 'no_change'): Wished => [
    9,
    by('bo'),
    { type: 'step.try', step: 'stp_a', what: text('w'), why: text('y'), outcome, doneBy: 'agent' },
  ]
  const urgent: readonly Wished[] = [judged, take, severity(2, 1)]
  assert.deepEqual(of(run([...urgent, step('no_change')]).events, 'target.met'), [])
  assert.deepEqual(
    of(run([...urgent, step('partial')]).events, 'target.met').map(one => [one.kind, one.evidence]),
    [['workaround', 'stp_a']],
  )
})

test('solving meets the cure, and ends what was still owed in words', () => {
  const { events, state } = run([judged, take, solve(30)])
  assert.deepEqual(
    of(events, 'target.met').map(one => one.kind),
    ['resolution'],
  )
  assert.deepEqual(
    of(events, 'target.cancelled').map(one => one.because),
    ['solved', 'solved'],
  )
  assert.deepEqual(openTargets(state), [])
})

test('a case that comes back goes on where its clock stood, without the time it was solved', () => {
  const { state } = run([judged, take, solve(30), again(90)])
  const [before, after] = clocks(state, 'resolution')
  assert.equal(before?.standing, 'met')
  assert.deepEqual([minutesOf(after?.from), after?.pausedMs], [0, 60 * 60_000])
  assert.equal(minutesOf(after?.dueAt), 4 * 24 * 60 + 60)
  assert.deepEqual(clocks(state, 'next_response'), [])
  const wroteAgain = run([judged, take, solve(30), wrote(90)])
  assert.deepEqual(
    clocks(wroteAgain.state, 'next_response').map(one => minutesOf(one.from)),
    [90],
  )
})

test('a verdict that is written stays: a breached cure that comes back is not judged again', () => {
  const late = 60 * 24 * 6
  const { state } = run([judged, take, [late, clock, ring], solve(late + 1), again(late + 2)])
  assert.deepEqual(
    clocks(state, 'resolution').map(one => one.breached),
    ['due'],
  )
  assert.deepEqual(
    clocks(
      run([
        [0, customer, { ...judged[2], entitled: { ...byGold, policy: 'pol_slow', version: 1 } } as Command],
        [3, by('karin'), { type: 'worker.take' }],
        solve(4, 'karin'),
        again(5),
      ]).state,
      'resolution',
    ),
    [],
  )
})

test('the end of a case ends its clocks', () => {
  const spam: Wished = [5, by('bo'), { type: 'case.close', reason: 'spam' }]
  assert.deepEqual(
    of(run([judged, take, spam]).events, 'target.cancelled').map(one => one.because),
    ['closed', 'closed', 'closed'],
  )
  const merge: Wished = [5, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false }]
  assert.deepEqual(
    of(run([judged, take, merge]).events, 'target.cancelled').map(one => one.because),
    ['merged', 'merged', 'merged'],
  )
  const waiting: Wished = [
    4,
    by('bo'),
    { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(90) },
  ]
  const { state } = run([judged, take, waiting, solve(6)])
  assert.deepEqual(
    clocks(state, 'resolution').map(one => one.standing),
    ['met'],
  )
})

test('a case judged anew moves its clocks to the other policy, and starts what had none', () => {
  const decision = { outcome: 'covered', policy: 'pol_slow', version: 2, steps: [] } as const
  const decided: Wished = [10, by('bo'), { type: 'entitlement.decide', decision }]
  const { events, state } = run([judged, take, decided])
  assert.deepEqual(
    of(events, 'target.retargeted').map(one => [one.because, one.policy, one.version]),
    [
      ['entitlement', 'pol_slow', 2],
      ['entitlement', 'pol_slow', 2],
    ],
  )
  assert.deepEqual(
    openTargets(state).map(([, one]) => one.kind),
    ['first_response', 'resolution'],
  )
  assert.equal(clocks(state, 'periodic_update')[0]?.standing, 'cancelled')
  const later = run([opened, take, ...reply(2), left(3), decided])
  assert.deepEqual(
    openTargets(later.state).map(([, one]) => one.kind),
    ['resolution'],
  )
  const same: Wished = [11, by('bo'), { type: 'entitlement.decide', decision }]
  assert.deepEqual(of(run([judged, take, decided, same]).events, 'target.retargeted').length, 2)
  const solvedFirst = run([opened, take, solve(5), decided])
  assert.deepEqual(Object.keys(solvedFirst.state.targets), [])
})

test('a policy that is not there judges nothing', () => {
  given(...[opened, take])
    .when(5, by('bo'), {
      type: 'entitlement.decide',
      decision: { outcome: 'covered', policy: 'pol_none', version: 1, steps: [] },
    })
    .thenRefused('policy.not_found')
})

test('the queue sorts by what the policy owes next, and a clock that stands still is not in it', () => {
  const words = { text: () => 'x', customerName: 'Anna', organisationName: null }
  const clockAfter = (wished: readonly Wished[]) => {
    const { events, state } = run(wished)
    return card(null, caseId('a'), state, events[0]!, words).clock
  }
  const next = { kind: 'first_response', fromAt: t0, warnAt: at(30), dueAt: at(60) }
  assert.deepEqual(clockAfter([judged]), next)
  assert.equal(clockAfter([judged, take, ...reply(10, 'msg_a', asks), left(11)])?.kind, 'wait')
})

test('facts about a clock that is not there change nothing', () => {
  const { state } = run([judged])
  for (const event of [
    { type: 'target.warned', target: 'tgt_none', kind: 'resolution' },
    { type: 'target.met', target: 'tgt_none', kind: 'resolution', metAt: t0, late: false },
    {
      type: 'target.retargeted',
      target: 'tgt_none',
      because: 'severity',
      policy: 'pol_gold',
      version: 1,
      from: t0,
      dueAt: t0,
      warnAt: null,
    },
  ] as const) {
    const after = evolve(state, { ...event, at: t0, by: clock })
    assert.deepEqual({ ...after, seq: state.seq }, state)
  }
})

test('while it is not his turn, a customer of a policy always has a time by which he hears from us', () => {
  const word = (wished: readonly Wished[], minute: number, facts = clockedDesk) => {
    const { events, state } = play(wished, facts)
    return nextWord(state, events, settingAt(at(minute), facts)).map(event =>
      event.type === 'promise.made' ? minutesOf(event.dueAt) : event.type,
    )
  }
  assert.deepEqual(word([judged], 0), [60])
  assert.deepEqual(word([judged, take, ...reply(10), left(11)], 11), [250])
  assert.deepEqual(word([judged, take, ...reply(10, 'msg_a', asks), left(11)], 11), [])
  assert.deepEqual(word([judged, take, solve(30)], 30), [])
  assert.deepEqual(word([opened], 0), [])
  const promised: Wished = [
    2,
    by('bo'),
    { type: 'promise.make', promise: 'prm_a', topic: text('t'), means: 'phone', dueAt: at(90) },
  ]
  assert.deepEqual(word([judged, take, promised], 2), [])
  // a policy that owes no words leaves the desk's usual minutes, and only to who waits for a word
  const silent = {
    ...clockedDesk,
    policies: {
      pol_gold: {
        ...clockedDesk.policies.pol_gold!,
        versions: [{ version: 1, calendar: 'cal_work' as const, targets: [] }],
      },
    },
  }
  assert.deepEqual(word([judged], 0, silent), [240])
  assert.deepEqual(word([judged, take, solve(30), again(40)], 40, silent), [280])
  const { state } = play([judged, take], silent)
  const said = (events: readonly Event[]) => nextWord(state, events, settingAt(at(2), silent)).length
  const received = play([judged, wrote(1), wrote(1, 'msg_x', 'auto-reply')], silent).events
  const words = of(received, 'message.received')
  assert.deepEqual([said([]), said(words.slice(0, 1)), said(words.slice(1))], [0, 1, 0])
  assert.equal(desk.housePolicy, null)
})

test('while a team is overloaded the house’s own policy is told as what can be kept, a contract as it is owed', () => {
  const told = (outcome: 'house' | 'covered', minutes?: number) => {
    const overloads = minutes === undefined ? {} : { [openCommand.team]: { since: t0, minutes } }
    const facts = { ...clockedDesk, overloads }
    const wished: Wished = [0, customer, { ...openCommand, entitled: { ...byGold, outcome } }]
    const { events, state } = play([wished], facts)
    return nextWord(state, events, settingAt(at(0), facts)).map(event =>
      event.type === 'promise.made' ? minutesOf(event.dueAt) : event.type,
    )
  }
  const [usual] = told('house')
  assert.deepEqual(told('house', 9_000), [9_000])
  assert.deepEqual(told('covered', 9_000), [usual])
  assert.deepEqual(told('house', 1), [usual], 'never sooner than it is owed')
})

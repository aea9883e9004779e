// Two cases become one: the earliest beginning survives, the tightest policy survives, both histories are
// kept.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Brought, broughtBy } from '#core/case/brought.ts'
import { type Command, decide } from '#core/case/case.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { Recorded } from '#core/case/event.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { byGold, clockedDesk, judged } from '#core/testing/clocked.ts'
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
import type { CustomerId } from '#core/kit/id.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  clock,
  customer,
  opened,
  openCommand,
  settingAt,
  text,
  type Wished,
} from '#core/testing/world.ts'

const gold = { policy: 'pol_gold', version: 1 } as const
const slow = { policy: 'pol_slow', version: 2 } as const
const bySlow: EntitlementDecision = { ...byGold, ...slow }
const judgedSlow: Wished = [0, customer, { ...openCommand, entitled: bySlow }]
const goesOn = (minute: number, brings: Partial<Brought> = {}, to = 'a'): Wished => [
  minute,
  by('bo'),
  {
    type: 'case.link',
    to: caseId(to),
    how: 'merged_from',
    brings: { since: at(-30), policies: [gold], waited: [], ...brings },
  },
]
const solve: Command = { type: 'case.solve', fix: text('fix') }
const dues = (wished: readonly Wished[], facts = clockedDesk) =>
  openTargets(run(wished, facts).state).map(([, one]) => [
    one.kind,
    one.policy,
    minutesOf(one.from),
    minutesOf(one.dueAt),
  ])

test('what counts from the opening counts from the earlier one; what counts from something else does not', () => {
  assert.deepEqual(dues([judged, take, goesOn(5)]), [
    ['first_response', 'pol_gold', -30, 30],
    ['periodic_update', 'pol_gold', 0, 240],
    ['resolution', 'pol_gold', -30, 4 * 24 * 60 - 30],
  ])
  const { events, state } = run([judged, take, goesOn(5)])
  assert.deepEqual(
    of(events, 'target.retargeted').map(one => [one.because, minutesOf(one.from), one.pausedMs]),
    [
      ['merged', -30, 0],
      ['merged', -30, 0],
    ],
  )
  assert.equal(state.owedFrom, at(-30))
  assert.equal(state.openedAt, at(0))
})

test('a case that began later moves no beginning, and under the same policy nothing at all', () => {
  const { events } = run([judged, take, goesOn(50, { since: at(40) })])
  assert.deepEqual(of(events, 'target.retargeted'), [])
})

test('of each kind the tighter policy survives, whichever case brought it, also for what begins later', () => {
  const joined = [
    judgedSlow,
    [1, by('karin'), { type: 'worker.take' }] as Wished,
    goesOn(5, { since: at(2) }),
  ]
  assert.deepEqual(dues(joined), [
    ['first_response', 'pol_gold', 0, 60],
    ['resolution', 'pol_gold', 0, 4 * 24 * 60],
    // what only the other one owes begins here, too
    ['periodic_update', 'pol_gold', 0, 240],
  ])
  const looser = [judged, take, goesOn(5, { since: at(2), policies: [slow] })]
  assert.ok(dues(looser).every(([, policy]) => policy === 'pol_gold'))
  const later = [...joined, ...reply(10), left(11), wrote(20, 'msg_b')]
  assert.deepEqual(
    dues(later).find(([kind]) => kind === 'next_response'),
    ['next_response', 'pol_gold', 20, 140],
  )
  // another severity is served by both policies as well
  const urgent: Wished = [6, by('karin'), assessAs(1)]
  assert.deepEqual(
    dues([...joined, urgent]).find(([kind]) => kind === 'first_response'),
    ['first_response', 'pol_gold', 0, 15],
  )
})

test('what is past only because two became one is breached by that, and says so', () => {
  const { events } = run([judged, take, goesOn(40)])
  assert.deepEqual(
    of(events, 'target.breached').map(one => [one.kind, one.how, one.because]),
    [['first_response', 'retarget', 'merged']],
  )
})

test('what begins only now and is past already is breached by that, and not by us', () => {
  const breaches = (...wished: Wished[]) =>
    of(run([judgedSlow, [1, by('karin'), { type: 'worker.take' }], ...wished]).events, 'target.breached').map(
      one => [one.kind, one.how, one.because],
    )
  const severe: Wished = [2, by('karin'), assessAs(2)]
  assert.deepEqual(breaches(severe, goesOn(300, { since: at(0) })), [
    ['first_response', 'retarget', 'merged'],
    ['periodic_update', 'retarget', 'merged'],
    ['workaround', 'retarget', 'merged'],
  ])
  // solved meanwhile, and back after a time that is over by the earlier beginning
  const course: readonly Wished[] = [
    judged,
    take,
    [2, by('bo'), assessAs(1)],
    [200, by('bo'), solve],
    goesOn(210, { since: at(-60) }),
    [220, by('bo'), { type: 'case.reopen', reason: 'by_agent' }],
  ]
  const last = of(run(course).events, 'target.breached').at(-1)
  assert.deepEqual([last?.kind, last?.how, last?.because], ['resolution', 'retarget', 'merged'])
})

test('a verdict that is written stays, and nothing is breached twice', () => {
  const { events, state } = run([judged, take, [60, clock, ring], goesOn(70)])
  assert.deepEqual(
    of(events, 'target.breached').map(one => one.how),
    ['due'],
  )
  assert.equal(clocks(state, 'first_response')[0]?.breached, 'due')
  const met = run([judged, take, ...reply(10), left(11), goesOn(70)])
  assert.deepEqual(
    clocks(met.state, 'first_response').map(one => [one.standing, minutesOf(one.from)]),
    [['met', 0]],
  )
  const done = run([judged, take, [30, by('bo'), solve], goesOn(40)])
  assert.deepEqual(of(done.events, 'target.retargeted'), [])
})

test('what was waited for there before this case began does not count here, and later waiting does', () => {
  // Thursday 8:30 to 9:30 he was asked there; this case began at 10, and from then it was our turn in it
  const waited = [
    [at(-90), at(-30)],
    [at(-20), at(40)],
    [at(50), at(60)],
  ] as const
  const { state } = run([judged, take, goesOn(70, { since: at(-100), waited })])
  const [cure] = clocks(state, 'resolution')
  assert.deepEqual([minutesOf(cure?.from), cure?.pausedMs], [-100, 80 * 60_000])
  // a word is owed all the same: the clock of the first answer never stood still
  assert.equal(clocks(state, 'first_response')[0]?.pausedMs, 0)
  const { state: begun } = run([
    judgedSlow,
    [1, by('karin'), assessAs(2)],
    goesOn(70, { since: at(-100), waited }),
  ])
  assert.deepEqual(
    clocks(begun, 'workaround').map(one => [minutesOf(one.from), one.pausedMs]),
    [[-100, 80 * 60_000]],
  )
})

test('a solved case that another one goes on in counts from the earlier one when it comes back', () => {
  const back: Wished = [100, by('bo'), { type: 'case.reopen', reason: 'by_agent' }]
  const waited = [[at(-20), at(-10)]] as const
  const course = [judged, take, [40, by('bo'), solve] as Wished, goesOn(60, { waited }), back]
  const [, again] = clocks(run(course).state, 'resolution')
  // it was solved for an hour, and waited for ten minutes before it began
  assert.deepEqual([minutesOf(again?.from), again?.pausedMs], [-30, 70 * 60_000])
  const third = goesOn(110, { since: at(-45), waited: [[at(-40), at(-35)]] }, 'c')
  const [, moved] = clocks(run([...course, third]).state, 'resolution')
  assert.deepEqual([minutesOf(moved?.from), moved?.pausedMs], [-45, 75 * 60_000])
})

test('an answer given there is the first answer here: in time or late, but never past by joining', () => {
  const answered = (minute: number, brings: Partial<Brought>) => {
    const { events, state } = run([judged, take, goesOn(minute, brings)])
    const [one] = of(events, 'target.met')
    return [
      one?.kind,
      minutesOf(one?.metAt),
      one?.late,
      of(events, 'target.breached').length,
      state.firstAnsweredAt,
    ]
  }
  assert.deepEqual(answered(40, { answeredAt: at(10) }), ['first_response', 10, false, 0, at(10)])
  assert.deepEqual(answered(40, { answeredAt: at(35) }), ['first_response', 35, true, 0, at(35)])
  assert.deepEqual(answered(40, { since: at(0), answeredAt: at(35) }), [
    'first_response',
    35,
    false,
    0,
    at(35),
  ])
})

test('where no policy is known any more, joining ends the clock and meets nothing', () => {
  const gone = settingAt(at(5), { ...clockedDesk, policies: {} })
  const { state } = run([judged, take])
  const outcome = decide(state, goesOn(5, { answeredAt: at(-10) })[2], by('bo'), gone)
  assert.ok(!isRefusal(outcome))
  assert.deepEqual(
    outcome.map(event => (event.type === 'target.cancelled' ? event.because : event.type)),
    ['case.linked', 'no_longer_owed', 'no_longer_owed', 'no_longer_owed'],
  )
})

test('a case nobody judged is owed what the other one was owed by', () => {
  assert.deepEqual(
    dues([opened, take, goesOn(5)]).map(([kind, policy, from]) => [kind, policy, from]),
    [
      ['first_response', 'pol_gold', -30],
      ['periodic_update', 'pol_gold', -30],
      ['resolution', 'pol_gold', -30],
    ],
  )
})

test('a case is brought along once, also when it was linked before', () => {
  const related: Wished = [2, by('bo'), { type: 'case.link', to: caseId('a'), how: 'related' }]
  const { state, events } = run([judged, take, related, goesOn(5), goesOn(6)])
  assert.deepEqual(state.links, [caseId('a')])
  assert.equal(of(events, 'case.linked').length, 2)
  assert.equal(state.brought.length, 1)
})

test('whose case goes on here belongs to this one from then on', () => {
  const other: CustomerId = 'cus_eva'
  assert.ok(run([judged, goesOn(5, { customer: other })]).state.writers?.includes(other))
  assert.ok(!run([judged, goesOn(5)]).state.writers?.includes(other))
})

test('what a case brings along: its beginning, its policies, its first answer, and when it was not our turn', () => {
  const merge: Command = { type: 'case.merge', into: caseId('b'), itself: false }
  const broughtAt = (minute: number, ...wished: readonly Wished[]) => {
    const { events } = run([...wished])
    const ledger = events.map((event, i): Recorded => ({ ...event, seq: i + 1 }))
    const all = broughtBy(ledger, at(minute))
    return (
      all && {
        ...all,
        since: minutesOf(all.since),
        waited: all.waited.map(([from, to]) => [minutesOf(from), minutesOf(to)]),
      }
    )
  }
  const brought = (...wished: readonly Wished[]) => {
    const { customer, ...all } = broughtAt(300, ...wished)!
    assert.equal(customer, 'cus_anna')
    return all
  }
  assert.deepEqual(brought(judged, take, [20, by('bo'), merge]), {
    since: 0,
    awaitedSince: at(0),
    policies: [gold],
    waited: [[20, 300]],
  })
  const asked = [judged, take, ...reply(10, 'msg_a', asks), left(11), wrote(60)]
  assert.deepEqual(brought(...asked, [100, by('bo'), solve], [200, by('bo'), merge]), {
    since: 0,
    answeredAt: at(10),
    policies: [gold],
    waited: [
      [10, 60],
      [100, 300],
    ],
  })
  // what was brought into it goes on with it
  const earlier = goesOn(5, { since: at(-60), policies: [slow], waited: [[at(-50), at(-40)]] })
  assert.deepEqual(brought(judged, take, earlier, [20, by('bo'), merge]), {
    since: -60,
    awaitedSince: at(0),
    policies: [gold, slow],
    waited: [
      [-50, -40],
      [20, 300],
    ],
  })
  assert.deepEqual(brought(opened, take), { since: 0, awaitedSince: at(0), policies: [], waited: [] })
  assert.deepEqual(broughtAt(0, judged)?.waited, [])
  assert.equal(broughtBy([], at(0)), null)
})

const waitsSince = (minute: number, more: Partial<Brought> = {}) => ({
  ...{ since: at(minute), awaitedSince: at(minute), customer: 'cus_anna' as const, ...more },
})
const answered: readonly Wished[] = [judged, take, ...reply(3), left(4)]
const nexts = (...wished: readonly Wished[]) =>
  clocks(run(wished).state, 'next_response').map(one => [one.standing, minutesOf(one.from), one.breached])

test('a word nobody answered in the other case is owed an answer here, from when it came', () => {
  assert.deepEqual(nexts(...answered, goesOn(25, waitsSince(20))), [['running', 20, null]])
  assert.deepEqual(nexts(...answered, goesOn(25)), [], 'who has had his word waits for none')
  const [one] = nexts(...answered, goesOn(900, waitsSince(20)))
  assert.equal(one?.[2], 'retarget', 'what was past before they were joined is not breached by us')
  assert.deepEqual(nexts(...answered, wrote(22), goesOn(25, waitsSince(20))), [['running', 20, null]])
})

test('what he was told here since answers him; what somebody else was told does not', () => {
  const since = [...answered, ...reply(21, 'msg_b'), left(22, 'msg_b')]
  assert.deepEqual(nexts(...since, goesOn(25, waitsSince(20))), [])
  assert.deepEqual(nexts(...since, goesOn(25, waitsSince(20, { customer: 'cus_eva' }))), [
    ['running', 20, null],
  ])
  const call: Wished = [
    23,
    by('bo'),
    {
      ...{ type: 'contact.hold', contact: 'con_a', means: 'phone', direction: 'out', reach: 'reached' },
      ...{ startedAt: at(21), minutes: 2, summary: text('s'), keeps: [] },
    } as never,
  ]
  assert.deepEqual(nexts(...answered, call, goesOn(25, waitsSince(20))), [])
})

test('where nobody has answered here either the first answer is what is owed', () => {
  assert.deepEqual(nexts(judged, take, goesOn(25, waitsSince(20))), [])
  // Answered there, and written to again: the next answer is owed.
  assert.deepEqual(nexts(judged, take, goesOn(25, waitsSince(20, { answeredAt: at(10) }))), [
    ['running', 20, null],
  ])
})

test('who was waited for here and wrote there has answered; a solved case takes no clock from him', () => {
  const asked = [...answered, ...reply(10, 'msg_q', asks), left(11, 'msg_q')]
  const { state } = run([...asked, goesOn(25, waitsSince(20))])
  assert.equal(state.phase === 'open' && state.wait, null)
  const stood = clocks(state, 'resolution').map(one => [one.standing, one.pausedMs / 60_000])
  assert.deepEqual(stood, [['running', 10]], 'until he wrote there, not until the two became one')
  const other = run([...asked, goesOn(25, waitsSince(20, { customer: 'cus_eva' }))]).state
  assert.equal(clocks(other, 'resolution')[0]?.pausedMs, 15 * 60_000, 'somebody else did not answer for him')
  const waiting = run([...asked, goesOn(25)]).state
  assert.equal(waiting.phase === 'open' && waiting.wait?.turn, 'customer')
  assert.deepEqual(nexts(...answered, [10, by('bo'), solve], goesOn(25, waitsSince(20))), [])
})

test('what a case brings tells since when its customer waits, while it was open', () => {
  const brought = (...wished: readonly Wished[]) => {
    const { events } = run(wished)
    const ledger = events.map((event, i): Recorded => ({ ...event, seq: i + 1 }))
    return minutesOf(broughtBy(ledger, at(30))?.awaitedSince)
  }
  const merge: Wished = [25, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false }]
  assert.equal(brought(judged, take, merge), 0)
  assert.equal(brought(...answered, wrote(20), merge), 20)
  assert.equal(brought(...answered, merge), null)
  assert.equal(brought(judged, take, [10, by('bo'), solve], merge), null)
})

test('what was said after the click, or after a call was over, is still waited for where it goes on', () => {
  const brought = (...wished: readonly Wished[]) => {
    const ledger = run(wished).events.map((event, i): Recorded => ({ ...event, seq: i + 1 }))
    return minutesOf(broughtBy(ledger, at(30))?.awaitedSince)
  }
  const call: Command = {
    ...{ type: 'contact.hold', contact: 'con_a', means: 'phone', direction: 'out', reach: 'reached' },
    ...{ startedAt: at(5), minutes: 3, keeps: [] },
  }
  assert.equal(brought(judged, take, ...reply(10), wrote(11), left(12)), 11)
  assert.equal(brought(judged, take, wrote(11), [12, by('bo'), call]), 11)
  assert.equal(brought(judged, take, wrote(7), [12, by('bo'), call]), null, 'he said it while they talked')
})

test('what the house had promised goes along with its time, while it stood', () => {
  const merge = (minute: number): Wished => [
    minute,
    by('bo'),
    { type: 'case.merge', into: caseId('b'), itself: false },
  ]
  const promised = (...wished: readonly Wished[]) => {
    const ledger = run(wished).events.map((event, i): Recorded => ({ ...event, seq: i + 1 }))
    return minutesOf(broughtBy(ledger, at(30))?.promisedBy)
  }
  assert.equal(promised(opened, take, merge(25)), 240)
  assert.equal(promised(opened, take), null)
  assert.equal(promised(opened, take, ...reply(10), left(11), merge(25)), null, 'it was kept')
})

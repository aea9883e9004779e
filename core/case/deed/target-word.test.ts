// Which word answers what: by when it was said, and not by when it left. Not: how what is owed moves
// (target-course.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { nextRing } from '#core/case/ring.ts'
import { byGold, clockedDesk, judged, minutes, policies } from '#core/testing/clocked.ts'
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
import { at, by, clock, customer, type Wished } from '#core/testing/world.ts'

const lowOwesNone = [minutes(15), minutes(30), minutes(60), null] as const
const answered = [judged, take, ...reply(2), left(3)]
const nextIn = (...wished: readonly Wished[]) =>
  clocks(run(wished).state, 'next_response').map(one => [
    one.standing,
    minutesOf(one.from),
    minutesOf(one.metAt),
  ])
const call = (minute: number, startedAt: number, minutes: number): Wished => [
  minute,
  by('bo'),
  {
    ...{ type: 'contact.hold', contact: 'con_a', means: 'phone', direction: 'out', reach: 'reached' },
    ...{ startedAt: at(startedAt), minutes, keeps: [] },
  } as Command,
]

test('what he writes between the click and the sending is not answered by it', () => {
  const course = [...answered, ...reply(10, 'msg_b'), wrote(11), left(12, 'msg_b')]
  assert.deepEqual(nextIn(...course), [['running', 11, null]])
  assert.deepEqual(
    clocks(run(course).state, 'periodic_update').map(one => [one.standing, minutesOf(one.from)]),
    [
      ['met', 0],
      ['met', 2],
      ['running', 10],
    ],
  )
  const first = [judged, take, ...reply(3), wrote(4), left(5)]
  assert.deepEqual(nextIn(...first), [['running', 4, null]])
  assert.equal(minutesOf(clocks(run(first).state, 'first_response')[0]?.metAt), 3)
})

test('of several such words the first one counts, and none that a machine wrote, that thanks or is in doubt', () => {
  const more = [wrote(12, 'msg_more'), left(13, 'msg_b')]
  assert.deepEqual(nextIn(...answered, wrote(5), ...reply(10, 'msg_b'), wrote(11), ...more), [
    ['met', 5, 10],
    ['running', 11, null],
  ])
  const none = (received: object): Wished => [
    4,
    customer,
    { ...(wrote(4)[2] as object), ...received } as Command,
  ]
  for (const received of [{ automatic: 'auto-reply' }, { thanks: true }, { doubt: 'unproven' }])
    assert.deepEqual(nextIn(judged, take, ...reply(3), none(received), left(5)), [])
})

test('a word that overtook another leaves nothing owed to the one before', () => {
  const overtaken = [judged, take, ...reply(3), wrote(4), ...reply(5, 'msg_b'), left(6, 'msg_b'), left(7)]
  assert.deepEqual(nextIn(...overtaken), [])
  assert.deepEqual(
    clocks(run(overtaken).state, 'periodic_update').map(one => [one.standing, minutesOf(one.from)]),
    [
      ['met', 0],
      ['running', 5],
    ],
  )
})

test('a word to what is owed for the first time leaves the one that came after it', () => {
  const { versions } = policies.pol_gold!
  const targets = versions[0]!.targets.map(one =>
    one.kind === 'first_response' ? { ...one, within: lowOwesNone } : one,
  )
  const pol_gold = { ...policies.pol_gold!, versions: [{ ...versions[0]!, targets }] }
  const facts = { ...clockedDesk, policies: { ...policies, pol_gold } }
  const course = [judged, take, severity(2, 4), ...reply(3), wrote(4), severity(5, 2), left(6)]
  const { state } = run(course, facts)
  assert.deepEqual(
    clocks(state, 'first_response').map(one => [one.standing, minutesOf(one.metAt)]),
    [
      ['cancelled', null],
      ['met', 3],
    ],
  )
  assert.deepEqual(
    clocks(state, 'next_response').map(one => [one.standing, minutesOf(one.from)]),
    [['running', 4]],
  )
})

test('a call answers what came until its end, and nothing that came after it', () => {
  assert.deepEqual(nextIn(...answered, wrote(10), call(60, 5, 3)), [['running', 10, null]])
  assert.deepEqual(nextIn(...answered, wrote(10), call(60, 8, 5)), [['met', 10, 10]])
  assert.deepEqual(nextIn(...answered, wrote(10), call(60, 20, 5)), [['met', 10, 20]])
  const opening = run([judged, call(2, -5, 4)])
  assert.deepEqual(
    of(opening.events, 'target.met').map(one => one.kind),
    ['first_response', 'periodic_update'],
  )
})

test('a reply on its way holds back no verdict on what it cannot answer', () => {
  const course = [...answered, ...reply(10, 'msg_b'), wrote(11)]
  assert.equal(minutesOf(nextRing(run(course).state)), 131)
  const { events } = run([...course, [131, clock, ring]])
  assert.deepEqual(
    of(events, 'target.breached').map(one => one.kind),
    ['next_response'],
  )
})

test('his answer to a question on its way is owed an answer of its own', () => {
  const course = [...answered, ...reply(10, 'msg_b', asks), wrote(11), left(12, 'msg_b')]
  assert.deepEqual(nextIn(...course), [['running', 11, null]])
  assert.deepEqual(
    clocks(run(course).state, 'periodic_update').map(one => [one.standing, minutesOf(one.from)]),
    [
      ['met', 0],
      ['cancelled', 2],
      ['running', 11],
    ],
  )
})

const close = (minute: number): Wished => [minute, by('bo'), { type: 'case.close', reason: 'withdrawn' }]
/** Each verdict on an answer, and when it was given. */
const verdicts = (...wished: readonly Wished[]) =>
  run(wished).events.flatMap(one =>
    (one.type === 'target.met' || one.type === 'target.breached') && one.kind.endsWith('_response')
      ? [[one.kind, one.type === 'target.met' ? minutesOf(one.metAt) : one.how]]
      : [],
  )

test('who is answered and has his case solved or closed with it was answered, once', () => {
  const first = [['first_response', 10]]
  for (const end of [solve, close]) {
    const ended = [judged, take, ...reply(10), end(10)]
    assert.deepEqual(verdicts(...ended), [])
    assert.deepEqual(verdicts(...ended, left(11)), first)
    assert.deepEqual(verdicts(...ended, again(10), left(11)), first)
    assert.deepEqual(verdicts(...ended, left(11), again(12), ...reply(13, 'msg_b'), left(14, 'msg_b')), first)
  }
  assert.deepEqual(verdicts(judged, take, solve(10), call(40, 5, 3)), [['first_response', 5]])
  const { state } = run([judged, take, ...reply(10), solve(10), left(11)])
  assert.deepEqual(openTargets(state), [])
  const second = [judged, take, ...reply(2), left(3), wrote(5), ...reply(10, 'msg_b'), solve(10)]
  const told = [
    ['first_response', 2],
    ['next_response', 10],
  ]
  assert.deepEqual(verdicts(...second, left(11, 'msg_b')), told)
})

test('solved, opened again and answered in the same instant, his first answer is met as well', () => {
  const course = [judged, take, ...reply(10), solve(10), wrote(10), left(11)]
  assert.deepEqual(verdicts(...course), [
    ['next_response', 10],
    ['first_response', 10],
  ])
  const later = [judged, take, ...reply(10), solve(10), wrote(10.5), left(11)]
  assert.deepEqual(verdicts(...later), [['first_response', 10]])
  assert.deepEqual(
    openTargets(run(later).state).map(([, { kind, from }]) => [kind, minutesOf(from)]),
    [
      ['next_response', 10.5],
      ['periodic_update', 10.5],
      ['resolution', 0],
    ],
  )
})

test('no answer is what came after the end, did not leave, or answers what was judged or is owed no more', () => {
  const none = (...wished: readonly Wished[]) => assert.deepEqual(verdicts(judged, take, ...wished), [])
  none(solve(10), ...reply(11), left(12))
  none(...reply(10, 'msg_a', { undoSeconds: 30 }), solve(10), [
    10.2,
    by('bo'),
    { type: 'message.withdraw', message: 'msg_a' },
  ])
  none(solve(10), call(40, 11, 3))
  const free = { ...byGold, policy: 'pol_slow', version: 1 } as const
  none(...reply(10), solve(10), [10.5, by('karin'), { type: 'entitlement.decide', decision: free }], left(11))
  const late = [judged, take, [60, clock, ring] satisfies Wished, ...reply(70), solve(70), left(71)]
  assert.deepEqual(verdicts(...late), [['first_response', 'due']])
  // given up with the second end as well, and owed once all the same
  const twice = [judged, take, ...reply(10), ...reply(10, 'msg_b'), close(10), again(10), close(10)]
  assert.deepEqual(verdicts(...twice, left(11), left(12, 'msg_b')), [['first_response', 10]])
})

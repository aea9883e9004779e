// Which word answers what: by when it was said, and not by when it left. Not: how what is owed moves
// (target-course.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { nextRing } from '#core/case/ring.ts'
import { clockedDesk, judged, minutes, policies } from '#core/testing/clocked.ts'
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
import { assessAs, at, by, clock, customer, type Wished } from '#core/testing/world.ts'

const severity = (minute: number, to: 2 | 4): Wished => [minute, by('bo'), assessAs(to)]
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

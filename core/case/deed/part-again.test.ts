// Merges that are taken back again and again, of several cases, and of some that had been solved.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { stretches } from '#core/clock/explain.ts'
import { byGold, judged } from '#core/testing/clocked.ts'
import { asks, left, reply, run, take, wrote } from '#core/testing/clocked-play.ts'
import { samples } from '#core/testing/sample.ts'
import { goesOn, joins, leaves, ledger, merge, owed, sides } from '#core/testing/parting.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  customer,
  given,
  openCommand,
  text,
  type Wished,
} from '#core/testing/world.ts'

const bo = by('bo')
const solve: Command = { type: 'case.solve', fix: text('fix') }

test('of two that came and left again nothing stays, whichever leaves first', () => {
  const early = (minute: number, ...more: readonly Wished[]): readonly Wished[] => [
    [minute, customer, { ...openCommand, entitled: byGold }],
    [minute + 1, bo, { type: 'worker.take' }],
    ...more,
  ]
  const first = early(-50)
  const other = early(-30, ...reply(-20, 'msg_o'), left(-19, 'msg_o'))
  const both = [judged, take, joins(5, first), joins(6, other, undefined, 'd')]
  for (const [one, two] of [
    ['a', 'd'],
    ['d', 'a'],
  ] as const) {
    const none = leaves(leaves(both, 8, undefined, one), 9, undefined, two)
    const { state } = run(none)
    assert.deepEqual([state.owedFrom, state.firstAnsweredAt, state.brought], [at(0), null, []])
    assert.deepEqual(owed(none), owed([judged, take]))
  }
})

test('one word is owed once: where the first answer is owed again, no further one is', () => {
  const early: readonly Wished[] = [
    [-155, customer, { ...openCommand, entitled: byGold }],
    [-154, bo, { type: 'worker.take' }],
    ...reply(25, 'msg_o'),
    left(26, 'msg_o'),
  ]
  const parted = leaves([judged, take, joins(27, early)], 29)
  assert.deepEqual(owed(parted), owed([judged, take]))
})

test('what he heard in a third case comes back through the one between', () => {
  const between: readonly Wished[] = [judged, take, joins(20, [judged, take])]
  const third: readonly Wished[] = [judged, take, joins(30, between), ...reply(40), left(41)]
  const back = sides(third, 50).meanwhile
  const again: readonly Wished[] = [
    ...between,
    merge(30),
    [50, bo, { type: 'case.part', from: caseId('b'), meanwhile: back }],
  ]
  assert.deepEqual([back.answeredAt, sides(again, 60).meanwhile.answeredAt], [at(40), at(40)])
  const silent: readonly Wished[] = [
    ...between,
    merge(30),
    [50, bo, { type: 'case.part', from: caseId('b'), meanwhile: { waited: [] } }],
  ]
  assert.deepEqual(sides(silent, 60).meanwhile, { waited: [] })
})

test('a solved case that was parted once brings no word that is waited for when it is merged again', () => {
  const other: readonly Wished[] = [judged, take, [10, bo, solve]]
  const parted = goesOn(other, 20, [judged, take, joins(20, other)], 40)
  const asked: readonly Wished[] = [judged, take, ...reply(45, 'msg_q', asks), left(46, 'msg_q')]
  const { state } = run([...asked, joins(50, parted)])
  assert.equal(state.phase === 'open' && state.wait?.turn, 'customer')
})

test('solved before it was merged, it stood solved all the time, and the clock agrees', () => {
  const other: readonly Wished[] = [judged, take, [10, bo, solve]]
  const parted = [...goesOn(other, 20, [judged, take, joins(20, other)], 40), wrote(60)]
  const [target, cure] = openTargets(run(parted).state).find(([, one]) => one.kind === 'resolution')!
  const all = stretches(ledger(parted), target, null, at(70))
  const counted = all.reduce((ms, one) => ms + (one.counts ? one.to - one.from : 0), 0)
  assert.deepEqual([counted, at(70) - cure.from - cure.pausedMs], [20 * 60_000, 20 * 60_000])
  assert.ok(all.every(one => one.holder !== 'elsewhere'))
  // What is owed only since it was parted leaves out what was waited there, too.
  const waits = [
    judged,
    take,
    joins(10, [judged, take]),
    ...reply(20, 'msg_q', asks),
    left(21, 'msg_q'),
    wrote(50),
  ]
  const severe = [...goesOn([judged, take], 10, waits, 60), [65, bo, assessAs(2)] as Wished]
  const [workaround, one] = openTargets(run(severe).state).find(([, each]) => each.kind === 'workaround')!
  const told = stretches(ledger(severe), workaround, null, at(80))
  assert.equal(
    told.reduce((ms, each) => ms + (each.counts ? each.to - each.from : 0), 0),
    at(80) - one.from - one.pausedMs,
  )
})

test('while a reply is on its way nothing is merged: it would count nowhere', () => {
  given(judged, take, ...reply(5, 'msg_a', { undoSeconds: 60 }))
    .when(5.5, bo, merge(5.5)[2])
    .thenRefused('message.under_way')
  given(judged, take, ...reply(5), left(6))
    .when(7, bo, merge(7)[2])
    .then('case.merged')
})

test('what was waited for before the merge is waited for again, unless somebody has spoken since', () => {
  const asked: readonly Wished[] = [judged, take, ...reply(5, 'msg_q', asks), left(6, 'msg_q')]
  const waits = (wished: readonly Wished[]) => {
    const { state } = run(wished)
    return state.phase === 'open' ? (state.wait?.turn ?? null) : state.phase
  }
  // The case that was merged had asked him.
  const quiet: readonly Wished[] = [judged, take, joins(20, asked)]
  assert.equal(waits(goesOn(asked, 20, quiet, 30)), 'customer')
  const cure = openTargets(run(goesOn(asked, 20, quiet, 30)).state).find(
    ([, one]) => one.kind === 'resolution',
  )
  assert.equal(cure?.[1].standing, 'paused')
  assert.equal(waits(goesOn(asked, 20, [...quiet, wrote(25)], 30)), null)
  // The one it was merged into had, and his word in the other case ended that.
  const other: readonly Wished[] = [judged, take, ...reply(3, 'msg_o'), left(4, 'msg_o'), wrote(8)]
  const joined = [...asked, joins(20, other)]
  assert.deepEqual([waits(joined), waits(leaves(joined, 30))], [null, 'customer'])
  assert.equal(waits(leaves([...joined, wrote(25)], 30)), null)
  const reached: Wished = [26, bo, { ...samples['contact.hold'], startedAt: at(25) } as Command]
  assert.equal(waits(leaves([...joined, reached], 30)), null)
  // A date that came meanwhile is not waited for again; one that has not, is.
  const until = (minute: number): Command => ({
    ...{ type: 'wait.start', turn: 'us', reason: 'agreed_date', text: text('visit') },
    until: at(minute),
  })
  const agreed = (minute: number): readonly Wished[] => [judged, take, [5, bo, until(minute)]]
  assert.equal(waits(goesOn(agreed(25), 20, [judged, take, joins(20, agreed(25))], 30)), null)
  const later = run(goesOn(agreed(90), 20, [judged, take, joins(20, agreed(90))], 30)).state
  assert.deepEqual(later.phase === 'open' && [later.wait?.until, later.wait?.text], [at(90), text('visit')])
})

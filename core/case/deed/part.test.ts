// A merge is taken back: each case owes again what is its own, what was done meanwhile is done, and nothing
// that was judged is written anew. Not: of several, and again (part-again.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import { regressionOf } from '#core/case/regressions.ts'
import { partedFrom } from '#core/case/parted.ts'
import { caseStretches, stretches } from '#core/clock/explain.ts'
import { byGold, judged } from '#core/testing/clocked.ts'
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
import { goesOn, joins, leaves, ledger, merge, owed, sides } from '#core/testing/parting.ts'
import {
  at,
  by,
  caseId,
  clock,
  customer,
  given,
  openCommand,
  settingAt,
  text,
  type Wished,
} from '#core/testing/world.ts'
import { samples } from '#core/testing/sample.ts'

const bo = by('bo')
const bySlow: EntitlementDecision = { ...byGold, policy: 'pol_slow', version: 2 }
const judgedSlow: Wished = [0, customer, { ...openCommand, entitled: bySlow }]
const karins: Wished = [1, by('karin'), { type: 'worker.take' }]
const solve: Command = { type: 'case.solve', fix: text('fix') }

test('what is owed where it went on is owed as if it had never come', () => {
  const other = [judged, take]
  const alone = [judgedSlow, karins]
  const joined = [...alone, joins(20, other)]
  assert.notDeepEqual(owed(joined), owed(alone))
  assert.deepEqual(owed(leaves(joined, 30)), owed(alone))
  const { state, events } = run(leaves(joined, 30))
  assert.deepEqual([state.owedFrom, state.brought, state.links], [at(0), [], [caseId('a')]])
  assert.ok(of(events, 'target.retargeted').some(one => one.because === 'parted'))
  // Asked again nothing changes.
  const twice: Wished = [31, bo, { type: 'case.unlink', to: caseId('a'), back: { since: at(0) } }]
  assert.equal(run([...leaves(joined, 30), twice]).events.length, events.length)
  assert.equal(
    partedFrom(ledger(leaves(joined, 30)), { id: caseId('a'), customer: 'cus_anna' }, at(40)),
    null,
  )
  assert.equal(partedFrom([], { id: caseId('a'), customer: 'cus_anna' }, at(40)), null)
})

test('what began with the earlier beginning counts from its own again, with its own pauses', () => {
  const early: readonly Wished[] = [[-100, customer, { ...openCommand, entitled: byGold }]]
  const alone = [judged, take, ...reply(10, 'msg_a', asks), left(11), wrote(40)]
  const joined = [...alone, joins(50, early)]
  const from = (wished: readonly Wished[]) =>
    clocks(run(wished).state, 'resolution').map(one => minutesOf(one.from))
  assert.deepEqual(from(joined), [-100])
  const parted = leaves(joined, 60)
  assert.deepEqual(owed(parted), owed(alone))
  assert.equal(clocks(run(parted).state, 'resolution')[0]?.pausedMs, 30 * 60_000)
  // While it stands still, as much as it had stood still before.
  const waiting = [judged, take, ...reply(10, 'msg_a', asks), left(11)]
  assert.deepEqual(owed(leaves([...waiting, joins(50, early)], 60)), owed(waiting))
})

test('the word he was owed there is not owed here; his own is', () => {
  const other = [judged, take, ...reply(3, 'msg_o'), left(4, 'msg_o'), wrote(20)]
  const alone = [judged, take, ...reply(10), left(11)]
  const joined = [...alone, joins(25, other)]
  const next = (wished: readonly Wished[]) =>
    clocks(run(wished).state, 'next_response').map(one => [one.standing, minutesOf(one.from)])
  assert.deepEqual(next(joined), [['running', 20]])
  assert.deepEqual(next(leaves(joined, 30)), [['cancelled', 20]])
  // He had written here himself, later.
  const both = [...alone, wrote(22), joins(25, other)]
  assert.deepEqual(next(both), [['running', 20]])
  assert.deepEqual(next(leaves(both, 30)), [['running', 22]])
  // What met the first answer was said to somebody else: his word is owed its answer.
  const unheard = [judged, take, joins(25, other)]
  assert.equal(run(unheard).state.firstAnsweredAt, at(3))
  const parted = run(leaves(unheard, 30)).state
  assert.equal(parted.firstAnsweredAt, null)
  assert.deepEqual(next(leaves(unheard, 30)).at(-1), ['running', 0])
  const content = [judged, take, joins(25, other.slice(0, -1))]
  assert.deepEqual([next(content), next(leaves(content, 30))], [[], [['running', 0]]])
})

test('without the one it was judged with nothing is owed by a policy any more', () => {
  const nobody: Wished = [0, customer, openCommand]
  const joined = [nobody, take, joins(20, [judged])]
  assert.notDeepEqual(owed(joined), [])
  assert.deepEqual(owed(leaves(joined, 30)), [])
})

test('the case goes on where it was: the time there counts, what it waited for there does not', () => {
  const other = [judged, take, ...reply(3, 'msg_o'), left(4, 'msg_o')]
  const here = [judged, take, joins(20, other), ...reply(30, 'msg_q', asks), left(31, 'msg_q'), wrote(70)]
  const { state, events } = run(goesOn(other, 20, here, 100))
  assert.equal(state.phase === 'open' && state.wait, null)
  const [before, after] = clocks(state, 'resolution')
  assert.deepEqual([before?.standing, before?.cancelled?.because], ['cancelled', 'merged'])
  assert.deepEqual([minutesOf(after?.from), after?.pausedMs, after?.standing], [0, 40 * 60_000, 'running'])
  assert.equal(after!.dueAt - before!.dueAt, 40 * 60_000)
  assert.deepEqual(
    state.stood?.map(each => each.map(minutesOf)),
    [[30, 70]],
  )
  // He was told something there at 30.
  assert.deepEqual([state.spokenAt, minutesOf(clocks(state, 'periodic_update').at(-1)?.from)], [at(30), 100])
  assert.equal(of(events, 'target.breached').length, 0)
  // His time for the next word is given in the same append.
  assert.deepEqual(
    nextWord(state, of(events, 'case.parted'), settingAt(at(100))).map(one => one.type),
    ['promise.made'],
  )
})

test('a first answer that is still owed goes on; one that was given there is no longer owed', () => {
  const other = [judged, take]
  const silent = [judged, take, joins(20, other)]
  const first = (wished: readonly Wished[]) =>
    clocks(run(wished).state, 'first_response').map(one => [one.standing, minutesOf(one.dueAt), one.breached])
  assert.deepEqual(first(goesOn(other, 20, silent, 30)), [
    ['cancelled', 60, null],
    ['running', 60, null],
  ])
  // Past only because it was parted: that is said, and is nobody's breach by time.
  assert.deepEqual(first(goesOn(other, 20, silent, 90)).at(-1), ['running', 60, 'retarget'])
  const told = [...silent, ...reply(25), left(26)]
  const answered = run(goesOn(other, 20, told, 30)).state
  assert.deepEqual(first(goesOn(other, 20, told, 30)).length, 1)
  assert.deepEqual([answered.firstAnsweredAt, answered.awaited], [at(25), null])
  // By phone as well; a call nobody answered is no word.
  const call = (reach: 'reached' | 'no_answer'): Wished => [
    25,
    bo,
    { ...samples['contact.hold'], startedAt: at(24), reach, minutes: 1 } as Command,
  ]
  assert.equal(run(goesOn(other, 20, [...silent, call('reached')], 30)).state.firstAnsweredAt, at(24))
  assert.equal(run(goesOn(other, 20, [...silent, call('no_answer')], 30)).state.firstAnsweredAt, null)
})

test('a verdict that is written stays, and his word is still owed an answer', () => {
  const other = [judged, take, [61, clock, ring] as Wished]
  const { state, events } = run(goesOn(other, 70, [judged, take, joins(70, other)], 80))
  assert.equal(of(events, 'target.breached').filter(one => one.kind === 'first_response').length, 1)
  assert.deepEqual(
    clocks(state, 'next_response').map(one => [one.standing, minutesOf(one.from)]),
    [['running', 0]],
  )
})

test('of another customer nothing that was said or waited there counts', () => {
  const other = [judged, take]
  const here = [
    judged,
    take,
    joins(20, other, 'cus_eva'),
    ...reply(30, 'msg_q', asks),
    left(31, 'msg_q'),
    wrote(70),
  ]
  const { meanwhile, back } = sides(here, 100, 'cus_eva')
  assert.deepEqual([meanwhile, back.writer], [{ waited: [] }, 'cus_eva'])
  assert.ok(run(here).state.writers?.includes('cus_eva'))
  assert.ok(!run(leaves(here, 100, 'cus_eva')).state.writers?.includes('cus_eva'))
  // Who was let in for himself stays.
  const admit: Wished = [40, bo, { ...samples['writer.admit'], customer: 'cus_eva' } as Command]
  assert.equal(
    sides([judged, take, admit, joins(50, other, 'cus_eva')], 60, 'cus_eva').back.writer,
    undefined,
  )
})

test('what was settled there is settled, and what was not is his alone again', () => {
  const question = (minute: number, id: `que_${string}`): Wished => [
    minute,
    bo,
    { type: 'question.add', question: id, text: text('?') },
  ]
  const plan = (id: `rgr_${string}`): Wished => [
    3,
    bo,
    { ...samples['regression.plan'], regression: id, dueAt: at(5_000), checker: 'agt_bo' } as Command,
  ]
  const join: Wished = [4, bo, { type: 'matter.join', matter: 'prb_a' }]
  const other = [judged, take, question(2, 'que_a'), question(2, 'que_b'), plan('rgr_a'), plan('rgr_b'), join]
  const here: readonly Wished[] = [
    judged,
    take,
    joins(20, other),
    [30, bo, { type: 'question.answer', question: 'que_a', text: text('!') }],
    [31, bo, { ...samples['regression.check'], regression: 'rgr_a', result: 'gone' } as Command],
    [32, by('system'), { type: 'matter.tell', matter: 'prb_a', fact: 7, news: 'workaround' }],
  ]
  assert.deepEqual(Object.keys(run(here).state.matters ?? {}), ['prb_a'])
  const { state } = run(goesOn(other, 20, here, 40))
  assert.deepEqual([state.questions.que_a?.standing, state.questions.que_b?.standing], ['answered', 'open'])
  assert.deepEqual(
    [regressionOf(state, 'rgr_a')?.standing, regressionOf(state, 'rgr_b')?.standing],
    ['gone', 'planned'],
  )
  assert.equal(state.matters?.prb_a?.told, 7)
  const left = run(leaves(here, 40)).state
  assert.deepEqual(Object.keys(left.questions), ['que_a'])
  assert.deepEqual([regressionOf(left, 'rgr_a')?.standing, regressionOf(left, 'rgr_b')], ['gone', undefined])
  assert.deepEqual(left.matters, {})
  // What is this one's own stays with it; what it left already is not left twice.
  const own: Wished = [5, bo, { type: 'matter.join', matter: 'prb_b' }]
  const later = [question(33, 'que_c'), [33, ...plan('rgr_c').slice(1)] as unknown as Wished, own]
  const leave: Wished = [35, bo, { type: 'matter.leave', matter: 'prb_a', because: text('no') }]
  const kept = [...here, ...later.map(([, ...one]): Wished => [34, ...one]), leave]
  assert.deepEqual(sides(kept, 40).back.matters, undefined)
  const { questions, matters } = run(leaves(kept, 40)).state
  assert.deepEqual([Object.keys(questions), Object.keys(matters ?? {})], [['que_a', 'que_c'], ['prb_b']])
  assert.ok(regressionOf(run(leaves(kept, 40)).state, 'rgr_c'))
})

test('what he was still to hear is his own to hear again, unless he heard it there', () => {
  const note: Wished = [3, by('marta'), { ...samples['note.add'], tell: true }]
  const other = [judged, take, note]
  const here = [judged, take, joins(20, other)]
  const [along] = of(run(here).events, 'news.arose').map(one => one.news)
  const heard = (wished: readonly Wished[]) => Object.keys(run(wished).state.untold)
  assert.deepEqual([heard(here), heard(leaves(here, 40))], [[along], []])
  assert.deepEqual(heard(goesOn(other, 20, here, 40)).length, 1)
  const aside: Command = { ...samples['news.set_aside'], news: [along!] }
  const told = [...here, [30, bo, aside] as Wished]
  assert.deepEqual(sides(told, 40).back.news, undefined)
  assert.deepEqual(heard(goesOn(other, 20, told, 40)), [])
})

test('one that has ended owes no word for it, and its end is no waiting of another customer', () => {
  const other = [judged, take, [10, bo, solve] as Wished]
  const ended = [judged, take, [15, bo, solve] as Wished, joins(20, other)]
  assert.deepEqual(openTargets(run(leaves(ended, 30)).state), [])
  // It comes back: what it owes counts from its own beginning, without what stood still since.
  const early: readonly Wished[] = [[-100, customer, { ...openCommand, entitled: byGold }]]
  const joined: readonly Wished[] = [judged, take, joins(20, early), [30, bo, solve]]
  const back: Wished = [90, bo, { type: 'case.reopen', reason: 'by_agent' }]
  const again = [...leaves(joined, 40), back]
  const [target, cure] = openTargets(run(again).state).find(([, one]) => one.kind === 'resolution')!
  assert.deepEqual([minutesOf(cure.from), cure.pausedMs / 60_000], [0, 60])
  const counted = stretches(ledger(again), target, null, at(100)).filter(one => one.counts)
  assert.deepEqual(
    counted.map(one => [minutesOf(one.from), minutesOf(one.to), one.holder]),
    [
      [0, 30, 1],
      [90, 100, 1],
    ],
  )
  // A wait from before, and the end of it, are counted from when the two became one.
  const asked = [judged, take, ...reply(5, 'msg_q', asks), left(6, 'msg_q'), wrote(12)]
  const spans = (wished: readonly Wished[]) =>
    sides(wished, 40).meanwhile.waited.map(each => each.map(minutesOf))
  assert.deepEqual(spans([...asked, [15, bo, solve], joins(20, other)]), [[20, 40]])
  assert.deepEqual(spans([...asked, joins(20, other), [30, bo, solve]]), [[30, 40]])
})

test('a case that was solved is solved again, and he is asked again whether it holds', () => {
  const other = [judged, take, [10, bo, solve] as Wished]
  const here = [judged, take, joins(20, other)]
  const { state, events } = run(goesOn(other, 20, here, 40))
  assert.equal(state.phase === 'solved' && state.solvedAt, at(10))
  assert.deepEqual(openTargets(state), [])
  assert.equal(of(events, 'check_back.planned').length, 2)
})

test('only what was merged is taken out, and only of the case it is in', () => {
  const part: Wished = [30, bo, samples['case.part']]
  const asked = [openCommand].map((one): Wished => [0, customer, one])
  given(...asked)
    .when(...part)
    .thenRefused('case.not_merged')
  const merged = [...asked, [1, bo, { type: 'worker.take' }] as Wished, merge(5)]
  given(...merged)
    .when(30, bo, { type: 'case.part', from: caseId('c'), meanwhile: { waited: [] } })
    .thenRefused('case.not_merged')
})

test('it may be merged again', () => {
  const other = [
    judged,
    take,
    [2, bo, { type: 'question.add', question: 'que_a', text: text('?') }] as Wished,
  ]
  const parted = leaves([judged, take, joins(20, other)], 30)
  const { state } = run([...parted, joins(40, other)])
  assert.equal(state.brought.length, 1)
  assert.deepEqual(Object.keys(state.questions), ['que_a'])
})

test('explained, the time there is that of another case, and what was waited there is said', () => {
  const other = [judged, take, ...reply(3, 'msg_o'), left(4, 'msg_o')]
  const here = [judged, take, joins(20, other), ...reply(30, 'msg_q', asks), left(31, 'msg_q'), wrote(70)]
  const facts = ledger(goesOn(other, 20, here, 100))
  const told = (all: ReturnType<typeof stretches>) =>
    all.map(one => [minutesOf(one.from), minutesOf(one.to), one.holder, one.counts])
  const course = [
    [0, 20, 1, true],
    [20, 30, 'elsewhere', true],
    [30, 70, 'elsewhere', false],
    [70, 100, 'elsewhere', true],
    [100, 130, 1, true],
  ]
  assert.deepEqual(told(caseStretches(facts, null, at(130))), course)
  const [target, cure] = openTargets(run(goesOn(other, 20, here, 100)).state).find(
    ([, one]) => one.kind === 'resolution',
  )!
  const all = stretches(facts, target, null, at(130))
  assert.deepEqual(told(all), course)
  const counted = all.reduce((ms, one) => ms + (one.counts ? one.to - one.from : 0), 0)
  assert.equal(counted, at(130) - cure.from - cure.pausedMs)
  // A word is owed all the same, whoever is waited for there.
  const silent = ledger(goesOn([judged, take], 20, [judged, take, joins(20, [judged, take])], 50))
  const first = silent.findLast(one => one.type === 'target.started' && one.kind === 'first_response')
  assert.ok(first?.type === 'target.started')
  assert.deepEqual(told(stretches(silent, first.target, null, at(60))), [
    [0, 20, 1, true],
    [20, 50, 'elsewhere', true],
    [50, 60, 1, true],
  ])
})

// Walks through scripts on a case: what is answered becomes facts of the ledger at once, and nothing known is
// asked again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { evolve, fold } from '#core/case/case.ts'
import type { Command } from '#core/case/case.ts'
import { knownAt, openWalks } from '#core/case/deed/walk-facts.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { Script } from '#core/script/script.ts'
import { placeOf } from '#core/script/walk.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { ask, choicesOf, scriptOf, solved } from '#core/testing/script-world.ts'
import {
  type Answer,
  answer,
  begin,
  begun,
  answered,
  bo,
  giveUp,
  goBack,
  jump,
  marta,
  only,
  pause,
  resume,
  reuse,
  stands,
  stateOf,
  tried,
  using,
  walkOf,
  worked,
} from '#core/testing/walk-course.ts'
import {
  assessAs,
  at,
  by,
  customer,
  desk,
  given,
  taken,
  teamId,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

test('a walk begins at the first step of the newest version there is, and keeps that version', () => {
  const [event] = given(...taken)
    .when(2, bo, begin())
    .then('walk.begun')
  assert.deepEqual((event as EventOf<'walk.begun'>).pins, { sample: 1 })
  assert.equal(stands(begun), 'light')
  given(...taken)
    .when(2, bo, begin({ script: 'none' }))
    .thenRefused('walk.no_such_script', { script: 'none' })
  const broken = scriptOf([ask('one', 'nowhere')], { start: 'nowhere' })
  given(...taken)
    .when(2, bo, begin(using(broken)))
    .thenRefused('walk.broken', { step: 'nowhere' })
})

test('an answer is a fact with the step, the value and where it led; its name is known until its time', () => {
  const [event] = given(...begun)
    .when(3, bo, answer('light', 'yes'))
    .then('walk.answered')
  const { step, fact, until, end, to } = event as EventOf<'walk.answered'>
  assert.deepEqual(
    [step, fact, until, end, placeOf(to).step],
    ['light', 'router.light', at(33), null, 'restart'],
  )
  const endless = scriptOf([ask('one', 'fine', { fact: 'name' }), solved('fine')])
  const [kept] = given(...taken, [2, bo, begin(using(endless))])
    .when(3, bo, answer('one', 'no', using(endless)))
    .then('walk.answered')
  assert.ok(!('until' in kept!))
})

test('what does not fit, or is answered elsewhere, is refused by its own word', () => {
  const on = given(...begun)
  on.when(3, bo, answer('light', 'blue')).thenRefused('walk.not_a_choice', { choices: 'yes, no' })
  on.when(3, bo, answer('restart', worked)).thenRefused('walk.not_there', { step: 'light' })
  on.when(3, bo, answer('light', 'yes', { walk: 'wlk_none' })).thenRefused('walk.not_found')
  for (const kind of ['skipped', 'cannot'] as const) {
    on.when(3, bo, answer('light', { kind })).thenRefused('walk.reason_missing')
    const [event] = on.when(3, bo, answer('light', { kind }, { because: text('dark') })).then('walk.answered')
    assert.equal(textOf((event as EventOf<'walk.answered'>).because!), 'dark')
  }
})

test('what the customer says of it is a claim in his words, in the same breath', () => {
  const says = { claim: 'cla_w', text: text('it is red') } as const
  const events = given(...begun)
    .when(3, bo, answer('light', 'no', { says }))
    .then('claim.made', 'walk.answered')
  assert.equal(only(events, 'claim.made').from, 'cus_anna')
  assert.equal(only(events, 'walk.answered').claim, 'cla_w')
})

test('what was done is a step tried, with what came of it; what was skipped was not tried', () => {
  const course = given(...answered)
  const outcome = (kind: 'worked' | 'failed' | 'cannot', more: Partial<Answer> = {}) => {
    const events = course
      .when(4, bo, answer('restart', { kind }, { tried, ...more }))
      .then('step.tried', 'walk.answered')
    assert.equal(only(events, 'walk.answered').tried, 'stp_w')
    return only(events, 'step.tried')
  }
  assert.deepEqual([outcome('worked').outcome, outcome('failed').outcome], ['worked', 'no_change'])
  const unable = outcome('cannot', { because: text('no socket') })
  assert.deepEqual([unable.outcome, unable.result], ['not_possible', text('no socket')])
  const seen = outcome('worked', { tried: { ...tried, result: text('green') } })
  assert.deepEqual([seen.result, seen.doneBy], [text('green'), 'customer'])
  course
    .when(4, bo, answer('restart', { kind: 'skipped' }, { tried, because: text('x') }))
    .then('walk.answered')
  course.when(4, bo, answer('restart', worked)).then('walk.answered')
})

test('“this leads nowhere” is kept with the step, whichever of its two ends it had', () => {
  const nowhere = true
  const course = given(...answered)
  const done = course.when(4, bo, answer('restart', worked, { nowhere })).then('walk.answered')
  assert.equal(only(done, 'walk.answered').nowhere, true)
  const because = text('did it twice already')
  const left = course
    .when(4, bo, answer('restart', { kind: 'skipped' }, { nowhere, because }))
    .then('walk.answered')
  assert.equal(only(left, 'walk.answered').nowhere, true)
  const plain = course.when(4, bo, answer('restart', worked, { nowhere: false })).then('walk.answered')
  assert.ok(!('nowhere' in only(plain, 'walk.answered')))
})

test('going back keeps the old answer as history, which nobody takes for known any more', () => {
  const course: readonly Wished[] = [...answered, [4, bo, goBack]]
  assert.equal(stands(course), 'light')
  assert.deepEqual(stateOf(course).answers, [])
  assert.equal(walkOf(course).walk.path[0]?.undone, true)
  given(...begun)
    .when(3, bo, goBack)
    .thenRefused('walk.nothing_back')
  given(...begun)
    .when(3, bo, { ...goBack, walk: 'wlk_none' } as Command)
    .thenRefused('walk.not_found')
  const ended: readonly Wished[] = [...answered, [4, bo, answer('restart', worked)]]
  assert.equal(walkOf(ended).walk.end, 'solved')
  given(...ended)
    .when(5, bo, goBack)
    .then('walk.went_back')
})

const other = scriptOf([ask('lamp', 'fine', { fact: 'router.light' }), solved('fine')], { slug: 'other' })
const second: readonly Wished[] = [
  ...answered,
  [5, bo, begin({ walk: 'wlk_b', script: 'other', ...using(other) })],
]

test('what is known of a question is taken over instead of asked again, by a fact of its own', () => {
  const events = given(...second)
    .when(6, bo, reuse('lamp', using(other)))
    .then('walk.reused')
  const { value, from, fact, end } = only(events, 'walk.reused')
  assert.deepEqual([value, from, fact, end], ['yes', 'wlk_a', 'router.light', 'solved'])
  assert.equal(stateOf([...second, [6, bo, reuse('lamp', using(other))]]).answers.length, 1)
})

test('what is not known, not true any more or none of the answers has to be asked', () => {
  given(...second)
    .when(40, bo, reuse('lamp', using(other)))
    .thenRefused('walk.not_known')
  const words = {
    ...other,
    steps: [ask('lamp', 'fine', { fact: 'router.light', asked: choicesOf('on') }), other.steps[1]!],
  }
  given(...second)
    .when(6, bo, reuse('lamp', using(words)))
    .thenRefused('walk.not_known')
  given(...begun)
    .when(3, bo, reuse('light', { walk: 'wlk_a' }))
    .thenRefused('walk.not_known')
  given(...answered)
    .when(4, bo, reuse('restart', { walk: 'wlk_a' }))
    .thenRefused('walk.not_known')
  given(...begun)
    .when(3, bo, reuse('light'))
    .thenRefused('walk.not_found')
  given(...second)
    .when(6, bo, reuse('fine', using(other)))
    .thenRefused('walk.not_there', { step: 'lamp' })
  const { walks } = stateOf(second)
  const known = (scripts: Script[], minutes: number) =>
    knownAt(stateOf(second), walks.wlk_b!.walk, { scripts: scriptsOf(scripts), now: at(minutes) })
  assert.deepEqual([known([other], 6)?.value, known([other], 40), known([], 6)], ['yes', null, null])
})

test('words that are known are taken over with what they refer to', () => {
  const worded = scriptOf([
    ask('serial', 'again', { fact: 'serial', asked: { kind: 'serial' } }),
    ask('again', 'fine', { fact: 'serial', asked: { kind: 'serial' } }),
    solved('fine'),
  ])
  const course: readonly Wished[] = [
    ...taken,
    [2, bo, begin(using(worded))],
    [3, bo, answer('serial', 'txt_123', { text: text('123'), ...using(worded) })],
  ]
  const events = given(...course)
    .when(4, bo, reuse('again', { walk: 'wlk_a', ...using(worded) }))
    .then('walk.reused')
  assert.deepEqual(only(events, 'walk.reused').text, text('123'))
})

test('who knows more than the script goes on elsewhere, and says what he has made sure of', () => {
  const events = given(...begun)
    .when(3, bo, jump('restart'))
    .then('walk.jumped')
  assert.equal(textOf(only(events, 'walk.jumped').verified), 'he did it')
  assert.equal(stands([...begun, [3, bo, jump('restart')]]), 'restart')
  given(...begun)
    .when(3, bo, jump('nowhere'))
    .thenRefused('walk.no_such_step', { step: 'nowhere' })
  given(...begun)
    .when(3, bo, jump('restart', { walk: 'wlk_none' }))
    .thenRefused('walk.not_found')
  assert.notEqual(may(customer, 'walk.jump', stateOf(begun), desk), true)
})

test('a walk rests and is gone on with by somebody else, days later; what it is already is nothing new', () => {
  const resting: readonly Wished[] = [...answered, [4, bo, pause]]
  given(...resting)
    .when(5, bo, pause)
    .thenNothing()
  given(...answered)
    .when(5, bo, resume)
    .thenNothing()
  given(...resting)
    .when(4_000, by('chiara'), resume)
    .then('walk.resumed')
  given(...resting)
    .when(4_000, by('chiara'), answer('restart', worked))
    .then('walk.resumed', 'walk.answered')
  assert.equal(stands([...resting, [9, bo, resume]]), 'restart')
  const ended: readonly Wished[] = [...answered, [4, bo, answer('restart', worked)]]
  for (const command of [pause, resume, giveUp])
    given(...ended)
      .when(5, bo, command)
      .thenRefused('walk.ended')
  for (const command of [pause, resume, giveUp])
    given(...taken)
      .when(5, bo, command)
      .thenRefused('walk.not_found')
})

test('what was given up is at its end, with the reason', () => {
  const over: readonly Wished[] = [...answered, [4, bo, giveUp]]
  assert.deepEqual(openWalks(stateOf(over)), [])
  for (const command of [
    answer('restart', worked),
    goBack,
    jump('fine'),
    reuse('light', { walk: 'wlk_a' }),
    resume,
  ])
    given(...over)
      .when(5, bo, command)
      .thenRefused('walk.ended')
})

test('a case is walked one way at a time: the other one rests', () => {
  const events = given(...answered)
    .when(5, bo, begin({ walk: 'wlk_b', script: 'other', ...using(other) }))
    .then('walk.paused', 'walk.begun')
  assert.deepEqual(only(events, 'walk.paused').by, { kind: 'system', part: 'desk' })
  given(...second)
    .when(6, bo, answer('restart', worked))
    .then('walk.paused', 'walk.resumed', 'walk.answered')
  assert.deepEqual(
    openWalks(stateOf([...second, [6, bo, answer('restart', { kind: 'failed' })]])).map(([id]) => id),
    ['wlk_b'],
  )
})

test('a customer walks by himself until a step needs one of us, who goes on at that very step', () => {
  const own: readonly Wished[] = [...taken, [2, customer, begin()]]
  assert.equal(may(customer, 'walk.answer', stateOf(own), desk), true)
  const events = given(...own)
    .when(3, customer, answer('light', 'yes'))
    .then('walk.answered', 'walk.paused')
  assert.equal(only(events, 'walk.paused').needs, 'support')
  const waiting: readonly Wished[] = [...own, [3, customer, answer('light', 'yes')]]
  assert.deepEqual([stands(waiting), walkOf(waiting).needsSupport], ['restart', true])
  given(...waiting)
    .when(4, customer, answer('restart', worked))
    .thenRefused('walk.with_support')
  given(...waiting)
    .when(4, customer, resume)
    .thenRefused('walk.with_support')
  given(...waiting)
    .when(4, bo, answer('restart', worked))
    .then('walk.resumed', 'walk.answered')
  given(...own)
    .when(4, bo, resume)
    .then('walk.resumed')
  const ours: readonly Wished[] = [...own, [4, bo, resume]]
  given(...ours)
    .when(5, customer, answer('light', 'yes'))
    .thenRefused('walk.with_support')
  given(...own)
    .when(4, customer, pause)
    .then('walk.paused')
})

test('facts of a walk that is not there change nothing', () => {
  const { state } = given(...taken)
  const to = walkOf(begun).walk.stack
  const facts = [
    { type: 'walk.answered', step: 'one', answer: worked, to, end: null },
    { type: 'walk.answered', step: 'one', answer: worked, to, end: null, fact: 'name' },
    { type: 'walk.reused', step: 'one', value: 'x', fact: 'f', from: 'wlk_a', to, end: null },
    { type: 'walk.jumped', step: 'one', verified: text('v'), to, end: null },
    { type: 'walk.went_back' },
    { type: 'walk.paused' },
    { type: 'walk.resumed' },
    { type: 'walk.given_up', because: text('b') },
  ].map(one => ({ walk: 'wlk_none', at: at(2), by: bo, ...one }) as Event)
  for (const fact of facts) {
    const after = evolve(state, fact) as OpenedCase
    const { seq, lastAt, stuck } = after
    assert.deepEqual(after, { ...state, seq, lastAt, stuck }, fact.type)
  }
})

test('who does not have the case does not walk it', () => {
  for (const type of ['walk.begin', 'walk.answer', 'walk.resume'] as const) {
    assert.equal(may(bo, type, stateOf(begun), desk), true)
    assert.notEqual(may(marta, type, stateOf(begun), desk), true)
  }
})

test('a ledger with a walk folds to the same case from what was written down', () => {
  const { events, state } = given(...second, [6, bo, reuse('lamp', using(other))])
  assert.deepEqual(fold(JSON.parse(JSON.stringify(events)) as Event[]), state)
})

test('where a level wants it, a hand-off up needs a script walked to an end or a word why none was; a critical case waits for nothing', () => {
  const { levels } = desk
  const wants: DeskFacts = { ...desk, levels: { ...levels, 1: { ...levels[1], scriptRequired: true } } }
  const offer = samples['hand_off.offer']
  const sideways = { ...offer, team: teamId('other') } as const
  const said = { ...offer, summary: { ...offer.summary, notWalked: text('none fits') } } as const
  const halfway = given(...answered)
  halfway.on(wants).when(4, bo, offer).thenRefused('hand_off.script_missing')
  halfway.on(wants).when(4, bo, said).then('hand_off.offered')
  halfway.on(wants).when(4, bo, sideways).then('hand_off.offered')
  halfway.when(4, bo, offer).then('hand_off.offered')
  given(...taken)
    .on(wants)
    .when(2, bo, offer)
    .thenRefused('hand_off.script_missing')
  given(...answered, [4, bo, giveUp])
    .on(wants)
    .when(5, bo, offer)
    .thenRefused('hand_off.script_missing')
  const ended = given(...answered, [4, bo, answer('restart', worked)])
  ended.on(wants).when(5, bo, offer).then('hand_off.offered')
  given(...taken, [2, bo, assessAs(1)])
    .on(wants)
    .when(3, bo, offer)
    .then('hand_off.offered')
})

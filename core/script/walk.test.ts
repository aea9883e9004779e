import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/kit/refusal.ts'
import { about } from '#core/script/about.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Script, Step } from '#core/script/script.ts'
import { begin, given, jump, type Scripts, stepNow } from '#core/script/step-on.ts'
import { passedCount, placeOf, walkBegun, walkOn } from '#core/script/walk.ts'
import {
  ask,
  check,
  choicesOf,
  doing,
  inner,
  on,
  outer,
  passOn,
  scriptOf,
  shelf,
  solved,
  sub,
  tell,
} from '#core/testing/script-world.ts'
import { no, value, walking, walkingOn, yes } from '#core/testing/walking.ts'

const oneStep = (step: Step) => scriptOf([step, solved('good'), passOn('bad')])

test('an answer leads on, and the walk ends where the script says how', () => {
  const script = scriptOf([
    check('outage', 'light', { next: [on('told', { is: ['outage', 'yes'] }), on('light')] }),
    ask('light', 'restart', { asked: choicesOf(['green', 'good'], 'red') }),
    doing('restart', { worked: 'good', failed: 'bad' }),
    tell('told', 'bad'),
    solved('good'),
    passOn('bad'),
  ])
  const walk = walking(script)
  assert.equal(walk.at(), 'outage')
  assert.equal(walk.gives({ kind: 'result', value: 'no' }).at(), 'light')
  assert.equal(walk.gives(value('red')).at(), 'restart')
  assert.equal(walk.gives({ kind: 'worked' }).at(), 'good')
  assert.equal(walk.walk().end, 'solved')
  assert.equal(stepNow(walk.walk(), walk.scripts)?.step.kind, 'end')
  assert.equal(
    walking(script).gives({ kind: 'result', value: 'yes' }, { kind: 'told' }).walk().end,
    'hand_off',
  )
  assert.equal(walking(script).gives({ kind: 'silent' }, value('green')).at(), 'good')
})
test('what is skipped, cannot be done or stays silent goes on another way', () => {
  for (const kind of ['skipped', 'cannot'] as const) {
    assert.equal(
      walking(oneStep(ask('one', 'good', { otherwise: 'bad' })))
        .gives({ kind })
        .at(),
      'bad',
    )
    const step = doing('one', { worked: 'good', failed: 'good' }, { otherwise: 'bad' })
    assert.equal(walking(oneStep(step)).gives({ kind }).at(), 'bad')
  }
  for (const kind of ['skipped', 'silent'] as const)
    assert.equal(
      walking(oneStep(check('one', 'good', { otherwise: 'bad' })))
        .gives({ kind })
        .at(),
      'bad',
    )
})
test('an answer taken over as known leads where it would have led when asked', () => {
  const script = oneStep(ask('one', 'bad', { asked: choicesOf(['yes', 'good'], 'no') }))
  assert.equal(walking(script).gives({ kind: 'known', value: 'yes' }).at(), 'good')
  assert.equal(walking(script).refuses({ kind: 'known', value: 'perhaps' }).refused, 'walk.not_a_choice')
})
test('arrows are read in order, and where none holds it goes on as if skipped', () => {
  const script = oneStep(ask('one', '', { next: [on('good', { is: ['one', 'yes'] })], otherwise: 'bad' }))
  assert.equal(walking(script).gives(yes).at(), 'good')
  assert.equal(walking(script).gives(no).at(), 'bad')
})
test('a number out of range is refused with the least and the most', () => {
  const script = oneStep(ask('speed', 'good', { asked: { kind: 'number', least: 0, most: 1000 } }))
  assert.equal(walking(script).gives(value(0)).at(), 'good')
  assert.equal(walking(script).gives(value(1000)).at(), 'good')
  for (const wrong of [-1, 1001, '5', Number.NaN])
    assert.deepEqual(walking(script).refuses(value(wrong)), {
      refused: 'walk.out_of_range',
      details: { least: 0, most: 1000 },
    })
})
test('an answer is one of the choices', () => {
  const script = oneStep(ask('one', 'good'))
  assert.deepEqual(walking(script).refuses(value('perhaps')), {
    refused: 'walk.not_a_choice',
    details: { choices: 'yes, no' },
  })
})
test('a date exists', () => {
  const script = oneStep(ask('one', 'good', { asked: { kind: 'date' } }))
  assert.equal(walking(script).gives(value('2028-02-29')).at(), 'good')
  for (const wrong of ['2027-02-29', 'tomorrow', 20270101])
    assert.equal(walking(script).refuses(value(wrong)).refused, 'walk.not_a_date')
})
test('a text, photo or serial number is not empty', () => {
  for (const kind of ['text', 'photo', 'serial'] as const) {
    const script = oneStep(ask('one', 'good', { asked: { kind } }))
    assert.equal(walking(script).gives(value('txt_1')).at(), 'good')
    for (const wrong of [' ', 7, 'x'.repeat(4001)])
      assert.equal(walking(script).refuses(value(wrong)).refused, 'walk.answer_kind')
  }
})
test('each kind of step takes its own kinds of answer', () => {
  const steps = [
    ask('one', 'good'),
    doing('one', { worked: 'good', failed: 'good' }),
    check('one', 'good'),
    tell('one', 'good'),
  ]
  const taken = steps.map(step =>
    (['value', 'known', 'worked', 'failed', 'skipped', 'cannot', 'result', 'silent', 'told'] as const).filter(
      kind => {
        const answer = { kind, value: 'yes' } as Answer
        const outcome = given(walking(oneStep(step)).walk(), { step: 'one', answer }, shelf(oneStep(step)))
        return !isRefusal(outcome)
      },
    ),
  )
  assert.deepEqual(taken, [
    ['value', 'known', 'skipped', 'cannot'],
    ['worked', 'failed', 'skipped', 'cannot'],
    ['skipped', 'result', 'silent'],
    ['told'],
  ])
})
test('an answer to another step than the one it stands at is refused, and one after the end', () => {
  const walk = walking(scriptOf([ask('one', 'two'), ask('two', 'good'), solved('good')]))
  walk.gives(yes)
  assert.deepEqual(walk.refuses(yes, 'one'), { refused: 'walk.not_there', details: { step: 'two' } })
  walk.gives(yes)
  assert.equal(walk.refuses(yes).refused, 'walk.ended')
  assert.equal(walk.jump('one')?.refused, 'walk.ended')
  assert.equal(walk.pause()?.refused, 'walk.ended')
})
test('back keeps the old answer as what was said first, and the new one counts', () => {
  const script = scriptOf([
    ask('one', 'two'),
    ask('two', '', { next: [on('good', { is: ['one', 'yes'] }), on('bad')] }),
    solved('good'),
    passOn('bad'),
  ])
  const walk = walking(script).gives(no)
  assert.equal(walk.back(), null)
  assert.equal(walk.at(), 'one')
  assert.equal(passedCount(walk.walk()), 0)
  walk.gives(yes, yes)
  assert.equal(walk.at(), 'good')
  assert.deepEqual(
    walk.walk().path.map(({ answer, undone }) => ['value' in answer ? answer.value : '', undone]),
    [
      ['no', true],
      ['yes', false],
      ['yes', false],
    ],
  )
})
test('back goes past what was checked by itself, out of an end, and not before the first answer', () => {
  const script = scriptOf([
    check('first', 'one'),
    ask('one', 'second'),
    check('second', 'third'),
    check('third', 'good'),
    solved('good'),
  ])
  const walk = walking(script)
  assert.equal(walk.back()?.refused, 'walk.nothing_back')
  walk.gives({ kind: 'result', value: 'no' })
  assert.equal(walk.back()?.refused, 'walk.nothing_back')
  walk.gives(yes, { kind: 'result', value: 3 }, { kind: 'silent' })
  assert.equal(walk.walk().end, 'solved')
  assert.equal(walk.back(), null)
  assert.deepEqual([walk.at(), walk.walk().end], ['one', null])
  assert.deepEqual(walkOn(walking(script).walk(), { kind: 'back' }), walking(script).walk())
})
test('a step that was reached often enough is passed by, and going back gives the try back', () => {
  const script = scriptOf([
    doing('again', { worked: 'good', failed: 'again' }, { tries: { most: 2, spent: 'bad' } }),
    solved('good'),
    passOn('bad'),
  ])
  const walk = walking(script).gives({ kind: 'failed' })
  assert.equal(walk.at(), 'again')
  walk.back()
  assert.equal(walk.gives({ kind: 'failed' }).at(), 'again')
  assert.equal(walk.gives({ kind: 'failed' }).at(), 'bad')
})
test('whoever knows the product jumps to the step he has verified, and back leads to before', () => {
  const walk = walking(
    scriptOf([ask('one', 'two'), ask('two', 'three'), ask('three', 'good'), solved('good')]),
  )
  assert.equal(walk.jump('three'), null)
  assert.equal(walk.at(), 'three')
  assert.deepEqual(walk.jump('four'), { refused: 'walk.no_such_step', details: { step: 'four' } })
  walk.back()
  assert.equal(walk.at(), 'one')
  walk.jump('good')
  assert.equal(walk.walk().end, 'solved')
})
test('what was skipped or jumped over was not answered: no condition on it holds', () => {
  const script = scriptOf([
    ask('one', 'two'),
    ask('two', 'bad', { next: [on('good', { answered: 'one' }), on('bad')] }),
    solved('good'),
    passOn('bad'),
  ])
  assert.equal(walking(script).gives(yes, yes).at(), 'good')
  assert.equal(walking(script).gives({ kind: 'skipped' }, yes).at(), 'bad')
  const jumped = walking(script)
  jumped.jump('two')
  assert.equal(jumped.gives(yes).at(), 'bad')
})
test('what a do came to can be asked about', () => {
  const script = scriptOf([
    doing('one', { worked: 'two', failed: 'two' }),
    ask('two', 'bad', { next: [on('good', { is: ['one', 'failed'] }), on('bad')] }),
    solved('good'),
    passOn('bad'),
  ])
  assert.equal(walking(script).gives({ kind: 'failed' }, yes).at(), 'good')
  assert.equal(walking(script).gives({ kind: 'worked' }, yes).at(), 'bad')
})
test('a walk rests and is taken up, by a word or by an answer', () => {
  const walk = walking(scriptOf([ask('one', 'two'), ask('two', 'good'), solved('good')]))
  assert.equal(walk.resume()?.refused, 'case.already_there')
  assert.deepEqual([walk.pause(), walk.walk().paused], [null, true])
  assert.equal(walk.pause()?.refused, 'case.already_there')
  assert.deepEqual([walk.resume(), walk.walk().paused], [null, false])
  walk.pause()
  assert.equal(walk.gives(yes).walk().paused, false)
})

test('a sub-script is gone through on the way, and its end says where the script goes on', () => {
  assert.equal(walking(outer, inner).gives(no).at(), 'wifi > one')
  assert.equal(walking(outer, inner).gives(no, yes).at(), 'good')
  assert.equal(walking(outer, inner).gives(no, no).at(), 'last')
})
test('answers of a sub-script are its own: the script asks for those of its own steps', () => {
  assert.equal(walking(outer, inner).gives(yes, no, no).at(), 'good')
  assert.equal(walking(outer, inner).gives(no, no, yes).at(), 'bad')
})
test('back leads into a sub-script that was left', () => {
  const walk = walking(outer, inner).gives(yes, no)
  walk.back()
  assert.equal(walk.at(), 'wifi > one')
  assert.equal(walk.gives(yes).at(), 'good')
})
test('a jump goes to a step of the script around as well', () => {
  const walk = walking(outer, inner).gives(yes)
  assert.equal(walk.jump('not'), null)
  assert.equal(walk.at(), 'last')
  walk.back()
  walk.jump('last')
  assert.equal(walk.at(), 'last')
})
test('a running walk keeps the versions it began with, though newer ones are published', () => {
  const newer = (script: Script) => ({ ...script, version: 2, steps: [solved('one')], start: 'one' })
  const scripts = shelf(outer, inner)
  const first = begin(outer, scripts)
  assert.ok(!isRefusal(first))
  const later = shelf(outer, inner, newer(inner), newer(outer))
  const walk = walkBegun(first)
  const fact = given(walk, { step: 'one', answer: yes }, later)
  assert.ok(!isRefusal(fact))
  assert.equal(placeOf(walkOn(walk, fact).stack).version, 1)
  assert.deepEqual(first.pins, { sample: 1, inner: 1 })
})
test('a sub-script that is not there has not helped', () => {
  assert.equal(walking(outer).gives(yes).at(), 'last')
  const gone: Scripts = (slug, version) => (version === null ? shelf(inner, outer)(slug, null) : null)
  assert.equal(walkingOn(outer, gone).walk().stack.length, 1)
})
const end = scriptOf([solved('good')], { slug: 'inner' })

test('scripts that call each other are left at some depth, and what goes round by itself is told', () => {
  const ring = (slug: string, other: string) =>
    scriptOf([sub('on', other, { solved: 'good', unsolved: 'bad' }), solved('good'), passOn('bad')], { slug })
  const walk = walking(ring('left', 'right'), ring('right', 'left'))
  assert.equal(walk.at(), 'bad')
  const round = scriptOf([sub('on', 'inner', { solved: 'on', unsolved: 'on' })])
  assert.deepEqual(begin(round, shelf(round, end)), { refused: 'walk.broken', details: { step: 'on' } })
})
test('a script that leads to nowhere is told where it does, and the walk stays', () => {
  const walk = walking(scriptOf([ask('one', 'nowhere'), ask('two', 'nowhere'), solved('good')]))
  assert.deepEqual(walk.refuses(yes), { refused: 'walk.broken', details: { step: 'nowhere' } })
  const around = walking(
    scriptOf([ask('one', 'on'), sub('on', 'inner', { solved: 'on', unsolved: 'on' })]),
    end,
  )
  assert.equal(around.jump('on')?.refused, 'walk.broken')
  const beside = scriptOf([sub('on', 'inner', { solved: 'good', unsolved: 'nowhere' }), solved('good')])
  assert.equal(walking(beside, inner).refuses(no).refused, 'walk.broken')
})
test('a walk whose script nobody keeps any more can be read and ended by hand, not gone on with', () => {
  const walk = walking(outer, inner).gives(yes).walk()
  const none: Scripts = () => null
  assert.equal(stepNow(walk, none), null)
  assert.equal(about(walk, none), 0)
  assert.deepEqual(given(walk, { step: 'one', answer: yes }, none), {
    refused: 'walk.broken',
    details: { step: 'one' },
  })
  const without = jump(walk, 'one', none)
  assert.ok(isRefusal(without) && without.refused === 'walk.no_such_step')
  // Only the outer one is gone: the inner one cannot lead back into it.
  const fact = given(walk, { step: 'one', answer: yes }, shelf(inner))
  assert.ok(isRefusal(fact) && fact.refused === 'walk.broken')
})
test('a script that cannot be begun says so', () => {
  const outcome = begin(scriptOf([solved('good')], { start: 'nowhere' }), shelf())
  assert.deepEqual(outcome, { refused: 'walk.broken', details: { step: 'nowhere' } })
})
test('steps may be called as they like, even what every object has', () => {
  const script = scriptOf([
    doing('constructor', { worked: 'good', failed: 'constructor' }, { tries: { most: 1, spent: 'bad' } }),
    solved('good'),
    passOn('bad'),
  ])
  assert.equal(walking(script).at(), 'constructor')
  assert.equal(walking(script).gives({ kind: 'failed' }).at(), 'bad')
  const odd = scriptOf([
    sub('on', 'toString', { solved: 'good', unsolved: 'bad' }),
    solved('good'),
    passOn('bad'),
  ])
  assert.equal(walking(odd).at(), 'bad')
})

// What a walk tells of its script is what its facts say: the way it took, the time, the end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '#core/case/event.ts'
import type { Actor } from '#core/people/actor.ts'
import { tellsOfWalks, walksTold, type WalkTold } from '#core/measure/walk-told.ts'
import { ask, doing, passOn, scriptOf, solved, sub } from '#core/testing/script-world.ts'
import {
  answer,
  begin,
  begun,
  bo,
  giveUp,
  goBack,
  jump,
  pause,
  resume,
  reuse,
  using,
  worked,
} from '#core/testing/walk-course.ts'
import { at, given, taken, text, type Wished } from '#core/testing/world.ts'

const told = (wished: readonly Wished[]): WalkTold[] => walksTold(given(...wished).events)
const way = ({ course, seconds }: WalkTold) =>
  course.passed.map(({ step, how, undone }, i) => `${step} ${how} ${seconds[i]}${undone ? ' undone' : ''}`)
const solve: Wished = [20, bo, { type: 'case.solve', fix: text('restarted') }]
const reopen: Wished = [30, bo, { type: 'case.reopen', reason: 'by_agent' }]

test('it tells each step with how it was left and the time it took, and the end', () => {
  const skipped = answer('light', { kind: 'skipped' }, { because: text('dark'), nowhere: true })
  const [one] = told([...begun, [4, bo, skipped], [9, bo, answer('restart', worked)]])
  assert.deepEqual(one, {
    walk: 'wlk_a',
    part: 0,
    walker: 'agent',
    course: {
      slug: 'sample',
      version: 1,
      passed: [
        { step: 'light', how: 'skipped', nowhere: true, undone: false },
        { step: 'restart', how: 'worked', nowhere: false, undone: false },
      ],
      end: 'solved',
      stands: 'fine',
    },
    seconds: [120, 300],
    begunAt: at(2),
    changedAt: at(9),
    reopened: false,
  })
})

test('a pause does not count, and being taken up by another does not begin the time anew', () => {
  const rested = [...begun, [4, bo, pause], [15, bo, resume], [16, bo, answer('light', 'yes')]] as const
  assert.deepEqual(way(told(rested)[0]!), ['light value 180'])
  const facts = given(...rested).events
  const without = facts.filter(one => one.type !== 'walk.resumed')
  assert.deepEqual(way(walksTold(without)[0]!), ['light value 120'])
  const twice = facts.flatMap<Event>(one =>
    one.type === 'walk.resumed' ? [one, { ...one, at: at(15.5) }] : [one],
  )
  assert.deepEqual(way(walksTold(twice)[0]!), ['light value 180'])
})

test('what was gone back over stays told; a jump is told where it began; known answers are told as known', () => {
  const back = told([...begun, [3, bo, answer('light', 'yes')], [4, bo, goBack], [5, bo, jump('restart')]])
  assert.deepEqual(way(back[0]!), ['light value 60 undone', 'light jumped 60'])
  const second: Wished[] = [
    ...begun,
    [3, bo, answer('light', 'yes')],
    [4, bo, begin({ walk: 'wlk_b' })],
    [5, bo, reuse('light')],
  ]
  const [first, other] = told(second)
  assert.deepEqual([first!.course.stands, way(other!)], ['restart', ['light known 60']])
})

test('a walk nobody ended is open while its case is, and abandoned where it stands when the case ends', () => {
  const ends = (wished: readonly Wished[]) => {
    const { course, reopened } = told(wished)[0]!
    return [course.end, course.stands, reopened]
  }
  assert.deepEqual(ends(begun), ['open', 'light', false])
  assert.deepEqual(ends([...begun, solve]), ['abandoned', 'light', false])
  assert.deepEqual(ends([...begun, solve, reopen]), ['open', 'light', false])
  assert.deepEqual(ends([...begun, [4, bo, giveUp], solve, reopen]), ['given_up', 'light', true])
})

test('a walk tells that its case came back, until somebody goes on with it', () => {
  const done: Wished[] = [...begun, [3, bo, answer('light', 'yes')], [4, bo, answer('restart', worked)]]
  const reopened = (wished: readonly Wished[]) => told(wished)[0]!.reopened
  assert.equal(reopened([...done, solve]), false)
  assert.equal(reopened([...done, solve, reopen]), true)
  assert.equal(reopened([...done, solve, reopen, [31, bo, goBack]]), false)
  const mistaken = walksTold([
    ...given(...done, solve, reopen).events,
    ...given(...begun)
      .when(32, bo, jump('restart'))
      .then('walk.jumped'),
  ])
  assert.equal(mistaken[0]!.reopened, false)
})

const outer = scriptOf([
  ask('who', 'inner'),
  sub('inner', 'inner', { solved: 'fine', unsolved: 'again' }),
  ask('again', 'bad'),
  solved('fine'),
  passOn('bad'),
])
const inner = scriptOf(
  [ask('one', 'two'), doing('two', { worked: 'ok', failed: 'no' }), solved('ok'), passOn('no')],
  { slug: 'inner' },
)
const both = using(outer, inner)
const nested: Wished[] = [...taken, [2, bo, begin(both)], [3, bo, answer('who', 'yes', both)]]

test('a script within another tells of itself, and is one step of the one around it', () => {
  const through: Wished[] = [
    ...nested,
    [5, bo, answer('one', 'yes', both)],
    [8, bo, answer('two', { kind: 'failed' }, both)],
    [9, bo, answer('again', 'yes', both)],
  ]
  const [around, within] = told(through)
  assert.deepEqual(way(around!), ['who value 60', 'inner within 300', 'again value 60'])
  assert.deepEqual([around!.course.end, around!.course.stands], ['hand_off', 'bad'])
  assert.deepEqual(way(within!), ['one value 120', 'two failed 180'])
  assert.deepEqual(within!.course, { ...within!.course, slug: 'inner', end: 'hand_off', stands: 'no' })
})

test('a script within another tells how it came back: by its end, or left by a jump', () => {
  const ends = (wished: readonly Wished[], facts = given(...wished).events) =>
    walksTold(facts).map(({ course }) => `${course.slug} ${course.end} ${course.stands}`)
  const inside: Wished[] = [...nested, [5, bo, answer('one', 'yes', both)]]
  const helped: Wished[] = [...inside, [8, bo, answer('two', worked, both)]]
  assert.deepEqual(ends(helped), ['sample solved fine', 'inner solved ok'])
  assert.deepEqual(ends([...helped, [9, bo, goBack]]), ['sample open inner', 'inner open two'])
  assert.deepEqual(ends([...inside, [6, bo, jump('again', both)]]), ['sample open again', 'inner left null'])
  const outOfBoth = scriptOf([
    ask('who', 'middle'),
    sub('middle', 'middle', { unsolved: 'bad' }),
    passOn('bad'),
  ])
  const middle = scriptOf([sub('in', 'inner')], { slug: 'middle' })
  const three = using(outOfBoth, middle, inner)
  const deep: Wished[] = [
    ...taken,
    [2, bo, begin(three)],
    [3, bo, answer('who', 'yes', three)],
    [4, bo, answer('one', 'yes', three)],
    [5, bo, answer('two', { kind: 'failed' }, three)],
  ]
  assert.deepEqual(ends(deep), ['sample hand_off bad', 'middle hand_off in', 'inner hand_off no'])
  // Ledgers of before do not say it.
  const before = given(...helped).events.map(one => {
    const { ended: _, ...own } = one as Event & { ended?: unknown }
    return own as Event
  })
  assert.deepEqual(ends([], before), ['sample solved fine', 'inner left null'])
})

test('a step that holds a script is gone back over when all in there was', () => {
  const inside: Wished[] = [...nested, [5, bo, answer('one', 'yes', both)], [6, bo, goBack]]
  assert.deepEqual(way(told(inside)[0]!), ['who value 60', 'inner within 120 undone'])
  const on: Wished[] = [...inside, [7, bo, answer('one', 'no', both)]]
  assert.deepEqual(way(told(on)[0]!), ['who value 60', 'inner within 180'])
})

test('a script that was gone back out of tells nothing, and another time in it is another', () => {
  const out: Wished[] = [...nested, [4, bo, goBack]]
  assert.deepEqual(
    told(out).map(one => [one.course.slug, one.course.end]),
    [
      ['sample', 'open'],
      ['inner', 'gone_back'],
    ],
  )
  const again = told([...out, [5, bo, answer('who', 'no', both)], [6, bo, answer('one', 'yes', both)]])
  assert.deepEqual(
    again.map(one => [one.part, one.course.end, way(one)]),
    [
      [0, 'open', ['who value 60 undone', 'who value 60', 'inner within 60']],
      [1, 'gone_back', []],
      [2, 'open', ['one value 60']],
    ],
  )
})

test('a script that ends with the one within it ends alike', () => {
  const ending = scriptOf([ask('who', 'inner'), sub('inner', 'inner')])
  const own = using(ending, inner)
  const [around, within] = told([
    ...taken,
    [2, bo, begin(own)],
    [3, bo, answer('who', 'yes', own)],
    [4, bo, answer('one', 'yes', own)],
    [5, bo, answer('two', worked, own)],
  ])
  assert.deepEqual([around!.course.end, around!.course.stands], ['solved', 'inner'])
  assert.deepEqual([within!.course.end, within!.course.stands], ['solved', 'ok'])
})

test('it tells whether people of ours walked, the customer by himself, or one after the other', () => {
  const anna: Actor = { kind: 'customer', id: 'cus_anna' }
  const walker = (...ways: readonly (readonly [Event['type'], Actor])[]) => {
    const facts = given(...begun, [3, bo, answer('light', 'yes')]).events
    return walksTold(
      facts.map(one => ({ ...one, by: ways.find(([type]) => type === one.type)?.[1] ?? one.by }) as Event),
    )[0]!.walker
  }
  assert.equal(walker(), 'agent')
  assert.equal(walker(['walk.begun', anna], ['walk.answered', anna]), 'customer')
  assert.equal(walker(['walk.begun', anna]), 'both')
  assert.equal(walker(['walk.begun', anna], ['walk.answered', { kind: 'system', part: 'desk' }]), 'customer')
  const rested = given(...begun, [3, bo, pause]).events
  const begunByHer = rested.map(one => (one.type === 'walk.begun' ? ({ ...one, by: anna } as Event) : one))
  assert.equal(walksTold(begunByHer)[0]!.walker, 'customer')
})

test('facts of a walk that never began tell nothing', () => {
  const events = given(...begun).events.filter(one => one.type !== 'walk.begun')
  assert.deepEqual(
    walksTold([...events, { ...events[0]!, type: 'walk.went_back', walk: 'wlk_x' } as Event]),
    [],
  )
})

test('only facts of walks and the turns of their case change what they tell', () => {
  const { events } = given(...begun, solve)
  const types = events.filter(one => tellsOfWalks([one])).map(one => one.type)
  assert.deepEqual(types, ['walk.begun', 'case.solved'])
})

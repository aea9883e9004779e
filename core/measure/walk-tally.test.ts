// Figures over many walks count each walk once, whatever their order and however they are put together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Course, CourseEnd, Left, Passing } from '#core/measure/walk-told.ts'
import {
  type Counted,
  emptyTally,
  endedOf,
  isDone,
  lengthsCount,
  medianOf,
  quantileOf,
  shareOf,
  solverOf,
  type Tally,
  tallyOf,
  type Timed,
  together,
} from '#core/measure/walk-tally.ts'

/** `cable failed, power worked undone`, as a course. */
const courseOf = (way: string, end: CourseEnd, stands: string | null): Course => ({
  slug: 'sample',
  version: 1,
  passed: way.split(', ').flatMap((one): Passing[] => {
    const [step = '', how, ...more] = one.split(' ')
    const marks = { nowhere: more.includes('nowhere'), undone: more.includes('undone') }
    return step === '' ? [] : [{ step, how: how as Left, ...marks }]
  }),
  end,
  stands,
})
const times = (course: Course, times: number, more: Partial<Counted> = {}): Counted => ({
  course,
  times,
  reopened: 0,
  resting: 0,
  byCustomer: 0,
  byBoth: 0,
  ...more,
})
const solvedByPower = courseOf('cable failed, power worked', 'solved', 'fine')
const handedOff = courseOf('cable cannot, power skipped nowhere', 'hand_off', 'level2')

test('a step tells how often it was reached, how it was left, and of how many it is what solved them', () => {
  const given = courseOf('cable failed', 'given_up', 'power')
  const twice = courseOf('cable failed undone, cable worked', 'solved', 'fine')
  const tally = tallyOf(
    [times(solvedByPower, 3, { reopened: 1 }), times(handedOff, 2), times(given, 1), times(twice, 1)],
    [],
  )
  const { lengths: _, ...cable } = tally.steps.get('cable')!
  assert.deepEqual(cable, {
    reached: 7,
    solved: 1,
    reopened: 0,
    abandoned: 0,
    givenUp: 0,
    left: { failed: 4, cannot: 2, worked: 1 },
    nowhere: 0,
    goneBack: 1,
    seconds: 0,
    timed: 0,
  })
  const power = tally.steps.get('power')!
  assert.deepEqual(
    [power.reached, power.solved, power.reopened, power.givenUp, power.nowhere],
    [6, 3, 1, 1, 2],
  )
  assert.deepEqual([tally.ends, tally.reopened], [{ solved: 4, hand_off: 2, given_up: 1 }, 1])
  assert.equal(tally.steps.get('fine')!.reached, 4)
})

test('an open walk nobody goes on with is abandoned where it stands; the others are under way', () => {
  const open = courseOf('cable failed', 'open', 'power')
  const tally = tallyOf([times(open, 5, { resting: 3 }), times(courseOf('', 'open', 'cable'), 1)], [])
  assert.deepEqual(tally.ends, { abandoned: 3, open: 3 })
  assert.equal(tally.steps.get('power')!.abandoned, 3)
  assert.equal(endedOf(tally), 3)
  assert.deepEqual(
    [...tally.paths.values()].map(one => [one.steps, one.end, one.walks]),
    [[['cable'], 'abandoned', 3]],
  )
})

test('a script that was gone back out of counts nowhere; one that another goes on from has no end of its own', () => {
  const tally = tallyOf(
    [
      times(courseOf('cable failed undone', 'gone_back', null), 4),
      times(courseOf('cable failed', 'left', null), 2),
      times(courseOf('cable failed', 'abandoned', null), 1),
      times(courseOf('cable failed', 'given_up', null), 1),
    ],
    [],
  )
  assert.deepEqual(tally.ends, { left: 2, abandoned: 1, given_up: 1 })
  assert.equal(tally.steps.get('cable')!.reached, 4)
})

test('who walked is counted of all walks, those under way among them', () => {
  const tally = tallyOf(
    [
      times(solvedByPower, 6, { byCustomer: 3, byBoth: 1 }),
      times(courseOf('', 'open', 'cable'), 2, { byCustomer: 1, resting: 1 }),
      times(courseOf('cable failed undone', 'gone_back', null), 9, { byCustomer: 9 }),
    ],
    [],
  )
  assert.deepEqual(tally.walkers, { agent: 3, customer: 4, both: 1 })
})

test('a path is the steps that were passed and the end, whatever was answered', () => {
  const other = courseOf('cable skipped, light value undone, power worked', 'solved', 'fine')
  const tally = tallyOf([times(solvedByPower, 3), times(other, 2, { reopened: 1 })], [])
  const [path, ...more] = [...tally.paths.values()]
  assert.deepEqual(more, [])
  assert.deepEqual(
    [path!.steps, path!.end, path!.stands, path!.walks, path!.reopened],
    [['cable', 'power'], 'solved', 'fine', 5, 1],
  )
})

test('what solved is what worked last; else what was answered last; else nothing anybody did', () => {
  const by = (way: string, end: CourseEnd = 'solved') => solverOf(courseOf(way, end, 'fine'))
  assert.equal(by('a worked, b failed, c told'), 'a')
  assert.equal(by('a worked, b within'), 'b')
  assert.equal(by('a value, b worked undone, c skipped'), 'a')
  assert.equal(by('a told, b skipped'), null)
  assert.equal(by('a worked', 'hand_off'), null)
})

test('times are of those who did a step, and the middle is told to a twentieth', () => {
  const timed: Timed[] = [60, 120, 4_000].map(one => ({ course: solvedByPower, seconds: [one, 10] }))
  const tally = tallyOf(
    [],
    [...timed, { course: courseOf('cable skipped, power failed', 'open', 'x'), seconds: [9, 10] }],
  )
  const cable = tally.steps.get('cable')!
  assert.deepEqual([cable.timed, cable.seconds, lengthsCount(cable.lengths)], [3, 60 + 120 + 3_600, 3])
  assert.ok(Math.abs(medianOf(cable.lengths)! - 120) <= 6, `${medianOf(cable.lengths)}`)
  assert.equal(tally.steps.get('power')!.timed, 4)
  assert.ok(Math.abs(medianOf(tally.lengths)! - 130) <= 7)
  assert.equal(lengthsCount([...tally.paths.values()][0]!.lengths), 3)
  assert.equal(medianOf(new Map()), null)
  assert.ok(Math.abs(quantileOf(cable.lengths, 0.9)! - 4_000) <= 200, `${quantileOf(cable.lengths, 0.9)}`)
  assert.equal(isDone(courseOf('a skipped', 'open', 'b').passed[0]!), false)
})

test('a share of few walks is told with its doubt; of many it is nearly sure', () => {
  assert.deepEqual(shareOf(0, 0), { times: 0, of: 0, range: null })
  const few = shareOf(3, 4).range!
  assert.ok(few.from < 0.35 && few.to > 0.93, JSON.stringify(few))
  const many = shareOf(7_500, 10_000).range!
  assert.ok(many.to - many.from < 0.02)
  assert.deepEqual([shareOf(0, 5).range!.from, shareOf(5, 5).range!.to], [0, 1])
})

const drawn = fc.record({
  ways: fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom<Left[]>('worked', 'failed', 'skipped', 'within', 'told'),
      fc.boolean(),
    ),
    { maxLength: 4 },
  ),
  end: fc.constantFrom<CourseEnd[]>('solved', 'hand_off', 'open', 'left', 'gone_back', 'given_up'),
  times: fc.integer({ min: 1, max: 9 }),
  share: fc.integer({ min: 0, max: 9 }),
  seconds: fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 4, maxLength: 4 }),
})
type Drawn = { readonly counted: Counted; readonly timed: Timed }
const walks: fc.Arbitrary<Drawn[]> = fc.array(
  drawn.map(({ ways, end, times: many, share, seconds }) => {
    const passed = ways.map(([step, how, undone]) => ({ step, how, undone, nowhere: undone }))
    const course: Course = { slug: 's', version: 1, passed, end, stands: end === 'left' ? null : 'z' }
    const some = Math.min(share, many)
    const by = { byCustomer: some, byBoth: many - some }
    return {
      counted: times(course, many, { ...by, reopened: some, resting: some }),
      timed: { course, seconds },
    }
  }),
  { maxLength: 12 },
)
const tally = (all: readonly Drawn[]): Tally =>
  tallyOf(
    all.map(one => one.counted),
    all.map(one => one.timed),
  )

test('the order of walks does not matter', () => {
  fc.assert(
    fc.property(walks, all => {
      assert.deepEqual(tally(all.toReversed()), tally(all))
    }),
  )
})

test('two halves put together are the whole, and nothing put to it changes nothing', () => {
  fc.assert(
    fc.property(walks, fc.nat(12), (all, at) => {
      assert.deepEqual(together(tally(all.slice(0, at)), tally(all.slice(at))), tally(all))
      assert.deepEqual(together(emptyTally, tally(all)), tally(all))
    }),
  )
})

test('each walk that was one is told once: in an end, in a path or under way', () => {
  fc.assert(
    fc.property(walks, all => {
      const { ends, paths } = tally(all)
      const told = Object.values(ends).reduce((sum, one) => sum + one, 0)
      const entered = all.filter(one => one.counted.course.end !== 'gone_back')
      assert.equal(
        told,
        entered.reduce((sum, one) => sum + one.counted.times, 0),
      )
      const onPaths = [...paths.values()].reduce((sum, one) => sum + one.walks, 0)
      assert.equal(onPaths + (ends.open ?? 0), told)
    }),
  )
})

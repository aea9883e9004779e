// What it cost and how occupied people were, on a handful of courses one can count by hand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#core/kit/time.ts'
import type { Asked } from '#core/measure/of-period.ts'
import { at, course, fix, measuresOf, standing, week } from '#core/testing/measured-courses.ts'

const spentOn = (when: Instant, minor: number, sort: 'parts' | 'supplier' = 'parts') => ({
  ...{ at: when, sort, minor, currency: 'EUR' },
})

test('what it cost is told of each contact, by what it was paid for, and of each case so long after its fix', () => {
  const courses = [
    course(1, {
      contacts: [at(0), at(1)],
      worked: [{ at: at(1), seconds: 1_800 }],
      charged: [spentOn(at(2), 500), spentOn(at(3), 900, 'supplier'), spentOn(at(9), 50)],
      solved: [fix(at(3), 1)],
    }),
    course(2, { contacts: [at(0), at(4)], solved: [fix(at(5), 1)] }),
  ]
  const all = measuresOf(courses, { ...week, now: at(60) })
  const of = (measure: string, scope = 'desk') => {
    const one = all.find(each => each.measure === measure && each.scope === scope)!
    return [one.value, one.n, [...one.list]]
  }
  // Half an hour at 60, and 14 noted, for four contacts; who came last week cost nothing more in this one.
  assert.deepEqual(of('cost_per_contact'), [1_100, 4, [1]])
  assert.deepEqual(of('cost_by_kind', 'cost:people'), [750, 4, [1]])
  assert.deepEqual(of('cost_by_kind', 'cost:parts'), [125, 4, [1]])
  assert.deepEqual(of('cost_by_kind', 'cost:supplier'), [225, 4, [1]])
  assert.deepEqual(of('cost_per_solved_7d'), [2_225, 2, [1, 2]])
  assert.equal(all.find(one => one.measure === 'cost_per_contact')!.beside, 'reopened_7d')
  const young = measuresOf(courses, { ...week, now: at(11) })
  assert.deepEqual(young.find(one => one.measure === 'cost_per_solved_30d')!.value, null, 'it is not over')
})

test('what was taken back later counts against the week in which it was', () => {
  const one = course(1, {
    contacts: [at(-3), at(1)],
    openedAt: at(-3),
    charged: [spentOn(at(-2), 900), spentOn(at(2), -900), spentOn(at(3), 100)],
  })
  const all = measuresOf([one], { ...week, now: at(60) })
  const cost = all.find(({ measure }) => measure === 'cost_per_contact')!
  assert.deepEqual([cost.value, cost.n, cost.list], [-800, 1, [1]])
})

test('half a coin is rounded away from nothing, whether it was spent or taken back', () => {
  const costOf = (minor: number) => {
    const one = course(1, { contacts: [at(0), at(1)], charged: [spentOn(at(2), minor)] })
    return measuresOf([one], { ...week, now: at(60) }).find(each => each.measure === 'cost_per_contact')!
      .value
  }
  assert.deepEqual([costOf(5), costOf(-5)], [3, -3])
})

test('where nobody noted a cost, nothing is said of it', () => {
  const all = measuresOf([course(1, { solved: [fix(at(1), 1)] })], { ...week, now: at(60) })
  const of = (measure: string) => all.find(one => one.measure === measure)!.value
  assert.deepEqual(
    [of('cost_per_contact'), of('cost_per_solved_7d'), of('cost_per_solved_30d')],
    [null, null, null],
  )
  const unasked = measuresOf([course(1, { contacts: [], charged: [spentOn(at(1), 5)] })], {
    ...week,
    now: at(60),
  })
  assert.equal(unasked.find(one => one.measure === 'cost_per_contact')!.value, null, 'nobody turned to us')
})

test('occupancy is what was noted to be worked of how long people were there, on days it is known of', () => {
  const courses = [
    course(1, { worked: [at(0, 9), at(1, 9), at(2, 9)].map(when => ({ at: when, seconds: 900 })) }),
    course(2, {
      worked: [{ at: at(1, 10), seconds: 900 }],
      stood: [standing(at(0), { level: 2 })],
    }),
  ]
  const staffed = { seconds: 7_200, isKnown: (when: number) => when < at(2) }
  const of = (asked: Partial<Asked>) =>
    measuresOf(courses, { ...week, now: at(60), ...asked }).find(one => one.measure === 'occupancy')
  const one = of({ staffed })!
  assert.deepEqual([one.value, one.n, one.list, one.beside], [0.375, 2, [1, 2], 'next_reply_median_s'])
  assert.equal(of({ staffed, scope: { by: 'level', is: 1 } })!.value, 0.25)
  assert.equal(of({ staffed: { seconds: 0, isKnown: () => false } })!.value, null, 'nobody was there')
  assert.equal(of({}), undefined, 'people are not there for such a part of the desk')
})

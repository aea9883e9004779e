// In which order goals stand, and what is read as one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CallGoalItem, inOrder, readGoal } from './call-goal-data.ts'

test('one’s own stands first, then by name, whoever came further', () => {
  const item = (whose: string, calls: number) =>
    ({ whose, pair: { calls, firstContact: { value: 1, n: 20, range: [0.8, 1] } } }) as CallGoalItem
  const items = [item('agt_z', 90), item('agt_me', 1), item('tea_a', 5), item('agt_b', 7)]
  const order = inOrder(items, 'agt_me', whose => whose.slice(4)).map(one => one.whose)
  assert.deepEqual(order, ['agt_me', 'tea_a', 'agt_b', 'agt_z'])
})

test('a goal is a whole number of calls', () => {
  assert.deepEqual(
    ['40', ' 7 ', '', '0', '2.5', 'many', '101'].map(one => readGoal(one, 100)),
    [40, 7, null, null, null, null, null],
  )
})

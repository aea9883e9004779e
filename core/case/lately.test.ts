import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lately } from '#core/case/lately.ts'

type Sum = { readonly sum: number }

test('a step that was taken lately is answered as it was, and not taken again', () => {
  let taken = 0
  const add = lately(({ sum }: Sum, more: Sum): Sum => {
    taken += 1
    return { sum: sum + more.sum }
  })
  const [zero, one, two] = [{ sum: 0 }, { sum: 1 }, { sum: 2 }]
  const first = add(zero, one)
  assert.equal(add(zero, one), first)
  assert.deepEqual([add(first, one), add(zero, two), taken], [{ sum: 2 }, { sum: 2 }, 3])
})

test('a step of long ago is taken anew, and comes to the same', () => {
  const add = lately(({ sum }: Sum, more: Sum): Sum => ({ sum: sum + more.sum }))
  const [zero, one] = [{ sum: 0 }, { sum: 1 }]
  const first = add(zero, one)
  for (let sum = 0; sum < 100; sum++) add(zero, { sum })
  assert.notEqual(add(zero, one), first)
  assert.deepEqual(add(zero, one), first)
})

// What happens next is always the earliest; of the same instant the lowest tie.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { heap } from '#sim/heap.ts'

test('things come off the heap in the order of their instants, then of their ties', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(1_000)), { maxLength: 60 }), all => {
      const next = heap<readonly [number, number]>()
      for (const [at, tie] of all) next.put(at, tie, [at, tie])
      const taken = all.map(() => {
        const { nextAt } = next
        const one = next.take()!
        assert.equal(one[0], nextAt)
        return one
      })
      assert.deepEqual(
        taken,
        all.toSorted(([a, x], [b, y]) => a - b || x - y),
      )
      assert.deepEqual([next.size, next.nextAt, next.take()], [0, Number.POSITIVE_INFINITY, undefined])
    }),
  )
})

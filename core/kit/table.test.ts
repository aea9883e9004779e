import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finder, those, withOne } from '#core/kit/table.ts'

test('a table with one entry set leaves the table it came from as it was', () => {
  const before = withOne<string, number>({ a: 1 }, 'b', 2)
  assert.deepEqual({ ...withOne(before, 'b', 3) }, { a: 1, b: 3 })
  assert.deepEqual({ ...before }, { a: 1, b: 2 })
})

test('an entry keeps its place when it changes, and a new one comes last', () => {
  const table = withOne<string, number>(withOne<string, number>({ a: 1, b: 2 }, 'a', 3), 'c', 4)
  assert.deepEqual(Object.keys(table), ['a', 'b', 'c'])
})

test('what no table holds is not found in it, whatever its name', () => {
  assert.equal(withOne<string, number>({}, 'a', 1).constructor, undefined)
})

test('those that are meant come in the order they came in', () => {
  const entries = those({ a: 1, b: 2, c: 3 }, one => one !== 2)
  assert.deepEqual(entries, [
    ['a', 1],
    ['c', 3],
  ])
})

test('what was found in a table is not looked for again until another table is asked', () => {
  let asked = 0
  const isOdd = (one: number) => {
    asked += 1
    return one % 2 === 1
  }
  const odd = finder<string, number>(isOdd)
  const [table, other] = [{ a: 1, b: 2 }, { c: 3 }]
  assert.deepEqual(odd(table), [['a', 1]])
  assert.equal(odd(table), odd(table))
  assert.equal(asked, 2)
  assert.deepEqual([odd(other), odd(table), asked], [[['c', 3]], [['a', 1]], 5])
})

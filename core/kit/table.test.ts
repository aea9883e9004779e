import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
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

test('what was found in a table is not looked for again while few others are asked', () => {
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
  assert.deepEqual([odd(other), odd(table), asked], [[['c', 3]], [['a', 1]], 3])
  // Of a table with one entry set that entry alone is asked for.
  const more = withOne<string, number>(table, 'd', 5)
  assert.deepEqual([odd(more), asked], [[...odd(table), ['d', 5]], 4])
  for (let i = 0; i < 4; i++) odd({ e: i })
  assert.deepEqual([odd(table), asked], [[['a', 1]], 10])
})

test('an entry that is set is found, left out, or found in its place among the others', () => {
  const oddAfter = (id: string, one: number) => {
    const table = { a: 1, b: 2, c: 3 }
    const odd = finder<string, number>(each => each % 2 === 1)
    odd(table)
    return odd(withOne<string, number>(table, id, one)).map(([known, each]) => `${known}${each}`)
  }
  assert.deepEqual(oddAfter('a', 5), ['a5', 'c3'])
  assert.deepEqual(oddAfter('a', 4), ['c3'])
  assert.deepEqual(oddAfter('b', 4), ['a1', 'c3'])
  assert.deepEqual(oddAfter('b', 7), ['a1', 'b7', 'c3'], 'where it stands only a walk can tell')
  assert.deepEqual(
    [oddAfter('d', 9), oddAfter('d', 8)],
    [
      ['a1', 'c3', 'd9'],
      ['a1', 'c3'],
    ],
  )
})

test('whatever was set in tables, and whichever is asked, those are found that a walk through it finds', () => {
  const set = fc.record({
    of: fc.nat(5),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'e1', 'e2', 'e3'),
    one: fc.nat(5),
    isAsked: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(set, { maxLength: 60 }), all => {
      const isMeant = (one: number) => one > 2
      const find = finder<string, number>(isMeant)
      const tables: Readonly<Record<string, number>>[] = [{}]
      for (const { of, id, one, isAsked } of all) {
        const from = tables.at(-1 - (of % tables.length))!
        const made = withOne(from, id, one)
        assert.deepEqual({ ...made }, { ...from, [id]: one })
        assert.deepEqual(Object.keys(made), Object.keys({ ...from, [id]: one }))
        tables.push(made)
        for (const table of isAsked ? [from, made] : [])
          assert.deepEqual(
            find(table),
            Object.entries(table).filter(([, each]) => isMeant(each)),
          )
      }
    }),
  )
})

// Pages of a preview, summed up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Example, type Preview, summed } from './preview-data.ts'

const example = (number: number, isPast = false): Example => ({
  number,
  subject: '',
  kind: 'resolution',
  dueAt: 1,
  newDueAt: 2,
  isPast,
})
const page = (more: Partial<Preview> = {}): Preview => ({
  open: 7,
  walked: 5,
  looked: 3,
  cases: 2,
  clocks: 4,
  still: 1,
  again: { cases: 1, clocks: 2, past: 1 },
  examples: [example(1)],
  next: 'a',
  ...more,
})

test('the first page is the sum', () => assert.deepEqual(summed(null, page()), page()))
test('another page adds to it, and says where the looking goes on', () => {
  const both = summed(page(), page({ open: 9, examples: [example(2, true)], next: null }))
  assert.deepEqual([both.open, both.walked, both.looked], [9, 10, 6])
  assert.deepEqual([both.cases, both.clocks, both.still], [4, 8, 2])
  assert.deepEqual([both.again, both.next], [{ cases: 2, clocks: 4, past: 2 }, null])
  assert.deepEqual(
    both.examples.map(one => one.number),
    [2, 1],
    'what would be late at once first',
  )
})
test('few examples are kept', () => {
  const many = page({ examples: Array.from({ length: 8 }, (_, n) => example(n)) })
  assert.equal(summed(many, many).examples.length, 8)
})

// What a line of the audit shows of a change.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shownChange } from './audit-change.ts'

test('a change shows its fields with what they were', () => {
  assert.deepEqual(
    shownChange({ before: { name: 'Mail', version: 1 }, after: { name: 'Post', version: 2 } }),
    [{ field: 'name', was: 'Mail', is: 'Post' }],
  )
})

test('something new has no before, something gone no after', () => {
  assert.deepEqual(shownChange({ before: null, after: { id: 'tea_1', roles: ['agent'] } }), [
    { field: 'roles', was: null, is: '["agent"]' },
  ])
  assert.deepEqual(shownChange({ before: { name: 'x' }, after: null }), [
    { field: 'name', was: 'x', is: null },
  ])
  assert.deepEqual(shownChange({ before: null, after: null }), [])
})

test('a long text is cut', () => {
  const [one] = shownChange({ before: null, after: { text: 'a'.repeat(500) } })
  assert.equal(one?.is?.length, 160)
})

// Quiet hours while they are typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWhole, usualQuiet, withDay } from './quiet.ts'

test('quiet hours are kept once they have a day and two times that differ', () => {
  assert.ok(isWhole(usualQuiet))
  assert.ok(!isWhole({ ...usualQuiet, days: [] }))
  assert.ok(!isWhole({ ...usualQuiet, from: '' }))
  assert.ok(!isWhole({ ...usualQuiet, until: '24:00' }))
  assert.ok(!isWhole({ ...usualQuiet, until: usualQuiet.from }))
})

test('a day is put in or taken out, Monday first', () => {
  assert.deepEqual(withDay(['sun', 'mon'], 'fri'), ['mon', 'fri', 'sun'])
  assert.deepEqual(withDay(['mon', 'fri'], 'fri'), ['mon'])
})

// Finding acts and cases by what was typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fit, marked } from './find.ts'

test('accents and case do not matter, in either direction', () => {
  assert.ok(fit('Jordi Pàsqual', 'pas') > 0)
  assert.ok(fit('Arvid Oberg', 'öberg') > 0)
  assert.ok(fit('Weiß Optik', 'weiss') > 0)
})

test('every typed word must be there, and a beginning fits better than an inside', () => {
  assert.equal(fit('Pass case 4821 to level 3', 'pass 4822'), 0)
  assert.ok(fit('Pass case', 'pass') > fit('Your password', 'pass'))
  assert.ok(fit('Your password', 'pass') > fit('Compass', 'pass'))
})

test('what was typed is marked in the letters that stand there', () => {
  assert.deepEqual(marked('Jordi Pàsqual', 'pas'), [
    { text: 'Jordi ', hit: false },
    { text: 'Pàs', hit: true },
    { text: 'qual', hit: false },
  ])
})

// Fields in words a desk writes: said, left out with their line, or named as unknown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsIn, unknownFields, withFields } from '#words/mail-fields.ts'

test('a field is said wherever it stands; braces that name nothing known stay as they are', () => {
  const values = { agent: 'Bo', team: 'First line' }
  assert.equal(withFields('{agent}, { team } {agent} {x}', values), 'Bo, First line Bo {x}')
})

test('a line whose field has nothing to say is left out, the others stay', () => {
  assert.equal(
    withFields('Kind regards\n{agent}\n{team}', { agent: null, team: 'First line' }),
    'Kind regards\nFirst line',
  )
  assert.equal(withFields('{agent}', { agent: null }), '')
})

test('what a field says is not read for fields again', () => {
  assert.equal(withFields('{agent}', { agent: '{team}', team: 'x' }), '{team}')
})

test('unknown fields are named, each once', () => {
  assert.deepEqual(fieldsIn('{a} {b} {a} {}'), ['a', 'b', ''])
  assert.deepEqual(unknownFields('{agent} {phone} {phone}', ['agent']), ['phone'])
  assert.deepEqual(unknownFields('no braces', []), [])
})

// Places in ready-made replies: known ones are filled, unknown ones are found before a customer sees them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filled, unfilled, unknownPlaceholders } from '#core/reply/placeholder.ts'

const texts: readonly [string, string[]][] = [
  ['Hello {customer}, your case is {case}.', []],
  ['Hello { customer }.', []],
  ['Hello {name}, hello {name}.', ['name']],
  ['Hello {}.', ['']],
  ['{Customer} is not {customer}', ['Customer']],
  ['A brace { over\nlines } is none', []],
]
for (const [text, unknown] of texts)
  test(`unknown places in ${JSON.stringify(text)}`, () =>
    assert.deepEqual(unknownPlaceholders(text), unknown))

test('known places are filled, those without a value stay to be seen', () => {
  assert.equal(
    filled('Hello {customer}, {case} by { promise }.', { customer: 'Anna', case: '4821' }),
    'Hello Anna, 4821 by { promise }.',
  )
  assert.deepEqual(unfilled('Hello {customer} {promise} {promise}', { customer: 'Anna' }), ['promise'])
})

test('a value is put in as it is, braces and all', () => {
  assert.equal(filled('{customer}', { customer: '{case} $&' }), '{case} $&')
})

// Names that a script's sentences leave open.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { filled } from '#core/script/filled.ts'

const names = { agent: 'Bo Ek', customer: 'Anna Berg', product: 'Fiber 100', desk: 'Northlight' }

describe('names in a sentence of a script', () => {
  test('each is filled in wherever it stands, as often as it stands', () => {
    const text = '{desk}, support for {product}. I am {agent}. Thank you, {customer}. – {desk}'
    assert.equal(
      filled(text, names),
      'Northlight, support for Fiber 100. I am Bo Ek. Thank you, Anna Berg. – Northlight',
    )
  })

  test('one that is not known is left out with the comma or space before it; nobody reads a brace', () => {
    assert.equal(filled('Thank you, {customer}.', { ...names, customer: null }), 'Thank you.')
    assert.equal(filled('Support for {product}.', {}), 'Support for.')
    assert.equal(filled('{desk} calls back.', { desk: '' }), ' calls back.')
  })

  test('where it should be seen that it is missing it stays as written', () => {
    assert.equal(filled('Thank you, {customer}.', {}, 'as_written'), 'Thank you, {customer}.')
  })

  test('a name is not read as a place again, and other braces are nothing', () => {
    assert.equal(filled('{agent}', { agent: '{desk}', desk: 'N' }), '{desk}')
    assert.equal(filled('{cause} $& {agent}', { agent: '$1' }), '{cause} $& $1')
  })
})

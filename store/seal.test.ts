// What a text is pinned by is what everybody else calls an HMAC, and a text that was changed does not pass.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { it } from 'node:test'
import { newId } from './contract/specimen.ts'
import { seal, verify } from './seal.ts'

const texts = {
  'one letter': 'a',
  'six languages': 'Größe, àèì, ñ, ö, ёж — 😀',
  'a block and a letter': 'x'.repeat(65),
  'more than is kept room for': 'Грузовик '.repeat(20_000),
}

for (const [name, words] of Object.entries(texts)) {
  it(`the mac is HMAC-SHA-256 under the salt: ${name}`, () => {
    const { salt, mac } = seal(words, newId)
    assert.equal(mac, createHmac('sha256', salt).update(words).digest('hex'))
  })
}

it('a text that was changed, or lies under another salt, does not pass', () => {
  const one = seal('The light is red.', newId)
  assert.equal(verify(one), true)
  assert.equal(verify({ ...one, words: 'The light is green.' }), false)
  assert.equal(verify({ ...one, salt: seal('The light is red.', newId).salt }), false)
  assert.equal(verify({ ...one, mac: one.mac.slice(2) }), false)
})

it('two texts of the same words share neither salt nor mac', () => {
  const [one, other] = [seal('Yes.', newId), seal('Yes.', newId)]
  assert.notDeepEqual(one.salt, other.salt)
  assert.notEqual(one.mac, other.mac)
})

it('what no database text can hold is replaced before it is pinned', () => {
  const one = seal('a\0b\ud800c', newId)
  assert.equal(one.words, 'a\ufffdb\ufffdc')
  assert.equal(verify(one), true)
})

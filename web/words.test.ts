// Which language a page begins in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstLanguage } from './words.ts'

test('the language chosen before wins, then the first of the browser’s that we speak, then English', () => {
  assert.equal(firstLanguage(['de-AT', 'en'], 'ru'), 'ru')
  assert.equal(firstLanguage(['fi', 'de-AT', 'en']), 'de')
  assert.equal(firstLanguage(['fi', 'ja'], 'klingon'), 'en')
})

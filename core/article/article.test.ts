// An article is called by its number, and found by it however it is typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleName, articleNumber, numberTyped } from '#core/article/article.ts'

test('an article is called by a letter, its number and its title', () => {
  assert.equal(articleNumber({ number: 12 }), 'A12')
  assert.equal(articleName({ number: 12, title: 'Cable check' }), 'A12 Cable check')
})

test('a number is read with and without its letter; other words are none', () => {
  assert.deepEqual(['A12', ' a7 ', '3'].map(numberTyped), [12, 7, 3])
  assert.deepEqual(['A', 'cable', 'A12345678', ''].map(numberTyped), [null, null, null, null])
})

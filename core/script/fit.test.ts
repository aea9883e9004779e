// Words somebody says find the script they are of.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitsOf, type Vocabulary } from '#core/script/fit.ts'

const printer: Vocabulary = [
  ['printer', 'does', 'not', 'print'],
  ['no', 'paper', 'comes', 'out'],
]
const internet: Vocabulary = [
  ['no', 'internet'],
  ['the', 'light', 'red'],
  ['pages', 'load', 'slow'],
]
const mail: Vocabulary = [
  ['mail', 'cannot', 'sent'],
  ['the', 'light', 'program', 'slow'],
]
const slow: Vocabulary = [
  ['computer', 'slow'],
  ['everything', 'slow', 'internet'],
]
const all = [printer, internet, mail, slow]
const first = (...said: string[]) => {
  const fit = fitsOf(all, said)
  return fit.indexOf(Math.max(...fit))
}

test('a word in the title counts twice, and another ending is the same word', () => {
  assert.equal(first('printers'), 0)
  assert.equal(first('internet'), 1)
  assert.equal(first('computer', 'internet'), 3)
})

test('short words, words of all sentences and words that most scripts use say nothing', () => {
  assert.deepEqual(fitsOf(all, ['no', 'not', 'works', 'slow']), [0, 0, 0, 0])
  assert.deepEqual(fitsOf(all, ['invoice']), [0, 0, 0, 0])
  assert.deepEqual(fitsOf([], ['printer']), [])
})

test('where there are few scripts, a word that all of them use still counts', () => {
  assert.ok(fitsOf([internet, slow], ['internet']).every(one => one > 0))
})

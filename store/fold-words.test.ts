// Folded words: the quick way for common letters says what the slow one says, letter by letter and at random.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { anyWords, foldWords, sought } from './fold-words.ts'

const told: readonly [string, readonly string[]][] = [
  ['', []],
  [' \n–…', []],
  ['Der Drucker hält, der DRUCKER hält', ['der', 'drucker', 'halt']],
  ['Größe œuvre Łódź Ærø', ['grosse', 'oeuvre', 'lodz', 'aero']],
  ['Ёлка и йод', ['елка', 'и', 'иод']],
  ['col·lecció paŀlid', ['col', 'leccio', 'pal', 'lid']],
  ['x\u0301y z\u0301', ['xy', 'z']],
  ['m² 5½ ª', ['m2', '51', '2', 'a']],
  ['™ → tm', ['tm']],
  ['漢字 und Σίσυφος', ['漢字', 'und', 'σισυφος']],
  ['İstanbul ISTANBUL', ['istanbul']],
  [`${'w'.repeat(60)} ${'w'.repeat(41)} ${'w'.repeat(39)}`, ['w'.repeat(40), 'w'.repeat(39)]],
  [`${'w'.repeat(39)}ß`, [`${'w'.repeat(39)}s`]],
]

for (const [text, words] of told)
  test(`${JSON.stringify(text.slice(0, 40))} has these words`, () => {
    assert.deepEqual(foldWords(text), words)
    assert.deepEqual(anyWords(text), words)
  })

test('each unit of UTF-16 by itself and within a word is told as the slow way tells it', () => {
  for (let unit = 0; unit < 0x1_0000; unit++) {
    const letter = String.fromCharCode(unit)
    const text = `a${letter}b ${letter} ${letter}${letter}c`
    assert.deepEqual(foldWords(text), anyWords(text), unit.toString(16))
  }
})

const letter = fc.constantFrom(
  ...'abcABC019 .-\n',
  ...'äöåßŀœéñçÅØ',
  ...'абвАБВёй',
  '\u0301',
  '½',
  '“',
  '→',
  '字',
)

test('any text is told as the slow way tells it, one after the other', () => {
  const text = fc.oneof(
    fc.array(letter, { maxLength: 300 }).map(letters => letters.join('')),
    fc.string(),
  )
  fc.assert(fc.property(text, one => assert.deepEqual(foldWords(one), anyWords(one))))
})

test('of many words the first 4,000 are kept, and the next text is none the wiser', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `word${i}`)
  assert.deepEqual(foldWords(many.join(' ')), many.slice(0, 4_000))
  assert.deepEqual(foldWords(`Word4999 ${'x'.repeat(200_000)} word1`), ['word4999', 'x'.repeat(40), 'word1'])
  assert.deepEqual(foldWords('word1 word1'), ['word1'])
})

test('what was typed into the search is read as words, a beginning or a number', () => {
  assert.deepEqual(sought('  #1042 '), { words: ['1042'], prefix: null, number: 1042 })
  assert.deepEqual(sought('Größe rout'), { words: ['grosse'], prefix: 'rout', number: null })
  assert.deepEqual(sought('router '), { words: ['router'], prefix: null, number: null })
})

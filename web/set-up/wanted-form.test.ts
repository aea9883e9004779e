// What is written of wanted facts becomes what is kept, and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankFact, draftOf, factsOf } from './wanted-form.ts'

const light = {
  ...blankFact,
  name: ' router.light ',
  words: { en: ' Light ', sv: '' },
  ask: { en: 'Which colour?' },
}

test('answers are lines in each language, named once', () => {
  const choices = { en: 'green = Green light\nOff at all', sv: 'Grönt\nSläckt' }
  const facts = factsOf([{ ...light, choices, required: true }])
  assert.ok(typeof facts !== 'string')
  assert.deepEqual(facts[0]?.choices, [
    { name: 'green', words: { en: 'Green light', sv: 'Grönt' } },
    { name: 'off_at_all', words: { en: 'Off at all', sv: 'Släckt' } },
  ])
  assert.deepEqual([facts[0]?.name, facts[0]?.words], ['router.light', { en: 'Light' }])
  const again = draftOf(facts[0]!)
  assert.equal(again.choices.en, 'green = Green light\noff_at_all = Off at all')
  assert.deepEqual(factsOf([again]), facts)
  const russian = factsOf([{ ...light, choices: { ru: 'да\nнет' } }])
  assert.ok(typeof russian !== 'string')
  assert.deepEqual(
    russian[0]?.choices.map(({ name }) => name),
    ['answer_1', 'answer_2'],
  )
})

test('what is missing is said: a name of its own, words, a question, as many lines', () => {
  const faults = [
    [],
    [{ ...light, name: 'Router light' }],
    [light, light],
    [{ ...light, words: { en: ' ' } }],
    [{ ...light, ask: {} }],
  ].map(factsOf)
  assert.deepEqual(faults, ['needs', 'needs', 'needs', 'needs', 'needs'])
  assert.equal(factsOf([{ ...light, choices: { en: 'a\nb', sv: 'a' } }]), 'lines')
  assert.equal(factsOf([{ ...light, choices: { en: 'Same\nsame' } }]), 'lines')
  assert.deepEqual(factsOf([light]), [
    { ...light, name: 'router.light', words: { en: 'Light' }, choices: [], ask: { en: 'Which colour?' } },
  ])
})

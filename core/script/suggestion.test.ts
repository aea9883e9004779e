// A suggested sentence finds its place by names, and says when that place is gone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentenceAt, withSentenceAt } from '#core/script/suggestion.ts'

const form = {
  title: { en: 'A kettle' },
  steps: [
    null,
    {
      name: 'light',
      why: { en: 'No light, no power.' },
      choices: [{ name: 'red', words: { en: 'Red', sv: 3 } }],
    },
    { name: 'light', why: { en: 'Another.' } },
  ],
}
const en = 'en' as const

test('a sentence is found by its step and place, that of the whole script too', () => {
  assert.deepEqual(sentenceAt(form, { step: 'light', at: 'why', language: en }), {
    text: 'No light, no power.',
  })
  assert.deepEqual(sentenceAt(form, { step: null, at: 'title', language: en }), { text: 'A kettle' })
  assert.deepEqual(sentenceAt(form, { step: 'light', at: 'choices.red.words', language: en }), {
    text: 'Red',
  })
})
test('where it is not said in that language there is room for it', () => {
  for (const language of ['de', 'sv'] as const)
    assert.deepEqual(sentenceAt(form, { step: 'light', at: 'choices.red.words', language }), { text: null })
})
test('a step, choice or place that is gone is told, and nothing is put there', () => {
  for (const [step, at] of [
    ['lamp', 'why'],
    ['light', 'say'],
    ['light', 'choices.blue.words'],
    ['light', 'why.en'],
    [null, 'toString'],
  ] as const) {
    assert.equal(sentenceAt(form, { step, at, language: en }), 'gone')
    assert.equal(withSentenceAt(form, { step, at, language: en }, 'x'), null)
  }
  assert.equal(sentenceAt(null, { step: 'light', at: 'why', language: en }), 'gone')
})
test('a sentence is put in its place, and all else stays as it is', () => {
  const put = (step: string | null, at: string) => withSentenceAt(form, { step, at, language: en }, 'New')
  assert.deepEqual(put(null, 'title'), { ...form, title: { en: 'New' } })
  const [none, light, other] = form.steps
  assert.deepEqual(put('light', 'why'), { ...form, steps: [none, { ...light, why: { en: 'New' } }, other] })
  const choices = [{ name: 'red', words: { en: 'New', sv: 3 } }]
  assert.deepEqual(put('light', 'choices.red.words'), {
    ...form,
    steps: [none, { ...light, choices }, other],
  })
})

// The sentence for a fault, in the language of whoever reads it. Not: where it stands (the sheets).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#core/people/language.ts'
import { yearlyRulesMax } from '#core/clock/parse-calendar.ts'
import { sayIn } from '#words/say-in.ts'
import { faultText } from './field-faults.ts'

test('too many of something says how many there may be, and nothing in English', () => {
  const example = `at most ${yearlyRulesMax} that come every year`
  const fault = { path: 'versions.0.holidays', code: 'too_many', example }
  for (const language of languages) {
    const text = faultText(fault, sayIn(language))
    assert.match(text, new RegExp(`\\b${yearlyRulesMax}\\b`), text)
    assert.equal(text.includes(example), false, text)
  }
})

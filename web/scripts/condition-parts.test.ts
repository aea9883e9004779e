// Conditions built on the screen stand in the form as they were meant, and read as sentences.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '#words/say-in.ts'
import { type Compared, comparedBy, conditionAs, conditionIn, conditionText } from './condition-parts.ts'
import { outlineOf } from './outline.ts'

const outline = outlineOf({
  steps: [
    {
      name: 'light',
      ask: { en: 'Which colour?' },
      choices: [{ name: 'red', words: { en: 'Red' } }, { name: 'off' }],
    },
    { name: 'speed', ask: { en: 'How fast?' }, number: { least: 0, most: 9 } },
  ],
})
const read = (form: unknown) => conditionText(form, { say: sayIn('en'), language: 'en', outline })

test('what the form says is built and written back the same', () => {
  for (const form of [
    { is: ['light', 'red'] },
    { not: { among: ['light', ['red', 'off']] } },
    { atLeast: ['speed', 2] },
    { not: { below: ['speed', 2] } },
    { answered: 'light' },
    { not: { answered: 'light' } },
    { all: [{ any: [{ is: ['light', 'red'] }] }] },
    { not: { any: [] } },
    { not: { all: [{ answered: 'light' }] } },
  ])
    assert.deepEqual(conditionAs(conditionIn(form)!), form)
  assert.deepEqual(conditionAs(conditionIn({ not: { not: { answered: 'a' } } })!), { answered: 'a' })
  assert.deepEqual(conditionAs(conditionIn({ not: { not: { any: [] } } })!), { any: [] })
  for (const odd of [7, {}, { is: ['a', 1], answered: 'a' }, { sometimes: 'a' }, { not: 7 }])
    assert.equal(conditionIn(odd), null)
})

test('another comparison keeps of the value what fits it', () => {
  const is: Compared = { by: 'is', isNot: false, step: 'light', value: '4' }
  assert.deepEqual(comparedBy(is, 'among', true), { ...is, by: 'among', isNot: true, value: ['4'] })
  assert.deepEqual(comparedBy(is, 'below', false).value, 4)
  assert.deepEqual(comparedBy({ ...is, value: 'red' }, 'atLeast', false).value, 0)
  assert.deepEqual(comparedBy({ ...is, value: ['a', 'b'] }, 'is', false).value, 'a')
  assert.deepEqual(comparedBy({ ...is, value: ['a', 'b'] }, 'among', false).value, ['a', 'b'])
  assert.deepEqual(comparedBy({ ...is, value: undefined }, 'among', false).value, [])
  assert.equal(comparedBy(is, 'answered', false).value, undefined)
})

test('a condition reads as a sentence, groups in brackets', () => {
  assert.equal(read({ is: ['light', 'red'] }), '“Which colour?” is “Red”')
  assert.equal(
    read({ not: { among: ['light', ['red', 'off']] } }),
    '“Which colour?” is not one of “Red”, “off”',
  )
  assert.equal(
    read({ all: [{ below: ['speed', 2] }, { any: [{ answered: 'light' }, { is: ['gone', 1] }] }] }),
    '“How fast?” is less than 2 and (“Which colour?” was answered or “gone” is 1)',
  )
  assert.equal(read({ not: { any: [{ answered: 'light' }] } }), 'not: “Which colour?” was answered')
  assert.deepEqual([read({ all: [] }), read({ all: [7] }), read(7)], [null, null, null])
})

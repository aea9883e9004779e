// Which two versions are laid side by side, and what of their differences is shown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Changes, Comparison, StepChange } from '#core/script/compare-scripts.ts'
import { countsOf, hiddenIn, isSame, shownOf, sideOf, sidesIn, sidesOf, usualSides } from './compare.ts'
import type { Whole } from './scripts-api.ts'

const past = (live: number | null, ...versions: number[]): Whole['past'] => ({
  live,
  items: versions.map(version => ({ version, at: 0, by: null })),
})
const draft = {} as NonNullable<Whole['draft']>
const none: Changes = { sentences: [], arrows: [], values: [] }
const step = (more: Partial<StepChange>): StepChange => ({
  name: 'a',
  what: 'changed',
  moved: false,
  before: 0,
  after: 0,
  ...none,
  ...more,
})

test('a draft is compared with what is live; without one, what is live with the version before it', () => {
  assert.deepEqual(usualSides({ draft, past: past(2, 3, 2, 1) }), { before: '2', after: 'draft' })
  assert.deepEqual(usualSides({ draft: null, past: past(2, 2, 1) }), { before: '1', after: '2' })
  assert.deepEqual(usualSides({ draft: null, past: past(1, 2, 1) }), { before: '1', after: '2' })
  assert.deepEqual(usualSides({ draft, past: past(null, 4) }), { before: '4', after: 'draft' })
})
test('one alone, or none, is compared with nothing', () => {
  assert.equal(usualSides({ draft, past: null }), null)
  assert.equal(usualSides({ draft: null, past: past(1, 1) }), null)
  assert.deepEqual(sidesOf({ draft: null, past: null }), [])
})
test('an address names two, or nothing that could be', () => {
  assert.deepEqual(sidesIn({ compare: '3' }), { before: '3', after: 'draft' })
  assert.deepEqual(sidesIn({ compare: 'draft', with: '12' }), { before: 'draft', after: '12' })
  for (const one of [{}, { compare: '0' }, { compare: '3', with: 'live' }]) assert.equal(sidesIn(one), null)
})
test('what is shown is in the languages chosen, and the rest is counted', () => {
  const sentence = { at: 'why', before: 'a', after: 'b', words: [] }
  const both = {
    ...none,
    sentences: [
      { ...sentence, language: 'en' },
      { ...sentence, language: 'sv' },
    ],
  } as Changes
  const comparison: Comparison = {
    whole: both,
    steps: [
      step(both),
      step({ what: 'same', moved: true }),
      step({ what: 'added' }),
      step({ what: 'removed' }),
    ],
  }
  assert.equal(shownOf(both, ['sv']).length, 1)
  assert.equal(hiddenIn(comparison, ['sv']), 2)
  assert.deepEqual(countsOf(comparison), { added: 1, removed: 1, changed: 1, moved: 1 })
  assert.deepEqual([isSame(comparison), isSame({ whole: none, steps: [] })], [false, true])
})
test('each side has what both have, and its own', () => {
  const words = (['kept', 'removed', 'added'] as const).map(kind => ({ kind, text: kind }))
  assert.deepEqual(
    sideOf(words, 'before').map(one => one.text),
    ['kept', 'removed'],
  )
  assert.deepEqual(
    sideOf(words, 'after').map(one => one.text),
    ['kept', 'added'],
  )
})

// What changed between two forms of a script, said so that somebody can judge it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareScripts, type Stretch } from '#core/script/compare-scripts.ts'
import type { Json } from '#core/script/merge-drafts.ts'

const step = (name: string, more: Record<string, Json> = {}): Json => ({ name, tell: { en: name }, ...more })
const form = (...steps: Json[]): Json => ({ slug: 'kettle', title: { en: 'A kettle' }, steps })
const told = (before: Json, after: Json) =>
  compareScripts(before, after).steps.map(one => [one.name, one.what, one.moved, one.before, one.after])
const inBrackets = (words: readonly Stretch[]) =>
  words
    .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('')
const onlyStep = (before: Record<string, Json>, after: Record<string, Json>) =>
  compareScripts(form(step('a', before)), form(step('a', after))).steps[0]!

test('what is the same is not told', () => {
  assert.deepEqual(compareScripts(form(step('a')), form(step('a'))), {
    whole: { sentences: [], arrows: [], values: [] },
    steps: [],
  })
})

test('steps that came, went, changed or moved are told in the later order, a removed one after its neighbour', () => {
  const before = form(step('a'), step('b'), step('c'), step('d'), step('e'))
  const after = form(step('a'), step('d'), step('c', { to: 'e' }), step('new'), step('e'))
  assert.deepEqual(told(before, after), [
    ['b', 'removed', false, 1, null],
    ['d', 'same', true, 3, 1],
    ['c', 'changed', false, 2, 2],
    ['new', 'added', false, null, 3],
  ])
  assert.deepEqual(told(form(step('x'), step('a')), form(step('a'))), [['x', 'removed', false, 0, null]])
})

test('a step without a name, or with that of another, goes by its place', () => {
  assert.deepEqual(told(form(step('a'), step('a'), { tell: 'x' }, null), form(step('a'))), [
    ['#2', 'removed', false, 1, null],
    ['#3', 'removed', false, 2, null],
    ['#4', 'removed', false, 3, null],
  ])
  assert.deepEqual(told(null, { steps: 'none' }), [])
})

test('what stands before and behind the changed words is kept', () => {
  const { sentences } = onlyStep(
    { why: { en: 'Wait a minute by the door.' } },
    { why: { en: 'Wait an hour by the door.' } },
  )
  assert.equal(inBrackets(sentences[0]!.words), 'Wait[- a minute][+ an hour] by the door.')
})

test('a sentence is told by language, with the words that changed', () => {
  const { sentences } = onlyStep(
    { why: { en: 'Red means the line is cut.', sv: 'Rött.' } },
    { why: { en: 'Red means that the line is down.', de: 'Rot.' } },
  )
  assert.deepEqual(
    sentences.map(one => [one.at, one.language, inBrackets(one.words)]),
    [
      ['why', 'en', 'Red means[+ that] the line is[- cut.][+ down.]'],
      ['why', 'de', '[+Rot.]'],
      ['why', 'sv', '[-Rött.]'],
    ],
  )
  assert.deepEqual([sentences[1]?.before, sentences[1]?.after], [null, 'Rot.'])
  const [turned] = onlyStep({ say: { en: 'one two' } }, { say: { en: 'new two one' } }).sentences
  assert.equal(inBrackets(turned!.words), '[-one][+new] two[+ one]')
})

test('an arrow is told with its condition and where it led and leads', () => {
  const red: Json = { is: ['light', 'red'] }
  const { arrows, values } = onlyStep(
    { next: [{ when: red, to: 'line' }, { to: 'end' }], otherwise: 'end', tries: { most: 2, spent: 'x' } },
    { next: [{ when: red, to: 'cable' }, { to: 'end' }], worked: 'end', tries: { most: 3, spent: 'y' } },
  )
  assert.deepEqual(arrows, [
    { at: 'next', when: red, before: 'line', after: 'cable' },
    { at: 'worked', when: null, before: null, after: 'end' },
    { at: 'tries.spent', when: null, before: 'x', after: 'y' },
    { at: 'otherwise', when: null, before: 'end', after: null },
  ])
  assert.deepEqual(values, [{ at: 'tries.most', before: 2, after: 3 }])
})

test('arrows that are asked in another order are a change, also two of one condition', () => {
  const [red, blue]: Json[] = [{ is: ['a', 'red'] }, { is: ['a', 'blue'] }]
  const one = { when: red!, to: 'x' }
  const other = { when: blue!, to: 'y' }
  const { arrows, values } = onlyStep({ next: [one, other] }, { next: [other, one] })
  assert.deepEqual([arrows, values.map(each => each.at)], [[], ['next']])
  assert.deepEqual(onlyStep({ next: [one, one, {}] }, { next: [one, { ...one, to: 'z' }, {}] }).arrows, [
    { at: 'next', when: red, before: 'x', after: 'z' },
  ])
})

test('choices go by their names, other lists as they stand', () => {
  const { sentences, arrows, values } = onlyStep(
    { choices: [{ name: 'red', words: { en: 'Red' }, to: 'x' }], tags: ['a'], none: null },
    { choices: [{ name: 'red', words: { en: 'Dark red' }, to: 'y' }], tags: ['a', 'b'], to: 3 },
  )
  assert.deepEqual(
    sentences.map(one => [one.at, inBrackets(one.words)]),
    [['choices.red.words', '[-Red][+Dark red]']],
  )
  assert.deepEqual(arrows, [{ at: 'choices.red.to', when: null, before: 'x', after: 'y' }])
  assert.deepEqual(values, [
    { at: 'tags', before: ['a'], after: ['a', 'b'] },
    { at: 'to', before: null, after: 3 },
  ])
})

test('the script as a whole has sentences and values of its own', () => {
  const { whole } = compareScripts(
    { title: { en: 'A kettle' }, start: 'a', languages: ['en'] },
    { title: { en: 'A kettle' }, start: 'b', languages: ['en', 'sv'] },
  )
  assert.deepEqual(whole, {
    sentences: [],
    arrows: [],
    values: [
      { at: 'start', before: 'a', after: 'b' },
      { at: 'languages', before: ['en'], after: ['en', 'sv'] },
    ],
  })
})

test('sentences too long to be laid side by side are told as one for the other', () => {
  const long = (letter: string) => Array.from({ length: 900 }, (_, i) => `${letter}${i}`).join(' ')
  const [one] = onlyStep({ say: { en: long('a') } }, { say: { en: long('b') } }).sentences
  assert.deepEqual(
    one?.words.map(each => each.kind),
    ['removed', 'added'],
  )
})

test('whatever two forms hold, the stretches give both sentences back', () => {
  const text = fc
    .array(fc.constantFrom('red', 'blue', ' ', '\n', 'light'), { maxLength: 12 })
    .map(one => one.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const { words, ...one } of onlyStep({ say: { en: before } }, { say: { en: after } })?.sentences ??
        []) {
        const but = (kind: Stretch['kind']) =>
          words
            .filter(each => each.kind !== kind)
            .map(each => each.text)
            .join('')
        assert.deepEqual([but('added'), but('removed')], [one.before, one.after])
      }
    }),
  )
})

test('the work is bounded: of very many long sentences the last are told as one for the other', () => {
  const words = (letter: string) =>
    Array.from({ length: 301 }, (_, i) => (i === 150 ? 'light' : `${letter}${i}`)).join(' ')
  const many = (letter: string) =>
    form(...Array.from({ length: 60 }, (_, i) => step(`s${i}`, { why: { en: words(letter) } })))
  const { steps } = compareScripts(many('a'), many('b'))
  const kept = (one: (typeof steps)[number]) => one.sentences[0]?.words.some(each => each.kind === 'kept')
  assert.deepEqual([kept(steps[0]!), kept(steps.at(-1)!)], [true, false])
})

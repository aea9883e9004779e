// The outline of a form that may be unfinished.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  missingIn,
  outlineOf,
  saidIn,
  stepAt,
  withSentence,
  written,
  withPicture,
  titled,
} from './outline.ts'

const light = {
  name: 'light',
  ask: { en: 'Which colour?' },
  why: { en: 'Red is the line.' },
  say: { en: 'Look' },
  choices: [
    { name: 'green', words: { en: 'Green' }, to: 'wifi' },
    { name: 'red', words: { en: 'Red' } },
  ],
  next: [{ when: { is: ['light', 'red'] }, to: 'restart' }, { to: 'done' }],
  otherwise: 'restart',
  tries: { most: 2, spent: 'done' },
  minutes: 3,
  picture: { file: 'light.svg', alt: { en: 'The light' } },
}

test('a step shows its kind, its sentences, its facts and every way on', () => {
  const [step] = outlineOf({ languages: ['en', 'xx'], start: 'light', steps: [light] }).steps
  assert.deepEqual([step?.kind, step?.head, step?.facts], ['ask', light.ask, [['minutes', '3']]])
  assert.deepEqual(
    step?.sentences.map(one => one.what),
    ['ask', 'why', 'say', 'picture'],
  )
  assert.deepEqual(
    step?.ways.map(({ by, when, to }) => [by, when, to]),
    [
      ['choice', null, 'wifi'],
      ['choice', null, null],
      ['next', '{is: [light, red]}', 'restart'],
      ['next', null, 'done'],
      ['otherwise', null, 'restart'],
      ['spent', null, 'done'],
    ],
  )
})

test('what is no script shows nothing, and breaks nothing', () => {
  for (const form of [null, 7, [], { steps: 'none' }, { steps: [null, 7, {}] }]) {
    const { steps, languages } = outlineOf(form)
    assert.deepEqual(languages, [])
    for (const step of steps) assert.deepEqual([step.kind, step.name, step.ways], [null, '', []])
  }
  assert.equal(outlineOf({ steps: [{ ask: {}, do: {} }] }).steps[0]?.kind, null)
})

test('what is asked for is said, where there is nothing to choose from', () => {
  const asked = (more: object) => outlineOf({ steps: [{ ask: {}, ...more }] }).steps[0]?.facts
  assert.deepEqual(asked({ number: { least: 0, most: 1000, unit: 'Mbit/s' } }), [['asked', '0–1000 Mbit/s']])
  assert.deepEqual(asked({ photo: {} }), [['asked', 'photo']])
})

test('a condition is written as in the file', () => {
  assert.equal(written({ not: { among: ['a', ['x', 2]] } }), '{not: {among: [a, [x, 2]]}}')
})

test('what a step must say stands there as missing until it does, in each language', () => {
  const { why: _, ...noWhy } = light
  const outline = outlineOf({
    languages: ['it', 'en'],
    title: { en: 'No internet', it: 'Niente internet' },
    says: { en: 'Help', it: ' ' },
    steps: [noWhy],
  })
  assert.deepEqual(
    outline.steps[0]?.sentences.map(one => one.what),
    ['ask', 'why', 'say', 'picture'],
  )
  assert.deepEqual(
    [...missingIn(outline)],
    [
      ['en', 1],
      ['it', 7],
    ],
  )
  assert.deepEqual([saidIn({ en: 'a' }, 'en'), saidIn({ en: 'a' }, 'it'), saidIn(7, 'en')], ['a', null, null])
})

test('a fault tells its step by its place, and by its name where steps have moved since', () => {
  const of = (path: string, step: string | null) => ({ path, step })
  assert.deepEqual([stepAt(of('steps.12.why', null)), stepAt(of('start', null))], [12, null])
  const outline = outlineOf({ steps: [{ name: 'new' }, light] })
  assert.deepEqual(
    [of('steps.0.why', 'light'), of('steps.0.why', 'new'), of('steps.0.why', 'gone')].map(one =>
      stepAt(one, outline),
    ),
    [1, 0, 0],
  )
})

test('a step that did not change is the same in the next outline', () => {
  const done = { name: 'done', end: 'solved' }
  const [, before] = outlineOf({ steps: [light, done] }).steps
  const [first, after] = outlineOf({ steps: [{ ...light }, done] }).steps
  assert.equal(after, before)
  assert.notEqual(first, before)
  assert.deepEqual(outlineOf({ steps: [done, light] }).steps[0], { ...before, index: 0 })
})

test('an optional sentence that says nothing any more is none', () => {
  const end = { name: 'done', end: 'solved', say: { en: 'Good' }, fixed: { en: 'A cable' } }
  const empty = (key: string) => withSentence({ steps: [end] }, { index: 0, at: [key], language: 'en' }, ' ')
  assert.deepEqual(empty('fixed'), { steps: [{ name: 'done', end: 'solved', say: { en: 'Good' } }] })
  assert.deepEqual(empty('say'), { steps: [{ ...end, say: {} }] })
})

test('a sentence is written anew in one language, and nothing else moves', () => {
  const form = { slug: 'a', steps: [light, { name: 'done' }] }
  const why = { index: 0, at: ['why'], language: 'sv' } as const
  assert.deepEqual(withSentence(form, why, ' Rött '), {
    ...form,
    steps: [{ ...light, why: { ...light.why, sv: 'Rött' } }, { name: 'done' }],
  })
  assert.deepEqual(withSentence(withSentence(form, why, 'Rött'), why, ' '), form)
  const alt = { index: 1, at: ['picture', 'alt'], language: 'en' } as const
  assert.deepEqual(outlineOf(withSentence(form, alt, 'A box')).steps[1]?.sentences, [
    { what: 'picture', at: ['picture', 'alt'], wording: { en: 'A box' } },
  ])
})

test('a picture comes with words still to be written, and goes with them', () => {
  const form = { steps: [{ name: 'a' }, { name: 'b', picture: { file: 'a.svg', alt: { en: 'A box' } } }] }
  assert.deepEqual(
    outlineOf(form).steps.map(({ picture }) => picture),
    [null, { file: 'a.svg', alt: { en: 'A box' } }],
  )
  const [plain, shown] = form.steps
  assert.deepEqual(withPicture(plain, 'b.png'), { name: 'a', picture: { file: 'b.png', alt: {} } })
  assert.equal(withPicture(shown, 'a.svg'), shown, 'the same once more keeps its words')
  assert.deepEqual(withPicture(shown, null), { name: 'b' })
})

test('another script on the way is headed by its title, as far as one knows it', () => {
  const form = {
    steps: [
      { name: 'wifi', script: 'wifi-slow' },
      { name: 'odd', script: 'unknown' },
    ],
  }
  const heads = titled(outlineOf(form), slug => (slug === 'wifi-slow' ? { en: 'Slow' } : undefined))
  assert.deepEqual(
    heads.steps.map(one => one.head),
    [{ en: 'Slow' }, undefined],
  )
})

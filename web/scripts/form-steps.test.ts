// Steps of a form put in, copied, moved, renamed and taken out; arrows and conditions follow.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrowsOf, openPlaces, pointingAt } from './form-arrows.ts'
import { nameOf, partAt, put, stepsOf } from './form-parts.ts'
import {
  asKind,
  askingFor,
  blankScript,
  blankStep,
  freeName,
  moved,
  nameFrom,
  nested,
  renamed,
  shifted,
  withCopy,
  withNew,
  without,
} from './form-steps.ts'
import { type StepKind, stepKinds } from './outline.ts'

const light = {
  name: 'light',
  ask: {},
  choices: [{ name: 'red', to: 'box' }, { name: 'green' }],
  next: [
    { when: { all: [{ is: ['light', 'green'] }, { not: { any: [{ answered: 'box' }] } }] }, to: 'box' },
    { when: { atLeast: ['box', 2] }, to: 'done' },
    { to: 'done' },
  ],
  otherwise: 'done',
  tries: { most: 2, spent: 'box' },
}
const box = { name: 'box', do: {}, worked: 'done', failed: 'light' }
const done = { name: 'done', end: 'solved' }
const form = { slug: 'a', start: 'light', steps: [light, box, done] }
const names = (of: unknown) => stepsOf(of).map(nameOf)

test('a place of a form is read and written, and the rest stays the same object', () => {
  const written = put(form, ['steps', 1, 'worked'], 'light')
  assert.deepEqual(partAt(written, ['steps', 1, 'worked']), 'light')
  assert.equal(stepsOf(written)[0], light)
  assert.deepEqual(Object.keys(stepsOf(written)[1] as object), Object.keys(box))
  assert.deepEqual(put({ a: [1, 2], b: 1 }, ['a', 0], undefined), { a: [2], b: 1 })
  assert.deepEqual(put({ b: 1 }, ['a', 0, 'to'], 'x'), { b: 1, a: [{ to: 'x' }] })
  assert.deepEqual(put({ a: 1, b: 1 }, ['a'], undefined), { b: 1 })
  assert.equal(partAt(form, ['steps', 9, 'to']), undefined)
})

test('every arrow of a step is known, and every way that is still open', () => {
  assert.deepEqual(
    arrowsOf(light).map(one => one.to),
    ['box', 'box', 'done', 'done', 'done', 'box'],
  )
  assert.deepEqual(openPlaces(light), [])
  assert.deepEqual(openPlaces(box), [['otherwise']])
  assert.deepEqual(openPlaces(blankStep('ask', 'a')), [
    ['choices', 0, 'to'],
    ['choices', 1, 'to'],
    ['otherwise'],
  ])
  assert.deepEqual(openPlaces(blankStep('check', 'a')), [['next', 0, 'to'], ['otherwise']])
  assert.deepEqual(openPlaces({ ask: {}, text: {}, next: [{ when: {} }] }), [
    ['next', 0, 'to'],
    ['otherwise'],
  ])
  assert.deepEqual(openPlaces(blankStep('tell', 'a')), [['to']])
  assert.deepEqual(openPlaces(done), [])
})

test('a new step stands after another, whose first open way leads to it', () => {
  const grown = withNew(form, 1, blankStep('end', 'end'))
  assert.deepEqual(names(grown), ['light', 'box', 'end', 'done'])
  assert.equal(partAt(grown, ['steps', 1, 'otherwise']), 'end')
  assert.deepEqual(names(withNew(form, 2, blankStep('tell', 'say'))), ['light', 'box', 'done', 'say'])
  const first = withNew({ slug: 'a' }, -1, blankStep('ask', 'ask'))
  assert.deepEqual([names(first), partAt(first, ['start'])], [['ask'], 'ask'])
})

test('each kind of step begins with what it is, under a name nobody has', () => {
  for (const kind of stepKinds) assert.ok(Object.hasOwn(blankStep(kind, 'a'), kind))
  assert.deepEqual(
    ['box', 'ask'].map(one => freeName(form, one)),
    ['box-2', 'ask'],
  )
  assert.equal(freeName({ steps: [{ name: 'a' }, { name: 'a-2' }] }, 'a'), 'a-3')
  assert.deepEqual(['DSL light?', 'Är den röd', '  ', 'a'.repeat(80)].map(nameFrom), [
    'dsl-light',
    'ar-den-rod',
    '',
    'a'.repeat(64),
  ])
  const own = blankScript('mine', ['sv', 'en'], { title: 'Min', says: 'Det är trasigt', language: 'sv' })
  assert.deepEqual(
    [own.title, own.says, own.languages, own.start],
    [{ sv: 'Min' }, { sv: 'Det är trasigt' }, ['sv', 'en'], 'ask'],
  )
})

test('a step of another kind keeps what both kinds have, and leads on to where it led', () => {
  const words = { en: 'Restart it' }
  const ask = {
    ...{ name: 'box', ask: words, why: { en: 'Why' }, say: { en: 'Say' }, minutes: 2, fact: 'a.b' },
    choices: [{ name: 'yes', words: {}, to: 'good' }],
    otherwise: 'bad',
  }
  const of = (step: unknown) => ({ steps: [step] })
  const turned = (kind: StepKind, step: unknown = ask) => stepsOf(asKind(of(step), 0, kind))[0]
  assert.deepEqual(turned('do'), {
    ...{ name: 'box', do: words, why: ask.why, say: ask.say, expect: {}, minutes: 2 },
    ...{ worked: 'good', otherwise: 'bad' },
  })
  assert.deepEqual(turned('tell'), { name: 'box', tell: words, minutes: 2, to: 'good' })
  const check = { name: 'box', check: 'known_outage', why: ask.why, say: ask.say, minutes: 2 }
  assert.deepEqual(turned('check'), { ...check, next: [{ to: 'good' }], otherwise: 'bad' })
  assert.deepEqual(turned('script'), { name: 'box', script: '', minutes: 2, solved: 'good' })
  assert.deepEqual(turned('end'), { name: 'box', end: 'solved', say: ask.say, fixed: {}, minutes: 2 })
  assert.equal(turned('ask'), ask)
  const asked = turned('ask', turned('do')) as Record<string, unknown>
  assert.deepEqual([asked.ask, asked.otherwise, asked.next], [words, 'bad', [{ to: 'good' }]])
  assert.deepEqual(turned('tell', { name: 'x' }), { name: 'x', tell: {} })
})

test('a step with another name keeps everything that led to it or asked about it', () => {
  const called = renamed(form, 0, 'lamp')
  assert.deepEqual([names(called), partAt(called, ['start'])], [['lamp', 'box', 'done'], 'lamp'])
  assert.equal(partAt(called, ['steps', 1, 'failed']), 'lamp')
  const boxed = renamed(form, 1, 'router')
  const lit = stepsOf(boxed)[0] as typeof light
  assert.deepEqual(lit.next, [
    { when: { all: [{ is: ['light', 'green'] }, { not: { any: [{ answered: 'router' }] } }] }, to: 'router' },
    { when: { atLeast: ['router', 2] }, to: 'done' },
    { to: 'done' },
  ])
  assert.deepEqual(
    [lit.choices[0], lit.tries],
    [
      { name: 'red', to: 'router' },
      { most: 2, spent: 'router' },
    ],
  )
  assert.equal(stepsOf(boxed)[2], done)
  assert.deepEqual(names(renamed({ steps: [{}] }, 0, 'a')), ['a'])
})

test('before a step goes away one knows what would lead nowhere', () => {
  assert.deepEqual(
    ['light', 'box', 'done', 'none'].map(one => pointingAt(form, one)),
    [[1], [0], [0, 1], []],
  )
  assert.deepEqual(names(without(form, 1)), ['light', 'done'])
})

test('steps are copied and moved, not past the ends', () => {
  assert.deepEqual(names(withCopy(form, 1)), ['light', 'box', 'box-2', 'done'])
  assert.deepEqual(names(moved(form, 1, -1)), ['box', 'light', 'done'])
  assert.deepEqual(names(moved(form, 1, 1)), ['light', 'done', 'box'])
  assert.equal(moved(form, 0, -1), form)
  assert.equal(moved(form, 2, 1), form)
  assert.deepEqual(
    [shifted([1, 2], 0, 1), shifted([1, 2], 0, -1)],
    [
      [2, 1],
      [1, 2],
    ],
  )
})

test('the step above leads to one by its open way, if it has one', () => {
  assert.equal(partAt(nested(form, 2), ['steps', 1, 'otherwise']), 'done')
  assert.equal(nested(form, 1), null)
  assert.equal(nested(form, 0), null)
})

test('another kind of answer leaves nothing of the one before', () => {
  assert.deepEqual(askingFor({ ask: {}, choices: [{ name: 'a' }] }, 'number', { least: 0, most: 9 }), {
    ask: {},
    number: { least: 0, most: 9 },
  })
  assert.deepEqual(askingFor({ ask: {}, date: {} }, 'date', {}), { ask: {}, date: {} })
})

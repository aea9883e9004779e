// The outline as a tree, what is seen of it, and what is to be translated next.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf } from './outline.ts'
import { nextToWrite, staleCounts, staleIn } from './stale.ts'
import { found, foldedFirst, headOf, indexOf, treeOf, unfolded } from './tree.ts'

const ask = (name: string, ...to: readonly string[]) => ({
  name,
  ask: { en: `Ask ${name}`, sv: `Fråga ${name}` },
  choices: to.map(one => ({ name: one, words: { en: `To ${one}` }, to: one })),
  otherwise: 'end',
})
const end = { name: 'end', end: 'solved', say: { en: 'Good', sv: 'Bra' } }
const form = {
  languages: ['en', 'sv'],
  start: 'a',
  steps: [ask('a', 'b', 'c'), ask('b', 'd', 'a'), ask('d', 'd'), ask('c'), end],
}
const seen = (rows: ReturnType<typeof treeOf>) => rows.map(({ step, level }) => `${step.name}${level}`)

test('a step stands below the only one that leads to it', () => {
  const rows = treeOf(outlineOf(form))
  assert.deepEqual(seen(rows), ['a1', 'b2', 'd3', 'c2', 'end1'])
  assert.deepEqual(
    rows.map(({ parent, below, place, of }) => [parent, below, place, of]),
    [
      [null, 2, 1, 2],
      [0, 1, 1, 2],
      [1, 0, 1, 1],
      [0, 0, 2, 2],
      [null, 0, 2, 2],
    ],
  )
})

test('a way through one step after another goes in four levels and no further', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const steps = names.map((name, i) => ({ name, tell: {}, to: names[i + 1] ?? 'end' }))
  assert.deepEqual(seen(treeOf(outlineOf({ start: 'a', steps }))), ['a1', 'b2', 'c3', 'd4', 'e4', 'f4'])
})

test('what is below a folded step is not seen; words find steps in whichever language', () => {
  const rows = treeOf(outlineOf(form))
  assert.equal(unfolded(rows, new Set()), rows)
  assert.deepEqual(seen(unfolded(rows, new Set(['a']))), ['a1', 'end1'])
  assert.deepEqual(seen(unfolded(rows, new Set(['b', 'c']))), ['a1', 'b2', 'c2', 'end1'])
  assert.deepEqual(seen(found(rows, 'FRÅGA b')), ['a1', 'b2'])
  assert.deepEqual(seen(found(rows, 'to d')), ['b2', 'd3'])
  assert.equal(found(rows, '  '), rows)
})

test('a long script begins folded and has an index; a short one neither', () => {
  assert.equal(foldedFirst(treeOf(outlineOf(form))).size, 0)
  const steps = Array.from({ length: 301 }, (_, i) => ({ name: `s${i}`, tell: {}, to: `s${i + 1}` }))
  const rows = treeOf(outlineOf({ start: 's0', steps }))
  assert.ok(foldedFirst(rows).has('s0'))
  assert.deepEqual(seen(unfolded(rows, foldedFirst(rows))), ['s01'])
  assert.deepEqual([indexOf(100), indexOf(201)], [[], [0, 100, 200]])
})

test('a step is called by what it says in the language of the reader, else by its name', () => {
  const [a] = outlineOf(form).steps
  assert.equal(headOf(a!, 'sv'), 'Fråga a')
  assert.equal(headOf(outlineOf({ steps: [{ name: 'x' }] }).steps[0]!, 'sv'), 'x')
})

test('a translation is stale when what it translates was changed and it was not', () => {
  const live = outlineOf({ ...form, title: { en: 'Old', sv: 'Gammal' } })
  const changed = { ...end, say: { en: 'Well done', sv: 'Bra' } }
  const draft = outlineOf({
    ...form,
    title: { en: 'New', sv: 'Ny' },
    steps: [...form.steps.slice(0, 4), changed, { name: 'more', tell: { en: 'x', sv: 'y' } }],
  })
  const stale = staleIn(draft, live)
  assert.deepEqual([...stale], [[changed.say, new Set(['sv'])]])
  assert.deepEqual([...staleCounts(stale)], [['sv', 1]])
  assert.equal(staleIn(draft, null).size, 0)
  assert.equal(staleIn(outlineOf({ steps: [] }), live).size, 0)
})

test('the next step to write is one that lacks a language or is stale in it, going round', () => {
  const whole = { name: 'x', tell: { en: 'x', sv: 'y' } }
  const lacks = { name: 'y', tell: { en: 'x' } }
  const outline = outlineOf({ languages: ['en', 'sv'], steps: [whole, lacks, { ...whole, name: 'z' }] })
  const none = new Map()
  assert.equal(nextToWrite(outline, 0, { languages: ['sv'], stale: none }), 1)
  assert.equal(nextToWrite(outline, 1, { languages: ['sv'], stale: none }), 1)
  assert.equal(nextToWrite(outline, 1, { languages: ['en'], stale: none }), null)
  const stale = new Map([[whole.tell, new Set(['sv'] as const)]])
  assert.equal(nextToWrite(outline, 1, { languages: ['sv'], stale }), 2)
})

// Nobody's work is lost: what one changed is in the merged draft, and what both changed is told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Json, mergeDrafts } from './merge-drafts.ts'

const step = (name: string, more: Record<string, Json> = {}): Json => ({ name, do: { en: name }, ...more })
const draft = (...steps: Json[]): Json => ({ slug: 'line', steps })
const base = draft(step('cable'), step('power'), step('restart'))
const names = (one: Json) =>
  (one as unknown as { steps: { name: string }[] }).steps.map(({ name }) => name).join(' ')

test('each of two who work on steps of their own keeps his work', () => {
  const mine = draft(step('cable', { minutes: 5 }), step('power'), step('restart'))
  const theirs = draft(step('cable'), step('power', { why: { sv: 'Därför' } }), step('restart'))
  assert.deepEqual(mergeDrafts(base, mine, theirs), {
    draft: draft(step('cable', { minutes: 5 }), step('power', { why: { sv: 'Därför' } }), step('restart')),
    clashes: [],
  })
})

test('what one took from a step is gone, and what the other did to it stays', () => {
  const was = draft(step('cable', { minutes: 5 }), step('power'))
  const mine = draft(step('cable'), step('power'))
  const theirs = draft(step('cable', { minutes: 5, why: { sv: 'Därför' } }), step('power'))
  assert.deepEqual(mergeDrafts(was, mine, theirs), {
    draft: draft(step('cable', { why: { sv: 'Därför' } }), step('power')),
    clashes: [],
  })
})

test('two languages of one sentence meet', () => {
  const mine = draft(step('cable', { why: { de: 'Darum' } }), step('power'), step('restart'))
  const theirs = draft(step('cable', { why: { sv: 'Därför' } }), step('power'), step('restart'))
  const { draft: both, clashes } = mergeDrafts(base, mine, theirs)
  assert.deepEqual(
    both,
    draft(step('cable', { why: { sv: 'Därför', de: 'Darum' } }), step('power'), step('restart')),
  )
  assert.deepEqual(clashes, [])
})

test('of what both changed theirs stands, and mine is told with its place', () => {
  const mine = draft(step('cable', { minutes: 5 }), step('power'), step('restart'))
  const theirs = draft(step('cable', { minutes: 7 }), step('power'), step('restart'))
  const { draft: both, clashes } = mergeDrafts(base, mine, theirs)
  assert.deepEqual(both, theirs)
  assert.deepEqual(clashes, [{ path: 'steps.cable.minutes', mine: 5, theirs: 7 }])
})

test('a step that one took away and the other changed stays, and is told', () => {
  const without = draft(step('cable'), step('restart'))
  const changed = draft(step('cable'), step('power', { minutes: 9 }), step('restart'))
  const mineGone = mergeDrafts(base, without, changed)
  assert.deepEqual(mineGone.draft, changed)
  assert.deepEqual(mineGone.clashes, [
    { path: 'steps.power', mine: null, theirs: step('power', { minutes: 9 }) },
  ])
  const theirsGone = mergeDrafts(base, changed, without)
  assert.equal(names(theirsGone.draft), 'cable power restart')
  assert.equal(theirsGone.clashes[0]?.theirs, null)
})

test('a step that only one took away is gone; one that is new stands after its neighbour', () => {
  const mine = draft(step('hello'), step('cable'), step('filter'), step('power'), step('restart'))
  const theirs = draft(step('power'), step('cable'))
  const { draft: both, clashes } = mergeDrafts(base, mine, theirs)
  assert.equal(names(both), 'hello power cable filter')
  assert.deepEqual(clashes, [])
})

test('whoever moved steps decides their order, and theirs goes before mine', () => {
  const moved = draft(step('restart'), step('cable'), step('power'))
  const grown = draft(step('cable'), step('filter'), step('power'), step('restart'))
  assert.equal(names(mergeDrafts(base, moved, grown).draft), 'restart cable filter power')
  const other = draft(step('power'), step('cable'), step('restart'))
  assert.equal(names(mergeDrafts(base, moved, other).draft), 'power cable restart')
})

test('a list without names is one thing', () => {
  const value = (...says: Json[]): Json => ({ says })
  const twice = (says: string): Json => ({ says: [{ name: 'a' }, { name: 'a' }, says] })
  assert.equal(mergeDrafts(value('a'), value('a', 'b'), value('a', 'c')).clashes[0]?.path, 'says')
  assert.equal(mergeDrafts(twice('x'), twice('y'), twice('z')).clashes.length, 1)
  assert.deepEqual(mergeDrafts(value('a'), value('a', 'b'), value('a', 'b')).clashes, [])
})

test('a key that means something to the machine is a key like others', () => {
  const mine = JSON.parse('{"__proto__": {"minutes": 5}, "toString": 1}') as Json
  const { draft: both } = mergeDrafts({}, mine, { slug: 'line' })
  assert.deepEqual(Object.keys(both as object).sort(), ['__proto__', 'slug', 'toString'])
  assert.equal((both as { minutes?: number }).minutes, undefined)
})

test('what neither had before and both added under one name is put together', () => {
  const mine = draft(step('cable'), step('power'), step('restart'), step('filter', { minutes: 1 }))
  const theirs = draft(
    step('cable'),
    step('power'),
    step('restart'),
    step('filter', { safety: { en: 'No' } }),
  )
  const { draft: both, clashes } = mergeDrafts(base, mine, theirs)
  assert.deepEqual(clashes, [])
  assert.deepEqual((both as { steps: Json[] }).steps[3], step('filter', { safety: { en: 'No' }, minutes: 1 }))
  assert.deepEqual(mergeDrafts(null, { a: [{ name: 'x' }] }, { a: [{ name: 'y' }] }).draft, {
    a: [{ name: 'x' }, { name: 'y' }],
  })
})

const drawnStep = (name: string) =>
  fc
    .record(
      {
        minutes: fc.nat(3),
        why: fc.dictionary(fc.constantFrom('en', 'sv'), fc.constantFrom('a', 'b'), {
          noNullPrototype: true,
        }),
      },
      { requiredKeys: [] },
    )
    .map(more => ({ name, ...more }) as Json)
const drawnDraft = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
  .chain(all => fc.tuple(...all.map(drawnStep)))
  .map(steps => draft(...(steps as Json[])))

test('who works alone gets his own draft, and two who did the same have no clash', () => {
  fc.assert(
    fc.property(drawnDraft, drawnDraft, (first, second) => {
      assert.deepEqual(mergeDrafts(first, second, first), { draft: second, clashes: [] })
      assert.deepEqual(mergeDrafts(first, first, second), { draft: second, clashes: [] })
      assert.deepEqual(mergeDrafts(first, second, second), { draft: second, clashes: [] })
    }),
  )
})

test('what was merged once merges again to itself: a second press saves nothing new', () => {
  fc.assert(
    fc.property(drawnDraft, drawnDraft, drawnDraft, (first, mine, theirs) => {
      const once = mergeDrafts(first, mine, theirs)
      assert.deepEqual(mergeDrafts(first, once.draft, once.draft).draft, once.draft)
      assert.deepEqual(mergeDrafts(theirs, once.draft, theirs).draft, once.draft)
    }),
  )
})

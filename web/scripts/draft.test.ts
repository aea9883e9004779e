// What becomes of a draft while two write it: nothing typed is lost, and one takes back one's own only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf, edited, isSaved, overtaken, redone, saved, settled, undone } from './draft.ts'
import { put } from './form-parts.ts'

const step = (name: string, tell: string) => ({ name, tell: { en: tell }, to: 'end' })
const form = { slug: 'a', steps: [step('one', 'First'), step('two', 'Second')] }
const said = (index: number, text: string, of: unknown = form) =>
  put(of, ['steps', index, 'tell', 'en'], text)

test('a change is taken back and done again; letters of one sentence are one change', () => {
  const begun = draftOf(form, { revision: 3 })
  const typed = edited(edited(begun, said(0, 'F'), 'one.tell'), said(0, 'Fi'), 'one.tell')
  const more = edited(typed, said(1, 'S', said(0, 'Fi')))
  assert.deepEqual([more.past.length, isSaved(more)], [2, false])
  assert.deepEqual(undone(more).form, said(0, 'Fi'))
  assert.equal(undone(undone(more)).form, form)
  assert.deepEqual(redone(redone(undone(undone(more)))).form, more.form)
  assert.equal(undone(begun), begun)
  assert.equal(redone(begun), begun)
  assert.equal(edited(begun, form), begun)
})

test('what nobody else changed stays the same object when it is saved', () => {
  const mine = edited(draftOf(form, { revision: 3 }), said(0, 'Mine'))
  const kept = saved(mine, mine.form, { revision: 4, form: structuredClone(mine.form) })
  assert.equal(kept.form, mine.form)
  assert.deepEqual([isSaved(kept), kept.kept.from], [true, { revision: 4 }])
})

test('what is typed while it is being saved stays, on top of what others saved', () => {
  const sent = edited(draftOf(form, { revision: 3 }), said(0, 'Mine'))
  const typed = edited(sent, said(0, 'Mine and more'))
  const answer = { revision: 5, form: said(1, 'Theirs', sent.form), clashes: [] }
  const kept = saved(typed, sent.form, answer)
  assert.deepEqual(kept.form, said(1, 'Theirs', said(0, 'Mine and more')))
  assert.deepEqual([isSaved(kept), kept.clashes], [false, []])
  // Taking back is of one's own change alone.
  assert.deepEqual(undone(kept).form, said(1, 'Theirs', said(0, 'Mine')))
})

test('where both changed the same, theirs stands and mine is not lost', () => {
  const mine = edited(draftOf(form, { revision: 3 }), said(0, 'Mine'))
  const clash = { path: 'steps.one.tell.en', mine: 'Mine', theirs: 'Theirs' }
  const kept = saved(mine, mine.form, { revision: 5, form: said(0, 'Theirs'), clashes: [clash] })
  assert.deepEqual([kept.form, kept.clashes], [said(0, 'Theirs'), [clash]])
  const taken = settled(kept, clash, 'mine')
  assert.deepEqual([taken.form, taken.clashes, isSaved(taken)], [said(0, 'Mine'), [], false])
  const left = settled(kept, clash, 'theirs')
  assert.deepEqual([left.form, left.clashes, isSaved(left)], [said(0, 'Theirs'), [], true])
})

test('a clash finds its step wherever that stands by now, and one that is gone comes back', () => {
  const clash = { path: 'steps.one', mine: step('one', 'Mine'), theirs: null }
  const begun = draftOf({ ...form, steps: [form.steps[1]] }, { revision: 3 })
  const taken = settled({ ...begun, clashes: [clash] }, clash, 'mine')
  assert.deepEqual(taken.form, { ...form, steps: [form.steps[1], step('one', 'Mine')] })
  const gone = { path: 'steps.two', mine: null, theirs: form.steps[1]! }
  assert.deepEqual(settled({ ...begun, clashes: [gone] }, gone, 'mine').form, { ...form, steps: [] })
})

test('what somebody else saved is taken in; two of a place are told once', () => {
  const mine = edited(draftOf(form, { revision: 3 }), said(0, 'Mine'))
  const first = overtaken(mine, { revision: 4, form: said(0, 'Theirs') })
  assert.deepEqual(first.clashes, [{ path: 'steps.one.tell.en', mine: 'Mine', theirs: 'Theirs' }])
  assert.deepEqual(first.form, said(0, 'Theirs'))
  const again = overtaken(edited(first, said(0, 'Mine 2', first.form)), { revision: 5, form: said(0, 'T2') })
  assert.deepEqual(again.clashes, [{ path: 'steps.one.tell.en', mine: 'Mine 2', theirs: 'T2' }])
  const idle = overtaken(draftOf(form, { revision: 3 }), { revision: 4, form: said(1, 'Theirs') })
  assert.deepEqual([idle.form, isSaved(idle)], [said(1, 'Theirs'), true])
})

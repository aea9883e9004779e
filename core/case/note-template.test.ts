// What notes ask, and how what was answered becomes a text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  draftOf,
  keptDraft,
  type NoteDraft,
  noteText,
  questionNames,
  questionsOf,
  shippedQuestions,
} from '#core/case/note-template.ts'
import { noteKinds } from '#core/case/note-kind.ts'
import { houseLevels } from '#core/people/level.ts'

test('every shipped question is asked somewhere; a finding above the first line asks its cause', () => {
  const all = houseLevels.flatMap(level => noteKinds.flatMap(kind => shippedQuestions(level, kind)))
  assert.deepEqual([...new Set(all)].sort(), [...questionNames].sort())
  assert.equal(shippedQuestions(1, 'finding').includes('cause'), false)
  assert.equal(shippedQuestions(2, 'finding').includes('cause'), true)
})

test('what a house wrote in a language holds there; elsewhere what is shipped', () => {
  const asked = questionsOf({ de: ['Gerät'] }, 1, 'next_step', (name, language) => `${name} ${language}`)
  assert.deepEqual(asked.de, ['Gerät'])
  assert.deepEqual(asked.ca, ['what_next ca', 'by_whom ca', 'by_when ca'])
})

test('answers stand under their headings in the order asked, the words behind, empty ones nowhere', () => {
  const draft: NoteDraft = {
    kind: 'environment',
    answers: { Place: ' hall ', Device: 'SN 1', Old: 'kept', Version: ' ' },
    words: ' See photo. ',
  }
  assert.equal(
    noteText(draft, ['Device', 'Version', 'Place']),
    'Device: SN 1\nPlace: hall\nOld: kept\n\nSee photo.',
  )
  assert.equal(noteText({ kind: null, answers: {}, words: 'x' }, []), 'x')
})

test('a draft is kept as one text and read back as it was; anything else is words', () => {
  const draft: NoteDraft = { kind: 'finding', answers: { Seen: 'red light' }, words: 'and' }
  assert.deepEqual(draftOf(keptDraft(draft)), draft)
  assert.deepEqual(draftOf(keptDraft({ ...draft, kind: null })), { kind: null, answers: {}, words: 'and' })
  for (const odd of [
    '{"note":"none","answers":{},"words":""}',
    '{"note":"finding","answers":{}}',
    '{"note":"finding","answers":1,"words":""}',
    '{"note":"finding","answers":null,"words":""}',
    '{"note":',
  ])
    assert.deepEqual(draftOf(odd), { kind: null, answers: {}, words: odd })
  assert.deepEqual(draftOf('{"note":"finding","answers":{"a":1},"words":"w"}').answers, {})
})

// Sentences with changeable words, in every language.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#core/people/language.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import { minuteChoices, piecesOf, spokenMinutes } from './sentence.ts'

const sentences: readonly [string, readonly string[]][] = [
  ['set_up.s_speaks', ['may']],
  ['set_up.s_givesNumber', ['may']],
  ['set_up.s_steps', ['must']],
  ['set_up.s_script', ['must']],
  ['set_up.s_restricted', ['who']],
  ['set_up.s_sees', ['may']],
  ['set_up.s_seesOrganisation', ['may']],
  ['set_up.s_mayLook', ['may']],
  ['set_up.s_accept', ['a', 'b', 'c', 'd']],
  ['set_up.s_held', ['a', 'b', 'c', 'd']],
  ['set_up.s_stuck_lead', ['a']],
  ['set_up.s_stuck_carry', ['a']],
  ['set_up.s_answer', ['a', 'b', 'c', 'd']],
  ['set_up.s_help', ['a', 'b', 'c', 'd']],
  ['set_up.s_unattended', ['a']],
  ['set_up.s_live', ['a', 'b', 'c', 'd']],
  ['set_up.s_swarm', ['a', 'b']],
  ['set_up.s_on_call', ['a', 'b', 'c']],
  ['set_up.s_reopen', ['a']],
]
for (const language of languages) {
  test(`every sentence keeps its places: ${language}`, () => {
    const say = speaker(language, messagesOf(language))
    for (const [key, places] of sentences) {
      const pieces = piecesOf(say, key, places)
      const found = pieces.flatMap(piece => ('place' in piece ? [piece.place] : []))
      assert.deepEqual(found, places, key)
      assert.ok(
        pieces.some(piece => 'words' in piece && piece.words.length > 8),
        key,
      )
    }
  })
}

test('a place a translation has lost stands at the end', () => {
  assert.deepEqual(
    piecesOf(() => 'Nothing here.', 'x', ['may']),
    [{ words: 'Nothing here.' }, { place: 'may' }],
  )
})

test('minutes are said in the unit people use, and an unusual number stays a choice', () => {
  assert.deepEqual(spokenMinutes(15), { key: 'set_up.minutes', n: 15 })
  assert.deepEqual(spokenMinutes(120), { key: 'set_up.hours', n: 2 })
  assert.deepEqual(spokenMinutes(90), { key: 'set_up.minutes', n: 90 })
  assert.deepEqual(spokenMinutes(2_880), { key: 'set_up.days', n: 2 })
  assert.ok(minuteChoices(37).includes(37))
  assert.deepEqual(
    minuteChoices(5),
    [...minuteChoices(5)].sort((a, b) => a - b),
  )
})

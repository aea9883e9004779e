// How a call began is a fact of the case, and what it told is known to every script that asks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CallOpening, callBackOf } from '#core/case/call-opening.ts'
import { knownAt } from '#core/case/deed/walk-facts.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import { ask, choicesOf, scriptOf, solved } from '#core/testing/script-world.ts'
import { begin, bo, only, reuse, stateOf, using } from '#core/testing/walk-course.ts'
import { at, given, taken, text, textOf, type Wished } from '#core/testing/world.ts'

const whole: CallOpening = {
  about: 'new',
  right: 'named',
  contract: 'ctr_a',
  language: 'sv',
  name: text('Anna Lind'),
  callBack: text('+46701234567'),
  words: text('The router is dead'),
}
const call = (opening: CallOpening, contact: `con_${string}` = 'con_a'): Wished[2] => ({
  ...samples['contact.hold'],
  contact,
  direction: 'in',
  opening,
})
const opened: readonly Wished[] = [...taken, [2, bo, call(whole)]]
const asking = (fact: string, asked: ReturnType<typeof choicesOf> | { kind: 'text' } = { kind: 'text' }) =>
  scriptOf([ask('one', 'fine', { fact, asked }), solved('fine')])
const known = (fact: string, minutes = 3, asked?: Parameters<typeof asking>[1]) => {
  const own = using(asking(fact, asked))
  const state = stateOf([...opened, [3, bo, begin(own)]])
  const walk = state.walks.wlk_a!.walk
  return knownAt(state, walk, { scripts: scriptsOf(own.scripts), now: at(minutes) })
}

test('the opening of a call stands in the fact of the call', () => {
  const events = given(...taken)
    .when(2, bo, call(whole))
    .then('contact.held', 'promise.kept')
  assert.deepEqual(only(events, 'contact.held').opening, whole)
  const plain = given(...taken)
    .when(2, bo, samples['contact.hold'])
    .then('contact.held', 'promise.kept')
  assert.ok(!('opening' in only(plain, 'contact.held')))
  const entries = timeline(events.map((event, i) => ({ ...event, seq: i + 1 })))
  assert.deepEqual(entries[0]?.kind === 'contact' && entries[0].opening, whole)
})

test('no script asks again who is calling, where to call back, or what it is about', () => {
  assert.deepEqual(known('caller.name')?.text, whole.name)
  assert.deepEqual(known('caller.phone')?.text, whole.callBack)
  assert.deepEqual(known('call.words')?.text, whole.words)
  assert.equal(known('caller.language')?.value, 'sv')
  assert.equal(known('caller.right')?.value, 'named')
  assert.equal(known('call.about', 3, choicesOf('new', 'open'))?.value, 'new')
  assert.equal(known('caller.callback', 3, choicesOf('same', 'other', 'none'))?.value, 'other')
  assert.equal(known('call.about', 3, choicesOf('yes', 'no')), null)
})

test('what is of one call only is not known any more an hour later; who called and where still is', () => {
  assert.deepEqual(
    [known('caller.right', 62), known('call.about', 62), known('call.words', 62)],
    [null, null, null],
  )
  assert.deepEqual(known('caller.name', 62)?.text, whole.name)
})

test('what the opening told is taken over by a fact that says from which call', () => {
  const own = using(asking('caller.name'))
  const events = given(...opened, [3, bo, begin(own)])
    .when(4, bo, reuse('one', { ...own, walk: 'wlk_a' }))
    .then('walk.reused')
  assert.deepEqual(
    [only(events, 'walk.reused').from, only(events, 'walk.reused').text],
    ['con_a', whole.name],
  )
})

test('whoever has the case sees where to call back; the last word of the caller counts', () => {
  const number = (wished: readonly Wished[]) => callBackOf(stateOf(wished) as OpenedCase)
  assert.equal(number(taken), null)
  const asText = (found: ReturnType<typeof number>) =>
    found === null || found === 'none' ? found : textOf(found)
  assert.equal(asText(number(opened)), '+46701234567')
  const { callBack: _, name: __, words: ___, ...bare } = whole
  assert.equal(asText(number([...opened, [3, bo, call(bare, 'con_b')]])), '+46701234567')
  assert.equal(asText(number([...opened, [3, bo, call({ ...bare, callBack: null }, 'con_b')]])), 'none')
})

test('a voice mail that leaves a name and a number opens it all the same', () => {
  const missed = { ...call(whole), reach: 'voicemail' } as Wished[2]
  assert.equal(stateOf([...taken, [2, bo, missed]]).answers.length, 7)
})

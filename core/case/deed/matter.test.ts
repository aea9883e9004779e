// A case belongs to a problem, a supplier case or a change request; what comes of that reaches its contact.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf } from '#core/case/card.ts'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import { fold } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import { by, caseId, given, play, taken, text, textOf, type Wished } from '#core/testing/world.ts'

const desk = { kind: 'system', part: 'desk' } as const
const join = { type: 'matter.join', matter: 'prb_a', because: text('alike') } as const
const leave = { type: 'matter.leave', matter: 'prb_a', because: text('another fault') } as const
const told = { type: 'matter.tell', matter: 'prb_a', fact: 4, news: 'workaround' } as const
const joined: Wished[] = [...taken, [2, by('bo'), join]]
const names = { text: textOf, customerName: 'Anna', organisationName: null }

test('it belongs there once, and no more when that was a mistake', () => {
  const state = given(...joined)
  state.when(3, by('bo'), join).thenNothing()
  state.when(3, by('bo'), leave).then('matter.left')
  const { events } = play([...joined, [3, by('bo'), leave]])
  assert.deepEqual(cardOf(caseId('a'), play(joined).events, names)?.matters, ['prb_a'])
  assert.equal(cardOf(caseId('a'), events, names)?.matters, undefined)
  given(...taken)
    .when(2, by('bo'), leave)
    .thenRefused('matter.not_joined')
  given(...joined)
    .when(3, by('bo'), { ...leave, matter: 'spc_b' })
    .thenRefused('matter.not_joined')
})

test('what came of it is told once, and waits for the contact to pass it on', () => {
  const state = given(...joined)
  state.when(3, desk, { ...told, words: text('restart it') }).then('matter.told', 'news.arose')
  const { events } = play([...joined, [3, desk, { ...told, words: text('restart it'), from: 'agt_marta' }]])
  const [[, news] = []] = untoldNews(fold(events) as OpenedCase)
  assert.deepEqual([news?.what, news?.about], ['matter', 'prb_a'])
  assert.equal(cardOf(caseId('a'), events, names)?.why.code, 'to_pass_on')
  given(...joined, [3, desk, told])
    .when(4, desk, told)
    .thenNothing()
  given(...joined, [3, desk, told])
    .when(4, desk, { ...told, fact: 3 })
    .thenNothing()
  given(...joined, [3, desk, told])
    .when(4, desk, { ...told, fact: 5 })
    .then('matter.told', 'news.arose')
})

test('who does not belong there, or left, is told nothing; nor is news told by people', () => {
  given(...taken)
    .when(2, desk, told)
    .thenNothing()
  given(...joined, [3, by('bo'), leave])
    .when(4, desk, told)
    .thenNothing()
})

test('facts about something it does not belong to change nothing', () => {
  const before = play(taken)
  const at = before.events.at(-1)!.at
  const stray = fold([
    ...before.events,
    { type: 'matter.told', matter: 'prb_x', fact: 1, news: 'fixed', at, by: desk },
  ])
  assert.equal((stray as OpenedCase).matters, undefined)
  const left = fold([
    ...before.events,
    { type: 'matter.left', matter: 'prb_x', because: text('x'), at, by: desk },
  ])
  assert.deepEqual((left as OpenedCase).matters, {})
})

test('an id says what kind it is', () => {
  assert.deepEqual((['prb_1', 'spc_1', 'chr_1'] as const).map(kindOfMatter), [
    'problem',
    'supplier_case',
    'change',
  ])
})

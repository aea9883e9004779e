// What a merged case still owed its customer in words is owed where it goes on: each once, and another
// customer reads nothing of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Brought, broughtBy } from '#core/case/brought.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { samples, worlds } from '#core/testing/sample.ts'
import { at, by, caseId, given, play, taken, text, type Wished } from '#core/testing/world.ts'

const question = (id: 'que_a' | 'que_c', minutes = 2): Wished => [
  minutes,
  by('bo'),
  { type: 'question.add', question: id, text: text(id) },
]
const note: Wished = [3, by('marta'), { ...samples['note.add'], tell: true }]
const before: Wished[] = [
  ...taken,
  question('que_a'),
  question('que_c'),
  [2, by('bo'), { type: 'question.decline', question: 'que_c', because: text('no') }],
  note,
]
const merge: Wished = [9, by('bo'), { ...samples['case.merge'], into: caseId('b') }]
const broughtOf = (...wished: Wished[]): Brought =>
  broughtBy(
    play([...wished, merge]).events.map((event, i) => ({ ...event, seq: i + 1 })),
    at(10),
  )!
const link = (brings: Brought, from = caseId('a')): Wished => [
  10,
  by('bo'),
  { type: 'case.link', to: from, how: 'merged_from', brings },
]

test('what was left for its customer and his open questions go along, settled ones and promises stay', () => {
  const step: Wished = [4, by('marta'), { ...samples['step.try'], outcome: 'worked' }]
  const brings = broughtOf(...before)
  const [, worked] = broughtOf(...before, step).untold ?? []
  assert.equal(worked?.what, 'worked')
  assert.deepEqual(
    brings.untold?.map(one => [one.what, one.tell?.text]),
    [['note', samples['note.add'].text.text]],
  )
  assert.deepEqual(brings.questions, [{ question: 'que_a', text: text('que_a') }])
  const bare = broughtOf(...taken)
  assert.deepEqual([bare.untold, bare.questions], [undefined, undefined])
})

test('they wait where it goes on for its contact, with their time, once, and are settled there', () => {
  const { events, state } = play([...taken, link(broughtOf(...before))])
  const [[, one] = []] = untoldNews(state as OpenedCase)
  assert.deepEqual([one?.what, one?.from, one?.by.kind], ['note', caseId('a'), 'system'])
  const arose = events.find(each => each.type === 'news.arose')
  const first = play(before).events.find(each => each.type === 'news.arose')
  assert.equal(arose?.dueAt, first?.dueAt, 'it is not put off by being merged')
  const linked = events.find(each => each.type === 'case.linked')
  assert.ok(linked?.brings && !('untold' in linked.brings) && !('questions' in linked.brings))
  given(...taken, link(broughtOf(...before)))
    .when(11, by('bo'), { type: 'case.solve', fix: text('x') })
    .thenRefused('case.has_open_question', { count: 1 })
  given(...taken, link(broughtOf(...before)))
    .when(11, by('bo'), { type: 'question.answer', question: 'que_a', text: text('!') })
    .then('question.answered')
  // Through a second merge it goes along again, and what is known there is not asked twice.
  const { events: third } = play([
    ...taken,
    link(broughtOf(...taken, link(broughtOf(...before))), caseId('b')),
  ])
  assert.deepEqual(third.filter(each => each.type === 'question.added').length, 1)
  const twice = play([...before, link(broughtOf(...before))])
  assert.equal(
    twice.events.filter(each => each.type === 'question.added').length,
    2,
    'only the two of its own',
  )
})

test('news without words goes along without; where it has ended it waits until it goes on', () => {
  const { untold: [one] = [], ...brings } = broughtOf(...before)
  const erased: Brought = { ...brings, untold: [{ ...one!, tell: null }] }
  const ended = play([...worlds.solved, link(erased)]).state as OpenedCase
  assert.deepEqual(untoldNews(ended), [])
  const back: Wished = [12, by('bo'), { type: 'case.reopen', reason: 'not_fixed', text: text('again') }]
  const news = untoldNews(play([...worlds.solved, link(erased), back]).state as OpenedCase)
  assert.deepEqual(
    news.map(([, each]) => [each.what, each.tell]),
    [['note', null]],
  )
})

test('a customer reads questions of his own cases, and no others', () => {
  const read = (brings: Brought, ends: Wished[2]) => {
    const { events, state } = play([...taken, link(brings), [11, by('bo'), ends]])
    const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
    const reading = { text: (ref: { text: string } | null) => ref?.text ?? '', agentName: () => 'Bo' }
    return customerTimeline(ledger, state as OpenedCase, reading as never).flatMap(one =>
      one.kind === 'asked' || one.kind === 'answered' || one.kind === 'question_ended'
        ? [[one.kind, one.question]]
        : [],
    )
  }
  const answer: Wished[2] = { type: 'question.answer', question: 'que_a', text: text('!') }
  const decline: Wished[2] = { type: 'question.decline', question: 'que_a', because: text('no') }
  const brings = broughtOf(...before)
  const his = [
    ['asked', 'txt_que_a'],
    ['answered', 'txt_que_a'],
  ]
  assert.deepEqual(read(brings, answer), his)
  assert.deepEqual(read(brings, decline), [his[0], ['question_ended', 'txt_que_a']])
  for (const ends of [answer, decline]) assert.deepEqual(read({ ...brings, customer: 'cus_eva' }, ends), [])
  const { customer: _of, ...old } = brings
  assert.deepEqual(read(old, answer), his, 'of the time before it was kept whose it was')
})

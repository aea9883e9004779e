// What a problem said while a case had ended, or before it went on in another one, waits for its contact once
// it goes on: each once, and nothing of it for whoever has heard it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broughtBy } from '#core/case/brought.ts'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import { withMissed } from '#core/case/deed/missed-news.ts'
import { fold } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { samples, worlds } from '#core/testing/sample.ts'
import { at, by, caseId, given, play, settingAt, taken, text, type Wished } from '#core/testing/world.ts'

const desk = { kind: 'system', part: 'desk' } as const
const join = { type: 'matter.join', matter: 'prb_a', because: text('alike') } as const
const say = (minutes: number, fact: number, news: MatterNews, words?: string): Wished => [
  ...([minutes, desk] as const),
  { type: 'matter.tell', matter: 'prb_a', fact, news, ...(words && { words: text(words) }) },
]
const reopen = (minutes: number): Wished => [
  ...([minutes, by('bo')] as const),
  { type: 'case.reopen', reason: 'not_fixed', text: text('again') },
]
const solved: Wished[] = [
  ...taken,
  [2, by('bo'), join],
  [3, by('bo'), { type: 'case.solve', fix: text('restarted') }],
]
const stateOf = (...wished: Wished[]) => play(wished).state as OpenedCase
const waiting = (...wished: Wished[]) =>
  untoldNews(stateOf(...wished)).map(([, one]) => [one.what, one.about, one.fact, one.tell?.text ?? null])

test('what was said while it was solved waits for nobody until it goes on, then for its contact, once', () => {
  const said: Wished[] = [...solved, say(4, 4, 'workaround', 'restart'), say(5, 5, 'cause')]
  given(...solved)
    .when(4, ...(said.at(-2)!.slice(1) as [never, never]))
    .then('matter.told')
  assert.deepEqual(waiting(...said), [])
  const back = [...said, reopen(6)]
  assert.deepEqual(waiting(...back), [
    ['matter', 'prb_a', 4, 'txt_restart'],
    ['matter', 'prb_a', 5, null],
  ])
  const { events } = play(back)
  const arose = events.filter(one => one.type === 'news.arose')
  assert.deepEqual(
    arose.map(one => [one.by.kind, one.dueAt > one.at]),
    [
      ['system', true],
      ['system', true],
    ],
  )
  assert.equal(stateOf(...back).matters?.prb_a?.missed, undefined)
  const twice: Wished[] = [...back, [7, by('bo'), { type: 'case.solve', fix: text('now') }], reopen(8)]
  assert.equal(waiting(...twice).length, 2, 'no second time')
})

test('nothing is told past what was said while it had ended; what was said before it joined is no gap', () => {
  const { since } = stateOf(...solved).matters!.prb_a!
  const next = { type: 'matter.tell', matter: 'prb_a', fact: 6, news: 'fixed' } as const
  const after = (fact: number, when = since) => ({ ...next, before: { fact, at: when } })
  given(...solved, reopen(6))
    .when(7, desk, after(5))
    .thenRefused('case.changed')
  given(...solved, say(4, 5, 'cause'), reopen(6))
    .when(7, desk, after(5))
    .then('matter.told', 'news.arose')
  given(...solved, reopen(6))
    .when(7, desk, after(5, at(1)))
    .then('matter.told', 'news.arose')
})

test('it waits also where the case had closed between', () => {
  const closed: Wished[] = [
    ...worlds.solved,
    [10, by('bo'), join],
    say(11, 4, 'workaround', 'restart'),
    [12, by('bo'), { type: 'case.close', reason: 'confirmed' }],
  ]
  const { state } = play([...closed, reopen(13)])
  assert.equal(untoldNews(state as OpenedCase).filter(([, one]) => one.about === 'prb_a').length, 1)
})

test('that it is fixed is no news to whoever was asked whether it is, nor what is settled among us', () => {
  const fixed: Wished[] = [...solved, say(4, 4, 'fixed')]
  assert.deepEqual(waiting(...fixed, reopen(6)), [['matter', 'prb_a', 4, null]])
  const tried: Wished = [5, by('bo'), { ...samples['contact.hold'], reach: 'no_answer' }]
  assert.equal(stateOf(...fixed, tried).matters?.prb_a?.fix?.stage, 'asked')
  assert.deepEqual(waiting(...fixed, tried, reopen(6)), [])
  assert.deepEqual(waiting(...solved, say(4, 4, 'may_not_tell'), reopen(6)), [])
})

test('a case that belongs to nothing, or has no contact, misses nothing', () => {
  const state = stateOf(...solved, say(4, 4, 'workaround'))
  const back: Event[] = [{ type: 'case.reopened', reason: 'not_fixed', at: at(6), by: desk }]
  const wish = { by: desk, at: at(6), setting: settingAt(at(6)) } as const
  assert.equal(withMissed(state, back, wish).length, 2)
  assert.deepEqual(withMissed({ ...state, contact: null }, back, wish), back)
  const { matters: _none, ...alone } = state
  assert.deepEqual(withMissed(alone as OpenedCase, back, wish), back)
  assert.deepEqual(withMissed(state, [], wish), [])
  const none = play([...taken, [3, by('bo'), { type: 'case.solve', fix: text('x') }], reopen(4)]).state
  assert.equal((none as OpenedCase).matters, undefined)
})

const merge: Wished = [9, by('bo'), { ...samples['case.merge'], into: caseId('b') }]
const linkOf = (...wished: Wished[]): Wished => {
  const ledger = play([...wished, merge]).events.map((event, i) => ({ ...event, seq: i + 1 }))
  const brings = broughtBy(ledger, at(10))!
  return [10, by('bo'), { type: 'case.link', to: caseId('a'), how: 'merged_from', brings }]
}
const joined: Wished[] = [...taken, [2, by('bo'), join]]

test('what its customer has not heard goes along into the case it is merged into, with the stage of the fix', () => {
  const link = linkOf(...joined, say(3, 4, 'workaround', 'restart'), say(4, 5, 'fixed'))
  const { events, state } = play([...taken, link])
  assert.deepEqual(waiting(...taken, link), [
    ['matter', 'prb_a', 4, 'txt_restart'],
    ['matter', 'prb_a', 5, null],
  ])
  const told = events.filter(one => one.type === 'matter.told')
  assert.deepEqual(
    told.map(one => [one.fact, one.news, one.via, one.by.kind]),
    [
      [4, 'workaround', caseId('a'), 'system'],
      [5, 'fixed', caseId('a'), 'system'],
    ],
  )
  const one = (state as OpenedCase).matters?.prb_a
  assert.deepEqual([one?.told, one?.fix?.stage], [5, 'told'])
  const [[id] = []] = untoldNews(state as OpenedCase).filter(([, news]) => news.fact === 5)
  const passed: Wished = [11, by('bo'), { ...samples['contact.hold'], tells: [id!] }]
  assert.equal(stateOf(...taken, link, passed).matters?.prb_a?.fix?.stage, 'asked')
  given(...taken, link)
    .when(11, desk, { type: 'matter.tell', matter: 'prb_a', fact: 5, news: 'fixed' })
    .thenNothing()
})

test('what was heard there already goes along as heard; what the case had missed goes along, too', () => {
  const heard = [...joined, say(3, 4, 'fixed')]
  const [[id] = []] = untoldNews(stateOf(...heard))
  const link = linkOf(...heard, [5, by('bo'), { ...samples['contact.hold'], tells: [id!] }])
  assert.deepEqual(waiting(...taken, link), [])
  assert.equal(stateOf(...taken, link).matters?.prb_a?.fix?.stage, 'asked')
  // Where it goes on nobody is contact yet, or it has ended: it waits until somebody has it.
  const late = linkOf(...joined, say(3, 4, 'workaround'))
  assert.deepEqual(waiting(...worlds['open, queued'], late), [])
  const ended: Wished[] = [...taken, [3, by('bo'), { type: 'case.solve', fix: text('x') }], late]
  assert.deepEqual(stateOf(...ended).matters?.prb_a?.missed, [{ fact: 4, news: 'workaround', words: null }])
  assert.equal(waiting(...ended, reopen(12)).length, 1)
})

test('news from before its place was recorded is found by when it was told', () => {
  const { events } = play([...joined, say(3, 4, 'workaround', 'restart')])
  const old = events.map((event, i) => {
    const { fact: _place, ...rest } = event as typeof event & { fact?: number }
    return { ...(event.type === 'news.arose' ? rest : event), seq: i + 1 } as typeof event & { seq: number }
  })
  const [one] = broughtBy(old, at(10))?.matters ?? []
  assert.deepEqual(
    one?.untold?.map(news => [news.fact, news.words?.text]),
    [[4, 'txt_restart']],
  )
  const lost = old.filter(event => event.type !== 'matter.told')
  assert.equal(broughtBy(lost, at(10))?.matters?.[0]?.untold, undefined)
  assert.ok(fold(old))
})

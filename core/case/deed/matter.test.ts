// A case belongs to a problem, a supplier case or a change request; what comes of that reaches its contact.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broughtBy } from '#core/case/brought.ts'
import { cardOf } from '#core/case/card.ts'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import { decide, fold } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import type { NewsId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { samples, worlds } from '#core/testing/sample.ts'
import {
  at,
  by,
  caseId,
  given,
  play,
  settingAt,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const desk = { kind: 'system', part: 'desk' } as const
const join = { type: 'matter.join', matter: 'prb_a', because: text('alike') } as const
const leave = { type: 'matter.leave', matter: 'prb_a', because: text('another fault') } as const
const told = { type: 'matter.tell', matter: 'prb_a', fact: 4, news: 'workaround' } as const
const joined: Wished[] = [...taken, [2, by('bo'), join]]
const names = { text: textOf, customerName: 'Anna', organisationName: null }

test('it belongs there once, and no more when that was a mistake', () => {
  const state = given(...joined)
  state.when(3, by('bo'), join).thenNothing()
  state.when(3, by('bo'), { ...join, barred: 'problem.merged_away' }).thenRefused('problem.merged_away')
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

test('what it was told of a mistake waits for nobody any more once it was taken out', () => {
  const news: Wished[] = [...joined, [3, desk, { ...told, words: text('restart it') }]]
  const other: Wished[] = [
    ...[4, 5].map((minute): Wished => [minute, by('bo'), { ...join, matter: `spc_${minute}` }]),
    [6, desk, { ...told, matter: 'spc_4' }],
  ]
  const { events } = play([...news, ...other, [7, by('bo'), leave]])
  const left = untoldNews(fold(events) as OpenedCase)
  assert.deepEqual(
    left.map(([, one]) => one.about),
    ['spc_4'],
  )
})

test('what a supplier released and holds ends the waiting for him, and no other', () => {
  const released = { ...told, matter: 'spc_b', news: 'released' } as const
  const waits = (turn: 'supplier' | 'us'): Wished[] => [
    ...joined,
    [3, by('bo'), { ...join, matter: 'spc_b' }],
    [4, by('bo'), { type: 'wait.start', turn, reason: 'part' }],
  ]
  given(...waits('supplier'))
    .when(5, desk, released)
    .then('matter.told', 'wait.ended', 'news.arose')
  given(...waits('supplier'))
    .when(5, desk, { ...released, news: 'supplier_answered' })
    .then('matter.told', 'news.arose')
  given(...waits('us'))
    .when(5, desk, released)
    .then('matter.told', 'news.arose')
  given(...joined, [3, by('bo'), { ...join, matter: 'spc_b' }])
    .when(5, desk, released)
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

const solve: Wished = [3, by('bo'), { type: 'case.solve', fix: text('restarted') }]
const fixed = (minutes: number, fact = 4): Wished => [minutes, desk, { ...told, fact, news: 'fixed' }]
const fixOf = (...wished: Wished[]) =>
  (play([...joined, ...wished]).state as OpenedCase).matters?.prb_a?.fix?.stage

test('what it belonged to became one with another: it belongs there, and hears what comes from there', () => {
  const move = { type: 'matter.move', matter: 'prb_a', into: 'prb_b' } as const
  const state = given(...joined)
  state.when(3, desk, move).then('matter.moved')
  given(...taken)
    .when(3, desk, move)
    .thenNothing()
  const moved: Wished[] = [...joined, [3, desk, move]]
  assert.deepEqual(cardOf(caseId('a'), play(moved).events, names)?.matters, ['prb_b'])
  given(...moved)
    .when(4, desk, { ...told, matter: 'prb_b', fact: 1 })
    .then('matter.told', 'news.arose')
  // A closed one goes along as well, for it may be opened again.
  given(...worlds.solved, [10, by('bo'), join], worlds.closed.at(-1)!)
    .when(12, desk, move)
    .then('matter.moved')
  // It belonged to both: what it was told there stays told.
  const both: Wished[] = [
    ...joined,
    [2, by('bo'), { ...join, matter: 'prb_b' }],
    [3, desk, { ...told, matter: 'prb_b', fact: 5 }],
    [4, desk, move],
  ]
  given(...both)
    .when(5, desk, { ...told, matter: 'prb_b', fact: 5 })
    .thenNothing()
  const stray = { type: 'matter.moved', matter: 'prb_a', into: 'prb_b', at: at(9), by: desk } as const
  assert.deepEqual(Object.keys((fold([...play(taken).events, stray]) as OpenedCase).matters ?? {}), ['prb_b'])
})

test('that it is fixed is told, asked of the customer, and holds for him or came back', () => {
  assert.equal(fixOf(), undefined)
  assert.equal(fixOf(fixed(3)), 'told')
  assert.equal(fixOf(fixed(3), [4, desk, { ...told, fact: 5, news: 'not_fixed' }]), undefined)
  assert.equal(fixOf(fixed(3), [4, desk, { ...told, fact: 5 }]), 'told', 'another news changes nothing')
  const card = cardOf(caseId('a'), play([...joined, fixed(3)]).events, names)
  assert.deepEqual(card?.fixes, { prb_a: 'told' })
  const { state } = play([...joined, [3, desk, told], fixed(4, 5)])
  const [early, late] = untoldNews(state as OpenedCase).map(([id]) => id)
  const write = (news: NewsId[]): Wished => [5, by('bo'), { ...samples['contact.hold'], tells: news }]
  const wishes: Wished[] = [[3, desk, told], fixed(4, 5)]
  assert.equal(fixOf(...wishes, write([early!])), 'told', 'a word about the workaround asks nothing')
  assert.equal(fixOf(...wishes, write([late!])), 'asked')
  const again = { type: 'news.passed_on', evidence: 'con_x', at: at(9), by: desk } as const
  const { events } = play([...joined, ...wishes, write([late!])])
  const stray = fold([...events, { ...again, news: ['nws_x'] }]) as OpenedCase
  assert.equal(stray.matters?.prb_a?.fix?.stage, 'asked', 'news nobody knows of asks nothing')
})

test('whoever was helped past it is asked whether the fix holds, by the check-back there is', () => {
  const solved: Wished[] = [...joined, solve]
  const asked: Wished = [5, by('bo'), { ...samples['contact.hold'], reach: 'no_answer' }]
  const ended = (how: 'holds' | 'came_back'): Wished => [6, by('bo'), { type: 'check_back.end', how }]
  assert.equal(fixOf(solve, fixed(4), asked), 'asked')
  assert.equal(fixOf(solve, fixed(4), ended('holds')), 'holds')
  assert.equal(fixOf(solve, fixed(4), asked, ended('holds')), 'holds')
  assert.equal(fixOf(solve, fixed(4), ended('came_back')), 'came_back')
  const closed = (reason: 'no_reply' | 'confirmed') => {
    const { events } = play([...solved, fixed(4)])
    const last = { type: 'case.closed', reason, at: at(6), by: by('bo') } as const
    return (fold([...events, last]) as OpenedCase).matters?.prb_a?.fix?.stage
  }
  assert.deepEqual([closed('no_reply'), closed('confirmed')], ['told', 'holds'])
  const { events: tried } = play([...solved, fixed(4), asked])
  const nobody = { checkBack: 'chb_1', how: 'not_reached', at: at(7), by: desk } as const
  const givenUp = fold([...tried, { type: 'check_back.ended', ...nobody }]) as OpenedCase
  assert.equal(givenUp.matters?.prb_a?.fix?.stage, 'asked')
  const twice = { type: 'check_back.tried', checkBack: 'chb_1', evidence: 'con_x', again: at(9) } as const
  const still = fold([...tried, { ...twice, at: at(8), by: by('bo') }]) as OpenedCase
  assert.equal(still.matters?.prb_a?.fix?.stage, 'asked')
  const again = (reason: 'by_agent' | 'not_fixed') => {
    const last = { type: 'case.reopened', reason, at: at(6), by: by('bo') } as const
    return (fold([...play([...solved, fixed(4)]).events, last]) as OpenedCase).matters?.prb_a?.fix?.stage
  }
  assert.deepEqual([again('by_agent'), again('not_fixed')], ['told', 'came_back'])
  // Asked anyway, he is not asked twice.
  given(...solved)
    .when(4, desk, fixed(4)[2])
    .then('matter.told')
  const hasPlan = (state: OpenedCase) => ({ ...state, checkBack: null })
  const unasked = hasPlan(given(...solved).state as OpenedCase)
  const outcome = decide(unasked, fixed(4)[2], desk, settingAt(at(4)))
  assert.ok(!isRefusal(outcome))
  assert.deepEqual(
    outcome.map(({ type }) => type),
    ['matter.told', 'check_back.planned'],
  )
  // What it belongs to beside that is another thing.
  const other: Wished = [2, by('bo'), { ...join, matter: 'spc_a' }]
  const { state } = play([...joined, other, solve, fixed(4), ended('holds')])
  assert.deepEqual(
    Object.values((state as OpenedCase).matters ?? {}).map(({ fix }) => fix?.stage),
    ['holds', undefined],
  )
})

test('an id says what kind it is', () => {
  assert.deepEqual((['prb_1', 'spc_1', 'chr_1'] as const).map(kindOfMatter), [
    'problem',
    'supplier_case',
    'change',
  ])
})

test('what a merged case belonged to goes along, once, and is told from where it had been told', () => {
  const merge = { ...samples['case.merge'], into: caseId('b') }
  const merged = play([...joined, [3, desk, told], [4, by('bo'), merge]]).events
  const ledger = merged.map((event, i) => ({ ...event, seq: i + 1 }))
  assert.equal(cardOf(caseId('a'), merged, names)?.matters, undefined, 'counted where it goes on')
  const brings = broughtBy(ledger, at(5))!
  assert.deepEqual(brings.matters, [{ matter: 'prb_a', told: told.fact }])
  const link = { type: 'case.link', to: caseId('a'), how: 'merged_from', brings } as const
  const both: Wished[] = [...taken, [5, by('bo'), link], [6, by('bo'), link]]
  const { events } = play(both)
  const came = events.filter(one => one.type === 'matter.joined')
  assert.deepEqual(
    came.map(one => [one.matter, one.told, one.from, one.by.kind]),
    [['prb_a', told.fact, caseId('a'), 'system']],
  )
  const linked = events.find(one => one.type === 'case.linked')
  assert.ok(linked?.brings && !('matters' in linked.brings))
  given(...both)
    .when(7, desk, told)
    .thenNothing()
  given(...both)
    .when(7, desk, { ...told, fact: told.fact + 1 })
    .then('matter.told', 'news.arose')
  // It belonged there already: nothing comes twice.
  const own = play([...taken, [4, by('bo'), join], [5, by('bo'), link]]).events
  assert.equal(own.filter(one => one.type === 'matter.joined').length, 1)
})

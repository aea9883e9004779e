import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf } from '#core/case/card.ts'
import { type Command, evolve, fold, openedCase } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { customerView } from '#core/case/customer-view.ts'
import { mayAsk } from '#core/case/deed/satisfaction.ts'
import type { Event } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { needOf } from '#core/measure/board.ts'
import { samples } from '#core/testing/sample.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  given,
  play,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const day = 24 * 60
const bo = by('bo')
const slight: Wished = [1, bo, assessAs(4)]
const solved: readonly Wished[] = [...taken, slight, [2, bo, samples['case.solve']]]
const ask: Command = { type: 'satisfaction.ask', satisfaction: 'sat_a' }
const asked: readonly Wished[] = [...solved, [62, clock, ask]]
const says = (score: 1 | 2 | 3 | 4 | 5, words?: string): Command => ({
  type: 'satisfaction.answer',
  score,
  text: words === undefined ? undefined : text(words),
})
const heard = samples['satisfaction.follow_up']
const names = { text: textOf, customerName: 'Anna', organisationName: null }
const cardAt = (...wished: Wished[]) => cardOf(caseId('a'), given(...wished).events, names)!
const stateOf = (...wished: Wished[]) => openedCase(fold(given(...wished).events))!

test('a solved case is asked once, by a letter or on its page alone', () => {
  given(...solved)
    .when(62, clock, ask)
    .then('satisfaction.asked')
  const letter = { message: 'msg_s', text: text('how') } as const
  const [, queued] = given(...solved)
    .when(62, clock, { ...ask, letter } as Command)
    .then('satisfaction.asked', 'message.queued')
  assert.equal(queued?.type === 'message.queued' && queued.automatic, 'satisfaction')
  given(...asked)
    .when(63, clock, { ...ask, satisfaction: 'sat_b' } as Command)
    .then()
})
test('nothing solved asks nothing, nor what was closed without a fix', () => {
  given(...taken)
    .when(3, clock, ask)
    .thenRefused('case.not_open')
  const spam: Wished = [2, bo, { type: 'case.close', reason: 'spam' }]
  given(...taken, spam)
    .when(3, clock, ask)
    .then()
  given(...solved, [3, customer, samples['case.close']])
    .when(62, clock, ask)
    .then('satisfaction.asked')
})
test('a case opened again keeps its question; a new fix asks again after 30 days', () => {
  const back: Wished = [70, customer, { type: 'case.reopen', reason: 'not_fixed' }]
  given(...asked, back)
    .when(71, customer, says(2))
    .then('satisfaction.answered')
  const again = (minutes: number): readonly Wished[] => [...asked, back, [minutes, bo, samples['case.solve']]]
  given(...again(80))
    .when(81 + 29 * day, clock, ask)
    .then()
  given(...again(80))
    .when(81 + 30 * day, clock, ask)
    .then('satisfaction.asked')
})
test('an answer may be changed for 14 days, the same again records nothing', () => {
  const first: Wished = [100, customer, says(4)]
  given(...asked)
    .when(100, customer, says(4))
    .then('satisfaction.answered')
  given(...asked, first)
    .when(101, customer, says(4))
    .then()
  given(...asked, first)
    .when(101, customer, says(4, 'kind'))
    .then('satisfaction.answered')
  given(...asked, [100, customer, says(4, 'kind')])
    .when(101, customer, says(4))
    .then('satisfaction.answered')
  given(...asked, first)
    .when(100 + 14 * day, customer, says(3))
    .then('satisfaction.answered')
  given(...asked, first)
    .when(101 + 14 * day, customer, says(3))
    .thenRefused('satisfaction.closed')
  given(...asked)
    .when(100 + 60 * day, customer, says(3))
    .then('satisfaction.answered')
  given(...solved)
    .when(62, customer, says(3))
    .thenRefused('satisfaction.not_asked')
})
test('what goes on in another case is not answered here, but a low answer stays to be followed up', () => {
  const merge: Wished = [110, bo, { ...samples['case.merge'] }]
  given(...asked, merge)
    .when(111, customer, says(3))
    .thenRefused('case.merged')
  const low: Wished = [100, customer, says(1)]
  assert.equal(cardAt(...asked, low, merge).need?.code, 'dissatisfied')
  given(...asked, low, merge)
    .when(120, bo, heard)
    .then('satisfaction.followed_up')
})
test('a low answer is a duty of the next working day, until its outcome is recorded', () => {
  const low: Wished = [100, customer, says(2, 'slow')]
  const [answered] = given(...asked)
    .when(100, customer, says(2, 'slow'))
    .then('satisfaction.answered')
  assert.equal(answered?.type === 'satisfaction.answered' && answered.followUpBy, at(100 + day))
  const card = cardAt(...asked, low)
  assert.deepEqual(card.need, { code: 'dissatisfied', at: at(100) })
  assert.equal(needOf(card, at(101))?.code, 'dissatisfied')
  assert.deepEqual(needOf(card, at(100 + day)), {
    ...{ code: 'late', since: at(100 + day), kind: 'follow_up', act: 'open' },
  })
  given(...asked, low)
    .when(200, bo, { ...heard, satisfaction: 'sat_no' })
    .thenRefused('satisfaction.nothing_open')
  const done: Wished = [200, bo, heard]
  given(...asked, low)
    .when(200, bo, heard)
    .then('satisfaction.followed_up')
  assert.equal(cardAt(...asked, low, done).need, undefined)
  given(...asked, low, done)
    .when(201, bo, heard)
    .thenRefused('satisfaction.nothing_open')
  const lower = given(...asked, low, done)
    .when(300, customer, says(1))
    .then('satisfaction.answered')
  assert.ok(lower[0]?.type === 'satisfaction.answered' && lower[0].followUpBy === undefined)
  assert.equal(stateOf(...asked, low, done, [300, customer, says(5)]).satisfaction?.followUp?.how, 'mended')
})
test('whoever turns out to be content needs nobody; whoever was not heard yet is not asked again', () => {
  const low: Wished = [100, customer, says(1)]
  assert.equal(cardAt(...asked, low, [110, customer, says(5)]).need, undefined)
  assert.equal(cardAt(...asked, low, [110, customer, says(2)]).need?.at, at(100), 'still the first duty')
  assert.equal(mayAsk(stateOf(...asked, low), at(62 + 40 * day)), false)
  const back: Wished = [110, customer, { type: 'case.reopen', reason: 'not_fixed' }]
  assert.equal(cardAt(...asked, low, back).clock?.kind, 'first_answer', 'what is due first stands first')
  const severe = [...taken, [2, bo, samples['case.solve']], [62, clock, ask], low] as const
  assert.equal(cardAt(...severe).clock?.kind, 'follow_up')
  assert.equal(cardAt(...severe).need?.code, 'dissatisfied')
})
test('the ledger shows it as one entry; a fact of another question changes nothing', () => {
  const low: Wished = [100, customer, says(1, 'slow')]
  const entryOf = (...wished: Wished[]) => {
    const ledger = given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))
    const found = timeline(ledger).find(one => one.kind === 'satisfaction')
    return found?.kind === 'satisfaction' ? found : null
  }
  assert.deepEqual([entryOf(...asked)?.score, entryOf(...asked)?.followUpBy], [null, null])
  assert.deepEqual([entryOf(...asked, low)?.score, entryOf(...asked, low)?.followUpBy], [1, at(100 + day)])
  assert.equal(entryOf(...asked, low, [101, customer, says(2)])?.followUpBy, at(100 + day))
  assert.equal(entryOf(...asked, low, [101, customer, says(5)])?.followUpBy, null)
  assert.equal(entryOf(...asked, low, [101, bo, heard])?.followedUp?.how, 'mended')
  const state = play([...asked]).state
  const other = { type: 'satisfaction.followed_up', satisfaction: 'sat_no', how: 'mended', text: text('x') }
  const stray = { ...other, at: at(200), by: bo } as Event
  assert.equal(openedCase(evolve(state, stray))?.satisfaction?.followUp, null)
  const own = { ...stray, satisfaction: 'sat_a' } as Event
  assert.equal(openedCase(evolve(state, own))?.satisfaction?.followUp, null)
})
test('what he told us stands on his page where it was said, with his words or without', () => {
  const lineOf = (said: Command) => {
    const { events, state } = given(...asked, [100, customer, said])
    const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
    const reading = { text: textOf, agentName: () => null, now: at(101) }
    const all = customerTimeline(ledger, openedCase(state)!, reading)
    const one = all.find(each => each.kind === 'told_us')
    return one?.kind === 'told_us' && [one.score, one.words]
  }
  assert.deepEqual(lineOf(says(4, 'kind')), [4, 'kind'])
  assert.deepEqual(lineOf(says(2)), [2, null])
})
test('his page says what he told us, and whether he may still say it', () => {
  const shown = (minutes: number, ...wished: Wished[]) => {
    const ledger = given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))
    const view = customerView(ledger, { text: textOf, desk, now: at(minutes) })
    const one = view?.satisfaction
    return one ? [one.score, one.words, one.mayAnswer] : null
  }
  assert.equal(shown(62, ...solved), null)
  assert.deepEqual(shown(90, ...asked), [null, null, true])
  const told: Wished = [100, customer, says(4, 'kind')]
  assert.deepEqual(shown(101, ...asked, told), [4, 'kind', true])
  assert.deepEqual(shown(100 + 15 * day, ...asked, told), [4, 'kind', false])
  assert.deepEqual(shown(120, ...asked, told, [110, bo, samples['case.merge']]), [4, 'kind', false])
})

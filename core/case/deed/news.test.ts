import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf } from '#core/case/card.ts'
import { openedCase } from '#core/case/case.ts'
import type { Command } from '#core/case/case.ts'
import { samples } from '#core/testing/sample.ts'
import { by, caseId, given, relay, taken, textOf, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const write = (
  message: `msg_${string}`,
  more: Partial<Extract<Command, { type: 'message.queue' }>> = {},
): Command => ({
  ...samples['message.queue'],
  message,
  ...more,
})
const left = (message: `msg_${string}`): Command => ({ type: 'message.note_sent', message, relay: 'r' })
const none = { news: false } as const
const call = (contact: `con_${string}`, news?: boolean): Command => ({
  ...samples['contact.hold'],
  contact,
  news,
})
const once: readonly Wished[] = [...taken, [2, bo, write('msg_a', none)], [3, relay, left('msg_a')]]
const newsOf = (wished: readonly Wished[]) => openedCase(given(...wished).state)!.news

test('the second word in a row without news asks a lead, once', () => {
  given(...taken, [2, bo, write('msg_a', none)])
    .when(3, relay, left('msg_a'))
    .then('message.sent', 'promise.kept')
  const second = given(...once, [4, bo, write('msg_b', none)])
  second.when(5, relay, left('msg_b')).then('message.sent', 'news.missing')
  given(...once)
    .when(4, bo, call('con_a', false))
    .then('contact.held', 'news.missing')
  const twice: readonly Wished[] = [...once, [4, bo, call('con_a', false)]]
  given(...twice)
    .when(5, bo, call('con_c', false))
    .then('contact.held')
  const words = { text: textOf, customerName: 'Anna', organisationName: null }
  assert.equal(cardOf(caseId('a'), given(...twice).events, words)?.need?.code, 'no_news')
})
test('real news begins the count anew; both are counted apart', () => {
  const real: readonly Wished[] = [...once, [4, bo, call('con_a')]]
  assert.deepEqual(newsOf(real), { real: 1, none: 1, noneInARow: 0, missingSince: null })
  given(...real, [5, bo, write('msg_b', none)])
    .when(6, relay, left('msg_b'))
    .then('message.sent')
})
test('that we are late is a word without news; what the desk confirms is neither', () => {
  const late: readonly Wished[] = [
    ...once,
    [4, bo, write('msg_b', { automatic: 'confirmation' })],
    [5, relay, left('msg_b')],
    [6, bo, write('msg_c', { automatic: 'late' })],
  ]
  assert.equal(newsOf(late).noneInARow, 1)
  given(...late)
    .when(7, relay, left('msg_c'))
    .then('message.sent', 'news.missing')
})
test('what he was not reached with is no word, and no news of it is recorded', () => {
  const [held] = given(...once)
    .when(4, bo, { ...call('con_a', false), reach: 'no_answer' } as Command)
    .then('contact.held')
  assert.ok(held?.type === 'contact.held' && held.news === undefined)
})
test('a solved case asks for no news, and a reopened one begins anew', () => {
  const solved: readonly Wished[] = [...once, [4, bo, samples['case.solve']]]
  given(...solved)
    .when(5, bo, call('con_a', false))
    .then('contact.held')
  assert.equal(newsOf([...solved, [6, bo, samples['case.reopen']]]).noneInARow, 0)
})

test('what is said after solving is no update the customer waited for', () => {
  const solved: readonly Wished[] = [...once, [4, bo, samples['case.solve']]]
  const before = newsOf(solved)
  const after = newsOf([...solved, [5, bo, call('con_a', false)]])
  assert.deepEqual(after, { ...before, none: before.none + 1 })
})

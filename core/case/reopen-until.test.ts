// How long a case that has ended may be opened again by its customer, whichever way he comes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { isOverForGood, reopenUntil } from '#core/case/reopen-until.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { defaultDesk } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { assessAs, at, by, customer, given, play, taken, text, type Wished } from '#core/testing/world.ts'

const day = 24 * 60
const word = { ...samples['message.receive'], message: 'msg_late' } as Command
/** Of severity 4 nobody is asked back, so nothing but the days lets it be opened again. */
const solved: readonly Wished[] = [
  ...taken,
  [2, by('bo'), assessAs(4)],
  [2, by('bo'), { type: 'case.solve', fix: text('fix') }],
]

test('a word of the customer opens a solved case within the days; later it is a need of its own', () => {
  given(...solved)
    .when(2 + 14 * day, customer, word)
    .then('message.received', 'case.reopened', 'promise.made')
  given(...solved)
    .when(3 + 14 * day, customer, word)
    .thenRefused('case.not_open', { days: 14 })
  given(...solved)
    .when(3 + 14 * day, customer, { ...samples['help.ask'] })
    .thenRefused('case.not_open', { days: 14 })
  // Whoever is still to be asked whether it holds may say that it does not.
  const severe = solved.filter((_, i) => i !== taken.length)
  given(...severe)
    .when(3 + 14 * day, customer, word)
    .then('message.received', 'case.reopened', 'promise.made')
})

test('thanks and what machines send are kept with it whenever they come, and open nothing', () => {
  const late = given(...solved)
  late.when(3 + 90 * day, customer, { ...word, thanks: true } as Command).then('message.received')
  late.when(3 + 90 * day, customer, { ...word, automatic: 'auto-reply' } as Command).then('message.received')
})

test('the days count from its end, and one that goes on has none', () => {
  const { state } = play(solved)
  const one = state as OpenedCase
  assert.equal(reopenUntil(one, defaultDesk), at(2 + 14 * day))
  assert.equal(isOverForGood(one, { now: at(2 + 14 * day), desk: defaultDesk }), false)
  assert.equal(isOverForGood(one, { now: at(3 + 14 * day), desk: defaultDesk }), true)
  assert.equal(isOverForGood(play(taken).state as OpenedCase, { now: at(day), desk: defaultDesk }), false)
})

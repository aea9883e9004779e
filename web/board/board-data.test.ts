// How the board's numbers are said and where they lead.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NeedCode } from '#core/case/need.ts'
import { instant } from '#core/kit/time.ts'
import type { ClockKind } from '../kit/clock.ts'
import type { Words } from '../kit/times.ts'
import { ageSeconds, needFor, needText, queryOf, shownCount } from './board-data.ts'

test('a count is exact to a thousand and honest beyond', () => {
  assert.equal(shownCount(0, 'en'), '0')
  assert.equal(shownCount(1_000, 'en'), '1,000')
  assert.equal(shownCount(1_001, 'en'), '1,000+')
  assert.equal(shownCount(1_001, 'de'), '1.000+')
})

test('a list is the query of its cases', () => {
  assert.deepEqual(queryOf('phase=solved%2Cclosed&solvedSince=12'), {
    phase: 'solved,closed',
    solvedSince: '12',
  })
  assert.deepEqual(queryOf(''), {})
})

const say = (key: string, values?: object) => key + (values ? ` ${Object.values(values)}` : '')
const words = { say, language: 'en', zone: 'UTC' } as unknown as Words

test('what is late or soon says what was owed', () => {
  const text = (code: NeedCode, kind?: ClockKind) => needText({ code, ...(kind && { kind }) }, say)
  assert.equal(text('late', 'promise'), 'board.need_late_promise')
  assert.equal(text('late', 'first_answer'), 'board.need_late_first_answer')
  assert.equal(text('late', 'wait'), 'board.need_late_wait')
  assert.equal(text('late', 'check_back'), 'board.need_late_check_back')
  assert.equal(text('late', 'resolution'), 'board.need_late_target kit.clock_what_resolution')
  assert.equal(text('soon', 'first_response'), 'board.need_soon_target kit.clock_what_first_response')
  assert.equal(text('help', 'promise'), 'board.need_help')
})

test('for how long already is said where no clock says how much is left', () => {
  const since = instant(60_000)
  assert.equal(needFor({ code: 'help', since }, 60_000 * 13, words), 'board.need_for kit.span_minutes 12')
  assert.equal(needFor({ code: 'help', since }, 60_000, words), '')
  assert.equal(needFor({ code: 'soon', since }, 60_000 * 13, words), '')
})

test('the age of the data never runs backwards', () => {
  assert.equal(ageSeconds(10_000, 15_900), 5)
  assert.equal(ageSeconds(10_000, 9_000), 0)
})

// How the board's numbers are said and where they lead.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { instant } from '#core/kit/time.ts'
import { ageSeconds, needKey, queryOf, shownCount } from './board-data.ts'

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

test('what is late says what was owed', () => {
  const card = (kind: string) => ({ clock: { kind, dueAt: instant(1) } }) as unknown as Card
  const late = { code: 'late', since: instant(1), act: 'open' } as const
  assert.equal(needKey({ card: card('promise'), need: late }), 'board.need_late_promise')
  assert.equal(needKey({ card: card('first_answer'), need: late }), 'board.need_late_first_answer')
  assert.equal(needKey({ card: card('wait'), need: late }), 'board.need_late_wait')
  assert.equal(needKey({ card: card('promise'), need: { ...late, code: 'help' } }), 'board.need_help')
})

test('the age of the data never runs backwards', () => {
  assert.equal(ageSeconds(10_000, 15_900), 5)
  assert.equal(ageSeconds(10_000, 9_000), 0)
})

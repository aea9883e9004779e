// What the home page says to whoever has no contract. Not: the page (test/journeys, portal/).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { BySeverity, TargetRule } from '#core/clock/policy.ts'
import { instant } from '#core/kit/time.ts'
import { defaultDesk } from '#core/people/desk-facts.ts'
import { nextAnswerMinutes, usualAnswerMinutes } from '#server/http/usual-answer.ts'

const [calendar, policy, team] = ['cal_days', 'pol_all', 'tea_one'] as const
const office = [['09:00', '17:00']]
const hours = { zone: 'UTC', versions: [{ week: { mon: office, tue: office, wed: office, thu: office } }] }
const parsed = parseCalendar(hours)
assert.ok('calendar' in parsed)
const at = (text: string) => instant(Date.parse(text))

const deskWith = (...targets: TargetRule[]) => ({
  ...defaultDesk,
  calendars: { [calendar]: parsed.calendar },
  policies: { [policy]: { id: policy, name: 'Everybody', versions: [{ version: 1, calendar, targets }] } },
  housePolicy: policy,
})
const minutes = (count: number): BySeverity => [null, null, { count, unit: 'minutes' }, null]

test('without a policy the usual minutes of the desk are said', () => {
  assert.equal(usualAnswerMinutes(defaultDesk, team, at('2026-11-30T16:00Z')), defaultDesk.answerMinutes[2])
  assert.equal(
    usualAnswerMinutes(defaultDesk, undefined, at('2026-11-30T16:00Z')),
    defaultDesk.answerMinutes[2],
  )
})

test('what everybody without a contract is owed is said, also where it goes on tomorrow', () => {
  const desk = deskWith({ kind: 'first_response', within: minutes(120), counts: 'working' })
  assert.equal(usualAnswerMinutes(desk, team, at('2026-11-30T09:00Z')), 2 * 60)
  assert.equal(usualAnswerMinutes(desk, team, at('2026-11-30T16:30Z')), 18 * 60)
})

test('the sooner word counts, and a policy that owes none leaves the usual minutes', () => {
  const first: TargetRule = { kind: 'first_response', within: minutes(480), counts: 'working' }
  const update: TargetRule = { kind: 'periodic_update', within: minutes(60), counts: 'always' }
  assert.equal(usualAnswerMinutes(deskWith(first, update), team, at('2026-11-30T16:30Z')), 60)
  const cure: TargetRule = { kind: 'resolution', within: minutes(60), counts: 'always' }
  assert.equal(
    usualAnswerMinutes(deskWith(cure), team, at('2026-11-30T16:30Z')),
    defaultDesk.answerMinutes[2],
  )
})

test('an overloaded team says the time it can keep', () => {
  const desk = deskWith({ kind: 'first_response', within: minutes(60), counts: 'always' })
  const overloads = { [team]: { minutes: 600 } } as never
  assert.equal(usualAnswerMinutes({ ...desk, overloads }, team, at('2026-11-30T10:00Z')), 600)
})

test('whoever writes to a case reads what its own policy owes his next words', () => {
  const desk = deskWith(
    { kind: 'first_response', within: minutes(60), counts: 'always' },
    { kind: 'next_response', within: minutes(120), counts: 'working' },
  )
  const overloads = { [team]: { minutes: 6_000 } } as never
  const one = (outcome: 'covered' | 'house', severity: 3 | 4 = 3) =>
    ({ team, severity, entitled: { outcome, policy, version: 1 } }) as never
  const monday = at('2026-11-30T16:30Z')
  assert.equal(nextAnswerMinutes(desk, one('covered'), monday), 18 * 60)
  assert.equal(nextAnswerMinutes({ ...desk, overloads }, one('covered'), monday), 18 * 60)
  assert.equal(nextAnswerMinutes({ ...desk, overloads }, one('house'), monday), 6_000)
  assert.equal(nextAnswerMinutes(desk, one('house', 4), monday), desk.answerMinutes[3], 'it owes none')
  assert.equal(nextAnswerMinutes(desk, { team, severity: 3, entitled: null }, monday), desk.answerMinutes[2])
  const soon = deskWith({ kind: 'next_response', within: minutes(30), counts: 'always' })
  assert.equal(nextAnswerMinutes(soon, one('covered'), monday), 30)
})

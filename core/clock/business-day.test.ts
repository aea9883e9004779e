import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  businessDayAfter,
  businessDaysBetween,
  dueInDays,
  instantAt,
  isBusinessDay,
  localTime,
  sameTimeAfter,
} from '#core/clock/business-day.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { dateText, readDate } from '#core/clock/date.ts'
import { hourMs } from '#core/kit/time.ts'
import { nineToFive, office, shown, weekOf, when } from '#core/testing/clock-world.ts'

const rome = office('Europe/Rome', { holidays: [{ on: '2027-01-06', name: 'Epifania' }] })
const due = (calendar: Calendar, from: string, days: number) => shown(dueInDays(calendar, when(from), days))
const date = (text: string) => readDate(text)!

test('one business day from Tuesday at ten is Wednesday at ten, from Friday at ten Monday at ten', () => {
  assert.equal(due(rome, '2027-01-12T10:00+01:00', 1), '2027-01-13T09:00:00Z')
  assert.equal(due(rome, '2027-01-15T10:00+01:00', 1), '2027-01-18T09:00:00Z')
})
test('a holiday is no business day', () => {
  assert.equal(due(rome, '2027-01-05T10:00+01:00', 1), '2027-01-07T09:00:00Z')
  assert.equal(isBusinessDay(rome, date('2027-01-06')), false)
  assert.equal(isBusinessDay(rome, date('2027-01-07')), true)
})
test('what comes while we are closed counts from the next opening', () => {
  assert.equal(due(rome, '2027-01-09T11:00+01:00', 1), '2027-01-12T08:00:00Z')
  assert.equal(due(rome, '2027-01-12T20:00+01:00', 2), '2027-01-15T08:00:00Z')
  assert.equal(due(rome, '2027-01-12T05:00+01:00', 1), '2027-01-13T08:00:00Z')
})
test('no business days are due when we are there', () => {
  assert.equal(due(rome, '2027-01-12T10:00+01:00', 0), '2027-01-12T09:00:00Z')
  assert.equal(due(rome, '2027-01-09T11:00+01:00', 0), '2027-01-11T08:00:00Z')
})
test('a day that has no such hour ends the wait at its closing second, or when we next open', () => {
  const shop = office('Etc/UTC', { week: { ...weekOf(nineToFive), sat: [['10:00', '12:00']] } })
  assert.equal(due(shop, '2027-01-08T12:00Z', 1), '2027-01-09T12:00:00Z')
  assert.equal(due(shop, '2027-01-08T14:00Z', 1), '2027-01-11T09:00:00Z')
  assert.equal(due(shop, '2027-01-08T09:30Z', 1), '2027-01-09T10:00:00Z')
})
test('two days are two business days, not the working time of two', () => {
  const long = office('Etc/UTC', { week: { ...weekOf(nineToFive), tue: [['00:00', '24:00']] } })
  assert.equal(due(long, '2027-01-11T10:00Z', 2), '2027-01-13T10:00:00Z')
})
test('a business day over a change of the clocks keeps the hour on the wall', () => {
  const at = dueInDays(rome, when('2027-03-26T10:00+01:00'), 1)
  assert.equal(at - when('2027-03-26T10:00+01:00'), 71 * hourMs)
  assert.equal(shown(at), '2027-03-29T08:00:00Z')
})
test('nothing is due in a number of days that is none', () => {
  assert.throws(() => dueInDays(rome, when('2027-01-12T10:00Z'), -1), RangeError)
  assert.throws(() => dueInDays(rome, when('2027-01-12T10:00Z'), Number.NaN), RangeError)
})
test('the same time so many business days on, or back, is found whether we are open then or not', () => {
  const at = (from: string, days: number) => shown(sameTimeAfter(rome, when(from), days))
  assert.equal(at('2027-01-09T11:00+01:00', 1), '2027-01-11T10:00:00Z')
  assert.equal(at('2027-01-09T11:00+01:00', -1), '2027-01-08T10:00:00Z')
  assert.equal(at('2027-01-12T22:00+01:00', 0), '2027-01-12T21:00:00Z')
})
test('business days are counted from a date up to another, not with it', () => {
  const between = (from: string, until: string) => businessDaysBetween(rome, date(from), date(until))
  assert.equal(between('2027-01-04', '2027-01-08'), 3)
  assert.equal(between('2027-01-08', '2027-01-04'), -3)
  assert.ok(Object.is(between('2027-01-10', '2027-01-09'), 0))
  assert.equal(between('2026-12-28', '2027-01-05'), 6)
})
test('so many business days on and back again is where one was', () => {
  const there = businessDayAfter(rome, date('2027-01-04'), 300)
  assert.equal(dateText(businessDayAfter(rome, there, -300)), '2027-01-04')
  assert.equal(businessDaysBetween(rome, date('2027-01-04'), there), 300)
})
test('a date that a zone left out is no business day', () => {
  const samoa = office('Pacific/Apia')
  assert.equal(isBusinessDay(samoa, date('2011-12-30')), false)
  assert.equal(dateText(businessDayAfter(samoa, date('2011-12-29'), 1)), '2012-01-02')
})
test('what the clocks show leads back to the instant', () => {
  const local = localTime(rome, when('2027-07-01T23:30Z'))
  assert.deepEqual(local, { day: date('2027-07-02'), ms: 1.5 * hourMs })
  assert.equal(instantAt(rome, local), when('2027-07-01T23:30Z'))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar } from '#core/clock/calendar.ts'
import { weekdays } from '#core/clock/date.ts'
import { spans } from '#core/clock/spans.ts'
import { allDay, office, shown, weekOf, when } from '#core/testing/clock-world.ts'

/** Each span as its beginning and what it is; the last ends at the end. */
const told = (calendar: Calendar, from: string, to: string): string[] => {
  const found = spans(calendar, when(from), when(to))
  for (const [index, { startAt }] of found.entries()) {
    const before = found[index - 1]
    if (before) assert.equal(before.endAt, startAt)
    else assert.equal(startAt, when(from))
  }
  if (found.length > 0) assert.equal(found.at(-1)?.endAt, when(to))
  return found.map(
    one => `${shown(one.startAt)?.slice(5, 16)} ${one.kind === 'holiday' ? one.name : one.kind}`,
  )
}
const desk = office('Etc/UTC', {
  week: weekOf([
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ]),
  holidays: [
    { on: '2027-01-06', name: 'Epiphany' },
    { on: '2027-01-07', name: 'The day after', hours: [['09:00', '10:00']] },
    { on: '2027-01-08', name: 'The day after', hours: [['16:00', '17:00']] },
  ],
  breaks: { '2027-01-05': [['15:00', '18:00']] },
})

test('a day is night, work, break, work, and night again', () => {
  assert.deepEqual(told(desk, '2027-01-04T00:00Z', '2027-01-05T00:00Z'), [
    '01-04T00:00 night',
    '01-04T09:00 open',
    '01-04T12:00 break',
    '01-04T13:00 open',
    '01-04T17:00 night',
  ])
})
test('a break of that date is a break as well, up to the end of its hours', () => {
  assert.deepEqual(told(desk, '2027-01-05T14:00Z', '2027-01-05T23:00Z'), [
    '01-05T14:00 open',
    '01-05T15:00 break',
    '01-05T17:00 night',
  ])
})
test('a holiday is named, also around the hours that are worked on it, and once where it goes on', () => {
  assert.deepEqual(told(desk, '2027-01-05T20:00Z', '2027-01-09T12:00Z'), [
    '01-05T20:00 night',
    '01-06T00:00 Epiphany',
    '01-07T00:00 The day after',
    '01-07T09:00 open',
    '01-07T10:00 The day after',
    '01-08T16:00 open',
    '01-08T17:00 The day after',
    '01-09T00:00 day_off',
  ])
})
test('a weekend is days off between two nights', () => {
  assert.deepEqual(told(office('Europe/Rome'), '2027-01-15T15:00Z', '2027-01-18T09:00Z'), [
    '01-15T15:00 open',
    '01-15T16:00 night',
    '01-15T23:00 day_off',
    '01-17T23:00 night',
    '01-18T08:00 open',
  ])
})
test('it ends where it is told to, open or closed, and nothing is in no time', () => {
  assert.deepEqual(told(desk, '2027-01-04T10:00Z', '2027-01-04T11:00Z'), ['01-04T10:00 open'])
  assert.deepEqual(told(desk, '2027-01-04T18:00Z', '2027-01-04T19:00Z'), ['01-04T18:00 night'])
  assert.deepEqual(told(desk, '2027-01-04T10:00Z', '2027-01-04T12:00Z'), ['01-04T10:00 open'])
  assert.deepEqual(told(desk, '2027-01-04T10:00Z', '2027-01-04T10:00Z'), [])
})
test('who is always open is so for the whole of it', () => {
  const always = office('Etc/UTC', { week: weekOf(allDay, weekdays) })
  assert.deepEqual(told(always, '2026-12-31T10:00Z', '2027-01-04T10:00Z'), ['12-31T10:00 open'])
})
test('over new year the reasons go on', () => {
  assert.deepEqual(told(office('Etc/UTC'), '2027-12-31T16:00Z', '2028-01-03T09:00Z'), [
    '12-31T16:00 open',
    '12-31T17:00 night',
    '01-01T00:00 day_off',
    '01-03T00:00 night',
  ])
})
test('a date that a zone left out is not among them', () => {
  assert.deepEqual(told(office('Pacific/Apia'), '2011-12-29T09:00-10:00', '2011-12-31T12:00+14:00'), [
    '12-29T19:00 open',
    '12-30T03:00 night',
    '12-30T10:00 day_off',
  ])
})

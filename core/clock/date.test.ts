import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateText, day, dayOf, daysIn, partsOf, readDate, weekdayOf, weekdays } from '#core/clock/date.ts'

test('dates are counted from 1970-01-01, a Thursday', () => {
  assert.equal(dayOf(1970, 1, 1), 0)
  assert.equal(weekdays[weekdayOf(day(0))], 'thu')
  assert.equal(weekdays[weekdayOf(day(-1))], 'wed')
  assert.equal(weekdays[weekdayOf(dayOf(2027, 1, 4))], 'mon')
})
test('dates follow each other, counted by hand, through a whole round of leap years', () => {
  let one = dayOf(1599, 12, 31)
  for (const parts of dates(1600, 2000)) {
    one = day(one + 1)
    const { year, month, dayOfMonth } = partsOf(one)
    assert.ok(dayOf(...parts) === one && `${[year, month, dayOfMonth]}` === `${parts}`, `${parts}`)
  }
  assert.equal(one, Date.UTC(2000, 11, 31) / 86_400_000)
})
/** Every date from the first to the last day of some years. */
function* dates(first: number, last: number): Generator<[year: number, month: number, dayOfMonth: number]> {
  for (let year = first; year <= last; year++)
    for (let month = 1; month <= 12; month++)
      for (let dayOfMonth = 1; dayOfMonth <= new Date(Date.UTC(year, month, 0)).getUTCDate(); dayOfMonth++)
        yield [year, month, dayOfMonth]
}
test('a date is written YYYY-MM-DD, and must be there', () => {
  for (const text of ['2027-12-24', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '1969-12-31'])
    assert.equal(dateText(readDate(text)!), text)
  for (const text of [
    '2027-02-29',
    '1900-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '2027-01-00',
    '0000-01-01',
  ])
    assert.equal(readDate(text), null, text)
  for (const text of ['', '27-01-01', '2027-1-1', '2027-01-01T00:00', 'tomorrow'])
    assert.equal(readDate(text), null)
})
test('February has 29 days in leap years', () => {
  assert.deepEqual(
    [2023, 2024, 1900, 2000].map(year => daysIn(year, 2)),
    [28, 29, 28, 29],
  )
  assert.equal(daysIn(2024, 4), 30)
})

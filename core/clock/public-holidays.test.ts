import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateText, dayOf, weekdayOf } from '#core/clock/date.ts'
import { dayPlan } from '#core/clock/day-plan.ts'
import { holidayForms, type Place, places, publicHolidays } from '#core/clock/public-holidays.ts'
import { day, readDate } from '#core/clock/date.ts'
import { decreedHolidays } from '#core/clock/decreed-holidays.ts'
import { calendarOf, form, office, nineToFive, weekOf } from '#core/testing/clock-world.ts'

const desks = new Map(
  places.map(place => [place, office('Etc/UTC', { holidays: holidayForms(place, 'own') })]),
)

/** The holidays of a place in a year, as MM-DD; on which weekdays, Monday is 0. */
function dates(place: Place, year: number, upTo: number): string {
  const found: string[] = []
  for (let one = dayOf(year, 1, 1); one < dayOf(year + 1, 1, 1); one = day(one + 1))
    if (weekdayOf(one) <= upTo && dayPlan(desks.get(place)!, one).holiday) found.push(dateText(one).slice(5))
  return found.join(' ')
}
const [friday, saturday, sunday] = [4, 5, 6]

test('England and Wales: the bank holidays as the government lists them', () => {
  assert.equal(dates('GB-EAW', 2021, friday), '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28')
  assert.equal(dates('GB-EAW', 2024, friday), '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26')
  assert.equal(dates('GB-EAW', 2025, friday), '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26')
  assert.equal(dates('GB-EAW', 2026, friday), '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28')
  assert.equal(dates('GB-EAW', 2027, friday), '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28')
  assert.equal(dates('GB-EAW', 2028, friday), '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26')
})
test('Sweden: helgdagar as the law names them', () => {
  assert.equal(
    dates('SE', 2024, sunday),
    '01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-06 06-22 11-02 12-25 12-26',
  )
  assert.equal(
    dates('SE', 2025, sunday),
    '01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-06 06-08 06-21 11-01 12-25 12-26',
  )
  assert.equal(
    dates('SE', 2026, sunday),
    '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26',
  )
  assert.equal(dates('SE', 2004, friday), '01-01 01-06 04-09 04-12 05-20 05-31')
})
test('Italy: le feste nazionali, Saint Francis since 2026', () => {
  assert.equal(
    dates('IT', 2024, sunday),
    '01-01 01-06 03-31 04-01 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26',
  )
  assert.equal(
    dates('IT', 2025, sunday),
    '01-01 01-06 04-20 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26',
  )
  assert.equal(
    dates('IT', 2027, sunday),
    '01-01 01-06 03-28 03-29 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26',
  )
})
test('Germany: what all states keep', () => {
  assert.equal(dates('DE', 2024, sunday), '01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26')
  assert.equal(dates('DE', 2025, sunday), '01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26')
  assert.equal(dates('DE', 2026, sunday), '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26')
  assert.equal(dates('DE', 2017, sunday), '01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26')
  assert.match(dates('DE', 1994, sunday), /11-16/)
  assert.doesNotMatch(dates('DE', 1995, sunday), /11-22/)
})
test('Catalonia: what the labour calendar of the Generalitat lists from Monday to Saturday', () => {
  assert.equal(
    dates('ES-CT', 2024, saturday),
    '01-01 01-06 03-29 04-01 05-01 06-24 08-15 09-11 10-12 11-01 12-06 12-25 12-26',
  )
  assert.equal(
    dates('ES-CT', 2025, saturday),
    '01-01 01-06 04-18 04-21 05-01 06-24 08-15 09-11 11-01 12-06 12-08 12-25 12-26',
  )
  assert.equal(
    dates('ES-CT', 2026, saturday),
    '01-01 01-06 04-03 04-06 05-01 06-24 08-15 09-11 10-12 12-08 12-25 12-26',
  )
})
test('Russia: the days of article 112, without what is moved by decree', () => {
  assert.equal(
    dates('RU', 2024, sunday),
    '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04',
  )
  assert.equal(dates('RU', 2003, sunday), '01-01 01-02 01-07 02-23 03-08 05-01 05-02 05-09 06-12 11-07 12-12')
})
test('what was decided once is there: jubilees, mourning, and a holiday moved in its year only', () => {
  const gb = (year: number) => dates('GB-EAW', year, friday)
  assert.equal(gb(1995), '01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26')
  assert.match(gb(1996), /05-06 05-27/)
  assert.match(gb(1999), /12-31/)
  assert.equal(gb(2002), '01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26')
  assert.equal(gb(2011), '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27')
  assert.equal(gb(2012), '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26')
  assert.equal(gb(2020), '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28')
  assert.equal(gb(2022), '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27')
  assert.equal(gb(2023), '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26')
  assert.match(dates('IT', 2011, sunday), /03-17/)
  assert.doesNotMatch(dates('IT', 2012, sunday), /03-17/)
  assert.doesNotMatch(dates('DE', 2018, sunday), /10-31/)
  assert.match(dates('RU', 2020, sunday), /06-12 06-24 07-01 11-04/)
})
test('what was decided once lies in order, on days there are, and moves only what there is', () => {
  for (const place of places) {
    const once = decreedHolidays[place]
    assert.deepEqual(
      once.map(one => one.on),
      once.map(one => one.on).toSorted(),
    )
    for (const { on, insteadOf } of once) {
      assert.ok(readDate(on) !== null, on)
      const rules = publicHolidays[place].map(one => one.on)
      assert.ok(insteadOf === undefined || rules.includes(insteadOf), on)
    }
  }
})
test('every place can be taken into a calendar as it is, in its own words or in English, and several together', () => {
  for (const place of places)
    for (const names of ['own', 'en'] as const) {
      const holidays = holidayForms(place, names)
      assert.ok(
        calendarOf(form('Etc/UTC', { week: weekOf(nineToFive), holidays })).versions[0].holidays.length > 8,
      )
    }
  assert.deepEqual(holidayForms('DE', 'own')[0], { on: '*-01-01', name: 'Neujahr' })
  assert.deepEqual(holidayForms('DE', 'en')[0], { on: '*-01-01', name: 'New Year’s Day' })
})
test('Russian names are Russian, the others are not', () => {
  for (const place of places)
    for (const { own, en } of [...publicHolidays[place], ...decreedHolidays[place]]) {
      assert.equal(/[а-я]/i.test(own), place === 'RU', own)
      assert.doesNotMatch(en, /[а-я]/i)
    }
})

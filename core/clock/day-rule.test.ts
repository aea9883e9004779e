import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateText, weekdayOf } from '#core/clock/date.ts'
import {
  dayInYear,
  dayRuleExample,
  easterSunday,
  readDayRule,
  type YearlyRule,
} from '#core/clock/day-rule.ts'

/** The date of a rule for each year. */
function dates(text: string, ...years: number[]): (string | null)[] {
  const rule = readDayRule(text)
  assert.ok(rule && rule.kind !== 'once', text)
  return years.map(year => {
    const one = dayInYear(rule, year)
    return one === null ? null : dateText(one)
  })
}

test('a holiday may fall on one date only, or on a date every year', () => {
  const once = readDayRule('2027-12-24')
  assert.equal(once?.kind === 'once' && dateText(once.day), '2027-12-24')
  assert.deepEqual(dates('*-12-25', 2024, 2025), ['2024-12-25', '2025-12-25'])
})
test('29 February is kept in leap years only', () => {
  assert.deepEqual(dates('*-02-29', 2023, 2024), [null, '2024-02-29'])
  assert.deepEqual(dates('*-02-29 sun+1', 2023, 2032, 2024), [null, '2032-03-01', null])
})
test('Easter Sunday is known for years that people remember', () => {
  const known = {
    1818: '03-22',
    1886: '04-25',
    1943: '04-25',
    1961: '04-02',
    1990: '04-15',
    2000: '04-23',
    2008: '03-23',
    2011: '04-24',
    2019: '04-21',
    2020: '04-12',
    2021: '04-04',
    2022: '04-17',
    2023: '04-09',
    2024: '03-31',
    2025: '04-20',
    2026: '04-05',
    2027: '03-28',
    2028: '04-16',
    2029: '04-01',
    2030: '04-21',
    2038: '04-25',
    2285: '03-22',
  }
  for (const [year, date] of Object.entries(known))
    assert.equal(dateText(easterSunday(Number(year))), `${year}-${date}`)
})
test('Easter is the Sunday after the full moon of spring, in every year', () => {
  for (let year = 1583; year <= 4099; year++) {
    const one = easterSunday(year)
    assert.equal(weekdayOf(one), 6, `${year}`)
    assert.ok(dateText(one).slice(5) >= '03-22' && dateText(one).slice(5) <= '04-25', dateText(one))
    const moon = fullMoon(year)
    assert.ok(one > moon && one <= moon + 7, `${year}`)
  }
})
/** 14 Nisan of the church's tables: by the golden number, with the corrections of Clavius. */
function fullMoon(year: number): number {
  const century = Math.floor(year / 100) + 1
  const golden = (year % 19) + 1
  const solar = Math.floor((3 * century) / 4) - 12
  const lunar = Math.floor((8 * century + 5) / 25) - 5
  let epact = (((11 * golden + 20 + lunar - solar) % 30) + 30) % 30
  if ((epact === 25 && golden > 11) || epact === 24) epact++
  const march = 44 - epact
  return Date.UTC(year, 2, march < 21 ? march + 30 : march) / 86_400_000
}
test('a holiday may lie so many days from Easter', () => {
  assert.deepEqual(dates('easter', 2027), ['2027-03-28'])
  assert.deepEqual(dates('easter-2', 2024, 2027), ['2024-03-29', '2027-03-26'])
  assert.deepEqual(dates('easter+39', 2024), ['2024-05-09'])
})
test('a holiday may be the nth or last of a weekday in a month', () => {
  assert.deepEqual(dates('first mon of 05', 2024, 2026), ['2024-05-06', '2026-05-04'])
  assert.deepEqual(dates('second mon of 10', 2024), ['2024-10-14'])
  assert.deepEqual(dates('third mon of 01', 2024), ['2024-01-15'])
  assert.deepEqual(dates('fourth thu of 11', 2024), ['2024-11-28'])
  assert.deepEqual(dates('last mon of 08', 2024, 2026), ['2024-08-26', '2026-08-31'])
  assert.deepEqual(dates('last mon of 02', 2023, 2024, 2044), ['2023-02-27', '2024-02-26', '2044-02-29'])
})
test('a holiday may be the weekday on or after a date, or on or before it', () => {
  assert.deepEqual(dates('sat on or after 06-20', 2026, 2027), ['2026-06-20', '2027-06-26'])
  assert.deepEqual(dates('wed on or before 11-22', 1994, 1995), ['1994-11-16', '1995-11-22'])
  assert.deepEqual(dates('mon on or after 12-28', 2023), ['2024-01-01'])
})
test('a day given for a holiday on a weekend comes in such years only', () => {
  assert.deepEqual(dates('*-12-25 sat+2 sun+2', 2021, 2022, 2023), ['2021-12-27', '2022-12-27', null])
  assert.deepEqual(dates('*-01-01 sat+2 sun+1', 2022, 2023), ['2022-01-03', '2023-01-02'])
})
test('a rule that is none, or names a day that is not there, is not read', () => {
  const wrong = [
    '',
    'christmas',
    '2027-02-30',
    '*-13-01',
    '*-00-10',
    '*-04-31',
    '*-12-00',
    '12-25',
    'easter+201',
    'easter+ 1',
    'easter+-1',
    'fifth mon of 05',
    'first mon of 13',
    'last day of 05',
    'mon on or near 05-01',
    'mon on or after 02-30',
    '*-12-25 sat+0',
    '*-12-25 sat+8',
    '*-12-25 sat-1',
    '*-02-30 sat+1',
    'last mon of 00',
  ]
  for (const text of wrong) assert.equal(readDayRule(text), null, text)
})
test('the example given to whoever typed something else shows every form, and each can be read', () => {
  const kinds = dayRuleExample.split(', ').map(text => readDayRule(text)?.kind)
  assert.deepEqual(new Set(kinds), new Set(['once', 'yearly', 'easter', 'weekday', 'substitute']))
})
test('a rule takes at most one date a year', () => {
  for (const text of dayRuleExample.split(', ').slice(1)) {
    const rule = readDayRule(text) as YearlyRule
    for (let year = 1990; year <= 2100; year++) {
      const one = dayInYear(rule, year)
      assert.ok(one === null || dateText(one).startsWith(`${year}`), `${text} ${year}`)
    }
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarForm } from '#core/clock/calendar.ts'
import { calendarFaultCodes, parseCalendar, yearlyRulesMax } from '#core/clock/parse-calendar.ts'
import { readZone } from '#core/clock/zone.ts'
import { form, nineToFive, weekOf } from '#core/testing/clock-world.ts'

const week = weekOf(nineToFive)
const told = new Set<string>()

/** What is wrong with a calendar, as `code at path`. */
function faults(input: unknown): string[] {
  const parsed = parseCalendar(input)
  if ('calendar' in parsed) return []
  for (const { code, example } of parsed.faults) {
    told.add(code)
    assert.ok(example.length > 0)
  }
  return parsed.faults.map(({ path, code }) => `${code} at ${path}`)
}
const inVersion = (version: object): unknown => ({ zone: 'Europe/Rome', versions: [{ week, ...version }] })
const onMonday = (...mon: unknown[]): unknown => inVersion({ week: { mon } })

test('a calendar with hours in a known zone is one, in whatever case the zone is typed', () => {
  const parsed = parseCalendar(form('europe/stockholm', { week }))
  assert.equal('calendar' in parsed && parsed.calendar.zone, 'Europe/Stockholm')
  assert.deepEqual(faults(form('UTC', { week })), [])
})
test('a zone is one of IANA, with its summer, and not a bare offset', () => {
  for (const zone of ['Europe/Stokholm', '', '+02:00', 'CEST', '2027-01-01T00:00[Europe/Rome]', null, 7])
    assert.deepEqual(faults({ zone, versions: [{ week }] }), ['zone_unknown at zone'], String(zone))
  assert.equal(readZone('America/Argentina/Buenos_Aires'), 'America/Argentina/Buenos_Aires')
})
test('a calendar without working hours is refused: nothing would ever fall due', () => {
  for (const none of [{}, { mon: [] }])
    assert.deepEqual(faults(inVersion({ week: none })), ['no_working_hours at versions.0.week'])
  assert.deepEqual(faults(inVersion({ week: undefined })), [
    'not_an_object at versions.0.week',
    'no_working_hours at versions.0.week',
  ])
})
test('an interval has a beginning and a later end, on one date', () => {
  const at = 'versions.0.week.mon.0'
  assert.deepEqual(faults(onMonday(['09:00', '09:00'])), [`interval_empty at ${at}`])
  assert.deepEqual(faults(onMonday(['22:00', '06:00'])), [`interval_reversed at ${at}`])
  for (const one of [
    ['9:00', '17:00'],
    ['09:00', '24:01'],
    ['09:00', '25:00'],
    ['09:60', '10:00'],
    ['09:00'],
    '09-17',
    [9, 17],
  ])
    assert.deepEqual(faults(onMonday(one)), [`interval_unreadable at ${at}`], String(one))
  for (const one of [
    ['00:00', '24:00'],
    ['09:00:30', '09:00:31'],
    ['23:59', '24:00'],
  ])
    assert.deepEqual(faults(onMonday(one)), [], String(one))
})
test('a night over midnight is two intervals, and whoever types one is told how', () => {
  const parsed = parseCalendar(onMonday(['22:00', '06:00']))
  assert.match('faults' in parsed ? parsed.faults[0]!.example : '', /"22:00", "24:00".*"00:00", "06:00"/)
})
test('intervals may touch and stand in any order, but not reach into each other', () => {
  assert.deepEqual(faults(onMonday(['13:00', '17:00'], ['09:00', '13:00'])), [])
  assert.deepEqual(faults(onMonday(['12:59', '17:00'], ['09:00', '13:00'])), [
    'interval_overlaps at versions.0.week.mon.0',
  ])
  assert.deepEqual(faults(onMonday(...Array.from({ length: 25 }, () => ['09:00', '10:00']))), [
    'too_many at versions.0.week.mon',
  ])
})
test('what is not known is refused at its key', () => {
  assert.deepEqual(faults({ zone: 'Europe/Rome', versions: [{ week }], holidays: [] }), [
    'key_unknown at holidays',
  ])
  assert.deepEqual(faults(inVersion({ week: { mon: nineToFive, moon: [] } })), [
    'key_unknown at versions.0.week.moon',
  ])
})
test('what is no object or list is refused where it stands', () => {
  for (const input of [null, 'nine to five', []])
    assert.deepEqual(faults(input), [
      'not_an_object at ',
      'zone_unknown at zone',
      'not_a_list at versions',
      'versions_missing at versions',
    ])
  assert.deepEqual(faults({ zone: 'Europe/Rome', versions: [] }), ['versions_missing at versions'])
  assert.deepEqual(faults(inVersion({ week: { mon: 'all day' } })), ['not_a_list at versions.0.week.mon'])
  assert.deepEqual(faults(inVersion({ shifts: [], breaks: 'lunch' })), [
    'not_an_object at versions.0.shifts',
    'not_an_object at versions.0.breaks',
  ])
})
test('a holiday has a date or rule that can be read, a name, and years in order', () => {
  const at = 'versions.0.holidays.0'
  const holiday = (more: object) =>
    inVersion({ holidays: [{ on: '*-12-25', name: 'Christmas Day', ...more }] })
  assert.deepEqual(faults(holiday({ since: 2005, until: 2005, hours: nineToFive })), [])
  for (const on of ['christmas', '*-02-30', undefined])
    assert.deepEqual(faults(holiday({ on })), [`rule_unreadable at ${at}.on`])
  for (const name of ['', '  ', undefined, 'x'.repeat(201)])
    assert.deepEqual(faults(holiday({ name })), [`name_wrong at ${at}.name`])
  for (const since of ['2005', 0, 10_000, 2005.5])
    assert.deepEqual(faults(holiday({ since })), [`year_wrong at ${at}.since`])
  assert.deepEqual(faults(holiday({ since: 2006, until: 2005 })), [`year_wrong at ${at}.until`])
  assert.deepEqual(faults(holiday({ hours: [['12:00', '09:00']] })), [`interval_reversed at ${at}.hours.0`])
  assert.deepEqual(faults(inVersion({ holidays: ['*-12-25'] })), [
    `not_an_object at ${at}`,
    `rule_unreadable at ${at}.on`,
    `name_wrong at ${at}.name`,
  ])
})
test('a holiday is said once', () => {
  const one = { on: '*-12-25', name: 'Christmas Day' }
  assert.deepEqual(faults(inVersion({ holidays: [one, { ...one, name: 'Natale' }] })), [
    'holiday_twice at versions.0.holidays.1.on',
  ])
  assert.deepEqual(
    faults(
      inVersion({
        holidays: [
          { ...one, until: 2004 },
          { ...one, since: 2005 },
        ],
      }),
    ),
    [],
  )
})
test('shifts and breaks belong to dates that are there', () => {
  assert.deepEqual(faults(inVersion({ shifts: { '2027-02-29': nineToFive } })), [
    'date_wrong at versions.0.shifts.2027-02-29',
  ])
  assert.deepEqual(faults(inVersion({ breaks: { '2027-02-28': [['17:00', '16:00']] } })), [
    'interval_reversed at versions.0.breaks.2027-02-28.0',
  ])
  const dates = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`${index}`, []]))
  const found = faults(inVersion({ breaks: dates }))
  assert.equal(found[0], 'too_many at versions.0.breaks')
  assert.equal(found.length, 5001)
})
test('so few rules that every year has working days left', () => {
  const rules = Array.from({ length: yearlyRulesMax }, (_, index) => ({
    on: `easter+${index}`,
    name: 'Feast',
  }))
  assert.deepEqual(faults(inVersion({ holidays: rules })), [])
  assert.deepEqual(faults(inVersion({ holidays: [...rules, { on: 'easter-1', name: 'Feast' }] })), [
    'too_many at versions.0.holidays',
  ])
  const listed = Array.from({ length: 5001 }, () => ({ on: '2027-01-01', name: 'Feast' }))
  assert.deepEqual(faults(inVersion({ holidays: listed })), ['too_many at versions.0.holidays'])
})
test('what is closed every year comes by a rule, says its hours, and counts among the rules', () => {
  const eve = { on: '*-12-24', name: 'Christmas Eve', hours: [['12:00', '17:00']] }
  assert.deepEqual(faults(inVersion({ yearlyBreaks: [eve, { ...eve, since: 2030 }] })), [])
  const { hours: _, ...open } = eve
  const wrong = [
    { ...eve, on: '2027-12-24' },
    { ...eve, on: 'xmas' },
    open,
    { ...eve, hours: [] },
    { ...eve, name: '' },
  ]
  assert.deepEqual(faults(inVersion({ yearlyBreaks: wrong })), [
    'rule_unreadable at versions.0.yearlyBreaks.0.on',
    'rule_unreadable at versions.0.yearlyBreaks.1.on',
    'interval_unreadable at versions.0.yearlyBreaks.2.hours',
    'interval_unreadable at versions.0.yearlyBreaks.3.hours',
    'name_wrong at versions.0.yearlyBreaks.4.name',
  ])
  const feasts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ on: `easter+${index}`, name: 'Feast' }))
  const most = feasts(yearlyRulesMax)
  assert.deepEqual(faults(inVersion({ holidays: feasts(yearlyRulesMax - 1), yearlyBreaks: [eve] })), [])
  assert.deepEqual(faults(inVersion({ holidays: most, yearlyBreaks: [eve] })), [
    'too_many at versions.0.yearlyBreaks',
  ])
  assert.deepEqual(faults(inVersion({ holidays: [...most, { on: 'easter-1', name: 'Feast' }] })), [
    'too_many at versions.0.holidays',
  ])
  assert.deepEqual(faults(inVersion({ yearlyBreaks: 'Sundays' })), ['not_a_list at versions.0.yearlyBreaks'])
  assert.deepEqual(faults(inVersion({ yearlyBreaks: [7] })), [
    'not_an_object at versions.0.yearlyBreaks.0',
    'rule_unreadable at versions.0.yearlyBreaks.0.on',
    'name_wrong at versions.0.yearlyBreaks.0.name',
  ])
})
test('the first version always was in force, and each other begins later than the one before', () => {
  const versions = (...from: unknown[]) => ({
    zone: 'Europe/Rome',
    versions: from.map(validFrom => (validFrom === undefined ? { week } : { week, validFrom })),
  })
  assert.deepEqual(faults(versions(undefined, '2027-01-01', '2027-06-01')), [])
  assert.deepEqual(faults(versions('2027-01-01')), ['valid_from_wrong at versions.0.validFrom'])
  assert.deepEqual(faults(versions(undefined, undefined)), ['valid_from_wrong at versions.1.validFrom'])
  for (const second of ['2027-01-01', '2026-12-31'])
    assert.deepEqual(faults(versions(undefined, '2027-01-01', second)), [
      'valid_from_not_later at versions.2.validFrom',
    ])
  for (const later of [[], ['2027-02-01']])
    assert.deepEqual(faults(versions(undefined, '2027-1-1', ...later)), [
      'date_wrong at versions.1.validFrom',
    ])
})
test('all that is wrong is said at once', () => {
  const input: CalendarForm = {
    zone: 'Nowhere/At_All',
    versions: [{ week: { mon: [['9', '17']], tue: [['10:00', '10:00']] } }],
  }
  assert.deepEqual(faults(input), [
    'zone_unknown at zone',
    'interval_unreadable at versions.0.week.mon.0',
    'interval_empty at versions.0.week.tue.0',
  ])
})
test('each kind of fault has been told in these tests', () => {
  assert.deepEqual(
    [...calendarFaultCodes].filter(code => !told.has(code)),
    [],
  )
})

// Calendars as the set-up shows and changes them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holidayForms } from '#core/clock/public-holidays.ts'
import {
  calendarFaults,
  calendarForm,
  countsOf,
  formPath,
  fromDay,
  type Hours,
  hoursOf,
  inForce,
  type VersionForm,
  versionAt,
  weekText,
  withHolidays,
  withNext,
  withoutVersion,
  withTime,
  withVersion,
} from './calendar-form.ts'
import { lineOfDate, lineOfHoliday, lineOfYearly } from './date-lines.ts'
import { time } from './day-part.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const names = { weekday: (day: number) => days[day] ?? '', closed: 'closed' }
const spring = { week: { mon: [['06:00', '14:00']] }, holidays: [] } as const
const kept: Hours = {
  zone: 'Europe/Stockholm',
  versions: [
    spring,
    {
      validFrom: '2027-01-01',
      week: {
        mon: [
          ['08:00', '12:00'],
          ['13:00', '17:00'],
        ],
        sat: [['10:00', '24:00']],
      },
      holidays: [
        { on: '*-12-24', name: 'Christmas Eve', hours: [['08:00', '12:00']] },
        { on: 'first mon of 05', name: 'May Day' },
        { on: 'easter+1', name: 'easter+1' },
      ],
    },
  ],
}
const form = calendarForm({ name: 'Office', hours: kept }, 'UTC')
const [, last] = form.versions as readonly [VersionForm, VersionForm]

test('a new calendar begins with an office’s week in the zone of the desk', () => {
  const fresh = calendarForm(null, 'Europe/Rome')
  assert.equal(weekText(hoursOf(fresh, null), names), 'Mon–Fri 08:00–17:00')
  assert.deepEqual([fresh.zone, calendarFaults(fresh)], ['Europe/Rome', []])
  assert.deepEqual(Object.keys(hoursOf(fresh, null)), ['zone', 'versions'])
})

test('days with the same hours stand together, closed days not at all', () => {
  assert.equal(weekText(kept, names), 'Mon 08:00–12:00, 13:00–17:00 · Sat 10:00–24:00')
  assert.equal(weekText({ zone: 'UTC' }, names), 'closed')
  assert.deepEqual(countsOf(kept), { holidays: 3, versions: 2 })
})

test('what is not touched is sent as it was stored', () => {
  assert.equal(last.holidays, '*-12-24 Christmas Eve 08:00-12:00\nfirst mon of 05 May Day\neaster+1')
  assert.deepEqual(hoursOf(form, kept), kept)
})

test('a change is made to its version; the others, and what a form does not show, stay', () => {
  const week = withTime(last.week, { day: 'mon', part: 1, end: 1 }, '18')
  const changed = withVersion(form, 1, { week, holidays: '2027-06-05\n\n*-12-24 Julafton 8.00–12.00' })
  const next = hoursOf(changed, kept)
  assert.deepEqual(next.versions?.[0], spring)
  const now = next.versions?.[1]
  assert.deepEqual(now?.week?.mon?.[1], ['13:00', '18:00'])
  assert.equal(now?.validFrom, '2027-01-01')
  assert.deepEqual(now?.holidays, [
    { on: '2027-06-05', name: '2027-06-05' },
    { on: '*-12-24', name: 'Julafton', hours: [['08:00', '12:00']] },
  ])
})

const typed: readonly [string, string][] = [
  ['8', '08:00'],
  ['8:30', '08:30'],
  ['0830', '08:30'],
  ['8.30', '08:30'],
  [' 24:00 ', '24:00'],
  ['noon', 'noon'],
]
for (const [from, to] of typed)
  test(`"${from}" is read as ${to}`, () => {
    assert.equal(time(from), to)
  })

const intervals: readonly [string, string, string | undefined][] = [
  ['09:00', '17:00', undefined],
  ['00:00', '24:00', undefined],
  ['09:00', '', 'interval_unreadable'],
  ['25:00', '26:00', 'interval_unreadable'],
  ['09:00', '09:00', 'interval_empty'],
  ['22:00', '06:00', 'interval_reversed'],
]
for (const [from, until, code] of intervals)
  test(`from ${from} until ${until || 'nothing'}: ${code ?? 'fine'}`, () => {
    const begun = withTime(last.week, { day: 'tue', part: 1, end: 0 }, from)
    const week = withTime(begun, { day: 'tue', part: 1, end: 1 }, until)
    const faults = calendarFaults(withVersion(form, 1, { week }))
    assert.deepEqual(faults, code ? [{ path: 'versions.1.week.tue.1', code }] : [])
  })

test('a week without hours, no zone and a day that is none are told at their fields', () => {
  const empty = calendarForm({ name: '', hours: { zone: ' ' } }, '')
  const faults = calendarFaults(withVersion(empty, 0, { holidays: 'easter-2\nChristmas' }))
  assert.deepEqual(
    faults.map(({ path, code }) => `${path} ${code}`),
    ['zone zone_unknown', 'versions.0.week no_working_hours', 'versions.0.holidays.1.on rule_unreadable'],
  )
})

test('a version from a date begins as the last one is, after it', () => {
  const next = withNext(form, '2027-03-01')
  const [, , third] = next.versions
  assert.deepEqual([third?.validFrom, third?.holidays], ['2027-03-01', last.holidays])
  assert.deepEqual(calendarFaults(next), [])
  assert.deepEqual(hoursOf(next, kept).versions?.[2]?.holidays, kept.versions?.[1]?.holidays)
  assert.equal(withNext(form, '2026-12-01').versions[2]?.validFrom, '2027-01-02', 'never before the last')
  assert.equal(new Set(withNext(next, '2027-03-01').versions.map(one => one.key)).size, 4)
})

test('what was entered too late for days that were counted is saved from a day on, before what was prepared', () => {
  const entered = withVersion(form, 0, { holidays: '*-06-06' })
  const next = fromDay(entered, form, '2026-12-01')
  assert.ok(next)
  const { versions } = hoursOf(next, kept)
  assert.deepEqual(
    versions?.map(one => [one.validFrom, one.holidays?.length]),
    [
      [undefined, 0],
      ['2026-12-01', 1],
      ['2027-01-01', 3],
    ],
  )
  assert.deepEqual(versions?.[0], spring)
  assert.deepEqual(versions?.[2], kept.versions?.[1])
  assert.equal(fromDay(entered, form, '2027-01-01'), null, 'one begins on that day')
  assert.equal(fromDay({ ...entered, zone: 'UTC' }, form, '2026-12-01'), null)
})

test('a version without a date, or not after the one before, is told at its date', () => {
  const at = (validFrom: string) => calendarFaults(withVersion(form, 1, { validFrom }))
  assert.deepEqual(at(''), [{ path: 'versions.1.validFrom', code: 'date_wrong' }])
  const three = withNext(form, '2027-03-01')
  assert.deepEqual(calendarFaults(withVersion(three, 2, { validFrom: '2027-01-01' })), [
    { path: 'versions.2.validFrom', code: 'valid_from_not_later' },
  ])
})

test('a later version can be left out again, the first cannot', () => {
  assert.deepEqual(
    withoutVersion(form, 1).versions.map(one => one.validFrom),
    [''],
  )
  assert.equal(withoutVersion(form, 0), form)
})

test('the version in force is the last that has begun', () => {
  assert.deepEqual([inForce(form, '2026-12-31'), inForce(form, '2027-01-01')], [0, 1])
})

test('public holidays are added to what is there, each once and with the years it is kept', () => {
  const given = [
    { on: '*-12-24', name: 'Julafton' },
    { on: '*-06-06', name: 'Sveriges nationaldag', since: 2005 },
  ]
  const more = withHolidays(last, given)
  assert.equal(more.holidays, `${last.holidays}\n*-06-06 Sveriges nationaldag (2005-)`)
  const sent = hoursOf(withVersion(form, 1, more), kept).versions?.[1]?.holidays
  assert.deepEqual(sent?.at(-1), { on: '*-06-06', name: 'Sveriges nationaldag', since: 2005 })
  assert.deepEqual(sent?.[0], kept.versions?.[1]?.holidays?.[0], 'what was there is as it was')
  assert.equal(withHolidays(more, given), more)
})

test('a fault of the server finds its field, past parts left empty and lines left blank', () => {
  const begun = withTime(last.week, { day: 'tue', part: 1, end: 0 }, '09:00')
  const now = withVersion(form, 1, { week: begun })
  const at = (path: string) => formPath(path, now)
  assert.equal(at('hours.zone'), 'zone')
  assert.equal(at('hours.versions.1.week'), 'versions.1.week')
  assert.equal(at('hours.versions.1.week.tue.0'), 'versions.1.week.tue.1')
  assert.equal(at('hours.versions.1.holidays.2.on'), 'versions.1.holidays.2.on')
  assert.equal(at('hours.versions.0.week.mon.0'), 'versions.0.week.mon.0')
  assert.deepEqual([versionAt('versions.1.week'), versionAt('zone')], [1, null])
  assert.equal(lineOfHoliday('\na\n\nb', 1), 4)
})

test('the years of a holiday stand in its line, so that two of one rule are told apart', () => {
  const london = withVersion(form, 1, withHolidays(last, holidayForms('GB-EAW', 'own')))
  const lines = london.versions[1]?.holidays.split('\n') ?? []
  assert.equal(new Set(lines).size, lines.length)
  const without = lines.filter(line => line !== 'first mon of 05 Early May bank holiday (2021-)').join('\n')
  const left = hoursOf(withVersion(london, 1, { holidays: without }), kept).versions?.[1]?.holidays ?? []
  assert.equal(left.length, lines.length - 1)
  assert.ok(!left.some(({ on, since }) => on === 'first mon of 05' && since === 2021))
})

const lined: readonly [string, object][] = [
  ['2027-06-06', { on: '2027-06-06', name: '2027-06-06' }],
  ['*-06-06 June (2030-)', { on: '*-06-06', name: 'June', since: 2030 }],
  ['*-06-06 (-2030)', { on: '*-06-06', name: '*-06-06', until: 2030 }],
  ['last mon of 08 Late (2026-2030)', { on: 'last mon of 08', name: 'Late', since: 2026, until: 2030 }],
  ['*-06-06 Once (2027)', { on: '*-06-06', name: 'Once', since: 2027, until: 2027 }],
  [
    '*-12-24 Eve (2027-) 09:00-12:00',
    { on: '*-12-24', name: 'Eve', since: 2027, hours: [['09:00', '12:00']] },
  ],
  [
    '2027-12-24 09:00-12:00, 13:00-14:00',
    {
      on: '2027-12-24',
      name: '2027-12-24',
      hours: [
        ['09:00', '12:00'],
        ['13:00', '14:00'],
      ],
    },
  ],
  ['2027-12-24 Expo 2027 (Rome)', { on: '2027-12-24', name: 'Expo 2027 (Rome)' }],
]
for (const [line, holiday] of lined)
  test(`"${line}" is read, and written again as it was`, () => {
    const [read] = hoursOf(withVersion(form, 1, { holidays: line }), kept).versions?.[1]?.holidays ?? []
    assert.deepEqual(read, holiday)
    const hours = { zone: 'UTC', versions: [{ holidays: [read] }] } as Hours
    assert.equal(calendarForm({ name: '', hours }, 'UTC').versions[0]?.holidays, line)
  })

test('dates with hours of their own are shown, changed, and stored as they were when nobody does', () => {
  const version = {
    week: spring.week,
    holidays: [],
    shifts: { '2027-12-23': [['09:00', '12:00']], '2027-12-22': [] },
    breaks: {
      '2027-12-17': [
        ['13:00:00', '15:00:00'],
        ['16:00', '17:00'],
      ],
    },
  }
  const stored = { zone: 'UTC', versions: [version] } as unknown as Hours
  const shown = calendarForm({ name: '', hours: stored }, 'UTC')
  assert.equal(shown.versions[0]?.shifts, '2027-12-22\n2027-12-23 09:00-12:00')
  assert.equal(shown.versions[0]?.breaks, '2027-12-17 13:00-15:00, 16:00-17:00')
  assert.deepEqual(hoursOf(shown, stored), stored)
  const changed = withVersion(shown, 0, { shifts: '', breaks: '2027-12-17 8-9\n\n2027-12-17 10-11' })
  const [sent] = hoursOf(changed, stored).versions ?? []
  assert.deepEqual(
    [sent?.shifts, sent?.breaks],
    [
      {},
      {
        '2027-12-17': [
          ['08:00', '09:00'],
          ['10:00', '11:00'],
        ],
      },
    ],
  )
})

test('what is closed every year stands below the dates, and is stored as it was when nobody changes it', () => {
  const eve = { on: '*-12-24', name: 'Christmas Eve', hours: [['12:00:00', '17:00']], since: 2026 }
  const version = { ...spring, breaks: { '2027-12-17': [['13:00', '15:00']] }, yearlyBreaks: [eve] }
  const stored = { zone: 'UTC', versions: [version] } as unknown as Hours
  const shown = calendarForm({ name: '', hours: stored }, 'UTC')
  const text = '2027-12-17 13:00-15:00\n*-12-24 Christmas Eve (2026-) 12:00-17:00'
  assert.equal(shown.versions[0]?.breaks, text)
  assert.deepEqual(hoursOf(shown, stored), stored)
  const more = withVersion(shown, 0, { breaks: `easter-2 14:00-17:00\n\n${text}` })
  assert.deepEqual(
    [hoursOf(more, stored).versions?.[0]?.yearlyBreaks, calendarFaults(more)],
    [[{ on: 'easter-2', name: 'easter-2', hours: [['14:00', '17:00']] }, eve], []],
  )
  const wrong = '*-12-24\n2027-12-17 13:00-15:00\n\nxmas 12:00-13:00\n*-12-31 17:00-09:00'
  assert.deepEqual(
    calendarFaults(withVersion(shown, 0, { breaks: wrong })).map(({ path, code }) => `${path} ${code}`),
    [
      'versions.0.yearlyBreaks.0.hours interval_unreadable',
      'versions.0.yearlyBreaks.1.on rule_unreadable',
      'versions.0.yearlyBreaks.2.hours.0 interval_reversed',
    ],
  )
  assert.deepEqual(
    [0, 1, 2].map(index => lineOfYearly(wrong, index)),
    [1, 4, 5],
  )
})

test('dates and hours that are none are told with their line', () => {
  const text = '\n24.12.2027 09:00-12:00\n2027-12-23 09:00-12:00, 14'
  const holidays = '*-12-24 Eve 12:00-09:00'
  const faults = calendarFaults(withVersion(form, 0, { shifts: text, breaks: '2027-12-17', holidays }))
  assert.deepEqual(
    faults.map(({ path, code }) => `${path} ${code}`),
    [
      'versions.0.holidays.0.hours.0 interval_reversed',
      'versions.0.shifts.24.12.2027 date_wrong',
      'versions.0.shifts.2027-12-23.1 interval_unreadable',
      'versions.0.breaks.2027-12-17 interval_unreadable',
    ],
  )
  assert.deepEqual([lineOfDate(text, '24.12.2027'), lineOfDate(text, '2027-12-23.1')], [2, 3])
})

test('a day whose parts all have hours has room for one more', () => {
  const count = ({ mon, sat }: VersionForm['week']) => [mon.length, sat.length]
  assert.deepEqual(count(last.week), [3, 2])
  const begun = withTime(last.week, { day: 'mon', part: 2, end: 0 }, '18')
  assert.deepEqual(count(begun), [4, 2])
  const done = withTime(begun, { day: 'mon', part: 2, end: 1 }, '20')
  assert.deepEqual(hoursOf(withVersion(form, 1, { week: done }), kept).versions?.[1]?.week?.mon?.[2], [
    '18:00',
    '20:00',
  ])
})

// Calendars as the set-up shows and changes them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  calendarFaults,
  calendarForm,
  countsOf,
  formPath,
  type Hours,
  hoursOf,
  lineOfHoliday,
  time,
  weekText,
  withTime,
} from './calendar-form.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const names = { weekday: (day: number) => days[day] ?? '', closed: 'closed' }
const spring = { week: { mon: [['06:00', '14:00']] } } as const
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

test('a new calendar begins with an office’s week in the zone of the desk', () => {
  const fresh = calendarForm(null, 'Europe/Rome')
  assert.equal(weekText(hoursOf(fresh, null), names), 'Mon–Fri 08:00–17:00')
  assert.deepEqual([fresh.zone, calendarFaults(fresh)], ['Europe/Rome', []])
  assert.deepEqual(Object.keys(hoursOf(fresh, null)), ['zone', 'versions'])
})

test('days with the same hours stand together, closed days not at all', () => {
  assert.equal(weekText(kept, names), 'Mon 08:00–12:00, 13:00–17:00 · Sat 10:00–24:00')
  assert.equal(weekText({ zone: 'UTC' }, names), 'closed')
  assert.deepEqual(countsOf(kept), { holidays: 3, earlier: 1 })
})

test('what is not touched is sent as it was stored', () => {
  assert.equal(form.holidays, '*-12-24 Christmas Eve\nfirst mon of 05 May Day\neaster+1')
  assert.deepEqual(hoursOf(form, kept), kept)
})

test('a change is made to the last version; the others, and what a form does not show, stay', () => {
  const week = withTime(form.week, { day: 'mon', part: 1, end: 1 }, '18')
  const next = hoursOf({ ...form, week, holidays: '2027-06-05\n\n*-12-24 Julafton' }, kept)
  assert.equal(next.versions?.[0], spring)
  const last = next.versions?.[1]
  assert.deepEqual(last?.week?.mon?.[1], ['13:00', '18:00'])
  assert.equal(last?.validFrom, '2027-01-01')
  assert.deepEqual(last?.holidays, [
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
    const begun = withTime(form.week, { day: 'tue', part: 1, end: 0 }, from)
    const week = withTime(begun, { day: 'tue', part: 1, end: 1 }, until)
    const faults = calendarFaults({ ...form, week })
    assert.deepEqual(faults, code ? [{ path: 'week.tue.1', code }] : [])
  })

test('a week without hours, no zone and a day that is none are told at their fields', () => {
  const week = calendarForm({ name: '', hours: { zone: '' } }, '').week
  const faults = calendarFaults({ name: 'x', zone: ' ', week, holidays: 'easter-2\nChristmas' })
  assert.deepEqual(
    faults.map(({ path, code }) => `${path} ${code}`),
    ['week no_working_hours', 'zone zone_unknown', 'holidays.1.on rule_unreadable'],
  )
})

test('a fault of the server finds its field, past parts left empty and lines left blank', () => {
  const begun = withTime(form.week, { day: 'tue', part: 1, end: 0 }, '09:00')
  const now = { ...form, week: begun }
  const at = (path: string) => formPath(path, now, kept)
  assert.equal(at('hours.zone'), 'zone')
  assert.equal(at('hours.versions.1.week'), 'week')
  assert.equal(at('hours.versions.1.week.tue.0'), 'week.tue.1')
  assert.equal(at('hours.versions.1.holidays.2.on'), 'holidays.2.on')
  assert.equal(at('hours.versions.0.week.mon.0'), 'versions.0.week.mon.0')
  assert.equal(lineOfHoliday('\na\n\nb', 1), 4)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withIcs } from '#channels/ics/into-calendar.ts'
import type { Calendar, CalendarForm, VersionForm } from '#core/clock/calendar.ts'
import { type Day, readDate } from '#core/clock/date.ts'
import { dayPlan } from '#core/clock/day-plan.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'

const file = (...events: string[][]) =>
  new TextEncoder().encode(
    [
      'BEGIN:VCALENDAR',
      ...events.flatMap(one => ['BEGIN:VEVENT', ...one, 'END:VEVENT']),
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
const closed = (date: string, name = 'Closed', ...more: string[]) => [
  `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
  `SUMMARY:${name}`,
  ...more,
]
const yearly = (date: string, more = '') => closed(date, 'Feast', `RRULE:FREQ=YEARLY${more}`)
const party = ['DTSTART:20271224T120000', 'DTEND:20271224T160000', 'SUMMARY:Party']

const week = { mon: [['09:00', '17:00']] as const }
const formOf = (...versions: Partial<VersionForm>[]): CalendarForm => ({
  zone: 'Europe/Rome',
  versions: versions.map(one => ({ week, ...one })),
})
const today = readDate('2026-11-30') as Day
const ahead = { today, from: today }
const free = { today, from: null }

function taken(form: CalendarForm, bytes: Uint8Array, days: typeof ahead | typeof free = free) {
  const found = withIcs(form, bytes, days)
  assert.ok('form' in found, JSON.stringify(found))
  const parsed = parseCalendar(found.form)
  assert.ok('calendar' in parsed, JSON.stringify(parsed))
  const days0 = ({ holidays = [] }: VersionForm) =>
    holidays.map(({ on, since }) => (since ? `${on} ${since}` : on))
  return { ...found, days: found.form.versions.map(days0) }
}

test('each day goes into the version in force on it', () => {
  const form = formOf({}, { validFrom: '2027-07-01', breaks: { '2027-12-24': [['16:00', '17:00']] } })
  const found = taken(form, file(closed('2027-01-06'), closed('2027-12-27'), closed('2027-07-01'), party))
  assert.deepEqual(found.days, [['2027-01-06'], ['2027-12-27', '2027-07-01']])
  assert.deepEqual(found.form.versions[0]?.breaks, {})
  assert.deepEqual(found.form.versions[1]?.breaks, { '2027-12-24': [['12:00:00', '17:00']] })
  assert.deepEqual([found.added, found.kept, found.past], [4, [], 0])
})
test('what comes every year goes into each version still in force from today on', () => {
  const form = formOf({}, { validFrom: '2026-06-01' }, { validFrom: '2027-07-01' })
  assert.deepEqual(taken(form, file(yearly('2020-12-26'))).days, [[], ['*-12-26 2020'], ['*-12-26 2020']])
})
test('what was taken before is there once, and a broken file changes nothing', () => {
  const form = formOf({ holidays: [{ on: '*-01-01', name: 'New Year' }] })
  const whole = file(closed('2027-01-06'), yearly('2020-12-26'), party)
  const once = taken(form, whole)
  const again = taken(once.form, whole)
  assert.deepEqual([again.form, again.added], [once.form, 0])
  const broken = withIcs(form, file(['DTSTART:20270106']), free)
  assert.deepEqual(broken, { fault: { line: 2, code: 'name_missing', text: '' } })
})
test('days that were counted are left out; what comes every year begins after them', () => {
  const events = [closed('2026-11-29'), closed('2026-11-30'), yearly('2020-06-06'), yearly('2020-12-26')]
  const over = [
    yearly('2019-05-01', ';COUNT=3'),
    ['DTSTART:20261102T120000', 'DURATION:PT4H', 'SUMMARY:Party'],
  ]
  const found = taken(formOf({}), file(...events, ...over), ahead)
  assert.deepEqual(found.days, [['2026-11-30', '*-06-06 2027', '*-12-26 2026']])
  assert.deepEqual([found.past, found.form.versions[0]?.breaks], [3, {}])
  const later = { today: readDate('2028-03-01') as Day, from: readDate('2028-03-01') as Day }
  const again = taken(found.form, file(...events), later)
  assert.deepEqual(again.form, found.form, 'what is kept for longer is the same')
  assert.deepEqual(taken(formOf({}), file(yearly('2020-02-29')), ahead).days, [['*-02-29 2026']])
})
test('hours that are closed every year go where holidays of every year go, once', () => {
  const eve = (more = '') => [
    'DTSTART:20201224T120000',
    'DTEND:20201224T160000',
    'SUMMARY:Eve',
    `RRULE:FREQ=YEARLY${more}`,
  ]
  const closings = ({ form }: { readonly form: CalendarForm }) =>
    form.versions.map(one => (one.yearlyBreaks ?? []).map(({ on, since, until }) => [on, since, until]))
  const form = formOf({}, { validFrom: '2026-06-01' }, { validFrom: '2027-07-01' })
  const found = taken(form, file(eve()))
  assert.deepEqual(closings(found), [[], [['*-12-24', 2020, undefined]], [['*-12-24', 2020, undefined]]])
  assert.deepEqual([found.added, found.past], [2, 0])
  assert.deepEqual(taken(found.form, file(eve())).form, found.form, 'what was taken before is there once')
  const longer = eve().with(1, 'DTEND:20201224T170000')
  assert.equal(taken(found.form, file(longer)).added, 2, 'other hours are other ones')
  const shorter = eve().with(1, 'DTEND:20201224T140000')
  assert.equal(taken(found.form, file(shorter)).added, 0, 'closed then already')
  const counted = taken(formOf({}), file(eve(), eve(';COUNT=2')), ahead)
  assert.deepEqual([closings(counted), counted.past], [[[['*-12-24', 2026, undefined]]], 1])
})
test('hours somebody entered for a day stay, and it is said which', () => {
  const worked = [['09:00', '12:00']] as const
  const form = formOf({
    holidays: [
      { on: '2027-12-24', name: 'Half', hours: worked },
      { on: '*-12-31', name: 'Eve', hours: worked, since: 2027 },
      { on: '*-05-01', name: 'May', until: 2020 },
      { on: '*-06-06', name: 'June', since: 2030 },
      { on: '*-08-15', name: 'August', hours: [] },
    ],
    shifts: { '2027-12-23': worked, '2027-12-22': [] },
  })
  const days = [
    '2027-12-22',
    '2027-12-23',
    '2027-12-24',
    '2027-12-31',
    '2026-12-31',
    '2027-05-01',
    '2027-06-06',
  ]
  const found = taken(form, file(...days.map(one => closed(one, 'Julafton'))))
  assert.deepEqual(found.kept, ['2027-12-23', '2027-12-24', '2027-12-31'])
  assert.deepEqual(found.days[0]?.slice(5), ['2027-12-22', '2026-12-31', '2027-05-01', '2027-06-06'])
  assert.deepEqual(found.form.versions[0]?.holidays?.[0], form.versions[0]?.holidays?.[0])
  assert.deepEqual(taken(form, file(yearly('2027-12-31'))).kept, ['*-12-31'])
  assert.deepEqual(taken(form, file(yearly('2027-08-15'))).added, 0, 'closed all day already')
  assert.equal(taken(form, file(yearly('2027-05-01'), yearly('2027-06-06'))).added, 2, 'for other years')
})
test('hours entered for a date stay under what comes every year, and it is said which', () => {
  const worked = [['09:00', '12:00']] as const
  const [date, later] = ['2027-12-24', '2030-12-24']
  const shifts = { [date]: worked, [later]: worked, '2027-12-23': worked, '2020-12-24': worked }
  const eve = file(yearly('2024-12-24'))
  const form = formOf({ shifts: { ...shifts, '2028-12-24': [] } }, { validFrom: '2030-01-01', shifts })
  const found = taken(form, eve)
  assert.deepEqual(found.days, [
    [date, '*-12-24 2024'],
    [later, '*-12-24 2024'],
  ])
  assert.deepEqual([found.added, found.kept], [2, [date, later]], 'what stays did not come to it')
  const { calendar } = parseCalendar(found.form) as { calendar: Calendar }
  const hoursOn = (one: string) => dayPlan(calendar, readDate(one) as Day).hours.length
  assert.deepEqual([date, '2028-12-24', later, '2031-12-24'].map(hoursOn), [1, 0, 1, 0])
  const again = taken(found.form, eve)
  assert.deepEqual([again.form, again.added, again.kept], [found.form, 0, [date, later]])

  const own = { on: date, name: 'Half', hours: worked }
  assert.deepEqual(taken(formOf({ holidays: [own] }), eve).kept, [date])
  const shut = taken(formOf({ holidays: [{ on: date, name: 'Shut' }], shifts }), eve)
  assert.deepEqual(shut.kept, [later], 'a shift under a holiday was not worked before')
})

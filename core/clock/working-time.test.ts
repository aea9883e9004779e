import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar, IntervalForm } from '#core/clock/calendar.ts'
import { weekdays } from '#core/clock/date.ts'
import {
  dueAt,
  isOpen,
  lastOpening,
  nextClose,
  nextOpen,
  previousOpen,
  workedMs,
} from '#core/clock/working-time.ts'
import { dayMs, hourMs, instant, minuteMs } from '#core/kit/time.ts'
import {
  allDay,
  calendarOf,
  form,
  nineToFive,
  office,
  shown,
  weekOf,
  when,
} from '#core/testing/clock-world.ts'

const rome = office('Europe/Rome')
const due = (calendar: Calendar, from: string, hours: number) =>
  shown(dueAt(calendar, when(from), hours * hourMs))
const hoursIn = (calendar: Calendar, from: string, to: string) =>
  workedMs(calendar, when(from), when(to)) / hourMs
/** Open so long on a date that the clocks change: the whole of the local date counts. */
const hoursOn = (zone: string, hours: readonly IntervalForm[], date: string) => {
  const start = Temporal.PlainDate.from(date)
  const at = (one: Temporal.PlainDate) => instant(one.toZonedDateTime(zone).epochMilliseconds)
  return (
    workedMs(
      calendarOf(form(zone, { week: weekOf(hours, weekdays) })),
      at(start),
      at(start.add({ days: 1 })),
    ) / hourMs
  )
}

test('working time runs while we are open, and stands still while we are closed', () => {
  assert.equal(due(rome, '2027-01-04T09:00+01:00', 4), '2027-01-04T12:00:00Z')
  assert.equal(due(rome, '2027-01-08T16:00+01:00', 2), '2027-01-11T09:00:00Z')
  assert.equal(hoursIn(rome, '2027-01-08T16:00+01:00', '2027-01-11T10:00+01:00'), 2)
})
test('what is due exactly at closing is due at that second, not at the next opening', () => {
  assert.equal(due(rome, '2027-01-08T09:00+01:00', 8), '2027-01-08T16:00:00Z')
  assert.equal(due(rome, '2027-01-08T17:00+01:00', 8), '2027-01-11T16:00:00Z')
})
test('what comes while we are closed counts from the next opening', () => {
  assert.equal(due(rome, '2027-01-09T23:00+01:00', 1), '2027-01-11T09:00:00Z')
})
test('no work at all is due when we are there: now, or at the next opening', () => {
  assert.equal(due(rome, '2027-01-08T10:00+01:00', 0), '2027-01-08T09:00:00Z')
  assert.equal(due(rome, '2027-01-08T17:00+01:00', 0), '2027-01-11T08:00:00Z')
})
test('looking back finds the last instant since which so much was worked', () => {
  assert.equal(due(rome, '2027-01-11T10:00+01:00', -2), '2027-01-08T15:00:00Z')
  assert.equal(due(rome, '2027-01-08T17:00+01:00', -8), '2027-01-08T08:00:00Z')
  assert.equal(due(rome, '2027-01-11T09:00+01:00', -8), '2027-01-08T08:00:00Z')
})
test('working time between two instants is counted from the earlier, and negative the other way round', () => {
  assert.equal(hoursIn(rome, '2027-01-11T10:00+01:00', '2027-01-08T16:00+01:00'), -2)
  assert.ok(Object.is(hoursIn(rome, '2027-01-10T10:00+01:00', '2027-01-09T10:00+01:00'), 0))
})
test('at the opening second we are open, at the closing second not any more', () => {
  const at = (text: string) => isOpen(rome, when(text))
  assert.deepEqual(
    [
      at('2027-01-04T08:59:59+01:00'),
      at('2027-01-04T09:00+01:00'),
      at('2027-01-04T16:59:59+01:00'),
      at('2027-01-04T17:00+01:00'),
    ],
    [false, true, true, false],
  )
  assert.equal(at('2027-01-01T00:00+01:00'), false)
})
test('next and last openings and closings are found over nights, weekends and new year', () => {
  const friday = when('2027-12-31T18:00+01:00')
  assert.equal(shown(nextOpen(rome, friday)), '2028-01-03T08:00:00Z')
  assert.equal(shown(nextClose(rome, friday)), '2028-01-03T16:00:00Z')
  assert.equal(shown(previousOpen(rome, friday)), '2027-12-31T16:00:00Z')
  assert.equal(shown(lastOpening(rome, friday)), '2027-12-31T08:00:00Z')
  const monday = when('2028-01-03T08:00+01:00')
  assert.equal(shown(previousOpen(rome, monday)), '2027-12-31T16:00:00Z')
  assert.equal(shown(lastOpening(rome, monday)), '2027-12-31T08:00:00Z')
})
test('while we are open, we are, whichever way one looks', () => {
  const noon = when('2027-01-04T12:00+01:00')
  assert.deepEqual([nextOpen(rome, noon), previousOpen(rome, noon)], [noon, noon])
  const opening = when('2027-01-04T09:00+01:00')
  assert.equal(previousOpen(rome, opening), opening)
  assert.equal(previousOpen(rome, when('2027-01-04T17:00+01:00')), when('2027-01-04T17:00+01:00'))
})
test('several intervals a day leave the noon out, and touching ones are one', () => {
  const shop = office('Europe/Rome', {
    week: weekOf([
      ['09:00', '12:00'],
      ['13:00', '15:00'],
      ['15:00', '18:00'],
    ]),
  })
  assert.equal(due(shop, '2027-01-04T11:00+01:00', 2), '2027-01-04T13:00:00Z')
  assert.equal(shown(nextClose(shop, when('2027-01-04T14:00+01:00'))), '2027-01-04T17:00:00Z')
})
test('a night shift in two intervals is one span over midnight', () => {
  const night = calendarOf(
    form('Europe/Rome', { week: { fri: [['22:00', '24:00']], sat: [['00:00', '06:00']] } }),
  )
  assert.equal(shown(nextOpen(night, when('2027-01-08T12:00Z'))), '2027-01-08T21:00:00Z')
  assert.equal(shown(nextClose(night, when('2027-01-08T12:00Z'))), '2027-01-09T05:00:00Z')
})
test('a night shift is one span over new year as well', () => {
  const night = calendarOf(
    form('Europe/Rome', {
      week: weekOf(
        [
          ['00:00', '06:00'],
          ['22:00', '24:00'],
        ],
        weekdays,
      ),
    }),
  )
  const midnight = when('2027-01-01T00:00+01:00')
  assert.equal(shown(nextClose(night, when('2026-12-31T23:00+01:00'))), '2027-01-01T05:00:00Z')
  assert.equal(shown(lastOpening(night, midnight)), '2026-12-31T21:00:00Z')
  assert.equal(shown(lastOpening(night, when('2027-01-01T03:00+01:00'))), '2026-12-31T21:00:00Z')
  assert.equal(due(night, '2026-12-31T23:00+01:00', 3), '2027-01-01T01:00:00Z')
  assert.equal(due(night, '2027-01-01T02:00+01:00', -3), '2026-12-31T22:00:00Z')
})
test('who works until new year and not into it closes at new year, and opens at it the other way round', () => {
  const until = office('Etc/UTC', {
    week: weekOf(allDay, weekdays),
    holidays: [{ on: '*-01-01', name: 'New Year' }],
  })
  assert.equal(shown(nextClose(until, when('2026-06-01T00:00Z'))), '2027-01-01T00:00:00Z')
  assert.equal(shown(lastOpening(until, when('2026-06-01T00:00Z'))), '2026-01-02T00:00:00Z')
  const since = office('Etc/UTC', {
    week: weekOf(allDay, weekdays),
    holidays: [{ on: '*-12-31', name: 'Old Year' }],
  })
  assert.equal(shown(lastOpening(since, when('2027-06-01T00:00Z'))), '2027-01-01T00:00:00Z')
})
test('a desk that is always open never closes and never opened', () => {
  const always = office('Europe/Rome', { week: weekOf(allDay, weekdays) })
  const now = when('2027-01-04T00:00Z')
  assert.deepEqual([nextClose(always, now), lastOpening(always, now)], [null, null])
  assert.deepEqual(
    [nextClose(always, when('9999-06-01T00:00Z')), lastOpening(always, when('0001-06-01T00:00Z'))],
    [null, null],
  )
  assert.equal(dueAt(always, now, 1000 * dayMs), now + 1000 * dayMs)
})
test('a desk that closes for leap days only does close then, and is one span over the years between', () => {
  const leap = office('Etc/UTC', {
    week: weekOf(allDay, weekdays),
    holidays: [{ on: '*-02-29', name: 'Leap day' }],
  })
  const now = when('2025-01-04T00:00Z')
  assert.equal(shown(nextClose(leap, now)), '2028-02-29T00:00:00Z')
  assert.equal(shown(lastOpening(leap, now)), '2024-03-01T00:00:00Z')
  assert.equal(hoursIn(leap, '2028-02-28T00:00Z', '2028-03-02T00:00Z'), 48)
})
test('a leap day is a day like others', () => {
  assert.equal(due(rome, '2024-02-28T16:00+01:00', 10), '2024-03-01T09:00:00Z')
})
test('a holiday is closed, or worked for its own hours', () => {
  const holidays = [
    { on: '*-12-25', name: 'Natale' },
    { on: '*-12-24', name: 'Vigilia', hours: [['09:00', '12:00']] as const },
  ]
  const desk = office('Europe/Rome', { holidays })
  assert.equal(hoursIn(desk, '2026-12-24T00:00Z', '2026-12-26T00:00Z'), 3)
  assert.equal(due(desk, '2026-12-24T11:00+01:00', 2), '2026-12-28T09:00:00Z')
})
test('a date that is listed goes before a yearly holiday, a holiday before a shift, breaks are cut out of all', () => {
  const desk = office('Etc/UTC', {
    holidays: [
      { on: '*-12-24', name: 'every year' },
      { on: '2026-12-24', name: 'this year', hours: [['09:00', '11:00']] },
      { on: '2026-12-23', name: 'closed' },
    ],
    shifts: { '2026-12-23': nineToFive, '2026-12-26': [['10:00', '14:00']] },
    breaks: {
      '2026-12-24': [['10:00', '10:30']],
      '2026-12-26': [
        ['11:00', '12:00'],
        ['13:30', '16:00'],
      ],
    },
  })
  assert.equal(hoursIn(desk, '2026-12-23T00:00Z', '2026-12-24T00:00Z'), 0)
  assert.equal(hoursIn(desk, '2026-12-24T00:00Z', '2026-12-25T00:00Z'), 1.5)
  assert.equal(hoursIn(desk, '2026-12-26T00:00Z', '2026-12-27T00:00Z'), 2.5)
})
test('hours closed every year are cut out of what that year’s weekday has, and open nothing', () => {
  const eve = { on: '*-12-24', name: 'Christmas Eve', hours: [['12:00', '17:00']] as const, since: 2025 }
  const desk = office('Etc/UTC', {
    yearlyBreaks: [eve, { on: '*-12-24', name: 'Tea', hours: [['10:00', '10:30']], until: 2026 }],
    breaks: { '2026-12-24': [['09:00', '09:30']] },
  })
  const eveOf = (year: number) => hoursIn(desk, `${year}-12-24T00:00Z`, `${year}-12-25T00:00Z`)
  // A Tuesday, a Wednesday, a Thursday, a Friday, and a Sunday.
  assert.deepEqual([2024, 2025, 2026, 2027, 2028].map(eveOf), [7.5, 2.5, 2, 3, 0])
})
test('a holiday counted from a date in December may fall in January, and the other way round', () => {
  const desk = office('Etc/UTC', { holidays: [{ on: 'mon on or after 12-28', name: 'later' }] })
  assert.equal(hoursIn(desk, '2024-01-01T00:00Z', '2024-01-02T00:00Z'), 0)
  assert.equal(hoursIn(desk, '2024-12-30T00:00Z', '2024-12-31T00:00Z'), 0)
  const back = office('Etc/UTC', {
    holidays: [{ on: 'thu on or before 01-02', name: 'earlier', since: 2027 }],
  })
  assert.equal(hoursIn(back, '2026-12-31T00:00Z', '2027-01-01T00:00Z'), 0)
  assert.equal(hoursIn(back, '2026-01-01T00:00Z', '2026-01-02T00:00Z'), 8)
})
test('a year may have no working day at all, and what is due waits for the next', () => {
  const listed = Array.from({ length: 366 }, (_, index) => ({
    on: Temporal.PlainDate.from('2027-01-01').add({ days: index }).toString(),
    name: 'closed for the year',
  }))
  const desk = office('Etc/UTC', { holidays: listed })
  assert.equal(due(desk, '2026-12-31T16:00Z', 2), '2028-01-03T10:00:00Z')
  assert.equal(due(desk, '2028-01-03T10:00Z', -2), '2026-12-31T16:00:00Z')
  assert.equal(shown(nextOpen(desk, when('2027-06-01T00:00Z'))), '2028-01-03T09:00:00Z')
  assert.equal(shown(previousOpen(desk, when('2027-06-01T00:00Z'))), '2026-12-31T17:00:00Z')
  assert.equal(hoursIn(desk, '2026-12-31T16:00Z', '2028-01-03T10:00Z'), 2)
})
test('a version counts from its date on, and changes nothing before it', () => {
  const before = { week: weekOf(nineToFive) }
  const later = { validFrom: '2027-03-02', week: weekOf([['08:00', '20:00']] as const) }
  const one = calendarOf(form('Etc/UTC', before))
  const two = calendarOf({ zone: 'Etc/UTC', versions: [before, later] })
  assert.equal(hoursIn(two, '2027-03-01T00:00Z', '2027-03-02T00:00Z'), 8)
  assert.equal(hoursIn(two, '2027-03-02T00:00Z', '2027-03-03T00:00Z'), 12)
  assert.equal(due(one, '2027-02-26T10:00Z', 8), due(two, '2027-02-26T10:00Z', 8))
  assert.equal(due(two, '2027-03-01T10:00Z', 8), '2027-03-02T09:00:00Z')
})

// Clocks. New York and Rome change by an hour, Lord Howe by half an hour, Troll by two.
test('a day on which the clocks go forward is shorter, by what they leave out', () => {
  assert.equal(hoursOn('Europe/Rome', allDay, '2027-03-28'), 23)
  assert.equal(hoursOn('Europe/Rome', [['00:00', '08:00']], '2027-03-28'), 7)
  assert.equal(hoursOn('America/New_York', [['01:00', '04:00']], '2027-03-14'), 2)
  assert.equal(hoursOn('Australia/Lord_Howe', [['00:00', '08:00']], '2026-10-04'), 7.5)
  assert.equal(hoursOn('Antarctica/Troll', [['00:00', '08:00']], '2027-03-28'), 6)
})
test('a day on which the clocks go back is longer, by what comes twice', () => {
  assert.equal(hoursOn('Europe/Rome', allDay, '2027-10-31'), 25)
  assert.equal(hoursOn('Europe/Rome', [['00:00', '08:00']], '2027-10-31'), 9)
  assert.equal(hoursOn('America/New_York', [['01:00', '04:00']], '2027-11-07'), 4)
  assert.equal(hoursOn('Australia/Lord_Howe', [['00:00', '08:00']], '2027-04-04'), 8.5)
})
test('hours in the day are the same length on every day, whatever the clocks did at night', () => {
  for (const date of ['2027-03-28', '2027-10-31', '2027-07-01'])
    assert.equal(hoursOn('Europe/Rome', nineToFive, date), 8)
})
test('clocks that leave out midnight, or come back to it, are no matter', () => {
  assert.equal(hoursOn('America/Sao_Paulo', allDay, '2017-10-15'), 23)
  assert.equal(hoursOn('America/Sao_Paulo', allDay, '2018-02-17'), 25)
  assert.equal(hoursOn('America/Sao_Paulo', [['22:00', '24:00']], '2018-02-17'), 3)
  assert.equal(hoursOn('Africa/Cairo', [['00:00', '02:00']], '2027-04-30'), 1)
  assert.equal(hoursOn('Africa/Cairo', allDay, '2027-10-28'), 25)
})
test('hours that the clocks leave out altogether count apart from the hours that come before them', () => {
  const away: IntervalForm[] = [
    ['02:15', '02:30'],
    ['03:00', '03:05'],
    ['03:45', '04:00'],
  ]
  // By the offset before 02:15 is 03:15 of the new time, after the five minutes at three.
  assert.equal(hoursOn('Europe/Rome', away, '2027-03-28'), 35 / 60)
  assert.equal(hoursOn('Antarctica/Troll', away, '2027-03-28'), 35 / 60)
})
test('an end that the clocks leave out is read by the offset before; one that comes twice is the first', () => {
  const span = (zone: string, hours: IntervalForm, from: string) => {
    const calendar = calendarOf(form(zone, { week: weekOf([hours], weekdays) }))
    const opensAt = nextOpen(calendar, when(from))
    return [shown(opensAt), shown(nextClose(calendar, opensAt))]
  }
  assert.deepEqual(span('America/New_York', ['02:30', '05:00'], '2027-03-14T05:00Z'), [
    '2027-03-14T07:30:00Z',
    '2027-03-14T09:00:00Z',
  ])
  assert.deepEqual(span('America/New_York', ['00:00', '02:30'], '2027-03-14T05:00Z'), [
    '2027-03-14T05:00:00Z',
    '2027-03-14T07:30:00Z',
  ])
  assert.deepEqual(span('America/New_York', ['01:30', '05:00'], '2027-11-07T04:00Z'), [
    '2027-11-07T05:30:00Z',
    '2027-11-07T10:00:00Z',
  ])
  assert.deepEqual(span('America/New_York', ['00:00', '01:30'], '2027-11-07T04:00Z'), [
    '2027-11-07T04:00:00Z',
    '2027-11-07T05:30:00Z',
  ])
})
test('an interval that would end before it began does not come on that date', () => {
  const odd = calendarOf(form('America/New_York', { week: { sun: [['02:30', '03:15']], mon: nineToFive } }))
  assert.equal(shown(nextOpen(odd, when('2027-03-14T00:00-05:00'))), '2027-03-15T13:00:00Z')
})
test('intervals that the clocks push into each other are worked once', () => {
  const odd = calendarOf(
    form('America/New_York', {
      week: weekOf(
        [
          ['02:30', '02:45'],
          ['03:00', '04:00'],
        ],
        ['sun'],
      ),
    }),
  )
  const night = when('2027-03-14T00:00-05:00')
  assert.equal(shown(nextOpen(odd, night)), '2027-03-14T07:00:00Z')
  assert.equal(workedMs(odd, night, instant(night + 8 * hourMs)), 60 * minuteMs)
})
test('a date that a zone left out was not worked', () => {
  const samoa = office('Pacific/Apia')
  assert.equal(hoursIn(samoa, '2011-12-29T09:00-10:00', '2011-12-31T09:00+14:00'), 8)
  assert.equal(due(samoa, '2011-12-29T16:00-10:00', 2), '2012-01-01T20:00:00Z')
})
test('the year is that of the zone, on both sides of the world', () => {
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Etc/UTC']) {
    const desk = office(zone, {
      week: weekOf(allDay, weekdays),
      holidays: [{ on: '*-01-01', name: 'New Year' }],
    })
    const midnight = when(`2027-01-01T00:00[${zone}]`)
    assert.deepEqual([isOpen(desk, instant(midnight - 1)), isOpen(desk, midnight)], [true, false])
    assert.equal(nextOpen(desk, midnight), midnight + dayMs)
    assert.equal(previousOpen(desk, instant(midnight + hourMs)), midnight)
  }
})
test('far times are found, and beyond the years that can be written there is no calendar', () => {
  // 400 years have 20,871 weeks, so that they begin and end on the same weekday.
  assert.equal(due(rome, '2027-01-04T09:00+01:00', 20_871 * 40), '2427-01-01T16:00:00Z')
  assert.throws(() => dueAt(rome, when('9990-01-04T08:00Z'), 10 * 365 * dayMs), RangeError)
  assert.throws(() => dueAt(rome, when('0002-01-04T08:00Z'), -3 * 365 * dayMs), RangeError)
  assert.throws(() => isOpen(rome, instant(Number.NaN)), RangeError)
  for (const workMs of [Number.NaN, Infinity, -Infinity])
    assert.throws(() => dueAt(rome, when('9990-01-04T08:00Z'), workMs), RangeError)
})
test('a time far off is the same when it is asked for again after many others', () => {
  const desk = office('Europe/Rome')
  const from = when('2027-01-04T08:00Z')
  const near = dueAt(desk, from, 20 * hourMs)
  for (let years = 1; years < 300; years++) dueAt(desk, from, years * 2080 * hourMs)
  assert.equal(dueAt(desk, from, 20 * hourMs), near)
})

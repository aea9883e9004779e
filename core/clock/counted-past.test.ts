import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar, CalendarForm } from '#core/clock/calendar.ts'
import { pastFault } from '#core/clock/counted-past.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { instant } from '#core/kit/time.ts'

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(one => [one, [['09:00', '17:00']]]))
const form = { zone: 'Europe/Stockholm', versions: [{ week }] } as unknown as CalendarForm
function calendar(input: unknown): Calendar {
  const parsed = parseCalendar(input)
  assert.ok('calendar' in parsed, JSON.stringify(parsed))
  return parsed.calendar
}
const [first] = form.versions
const withFirst = (more: object) => ({ ...form, versions: [{ ...first, ...more }] })

/** Counted since Monday, 2 November 2026; it is Wednesday, the 11th, 12:00 in Stockholm. */
const counted = { from: instant(Date.UTC(2026, 10, 2)), now: instant(Date.UTC(2026, 10, 11, 11)) }
/** What is said of a change, as `code at path`; undefined: nothing. */
function told(next: unknown, kept: unknown = form): string | undefined {
  const fault = pastFault(calendar(kept), calendar(next), counted)
  return fault ? `${fault.code} at ${fault.path}` : undefined
}
const closed = (on: string, more: object = {}) => withFirst({ holidays: [{ on, name: 'Closed', ...more }] })

test('hours ahead may be changed at will, today’s that are still to come too', () => {
  assert.equal(told(form), undefined)
  assert.equal(told(closed('2026-11-12')), undefined)
  assert.equal(told(closed('2026-11-11', { hours: [['09:00', '12:00']] })), undefined)
  assert.equal(
    told({ ...form, versions: [first, { week: { mon: [['06:00', '14:00']] }, validFrom: '2026-11-12' }] }),
    undefined,
  )
})
test('what passed before anything was counted may be changed', () => {
  assert.equal(told(closed('2026-10-30')), undefined)
  assert.equal(told(closed('*-06-06')), undefined)
})
test('hours that were counted stay as they were, and the field that would change them is named', () => {
  assert.equal(told(closed('2026-11-05')), 'past_counted at versions.0.holidays')
  assert.equal(told(closed('*-11-05')), 'past_counted at versions.0.holidays')
  assert.equal(told(closed('2026-11-11')), 'past_counted at versions.0.holidays', 'worked since 9:00')
  assert.equal(told(form, closed('2026-11-05')), 'past_counted at versions.0.holidays')
  assert.equal(
    told(withFirst({ week: { ...week, tue: [['09:00', '12:00']] } })),
    'past_counted at versions.0.week',
  )
  assert.equal(
    told(withFirst({ week: { ...week, sun: [['09:00', '12:00']] } })),
    'past_counted at versions.0.week',
  )
  assert.equal(told(withFirst({ shifts: { '2026-11-05': [] } })), 'past_counted at versions.0.week')
  assert.equal(
    told(withFirst({ breaks: { '2026-11-05': [['12:00', '13:00']] } })),
    'past_counted at versions.0.breaks',
  )
  const stocktaking = { on: '*-11-05', name: 'Stocktaking', hours: [['12:00', '13:00']] } as const
  assert.equal(told(withFirst({ yearlyBreaks: [stocktaking] })), 'past_counted at versions.0.yearlyBreaks')
  assert.equal(told(withFirst({ yearlyBreaks: [{ ...stocktaking, since: 2027 }] })), undefined)
})
test('a version cannot begin, or be taken out, where its days have passed', () => {
  const other = { week: { mon: [['06:00', '14:00']] } }
  const later = (validFrom: string) => ({ ...form, versions: [first, { ...other, validFrom }] })
  assert.equal(told(later('2026-11-10')), 'past_counted at versions.1.validFrom')
  assert.equal(told(form, later('2026-11-10')), 'past_counted at versions.0.week')
  assert.equal(told(form, later('2026-11-12')), undefined)
})
test('another name of a holiday that was is no other hours', () => {
  assert.equal(told(closed('2026-11-05', { name: 'Stocktaking' }), closed('2026-11-05')), undefined)
})
test('another zone has other days, whatever its hours', () => {
  const always = { versions: [{ week: { mon: [['00:00', '24:00']] } }] }
  assert.equal(
    told({ ...always, zone: 'Europe/Oslo' }, { ...always, zone: 'Europe/Rome' }),
    'zone_counted at zone',
  )
})
test('around the clock there is no next closing', () => {
  const always = {
    zone: 'UTC',
    versions: [
      {
        week: Object.fromEntries(
          Object.keys({ ...week, sat: 0, sun: 0 }).map(one => [one, [['00:00', '24:00']]]),
        ),
      },
    ],
  }
  assert.equal(told(always, always), undefined)
})
test('what would be right is a version from tomorrow on, by the calendar’s own day', () => {
  const fault = pastFault(calendar(form), calendar(closed('2026-11-05')), counted)
  assert.equal(fault?.example, 'a version with "validFrom": "2026-11-12"')
})

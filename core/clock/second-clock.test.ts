// Two clocks made independently of each other agree on calendars drawn at random, most of them near a night
// in which the clocks change.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { businessDayAfter, localTime } from '#core/clock/business-day.ts'
import type { Calendar, CalendarForm, HolidayForm, IntervalForm } from '#core/clock/calendar.ts'
import { day, weekdays } from '#core/clock/date.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { spans } from '#core/clock/spans.ts'
import { dueAt, isOpen, workedMs } from '#core/clock/working-time.ts'
import { dayMs, instant, minuteMs } from '#core/kit/time.ts'
import * as second from '#core/testing/second-clock.ts'

const isFull = process.env.FULL === '1'
const calendarCount = isFull ? 20_000 : 10_000

const zones = [
  'Etc/UTC',
  'Europe/Stockholm',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Antarctica/Troll',
]
/** Around these dates clocks change, somewhere. */
const changing = [
  '02-17',
  '03-10',
  '03-22',
  '03-28',
  '04-05',
  '04-26',
  '09-27',
  '10-05',
  '10-18',
  '10-27',
  '11-03',
]

const time = (quarters: number): string => {
  const [hour, rest] = [Math.floor(quarters / 4), (quarters % 4) * 15]
  return `${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
const pairs = (points: readonly number[]): IntervalForm[] => {
  const sorted = [...points].sort((one, two) => one - two)
  return sorted.flatMap((from, at) => (at % 2 ? [] : [[time(from), time(sorted[at + 1]!)] as const]))
}
const even = (points: readonly number[]) => points.slice(0, points.length - (points.length % 2))
/** A few intervals on the quarters of an hour; small hours often, because clocks change there. */
const hours = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(fc.nat(96), { minLength: 2, maxLength: 6 }).map(even).map(pairs) },
  { weight: 3, arbitrary: fc.uniqueArray(fc.nat(20), { minLength: 2, maxLength: 4 }).map(even).map(pairs) },
  { weight: 1, arbitrary: fc.constant<IntervalForm[]>([['00:00', '24:00']]) },
)
const maybe = fc.oneof(
  { weight: 2, arbitrary: hours },
  { weight: 1, arbitrary: fc.constant<IntervalForm[]>([]) },
)
const week = fc
  .tuple(hours, fc.array(maybe, { minLength: 6, maxLength: 6 }), fc.nat(6))
  .map(([first, rest, at]) =>
    Object.fromEntries(weekdays.map((name, index) => [name, [first, ...rest][(index + at) % 7]!])),
  )

const two = (number: number) => String(number).padStart(2, '0')
const monthDay = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 29 }))
  .map(pair => pair.map(two).join('-'))
const weekday = fc.constantFrom(...weekdays)
const rule = fc.oneof(
  monthDay.map(at => `*-${at}`),
  fc.integer({ min: -60, max: 60 }).map(away => `easter${away < 0 ? '' : '+'}${away}`),
  fc
    .tuple(weekday, fc.constantFrom('after', 'before'), monthDay)
    .filter(([, , at]) => at !== '02-29')
    .map(([name, side, at]) => `${name} on or ${side} ${at}`),
  fc
    .tuple(
      fc.constantFrom('first', 'second', 'third', 'fourth', 'last'),
      weekday,
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([nth, name, month]) => `${nth} ${name} of ${two(month)}`),
  fc
    .tuple(monthDay, weekday, fc.integer({ min: 1, max: 7 }))
    .map(([at, name, days]) => `*-${at} ${name}+${days}`),
)

const from = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.integer({ min: Date.UTC(2012, 2, 1) / minuteMs, max: Date.UTC(2027, 0, 1) / minuteMs }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 2012, max: 2026 }),
        fc.constantFrom(...changing),
        fc.integer({ min: -5000, max: 3000 }),
      )
      .map(([year, at, away]) => Date.parse(`${year}-${at}T00:00Z`) / minuteMs + away),
  },
)
const dateNear = (fromMinute: number, away: number): string =>
  new Date(fromMinute * minuteMs + away * dayMs).toISOString().slice(0, 10)

const near = fc.integer({ min: -4, max: 8 })
const drawn = fc
  .record({
    zone: fc.constantFrom(...zones),
    fromMinute: from,
    weeks: fc.array(week, { minLength: 1, maxLength: 2 }),
    changeAway: near,
    rules: fc.array(fc.tuple(rule, maybe, fc.nat(3)), { maxLength: 5 }),
    closings: fc.array(fc.tuple(rule, hours, fc.nat(3)), { maxLength: 3 }),
    closedNear: fc.array(fc.tuple(near, hours), { maxLength: 2 }),
    listed: fc.array(fc.tuple(near, maybe), { maxLength: 2 }),
    shifts: fc.array(fc.tuple(near, maybe), { maxLength: 2 }),
    breaks: fc.array(fc.tuple(near, hours), { maxLength: 3 }),
    share: fc.double({ min: 0.001, max: 1, noNaN: true }),
    days: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ zone, fromMinute, weeks, changeAway, rules, listed, shifts, breaks, share, days, ...yearly }) => {
    const year = new Date(fromMinute * minuteMs).getUTCFullYear()
    const dated = (each: readonly (readonly [number, IntervalForm[]])[]) =>
      Object.fromEntries(each.map(([away, worked]) => [dateNear(fromMinute, away), worked]))
    const holidays = new Map<string, HolidayForm>()
    for (const [away, worked] of listed) {
      const on = dateNear(fromMinute, away)
      holidays.set(on, { on, name: on, hours: worked })
    }
    const years = [{}, { since: year }, { since: year + 1 }, { until: year - 1 }]
    for (const [on, worked, kept] of rules) holidays.set(on, { on, name: on, hours: worked, ...years[kept] })
    const closed = yearly.closedNear.map(
      ([away, each]) => [`*-${dateNear(fromMinute, away).slice(5)}`, each, 0] as const,
    )
    const yearlyBreaks = [...closed, ...yearly.closings].map(([on, each, kept]) => ({
      on,
      name: on,
      hours: each,
      ...years[kept],
    }))
    const dates = { shifts: dated(shifts), breaks: dated(breaks), yearlyBreaks }
    const rest = { holidays: [...holidays.values()], ...dates }
    const form: CalendarForm = {
      zone,
      versions: weeks.map((one, index) => ({
        week: one,
        ...(index > 0 && { validFrom: dateNear(fromMinute, changeAway) }),
        ...rest,
      })),
    }
    return { form, from: instant(fromMinute * minuteMs), share, days }
  })

const windowMs = 7 * dayMs
const backMs = 3 * dayMs

function agree(
  calendar: Calendar,
  form: CalendarForm,
  at: { from: number; share: number; days: number },
): void {
  const [start, end] = [instant(at.from), instant(at.from + windowMs)]
  const pieces = second.pieces(form, start - backMs, end)
  const whole = second.worked(pieces, start, end)
  assert.equal(workedMs(calendar, start, end), whole, 'worked')
  assert.equal(isOpen(calendar, start), second.open(pieces, start), 'open')
  const open = spans(calendar, start, end).filter(({ kind }) => kind === 'open')
  assert.equal(
    open.reduce((sum, { startAt, endAt }) => sum + endAt - startAt, 0),
    whole,
    'spans',
  )
  const ms = Math.ceil(whole * at.share)
  if (ms > 0) assert.equal(dueAt(calendar, start, ms), second.due(pieces, start, ms), 'due')
  const before = second.worked(pieces, start - backMs, start)
  const agoMs = Math.ceil(before * at.share)
  if (agoMs > 0)
    assert.equal(dueAt(calendar, start, -agoMs), second.dueBack(pieces, start, agoMs), 'due back')
}

test(`a second clock agrees on ${calendarCount} calendars`, () => {
  fc.assert(
    fc.property(drawn, ({ form, from: start, share, days }) => {
      const parsed = parseCalendar(form)
      assert.ok('calendar' in parsed, JSON.stringify(parsed))
      agree(parsed.calendar, form, { from: start, share, days })
      const date = localTime(parsed.calendar, start).day
      assert.equal(date * dayMs, second.localDate(form.zone, start), 'date')
      const later = second.workedDateAfter(form, date * dayMs, days)
      assert.equal(businessDayAfter(parsed.calendar, day(date), days) * dayMs, later, 'business days')
    }),
    { numRuns: calendarCount },
  )
})

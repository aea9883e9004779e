// Measures the arithmetic of working time on one core: due instants near and far. Not: rings and relays
// (the node, measures.ts).
import { percentile } from '#bench/machine.ts'
import type { Figure } from '#bench/measures.ts'
import type { Calendar, CalendarForm, IntervalForm } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { holidayForms } from '#core/clock/public-holidays.ts'
import { dueAt } from '#core/clock/working-time.ts'
import { dayMs, hourMs, type Instant, instant } from '#core/kit/time.ts'

const hours: readonly IntervalForm[] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
]
/** A desk as there are many: two intervals a day, a short Saturday, a zone with summer, public holidays. */
const form: CalendarForm = {
  zone: 'Europe/Stockholm',
  versions: [
    {
      week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: [['10:00', '14:00']] },
      holidays: holidayForms('SE', 'en'),
    },
  ],
}

const turns = 5
const sampleCount = 1024
/** Working hours of a month, and of two to thirty years. */
const nearHours = { min: 0.25, max: 180 }
const farHours = { min: 2 * 2200, max: 30 * 2200 }

/** Due instants a second from all over a year, a month ahead and years ahead. */
export function clocks(seconds: number): Figure[] {
  const parsed = parseCalendar(form)
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
  const near = rate(parsed.calendar, nearHours, seconds / 2)
  const times = near / rate(parsed.calendar, farHours, seconds / 2)
  return [
    {
      what: 'dueAt within a month',
      value: Math.round(near),
      unit: 'per s on one core',
      target: '≥ 100000',
      met: near >= 100_000,
    },
    {
      what: 'dueAt years ahead, times that',
      value: Math.round(times * 100) / 100,
      unit: 'times, two to thirty years ahead',
      target: '≤ 10',
      met: times <= 10,
    },
  ]
}

function rate(calendar: Calendar, range: { min: number; max: number }, seconds: number): number {
  const asked = Array.from({ length: sampleCount }, (_, index): [from: Instant, workMs: number] => [
    // Spread over a year and over the range without dice: the golden section leaves no two close.
    instant(Date.UTC(2027, 0, 1) + Math.floor(spread(index) * 365 * dayMs)),
    Math.round((range.min + spread(index * 7 + 3) * (range.max - range.min)) * hourMs),
  ])
  const rates: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    let count = 0
    const started = performance.now()
    const until = started + (seconds * 1000) / turns
    while (performance.now() < until) {
      for (const [from, workMs] of asked) dueAt(calendar, from, workMs)
      count += sampleCount
    }
    rates.push(count / ((performance.now() - started) / 1000))
  }
  return percentile(rates, 0.5)
}

const spread = (index: number): number => (index * 0.618_033_988_749_895) % 1

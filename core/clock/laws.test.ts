// Laws of working time that hold for every calendar and instant, whatever the clocks and holidays do. Drawn
// at random around the nights in which clocks change.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CalendarForm } from '#core/clock/calendar.ts'
import { weekdays } from '#core/clock/date.ts'
import { spans } from '#core/clock/spans.ts'
import {
  dueAt,
  isOpen,
  lastOpening,
  nextClose,
  nextOpen,
  previousOpen,
  workedMs,
} from '#core/clock/working-time.ts'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import { allDay, calendarOf, nineToFive, weekOf } from '#core/testing/clock-world.ts'

const weeks = [
  weekOf(nineToFive),
  weekOf(allDay, weekdays),
  weekOf(
    [
      ['00:00', '06:00'],
      ['22:00', '24:00'],
    ],
    weekdays,
  ),
  weekOf(
    [
      ['01:30', '02:30'],
      ['02:45', '03:30'],
      ['12:00', '12:01'],
    ],
    ['sat', 'sun'],
  ),
]
const holidays = [
  { on: 'easter', name: 'Easter' },
  { on: '*-12-24', name: 'Christmas Eve', hours: nineToFive },
  { on: 'last sun of 03', name: 'Summer time', hours: [['00:00', '12:00']] as const },
]
const zones = ['Europe/Stockholm', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Etc/UTC']
const forms: CalendarForm[] = zones.flatMap(zone =>
  weeks.map((week, index) => ({
    zone,
    versions: [
      { week, holidays },
      {
        week: weeks[(index + 1) % weeks.length]!,
        validFrom: '2024-03-31',
        breaks: { '2024-04-02': nineToFive },
      },
    ],
  })),
)
const calendar = fc.constantFrom(...forms.map(calendarOf))
const at = fc
  .integer({ min: Date.UTC(2010, 0, 1) / 60_000, max: Date.UTC(2032, 0, 1) / 60_000 })
  .map(minute => instant(minute * 60_000))
const workMs = fc.oneof(
  fc.integer({ min: 1, max: 200 * hourMs }),
  fc.integer({ min: 1, max: 5000 }).map(hours => hours * hourMs),
)
const drawn = { calendar, at, workMs }

function law(
  name: string,
  holds: (one: {
    calendar: ReturnType<typeof calendarOf>
    at: ReturnType<typeof instant>
    workMs: number
  }) => void,
): void {
  test(name, () => fc.assert(fc.property(fc.record(drawn), holds), { numRuns: 300 }))
}

law('between now and the due instant lies the work, no more and no less', one => {
  assert.equal(workedMs(one.calendar, one.at, dueAt(one.calendar, one.at, one.workMs)), one.workMs)
  assert.equal(workedMs(one.calendar, dueAt(one.calendar, one.at, -one.workMs), one.at), one.workMs)
})
law('the due instant is the first such: a moment earlier less was worked', one => {
  const due = dueAt(one.calendar, one.at, one.workMs)
  assert.equal(workedMs(one.calendar, one.at, instant(due - 1)), one.workMs - 1)
  const since = dueAt(one.calendar, one.at, -one.workMs)
  assert.equal(workedMs(one.calendar, instant(since + 1), one.at), one.workMs - 1)
})
law('work done in two parts is due when work done at once is', one => {
  const part = Math.ceil(one.workMs / 3)
  if (part === one.workMs) return
  const halfway = dueAt(one.calendar, one.at, part)
  assert.equal(dueAt(one.calendar, halfway, one.workMs - part), dueAt(one.calendar, one.at, one.workMs))
})
law('more work is due later, and what comes later is not due sooner', one => {
  assert.ok(dueAt(one.calendar, one.at, one.workMs) < dueAt(one.calendar, one.at, one.workMs + 1))
  assert.ok(
    dueAt(one.calendar, one.at, one.workMs) <= dueAt(one.calendar, instant(one.at + hourMs), one.workMs),
  )
})
law('time worked adds up over a split', one => {
  const [middle, end] = [instant(one.at + one.workMs), instant(one.at + 3 * one.workMs)]
  const whole = workedMs(one.calendar, one.at, end)
  assert.equal(workedMs(one.calendar, one.at, middle) + workedMs(one.calendar, middle, end), whole)
  assert.equal(workedMs(one.calendar, end, one.at), 0 - whole)
})
law('the spans of a stretch follow each other, and the open ones are the time worked', one => {
  const end = instant(one.at + 10 * dayMs)
  const found = spans(one.calendar, one.at, end)
  assert.equal(found[0]?.startAt, one.at)
  assert.equal(found.at(-1)?.endAt, end)
  let open = 0
  for (const [index, { kind, startAt, endAt }] of found.entries()) {
    assert.ok(startAt < endAt)
    if (index > 0) assert.equal(found[index - 1]?.endAt, startAt)
    if (kind === 'open') open += endAt - startAt
    assert.equal(isOpen(one.calendar, startAt), kind === 'open')
  }
  assert.equal(open, workedMs(one.calendar, one.at, end))
})
law('between openings and closings nothing changes', one => {
  const opensAt = nextOpen(one.calendar, one.at)
  assert.equal(workedMs(one.calendar, one.at, opensAt), 0)
  const closesAt = nextClose(one.calendar, opensAt)
  if (closesAt === null) return
  assert.equal(workedMs(one.calendar, opensAt, closesAt), closesAt - opensAt)
  assert.equal(isOpen(one.calendar, closesAt), false)
  assert.equal(previousOpen(one.calendar, closesAt), closesAt)
  const openedAt = lastOpening(one.calendar, closesAt)
  if (openedAt !== null) assert.equal(isOpen(one.calendar, instant(openedAt - 1)), false)
  assert.ok((openedAt ?? 0) <= opensAt)
})
// Before and after somebody adds a version.
const before = forms[0]!
const more = calendarOf({
  ...before,
  versions: [
    ...before.versions,
    { week: weeks[3]!, validFrom: '2026-02-01', holidays: [{ on: '*-03-01', name: 'New' }] },
  ],
})
const less = calendarOf(before)
law('a version that is added changes nothing before its date', one => {
  const from = instant(Math.min(one.at, Date.UTC(2026, 0, 31) - one.workMs))
  const to = instant(Math.min(from + one.workMs, Date.UTC(2026, 0, 31)))
  assert.equal(workedMs(more, from, to), workedMs(less, from, to))
  assert.deepEqual(spans(more, to, instant(to + hourMs)), spans(less, to, instant(to + hourMs)))
})

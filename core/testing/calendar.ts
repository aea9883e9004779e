// The calendar of the tests. For tests only.
import assert from 'node:assert/strict'
import type { Calendar, IntervalForm } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'

const day: readonly IntervalForm[] = [['08:00', '17:00']]

/** Monday to Friday, 8 to 17, Stockholm. */
export function calendarOf(): Calendar {
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
  const parsed = parseCalendar({ zone: 'Europe/Stockholm', versions: [{ week }] })
  if ('faults' in parsed) assert.fail(JSON.stringify(parsed.faults))
  return parsed.calendar
}

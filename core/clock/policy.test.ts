import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar, IntervalForm } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { faultsOf, type Length, newestVersion, owed, type TargetRule, versionOf } from '#core/clock/policy.ts'
import { instant } from '#core/kit/time.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import { days, minutes, policies } from '#core/testing/clocked.ts'

const rule = (more: Partial<TargetRule> = {}): TargetRule => ({
  kind: 'resolution',
  within: [minutes(10), minutes(20), days(1), null],
  counts: 'working',
  ...more,
})
const faults = (...targets: TargetRule[]) => faultsOf({ targets }).map(({ path, code }) => `${path} ${code}`)

test('what is owed is read by kind and severity', () => {
  const version = { version: 1, calendar: 'cal_a' as const, targets: [rule()] }
  assert.deepEqual(owed(version, 'resolution', 3)?.length, days(1))
  assert.equal(owed(version, 'resolution', 4), null)
  assert.equal(owed(version, 'workaround', 1), null)
  assert.equal(newestVersion(policies.pol_slow!)?.version, 2)
  assert.equal(newestVersion({ ...policies.pol_slow!, versions: [] }), null)
  assert.equal(versionOf(policies.pol_slow, 1)?.version, 1)
  assert.equal(versionOf(policies.pol_slow, 9), null)
  assert.equal(versionOf(undefined, 1), null)
})

test('a version that could not be kept is refused at its field', () => {
  assert.deepEqual(faults(rule()), [])
  assert.deepEqual(faults(), ['targets targets.none'])
  assert.deepEqual(faults(rule(), rule()), ['targets.1.kind targets.twice'])
  assert.deepEqual(faults(rule({ within: [null, null, null, null] })), ['targets.0.within within.none'])
  assert.deepEqual(faults(rule({ within: [minutes(0), null, null, null] })), [
    'targets.0.within.0 within.range',
  ])
  assert.deepEqual(faults(rule({ within: [days(367), null, null, null] })), [
    'targets.0.within.0 within.range',
  ])
  assert.deepEqual(faults(rule({ within: [minutes(1.5), null, null, null] })), [
    'targets.0.within.0 within.range',
  ])
  assert.deepEqual(faults(rule({ warnMinutes: 10 })), ['targets.0.warnMinutes warn.longer'])
  assert.deepEqual(faults(rule({ warnMinutes: 0, warnPercent: 100 })), [
    'targets.0.warnPercent warn.range',
    'targets.0.warnMinutes warn.range',
  ])
  assert.deepEqual(faults(rule({ warnMinutes: 5, warnPercent: 50 })), [])
})

const at = instant(Date.UTC(2026, 10, 30, 9))
const faultsOn = (calendar: Calendar, ...targets: TargetRule[]) =>
  faultsOf({ targets }, { calendar, at }).map(({ path, code }) => `${path} ${code}`)
const weekly = (mon: readonly IntervalForm[]) => {
  const parsed = parseCalendar({ zone: 'UTC', versions: [{ week: { mon } }] })
  if ('faults' in parsed) assert.fail(JSON.stringify(parsed.faults))
  return parsed.calendar
}

test('a day around the clock has 24 hours, and a warning is shorter than it', () => {
  const always = (within: TargetRule['within'], more: Partial<TargetRule> = {}) =>
    faults(rule({ within, counts: 'always', ...more }))
  assert.deepEqual(always([minutes(720), days(1), null, null]), [])
  assert.deepEqual(always([days(1), minutes(480), null, null]), ['targets.0.within.1 within.order'])
  assert.deepEqual(always([days(2), minutes(1020), null, null]), ['targets.0.within.1 within.order'])
  assert.deepEqual(always([days(2), days(1), null, null]), ['targets.0.within.1 within.order'])
  const day = [days(1), null, null, null] as const
  assert.deepEqual(always(day, { warnMinutes: 1439 }), [])
  assert.deepEqual(always(day, { warnMinutes: 1440 }), ['targets.0.warnMinutes warn.longer'])
})

test('a business day has the hours of its calendar, and is no fixed number of them where that is unknown', () => {
  const day = rule({ within: [days(1), null, null, null], warnMinutes: 539 })
  assert.deepEqual(faultsOn(calendarOf(), day), [])
  assert.deepEqual(faultsOn(calendarOf(), { ...day, warnMinutes: 540 }), [
    'targets.0.warnMinutes warn.longer',
  ])
  assert.deepEqual(faults({ ...day, warnMinutes: 540 }), [], 'on some calendar it may be right')
  const mixed = (length: Length) => rule({ within: [days(1), length, null, null] })
  assert.deepEqual(faultsOn(calendarOf(), mixed(minutes(540))), [])
  assert.deepEqual(faultsOn(calendarOf(), mixed(minutes(539))), ['targets.0.within.1 within.order'])
  assert.deepEqual(faults(mixed(minutes(539))), [])
})

test('what its calendar reaches in no ten years is refused at the field', () => {
  const never = rule({ within: [minutes(480), minutes(527_040), null, null] })
  const minute = weekly([['09:00', '09:01']])
  assert.deepEqual(faultsOn(minute, never), ['targets.0.within.1 within.never'])
  assert.deepEqual(faultsOn(minute, rule({ within: [minutes(480), minutes(600), null, null] })), [
    'targets.0.within.1 within.never',
  ])
  assert.deepEqual(faultsOn(minute, { ...never, counts: 'always' }), [])
  assert.deepEqual(faultsOn(calendarOf(), never), [])
})

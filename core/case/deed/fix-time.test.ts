// In whose hours the time to a fix is counted, across a change of the clocks, and that nothing is said where
// nobody has any.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { Policy, TargetRule } from '#core/clock/policy.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { byGold, clockedDesk, judged, judgedInner, minutes, policies } from '#core/testing/clocked.ts'
import { of, run, take } from '#core/testing/clocked-play.ts'
import { by, customer, opened, openCommand, text, type Wished } from '#core/testing/world.ts'

const hour = 60
const day = 24 * hour
const solve = (minute: number): Wished => [minute, by('bo'), { type: 'case.solve', fix: text('f') }]
/** The working minutes and the calendar that a fix says, made so long after the case came. */
function said(wished: readonly Wished[], minute: number, facts?: DeskFacts) {
  const [fix] = of(run([...wished, take, solve(minute)], facts).events, 'case.solved')
  return [fix!.workingMs === undefined ? null : fix!.workingMs / 60_000, fix!.calendar ?? null]
}

/** Sundays in the small hours, through the one that clocks change in. */
const sundays = () =>
  (
    parseCalendar({ zone: 'Europe/Stockholm', versions: [{ week: { sun: [['00:00', '05:00']] } }] }) as {
      calendar: Calendar
    }
  ).calendar
const { team } = openCommand
const withHours = (hours: 'cal_sundays' | 'cal_gone' | null): DeskFacts => ({
  ...clockedDesk,
  calendars: { ...clockedDesk.calendars, cal_sundays: sundays() },
  teams: { ...clockedDesk.teams, [team]: { ...clockedDesk.teams[team]!, duty: { hours, turns: [] } } },
})

test('the calendar of the policy counts: Thursday ten o’clock to Friday ten o’clock are nine hours', () => {
  assert.deepEqual(said([judged], hour), [hour, 'cal_work'])
  assert.deepEqual(said([judged], day), [9 * hour, 'cal_work'])
  assert.deepEqual(said([judged], day, withHours('cal_sundays')), [9 * hour, 'cal_work'])
})

test('a policy that owes no solution has its calendar all the same', () => {
  assert.deepEqual(said([judgedInner], day), [9 * hour, 'cal_work'])
})

test('what is owed around the clock is counted around the clock', () => {
  const long = minutes(9_000)
  const always: TargetRule = { kind: 'resolution', within: [long, long, long, long], counts: 'always' }
  const gold: Policy = {
    ...policies.pol_gold!,
    versions: [{ version: 1, calendar: 'cal_work', targets: [always] }],
  }
  const desk = { ...clockedDesk, policies: { ...policies, pol_gold: gold } }
  assert.deepEqual(said([judged], day, desk), [day, null])
})

test('owed by no policy, or by one whose calendar is gone, the hours of its team count; the night of a change is shorter', () => {
  const until = 130 * day
  const nineteenSundays = (19 * 5 - 1) * hour
  assert.deepEqual(said([opened], until, withHours('cal_sundays')), [nineteenSundays, 'cal_sundays'])
  const desk = withHours('cal_sundays')
  const gone = { ...desk, calendars: { cal_sundays: sundays() } }
  assert.deepEqual(said([judgedInner], until, gone), [nineteenSundays, 'cal_sundays'])
  const unknown = { ...byGold, policy: 'pol_never' } as const
  const before: Wished = [0, customer, { ...openCommand, entitled: unknown }]
  assert.deepEqual(said([before], until, desk), [nineteenSundays, 'cal_sundays'])
})

test('in nobody’s hours nothing is said', () => {
  assert.deepEqual(said([opened], day), [null, null])
  assert.deepEqual(said([opened], day, withHours(null)), [null, null])
  assert.deepEqual(said([opened], day, withHours('cal_gone')), [null, null])
})

test('opened again, the next fix counts from the coming of the case, by the clock that goes on', () => {
  const again: Wished = [2 * hour, customer, { type: 'case.reopen', reason: 'customer_wrote' }]
  const { events } = run([judged, take, solve(hour), again, solve(3 * hour)])
  assert.deepEqual(
    of(events, 'case.solved').map(one => one.workingMs! / 60_000),
    [hour, 3 * hour],
  )
})

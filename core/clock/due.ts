// From a length owed to the instant it falls due, and to the instant its warning comes. Not: what is owed
// (policy.ts), nor how the hours of a calendar are laid out (calendar.ts).
import { dueInDays } from '#core/clock/business-day.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { dueAt, workedMs } from '#core/clock/working-time.ts'
import type { Length, TargetRule } from '#core/clock/policy.ts'
import { after, dayMs, earliest, type Instant, minuteMs } from '#core/kit/time.ts'

/** What a length is counted on: a calendar, or null for around the clock. */
export type Counting = Calendar | null

/** The time that counts between two instants, in milliseconds. */
export const countedMs = (counting: Counting, from: Instant, to: Instant): number =>
  counting ? workedMs(counting, from, to) : Math.max(0, to - from)

/** The instant at which so much counted time has passed. */
const passed = (counting: Counting, from: Instant, ms: number): Instant =>
  counting ? dueAt(counting, from, ms) : after(from, ms)

/**
 * When a length owed from an instant on falls due.
 * @param pausedMs counted time during which the clock legitimately stood still
 */
export function dueOf(counting: Counting, length: Length, from: Instant, pausedMs: number): Instant {
  const { count, unit } = length
  if (unit === 'minutes') return passed(counting, from, count * minuteMs + pausedMs)
  const day = counting ? dueInDays(counting, from, count) : after(from, count * dayMs)
  return pausedMs === 0 ? day : passed(counting, day, pausedMs)
}

/**
 * When its warning comes: at a share of the time or at so many minutes left, whichever is first.
 * @param pausedMs counted time during which the clock stood still: nobody had that to use
 */
export function warnOf(
  counting: Counting,
  { warnPercent, warnMinutes }: Pick<TargetRule, 'warnPercent' | 'warnMinutes'>,
  from: Instant,
  due: Instant,
  pausedMs: number,
): Instant | null {
  const budgetMs = countedMs(counting, from, due) - pausedMs
  const at = (ms: number) => passed(counting, from, pausedMs + Math.max(0, ms))
  return earliest([
    warnPercent === undefined ? null : at(Math.floor((budgetMs * warnPercent) / 100)),
    warnMinutes === undefined ? null : at(budgetMs - warnMinutes * minuteMs),
  ])
}

// A zone over a stretch of time: where its clocks change, and so which instant a local time is. Not: which
// local times somebody works (day-plan.ts).
import type { Day } from '#core/clock/date.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'

/** The clocks go from one offset to another. Local time is UTC plus the offset. */
type Change = { readonly at: number; readonly beforeMs: number; readonly afterMs: number }

export type ZoneStretch = { readonly firstOffsetMs: number; readonly changes: readonly Change[] }

const zoneName = /^[A-Za-z][A-Za-z0-9_+/-]*$/

/**
 * The zone's name as IANA spells it; null when there is no such zone. A bare offset is no zone: it has no
 * summer.
 */
export function readZone(name: string): string | null {
  if (!zoneName.test(name)) return null
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return null
  }
}

/** What the clocks of a zone do from one instant to another. */
export function zoneStretch(zone: string, from: number, until: number): ZoneStretch {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  const changes: Change[] = []
  let beforeMs = offsetMs(first)
  let next = first.getTimeZoneTransition('next')
  while (next && next.epochMilliseconds < until) {
    const afterMs = offsetMs(next)
    changes.push({ at: next.epochMilliseconds, beforeMs, afterMs })
    beforeMs = afterMs
    next = next.getTimeZoneTransition('next')
  }
  return { firstOffsetMs: offsetMs(first), changes }
}

const offsetMs = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 1e6

/**
 * The instant of a local time, given as if it were UTC. By the rule of calendars (RFC 5545, and Temporal's
 * own): a time that comes twice is its first coming; one that never comes is read with the offset before the
 * gap. Both are one comparison, and times that touch stay touching whatever the clocks do.
 */
export function instantOf({ firstOffsetMs, changes }: ZoneStretch, localMs: number): Instant {
  let offset = firstOffsetMs
  for (const { at, beforeMs, afterMs } of changes) {
    if (localMs < at + Math.max(beforeMs, afterMs)) break
    offset = afterMs
  }
  return instant(localMs - offset)
}

/** The local time of an instant, as if it were UTC. */
export function localMsOf({ firstOffsetMs, changes }: ZoneStretch, at: Instant): number {
  let offset = firstOffsetMs
  for (const change of changes) {
    if (at < change.at) break
    offset = change.afterMs
  }
  return at + offset
}

/**
 * Whether a zone leaves out a whole date, as Samoa did with 30 December 2011 when it crossed the date
 * line.
 */
export const isLeftOut = ({ changes }: ZoneStretch, one: Day): boolean =>
  changes.some(
    ({ at, beforeMs, afterMs }) => one * dayMs >= at + beforeMs && (one + 1) * dayMs <= at + afterMs,
  )

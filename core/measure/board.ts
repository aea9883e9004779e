// What the board says, out of cards: who needs a person now, since when the week runs, what level 1 solved
// by itself. Pure. Not: counting a million cards (store/), nor how it looks (web/board/).
import type { Card, Clock } from '#core/case/card.ts'
import { type NeedCode, needCodes } from '#core/case/need.ts'
import { type Instant, instant, secondMs } from '#core/kit/time.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'

/**
 * What needs a person, since when it does, and the act that helps: somebody takes it, or the one who has
 * it is asked. `kind`: what is late or soon.
 */
export type Need = {
  readonly code: NeedCode
  readonly since: Instant
  readonly act: 'take' | 'open'
  readonly kind?: Clock['kind']
}

/** Why this case needs a person at this instant; null: it runs by itself. */
export function needOf(card: Card, now: Instant): Need | null {
  const { need, clock } = card
  if (!need || need.at > now) return null
  const act = card.worker === null || need.code === 'expired' ? 'take' : 'open'
  // The clock may not have looked at it yet: what is due is late all the same.
  const isDue = clock !== null && clock.dueAt <= now && clock.kind !== 'accept'
  if (isDue && rank('late') < rank(need.code))
    return { code: 'late', since: clock.dueAt, kind: clock.kind, act: card.worker === null ? 'take' : 'open' }
  const { code, at, kind } = need
  return { code, since: at, act, ...(kind && { kind }) }
}

const rank = (code: NeedCode): number => needCodes.indexOf(code)

/** The instant at which this week began: Monday, first moment of the day, in the desk's time zone. */
export function weekStart(now: Instant, timeZone: string): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  return instant(today.subtract({ days: today.dayOfWeek - 1 }).startOfDay().epochMilliseconds)
}

/** The instant at which this day began in the desk's time zone. */
export const dayStart = (now: Instant, timeZone: string): Instant =>
  instant(
    Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay().epochMilliseconds,
  )

/** Below so many solved cases a percentage says less than the two numbers. */
export const shareFrom = 20

export type FirstLevelShare = {
  readonly solved: number
  readonly ofAll: number
  /** 0 to 1; null while there are too few to speak of a share */
  readonly share: number | null
  /** solved cases whose customer opened them again: the other half of the truth */
  readonly cameBack: number
}

/** What level 1 solved without passing it on, out of all that was solved, with those that came back. */
export function firstLevelShare(counts: {
  readonly level1: number
  readonly all: number
  readonly cameBack: number
}): FirstLevelShare {
  const { level1, all, cameBack } = counts
  return { solved: level1, ofAll: all, share: all < shareFrom ? null : level1 / all, cameBack }
}

export type Availability = 'available' | 'busy' | 'away'

/**
 * Whether somebody can take something: there and free, there and writing, or not there. Never how fast he
 * is.
 */
export function availabilityOf(
  agent: Pick<AgentFacts, 'active' | 'absent'>,
  seen: { readonly isThere: boolean; readonly isWriting: boolean },
): Availability {
  if (!agent.active || agent.absent || !seen.isThere) return 'away'
  return seen.isWriting ? 'busy' : 'available'
}

/** A board older than this no longer speaks for now: its numbers are drawn hollow. */
export const boardOldMs = 30 * secondMs

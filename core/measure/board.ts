// What the board says, out of cards: who needs a person now, since when the week runs, what level 1 solved
// by itself. Pure. Not: counting a million cards (store/), nor how it looks (web/board/).
import type { Card } from '#core/case/card.ts'
import { type Instant, instant, secondMs } from '#core/kit/time.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'

/** Why a person is needed now; in the order of harm. */
export const needCodes = ['severity_1', 'late', 'help', 'expired'] as const
export type NeedCode = (typeof needCodes)[number]

/**
 * What needs a person, since when it does, and the act that helps: somebody takes it, or the one who has
 * it is asked.
 */
export type Need = { readonly code: NeedCode; readonly since: Instant; readonly act: 'take' | 'open' }
export type NeedyCard = { readonly card: Card; readonly need: Need }

/** The worst reason why this case needs a person at this instant; null: it runs by itself. */
export function needOf(card: Card, now: Instant): Need | null {
  if (card.phase !== 'open') return null
  const act = card.worker === null ? 'take' : 'open'
  if (card.severity === 1 && card.worker === null) return { code: 'severity_1', since: card.openedAt, act }
  const { clock } = card
  const isDue = clock !== null && clock.dueAt <= now
  if (isDue && clock.kind !== 'accept') return { code: 'late', since: clock.dueAt, act }
  if (card.help) return { code: 'help', since: card.why.at, act }
  if (isDue) return { code: 'expired', since: clock.dueAt, act: 'take' }
  return card.why.code === 'expired' ? { code: 'expired', since: card.why.at, act: 'take' } : null
}

/** Those that need a person, the most harm first: by reason, then severity, then how long already. */
export function byHarm(cards: readonly Card[], now: Instant): NeedyCard[] {
  const needy = cards.flatMap(card => {
    const need = needOf(card, now)
    return need ? [{ card, need }] : []
  })
  const rank = ({ need }: NeedyCard) => needCodes.indexOf(need.code)
  return needy.sort(
    (a, b) => rank(a) - rank(b) || a.card.severity - b.card.severity || a.need.since - b.need.since,
  )
}

/** The instant at which this week began: Monday, first moment of the day, in the desk's time zone. */
export function weekStart(now: Instant, timeZone: string): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  return instant(today.subtract({ days: today.dayOfWeek - 1 }).startOfDay().epochMilliseconds)
}

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

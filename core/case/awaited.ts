// Which word of ours a customer waits for, and since when, as measures count it: read off the facts one by
// one. Not: what of it is working time (deed/reply-time.ts), nor what a policy owes him (deed/owed-since.ts).
import type { EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { earliest, type Instant } from '#core/kit/time.ts'

/** The first word to what he wrote himself, or the next one to what he said since our last. */
export type Awaited = {
  readonly word: 'first' | 'next'
  readonly since: Instant
  /** what he said until then a fix has answered; absent: there was none */
  readonly fixedAt?: Instant
}

/** Whoever wrote waits from the coming on; whoever was on the line, for nothing yet. */
export const firstAwaited = ({ by, at }: EventOf<'case.opened'>): Awaited | null =>
  by.kind === 'agent' ? null : { word: 'first', since: at }

/** The oldest word that nobody answered counts; those the case came with are no second ones. */
export function stillAwaited(
  { awaited, openedAt }: OpenedCase,
  { automatic, at }: Pick<EventOf<'message.received'>, 'automatic' | 'at'>,
): Awaited | null {
  if (automatic !== null || at <= openedAt) return awaited
  return awaited ?? { word: 'next', since: at }
}

/** A fix ends the wait for the next word, not that for the first. */
export const awaitedSolved = ({ awaited }: OpenedCase, fixedAt: Instant): Awaited | null =>
  awaited?.word === 'first' ? { ...awaited, fixedAt } : null

/** Whether all he waits for was said after that; the first word answers the coming itself. */
export const isAfter = ({ word, since }: Awaited, until: Instant): boolean => word === 'next' && since > until

/** The oldest of his words that one of ours does not answer: it was said after we had listened. */
export function stillAwaitedAfter(
  { awaited, messages, openedAt }: OpenedCase,
  until: Instant,
): Instant | null {
  if (awaited === null) return null
  if (isAfter(awaited, until)) return awaited.since
  const from = Math.max(until, openedAt, awaited.fixedAt ?? openedAt)
  return earliest(
    Object.values(messages).map(one => (one.way === 'in' && !one.automatic && one.at > from ? one.at : null)),
  )
}

/** What he waits for after a word of ours that says what of his it leaves unanswered. */
export const awaitedAfter = ({ awaitedSince }: { readonly awaitedSince?: Instant }): Awaited | null =>
  awaitedSince === undefined ? null : { word: 'next', since: awaitedSince }

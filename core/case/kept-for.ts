// What of a case somebody keeps in another's place, because that falls due while he is away or outside his
// week. Read from the desk's settings whenever it is asked. Not: who stands in for whom (people/cover.ts).
import { clockOf } from '#core/case/card.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, PromiseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { backFor, keeperNow, type StandIn } from '#core/people/cover.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

export type KeptFor = {
  /** a promise, or whatever else falls due next */
  readonly about: PromiseId | 'next'
  /** whose it stays */
  readonly keeper: AgentId
  readonly by: StandIn
  /** when he has it again himself; null: nobody knows */
  readonly until: Instant | null
}

/** What others keep at an instant, or will have to when it falls due. */
export function keptFor(state: OpenedCase, desk: DeskFacts, now: Instant): KeptFor[] {
  const found = openPromises(state).flatMap(([about, { keeper, dueAt }]) =>
    keptOf(about, { keeper, dueAt, team: state.team, now }, desk),
  )
  const clock = clockOf(state)
  // A person's promise is told as a promise; an offer that waits is the matter of those it was offered to.
  if (!clock || clock.kind === 'promise' || clock.kind === 'accept') return found
  const keeper = holderOf(state, clock.kind)
  return [...found, ...keptOf('next', { keeper, dueAt: clock.dueAt, team: state.team, now }, desk)]
}

/** A word is owed by the contact, what has to be done by whoever works on it. */
function holderOf({ contact, worker }: OpenedCase, kind: string): AgentId | null {
  const isWork = kind === 'workaround' || kind === 'resolution'
  return isWork ? (worker ?? contact) : (contact ?? worker)
}

function keptOf(
  about: KeptFor['about'],
  promised: Parameters<typeof keeperNow>[1],
  desk: DeskFacts,
): KeptFor[] {
  const { keeper } = promised
  if (keeper === null) return []
  const by = keeperNow(desk, promised)
  return by.as === 'keeper' ? [] : [{ about, keeper, by, until: backFor(desk, promised) }]
}

// Which decisions in a case keep the policies of the house, and of which moment: one table for all of them,
// so that none is forgotten where its fact is made. Not: which policies are shown at a moment
// (house-policy/pinned.ts), nor what may be told, which is a matter of its own (may-tell/decide.ts).
import type { Outcome, Wish } from '#core/case/deed/deed.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import { type PinnedPolicy, pinnedAt } from '#core/house-policy/pinned.ts'
import { isRefusal } from '#core/kit/refusal.ts'

/**
 * Facts that say what a decision rests on; what is told of a matter, and a waiver, bring it along. A severity
 * was once said by a classification alone: now its assessment says it.
 */
export type PinnedType = Exclude<
  { [T in EventType]: EventOf<T> extends { pinned?: readonly PinnedPolicy[] } ? T : never }[EventType],
  'matter.told' | 'entitlement.decided' | 'case.classified'
>

type MomentOf<T extends EventType> = PolicyMoment | ((event: EventOf<T>) => PolicyMoment | null)

/** The moment of each decision; null: this one is none, or another fact beside it says it. */
export const decidedAt: { readonly [T in PinnedType]: MomentOf<T> } = {
  'goodwill.granted': 'goodwill',
  'goodwill.refused': 'goodwill',
  'goodwill.revoked': 'goodwill',
  'proposal.made': 'offers',
  'case.closed': ({ reason }) => (reason === 'referred' ? 'referral' : null),
  'severity.assessed': 'severity',
  'abuse.warned': 'conduct',
  'contact_end.asked': 'conduct',
  'contact_end.granted': 'conduct',
  'contact_end.refused': 'conduct',
  'contact_end.lifted': 'conduct',
  'hand_off.offered': 'handing_on',
  'hand_off.returned': 'handing_on',
  'hand_off.rerouted': 'handing_on',
  'hand_off.disputed': 'handing_on',
  'hand_off.decided': 'handing_on',
  // Said to him already; or about to leave, which is when somebody decides. An offer says it by itself.
  'help.explained': 'handing_on',
  'help.answering': answer => (answer.with.startsWith('msg_') ? 'handing_on' : null),
  // An offer that passes it on answers as well, and says it by itself: that fact is added after this.
  'stuck.answered': 'handing_on',
}

/** What was decided, each fact with the policies of its moment as they stand now. */
export function withPins(outcome: Outcome, { setting: { desk } }: Wish): Outcome {
  if (isRefusal(outcome) || !desk.pins) return outcome
  return outcome.map(event => {
    if (event.by.kind !== 'agent') return event
    const moment = momentOf(event)
    return moment === null ? event : ({ ...event, ...pinnedAt(desk, moment) } as Event)
  })
}

function momentOf(event: Event): PolicyMoment | null {
  const moment = (decidedAt as Readonly<Record<string, MomentOf<EventType>>>)[event.type] ?? null
  return typeof moment === 'function' ? moment(event as never) : moment
}

// What a hand-off becomes by its facts, and how it is found in a case. Part of hand-off.ts.
import { type Evolver, present, writerOf } from '#core/case/deed/deed.ts'
import type { EventOf } from '#core/case/event.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { HandOffId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'

/** The hand-off that waits to be accepted, or null. */
export const offerOf = (state: OpenedCase): (HandOffState & { id: HandOffId }) | null => {
  const one = state.offered && state.handOffs[state.offered]
  return one && state.offered ? { ...one, id: state.offered } : null
}

/** The accepted hand-off whose answer is owed next, or null. */
export const answerOwed = (state: OpenedCase): (HandOffState & { id: HandOffId }) | null => {
  const id = state.accepted.at(-1)
  const one = id && state.handOffs[id]
  return one ? { ...one, id } : null
}

/** The hand-off while it is offered; else why not. */
export const offeredNow = (state: OpenedCase, handOff: HandOffId): HandOffState | Refusal => {
  const one = state.handOffs[handOff]
  if (!one) return refuse('hand_off.not_found')
  return one.standing === 'offered' ? one : refuse('hand_off.ended')
}

const changed = (state: OpenedCase, handOff: HandOffId, change: Partial<HandOffState>): OpenedCase => {
  const one = state.handOffs[handOff]
  return one ? { ...state, handOffs: withOne(state.handOffs, handOff, { ...one, ...change }) } : state
}

export const handOffOffered: Evolver<'hand_off.offered'> = (state, event: EventOf<'hand_off.offered'>) => ({
  ...state,
  offered: event.handOff,
  handOffs: withOne(state.handOffs, event.handOff, {
    standing: 'offered',
    from: event.from,
    to: event.to,
    offeredAt: event.at,
    since: event.at,
    acceptBy: event.acceptBy,
    expired: false,
    summary: event.summary,
    question: event.question,
  }),
})
export const handOffAccepted: Evolver<'hand_off.accepted'> = (state, event) => ({
  ...changed(state, event.handOff, {
    standing: 'accepted',
    ...(event.by.kind === 'agent' && { acceptedBy: event.by.id }),
  }),
  offered: null,
  accepted: [...state.accepted, event.handOff],
})
/** A word between giver and receiver: it changes nothing else. */
export const handOffCorrected: Evolver<'hand_off.corrected'> = state => state
export const handOffReturned: Evolver<'hand_off.returned'> = (state, event) => ({
  ...changed(state, event.handOff, {
    ...{ standing: 'returned', returned: event.reason },
    ...present({ returnedBy: writerOf(event.by) ?? undefined }),
  }),
  offered: null,
})
export const handOffRerouted: Evolver<'hand_off.rerouted'> = (state, event) =>
  changed(state, event.handOff, { to: event.to, since: event.at, isRerouted: true })
export const handOffDisputed: Evolver<'hand_off.disputed'> = (state, event) =>
  changed(state, event.handOff, { isDisputed: true, lead: event.lead })
export const handOffDecided: Evolver<'hand_off.decided'> = (state, event) =>
  event.how === 'must_take'
    ? changed(state, event.handOff, { isDisputed: false, mustTake: true })
    : { ...changed(state, event.handOff, { isDisputed: false, standing: 'returned' }), offered: null }
export const handOffWithdrawn: Evolver<'hand_off.withdrawn'> = (state, event) => ({
  ...changed(state, event.handOff, { standing: 'withdrawn' }),
  offered: state.offered === event.handOff ? null : state.offered,
  accepted: state.accepted.filter(id => id !== event.handOff),
})
export const handOffExpired: Evolver<'hand_off.expired'> = (state, event) =>
  changed(state, event.handOff, { expired: true })
export const handOffWidened: Evolver<'hand_off.widened'> = (state, event) => {
  const to = state.handOffs[event.handOff]?.to
  return to
    ? changed(state, event.handOff, {
        to: { level: to.level, team: to.team },
        raiseAt: event.raiseAt ?? null,
      })
    : state
}
export const handOffRaised: Evolver<'hand_off.raised'> = (state, event) =>
  changed(state, event.handOff, { raiseAt: null, raised: { to: event.to, agent: event.agent } })
export const handOffAnswered: Evolver<'hand_off.answered'> = (state, event) => ({
  ...changed(state, event.handOff, {
    standing: 'answered',
    ...present({ answeredBy: writerOf(event.by) ?? undefined }),
  }),
  accepted: state.accepted.filter(id => id !== event.handOff),
})

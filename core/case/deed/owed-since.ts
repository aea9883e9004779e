// Since when each kind of target is owed on a case as it stands. Not: how long (clock/policy.ts), nor what
// starts and ends its clock (target.ts).
import { openPromises } from '#core/case/deed/promise.ts'
import type { OpenCase } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { earliest, type Instant } from '#core/kit/time.ts'

/** The first agreement, not yet settled, that somebody of ours comes to the customer; null: there is none. */
export const visitAgreedAt = (state: OpenCase): Instant | null =>
  earliest([
    ...openPromises(state).map(([, one]) => (one.means === 'visit' ? one.madeAt : null)),
    ...[state.wait, state.setAside].map(one => (one?.reason === 'visit' ? one.since : null)),
  ])

const untilAnswered = (state: OpenCase): Instant | null =>
  state.firstAnsweredAt === null ? state.owedFrom : null

/** Null: it is not owed now. */
export const owedSince: Readonly<Record<TargetKind, (state: OpenCase) => Instant | null>> = {
  first_response: untilAnswered,
  // Begins with a word of the customer, and with nothing else.
  next_response: () => null,
  // While it is his turn none is.
  periodic_update: state =>
    state.wait?.turn === 'customer' ? null : (state.spokenAt ?? state.firstAnsweredAt ?? state.owedFrom),
  workaround: state => state.owedFrom,
  resolution: state => state.owedFrom,
  on_site_arrival: visitAgreedAt,
  hand_off_acceptance: state => (state.offered && state.handOffs[state.offered]?.offeredAt) ?? null,
  level_time: state => state.levelSince,
  supplier_response: ({ wait, setAside }) =>
    [wait, setAside].find(one => one?.turn === 'supplier')?.since ?? null,
}

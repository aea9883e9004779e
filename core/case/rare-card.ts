// What few cards have. It comes onto a card when all else is there: with holes between its other fields a
// card would cost the engine several times as much. Part of card.ts.
import type { Card, CardWalk } from '#core/case/card.ts'
import { heldOn } from '#core/case/deed/file.ts'
import { liveOn } from '#core/case/live.ts'
import type { CardNeed } from '#core/case/need.ts'
import { sharedOn } from '#core/case/shared-card.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { stuckOn } from '#core/case/stuck.ts'
import { untoldOn } from '#core/case/untold-card.ts'
import type { Charge } from '#core/entitlement/units.ts'
import type { Instant } from '#core/kit/time.ts'

type Rare = Pick<Card, 'need' | 'missedAt' | 'unsaidAt' | 'walk' | 'charge'>
type Given = {
  readonly need: CardNeed | null
  readonly missedAt: Instant | null
  readonly unsaidAt: Instant | null
  readonly walk: CardWalk | undefined
  readonly charge: Charge | null
}

/** A card nobody else has seen yet, with what few have. */
export function withRare(card: Card, state: OpenedCase, given: Given): Card {
  const { need, missedAt, unsaidAt, walk, charge } = given
  const rare: { -readonly [K in keyof Rare]: Rare[K] } = card
  if (need) rare.need = need
  if (missedAt !== null) rare.missedAt = missedAt
  if (unsaidAt !== null) rare.unsaidAt = unsaidAt
  if (walk) rare.walk = walk
  if (charge) rare.charge = charge
  return Object.assign(rare, stuckOn(state), liveOn(state), heldOn(state), untoldOn(state), sharedOn(state))
}

// The hand-off that waits to be accepted, as the card shows it. Part of card.ts.
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, HandOffId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type CardOffer = {
  readonly handOff: HandOffId
  readonly level: HouseLevel
  readonly team: TeamId
  readonly agent: AgentId | null
  readonly acceptBy: Instant
  readonly by: AgentId
  /** nobody took it up: now it is also before this person */
  readonly raised?: AgentId
}

/** What is offered now; null: nothing is. */
export const offerOn = (state: OpenedCase): CardOffer | null => {
  const one = offerOf(state)
  return (
    one && {
      handOff: one.id,
      level: one.to.level,
      team: one.to.team,
      agent: one.to.agent ?? null,
      acceptBy: one.acceptBy,
      by: one.from.agent,
      ...(one.raised?.agent && { raised: one.raised.agent }),
    }
  )
}

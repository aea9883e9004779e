// A house policy as a matter: how it is listed, when its clock reminds, and who is told of which fact. Not:
// how it goes (decide.ts, state.ts).
import { decideHousePolicy, type HousePolicyCommand, mayHousePolicy } from '#core/house-policy/decide.ts'
import type { Audience, HousePolicyFact } from '#core/house-policy/house-policy-fact.ts'
import {
  awaited,
  evolveHousePolicy,
  type HousePolicy,
  type HousePolicyState,
  isRemindedOut,
  newestOf,
  newlyBound,
  remindAt,
} from '#core/house-policy/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { BoundWant, MatterCard, MatterRules, MatterWant, SettledWant } from '#core/matter/matter.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** What only house policies list. */
export type HousePolicyMore = {
  readonly version: number
  readonly hash: string
  readonly audience: Audience
  readonly publishedAt: number
}

function cardOf(state: HousePolicyState, text: ReadText): MatterCard {
  if (!state) throw new Error('a house policy without a beginning has no card')
  const { standing, owner, openedAt } = state
  const { version, hash, audience, title, publishedAt, acknowledgeBy } = newestOf(state)
  const isOpen = standing === 'in_force'
  const more: HousePolicyMore = { version, hash, audience, publishedAt }
  return {
    ...{ kind: 'house_policy', standing, isOpen, title: text(title) ?? '', owner, team: null, product: null },
    ...{ subject: null, dueAt: isOpen ? acknowledgeBy : null, openedAt, more },
  }
}

/** Whom it binds hears of a version when it is published or comes to bind him, and at each reminder. */
function wantsBound(state: HousePolicyState, fact: HousePolicyFact, desk: DeskFacts): BoundWant | null {
  if (fact.type === 'house_policy.reminded') return { cause: 'policy.reminded', agents: fact.agents }
  if (fact.type === 'house_policy.bound') return { cause: 'policy.asked', agents: fact.agents }
  if (!state || fact.type !== 'house_policy.published') return null
  return { cause: 'policy.asked', agents: awaited(state, desk) }
}

/** When its clock looks next: at once where it has come to bind somebody. */
const ringAt = (state: HousePolicy, desk: DeskFacts): Instant | null =>
  newlyBound(state, desk).length > 0 ? state.openedAt : remindAt(state, desk)

/** With the last reminder its owner hears that some never acknowledged it: who, its page says. */
const wants = (fact: HousePolicyFact, state: HousePolicyState): MatterWant | null =>
  fact.type === 'house_policy.reminded' && state && isRemindedOut(state)
    ? { cause: 'policy.unacknowledged', hears: 'owner', inHouse: true }
    : null

/** Nobody is asked any more for what he acknowledged, nor for what was replaced or withdrawn. */
function settles(fact: HousePolicyFact, desk: DeskFacts): SettledWant | null {
  if (fact.type === 'house_policy.acknowledged')
    return fact.by.kind === 'agent'
      ? { agents: [fact.by.id], causes: ['policy.asked', 'policy.reminded'] }
      : null
  if (fact.type !== 'house_policy.published' && fact.type !== 'house_policy.withdrawn') return null
  const causes = ['policy.asked', 'policy.reminded', 'policy.unacknowledged'] as const
  return { agents: Object.keys(desk.agents) as AgentId[], causes }
}

export const housePolicyRules: MatterRules<HousePolicyState, HousePolicyCommand, HousePolicyFact> = {
  kind: 'house_policy',
  start: null,
  may: mayHousePolicy,
  decide: decideHousePolicy,
  evolve: evolveHousePolicy,
  card: cardOf,
  ring: (state, desk) => state && ringAt(state, desk),
  // It binds people, not cases: a decision in a case pins the version instead.
  tells: () => null,
  ...{ wants, wantsBound, settles },
}

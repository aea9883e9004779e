// A house policy as a matter: how it is listed and when its clock reminds. Not: how it goes (decide.ts,
// state.ts).
import { decideHousePolicy, type HousePolicyCommand, mayHousePolicy } from '#core/house-policy/decide.ts'
import type { Audience, HousePolicyFact } from '#core/house-policy/house-policy-fact.ts'
import { evolveHousePolicy, type HousePolicyState, newestOf, remindAt } from '#core/house-policy/state.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import type { MatterCard, MatterRules } from '#core/matter/matter.ts'

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

export const housePolicyRules: MatterRules<HousePolicyState, HousePolicyCommand, HousePolicyFact> = {
  kind: 'house_policy',
  start: null,
  may: mayHousePolicy,
  decide: decideHousePolicy,
  evolve: evolveHousePolicy,
  card: cardOf,
  ring: (state, desk) => state && remindAt(state, desk),
  // It binds people, not cases: a decision in a case pins the version instead.
  tells: () => null,
}

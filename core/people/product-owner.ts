// Who owns a product: a person or a team named in set-up, who is told what customers were sent elsewhere for.
// Not: who knows it (knowing.ts), nor who may set it up (access/set-up.ts).
import { isOfHouse } from '#core/house-policy/state.ts'
import type { AgentId, ProductId, TeamId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

export type ProductOwner = AgentId | TeamId

/** Whether somebody owns it: by himself, or as one of the team that does; people of another house never. */
export function ownsProduct(agent: AgentFacts, product: ProductId, desk: DeskFacts): boolean {
  const owner = desk.productOwners?.[product]
  if (owner === undefined || !isOfHouse(agent, desk)) return false
  return owner === agent.id || agent.teams.some(one => one === owner)
}

/** Everybody who owns it. */
export const ownersOfProduct = (product: ProductId | null, desk: DeskFacts): readonly AgentFacts[] =>
  product === null ? [] : Object.values(desk.agents).filter(one => ownsProduct(one, product, desk))

/** The products somebody owns. */
export const productsOwned = (agent: AgentFacts, desk: DeskFacts): readonly ProductId[] =>
  (Object.keys(desk.productOwners ?? {}) as ProductId[]).filter(one => ownsProduct(agent, one, desk))

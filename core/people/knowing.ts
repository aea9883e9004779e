// How well a person knows a product: what is said of it, by whom, and who can help with it. No order of
// people but their names, and no number that could make one. Pure. Not: what he solved, which the ledger
// knows (store/desk/knowing.ts), nor what he may be given (routing.ts).
import { isPartner } from '#core/access/share.ts'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { leads } from '#core/people/leads.ts'

export const knowingHows = ['used', 'trained'] as const
/** He used it himself; he was trained on it. */
export type KnowingHow = (typeof knowingHows)[number]

/** One thing that is said of a person and a product. */
export type SaidKnowing = {
  readonly agent: AgentId
  readonly product: ProductId
  readonly how: KnowingHow
  /** YYYY-MM-DD */
  readonly since: string
  readonly saidBy: AgentId
  readonly saidAt: Instant
}

/** Whether somebody sees what a person knows, and may say it: the person himself, and who leads him. */
export const maySeeKnowing = (desk: DeskFacts, by: AgentFacts, whose: AgentId): boolean =>
  by.active && (by.id === whose || leads(desk, by.id, whose))

/** Whether it goes into a choice whom a question about this product reaches first. */
export const knowsIt = (
  { live }: Pick<DeskFacts, 'live'>,
  { knows }: AgentFacts,
  product: ProductId | null,
): boolean => live?.knowsFirst === true && product !== null && knows?.includes(product) === true

/** Who can help with a product, and by what one may think so. */
export type Helper = { readonly agent: AgentId; readonly name: string; readonly by: readonly HelpsBy[] }
export type HelpsBy = KnowingHow | 'solved'

type Known = {
  readonly said: readonly Pick<SaidKnowing, 'agent' | 'how'>[]
  /** who solved cases of it lately */
  readonly solvers: readonly AgentId[]
}

/** Everybody of the house who is there to be asked, by name. Somebody away is named; he comes back. */
export function whoCanHelp(desk: DeskFacts, { said, solvers }: Known): readonly Helper[] {
  const ways = (id: AgentId): readonly HelpsBy[] => [
    ...knowingHows.filter(how => said.some(one => one.agent === id && one.how === how)),
    ...(solvers.includes(id) ? (['solved'] as const) : []),
  ]
  return Object.values(desk.agents)
    .filter(one => one.active && !isPartner(one, desk))
    .map(({ id, name }) => ({ agent: id, name, by: ways(id) }))
    .filter(({ by }) => by.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.agent < b.agent ? -1 : 1))
}

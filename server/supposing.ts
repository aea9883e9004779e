// Judging as if something else were agreed: what is asked before a change is made. Not: the rule
// (core/entitlement), nor what is recorded.
import type { Contract } from '#core/entitlement/contract.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Agreements } from '#store/desk/agreement.ts'

/** What would be otherwise: settings in memory, and one contract. */
export type Supposing = { readonly facts: DeskFacts; readonly contract?: Contract | undefined }

type Judging = {
  readonly agreements: { readonly contracts: Pick<Agreements['contracts'], 'of'> }
  readonly facts: () => DeskFacts
}

/** What judging reads, with what is supposed in the place of what holds. */
export function supposed<T extends Judging>(judging: T, { facts, contract }: Supposing): T {
  const { contracts } = judging.agreements
  const of: Agreements['contracts']['of'] = async organisation => {
    const found = await contracts.of(organisation)
    return found.map(one => (one.id === contract?.id ? { ...one, ...contract } : one))
  }
  return {
    ...judging,
    facts: () => facts,
    agreements: { ...judging.agreements, contracts: { ...contracts, of } },
  }
}

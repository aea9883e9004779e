// Judging as if something else were agreed: what is asked before a change is made. Not: the rule
// (core/entitlement), nor what is recorded.
import type { Contract } from '#core/entitlement/contract.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Agreements } from '#store/desk/agreement.ts'

/** What would be otherwise: settings in memory, and one contract. */
export type Supposing = { readonly facts: DeskFacts; readonly contract?: Contract | undefined }

type Judging = {
  readonly agreements: { readonly contracts: Pick<Agreements['contracts'], 'of' | 'naming'> }
  readonly facts: () => DeskFacts
}

/** What judging reads, with what is supposed in the place of what holds. */
export function supposed<T extends Judging>(judging: T, { facts, contract }: Supposing): T {
  const { contracts } = judging.agreements
  const changed = <C extends Contract>(found: readonly C[]): C[] =>
    found.map(one => (one.id === contract?.id ? { ...one, ...contract } : one))
  const of: Agreements['contracts']['of'] = async id => changed(await contracts.of(id))
  const naming: Agreements['contracts']['naming'] = async numbers => changed(await contracts.naming(numbers))
  return {
    ...judging,
    facts: () => facts,
    agreements: { ...judging.agreements, contracts: { ...contracts, of, naming } },
  }
}

// Judging as if something else were agreed: what is asked before a change is made. Not: the rule
// (core/entitlement), nor what is recorded.
import type { Contract } from '#core/entitlement/contract.ts'
import { plain } from '#core/entitlement/entitle.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Agreements, KeptContract } from '#store/desk/agreement.ts'

/** What would be otherwise: settings in memory, and one contract, changed or new. */
export type Supposing = { readonly facts: DeskFacts; readonly contract?: Contract | undefined }

type Judging = {
  readonly agreements: { readonly contracts: Pick<Agreements['contracts'], 'of' | 'naming'> }
  readonly facts: () => DeskFacts
}

/** What judging reads, with what is supposed in the place of what holds. */
export function supposed<T extends Judging>(judging: T, { facts, contract }: Supposing): T {
  const { contracts } = judging.agreements
  // What is not found yet, as it does not hold yet, is found where it would be.
  const changed = (found: readonly KeptContract[], isMeant: boolean): KeptContract[] => {
    const others = found.filter(one => one.id !== contract?.id)
    const isFound = others.length < found.length
    return contract && (isMeant || isFound) ? [...others, { version: 0, ...contract }] : others
  }
  const of: Agreements['contracts']['of'] = async id =>
    changed(await contracts.of(id), contract?.organisation === id)
  const naming: Agreements['contracts']['naming'] = async numbers =>
    changed(await contracts.naming(numbers), contract ? names(contract, numbers) : false)
  return {
    ...judging,
    facts: () => facts,
    agreements: { ...judging.agreements, contracts: { ...contracts, of, naming } },
  }
}

const names = ({ lines }: Contract, numbers: readonly string[]): boolean =>
  lines.some(({ coverage }) => coverage.kind === 'serial' && numbers.includes(plain(coverage.serial)))

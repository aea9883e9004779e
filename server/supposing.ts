// Judging as if something else were agreed: what is asked before a change is made. Not: the rule
// (core/entitlement), nor what is recorded.
import type { Contract } from '#core/entitlement/contract.ts'
import { plain } from '#core/entitlement/entitle.ts'
import { nothingUsed, type Used } from '#core/entitlement/units.ts'
import type { LineId, WaiverId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Agreements, KeptContract } from '#store/desk/agreement.ts'

/** What would be otherwise: settings in memory, and one contract, changed or new. */
export type Supposing = {
  readonly facts: DeskFacts
  readonly contract?: Contract | undefined
  /** what cases would take of units beside what they take, less where they would take it no more */
  readonly taken?: ReadonlyMap<LineId | WaiverId, Used> | undefined
}

type Judging = {
  readonly agreements: {
    readonly contracts: Pick<Agreements['contracts'], 'of' | 'naming'>
    readonly units: Pick<Agreements['units'], 'used'>
  }
  readonly facts: () => DeskFacts
}

/** What judging reads, with what is supposed in the place of what holds. */
export function supposed<T extends Judging>(judging: T, { facts, contract, taken }: Supposing): T {
  const { contracts, units } = judging.agreements
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
  const used: Agreements['units']['used'] = async (counted, except) => {
    const found = await units.used(counted, except)
    const all = Object.entries(found) as [LineId | WaiverId, Used][]
    return Object.fromEntries(all.map(([on, one]) => [on, summed(one, taken?.get(on))]))
  }
  return {
    ...judging,
    facts: () => facts,
    agreements: {
      ...judging.agreements,
      contracts: { ...contracts, of, naming },
      units: { ...units, used },
    },
  }
}

/** What is used by these and by those. */
export const summed = (one: Used, other: Used = nothingUsed): Used => ({
  cases: one.cases + other.cases,
  open: one.open + other.open,
  minutes: one.minutes + other.minutes,
})

const names = ({ lines }: Contract, numbers: readonly string[]): boolean =>
  lines.some(({ coverage }) => coverage.kind === 'serial' && numbers.includes(plain(coverage.serial)))

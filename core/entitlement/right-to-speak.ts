// For whom somebody on the line may speak, as contracts name their callers. Not: whether he is who he says he
// is, which nothing here proves, nor what a case is entitled to (entitle.ts).
import type { Contract, ContractLine } from '#core/entitlement/contract.ts'
import type { ContractId, CustomerId, LineId, OrganisationId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/**
 * `named`: a contract names him; `member`: his organisation's contract lets everybody of it call;
 * `not_named`: it names others only; `no_contract`: his organisation has none in force; `own`: he is of no
 * organisation and speaks for himself; `stranger`: nobody knew him before this call.
 */
export const speakRights = ['named', 'member', 'not_named', 'no_contract', 'own', 'stranger'] as const
export type SpeakRight = (typeof speakRights)[number]

export type RightToSpeak = {
  readonly right: SpeakRight
  /** whose callers were looked at */
  readonly contract?: ContractId
  /** where it is a line, not the whole contract, that names him */
  readonly line?: LineId
}

type Caller = {
  readonly customer: CustomerId
  readonly organisation: OrganisationId | null
  /** he was known before he called: what he says of his organisation is more than a word */
  readonly isKnown: boolean
  readonly at: Instant
}

/** The widest right that any line in force gives him; a line's own callers go before its contract's. */
export function rightToSpeak(caller: Caller, contracts: readonly Contract[]): RightToSpeak {
  const { customer, organisation, isKnown } = caller
  if (!isKnown) return { right: 'stranger' }
  if (organisation === null) return { right: 'own' }
  const lines = contracts
    .filter(one => one.organisation === organisation && one.state === 'active')
    .flatMap(contract => contract.lines.filter(inForce(caller)).map(line => ({ contract, line })))
  const [first] = lines
  if (!first) return { right: 'no_contract' }
  const named = lines.find(one => callersOf(one)?.includes(customer))
  if (named) return { right: 'named', ...placeOf(named) }
  const open = lines.find(one => callersOf(one) === null)
  return open ? { right: 'member', ...placeOf(open) } : { right: 'not_named', contract: first.contract.id }
}

type Agreed = { readonly contract: Contract; readonly line: ContractLine }

const inForce =
  ({ at }: Caller) =>
  ({ from, until }: ContractLine): boolean =>
    from <= at && (until === null || at < until)
const callersOf = ({ contract, line }: Agreed) => line.callers ?? contract.callers
const placeOf = ({ contract, line }: Agreed): Omit<RightToSpeak, 'right'> => ({
  contract: contract.id,
  ...(line.callers !== null && { line: line.id }),
})

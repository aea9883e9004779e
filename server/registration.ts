// Registering a product or service by its number, by whoever it is done, and whether a contract names the
// number now, or has it for its own. Not: who is then covered (server/entitlement.ts).
import { plain } from '#core/entitlement/entitle.ts'
import type { AgentId, CustomerId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptContract } from '#store/desk/agreement.ts'
import type { Registration } from '#store/desk/registration.ts'

/** A registration with what is known of its number now. */
export type Known = Registration & {
  /** the contract that names it; null: none does */
  readonly contract: KeptContract | null
  /** the contract whose own number it is: it covers by it nobody who is not of its organisation */
  readonly numberOf: KeptContract | null
  /** whoever registered it is of the organisation of that contract */
  readonly isMember: boolean
}

type Desk = Pick<Shell, 'desk' | 'newId' | 'now'>

/** Keeps a number for a customer; whether it is known is said, not asked for. */
export async function register(
  shell: Desk,
  one: { readonly customer: CustomerId; readonly number: string; readonly agent: AgentId | null },
): Promise<Known> {
  const number = one.number.trim().replace(/\s+/g, ' ')
  const kept = await shell.desk.agreements.registrations.add({
    ...one,
    number,
    id: shell.newId('reg'),
    plain: plain(number),
    createdAt: shell.now(),
  })
  const [known] = await withContracts(shell, [kept])
  return known!
}

/** All a customer registered. */
export const registered = async (shell: Desk, customer: CustomerId): Promise<Known[]> =>
  withContracts(shell, await shell.desk.agreements.registrations.of(customer))

async function withContracts({ desk }: Desk, all: readonly Registration[]): Promise<Known[]> {
  const { contracts } = desk.agreements
  const numbers = all.map(one => one.plain)
  const [naming, numbered, people] = await Promise.all([
    contracts.naming(numbers),
    contracts.numbered(numbers),
    desk.customers.some([...new Set(all.map(one => one.customer))]),
  ])
  const names = (contract: KeptContract, number: string) =>
    contract.lines.some(({ coverage }) => coverage.kind === 'serial' && plain(coverage.serial) === number)
  const organisations = new Map(people.map(one => [one.id, one.organisation]))
  return all.map(one => {
    const numberOf = numbered.find(each => each.number !== null && plain(each.number) === one.plain) ?? null
    return {
      ...one,
      contract: naming.find(each => names(each, one.plain)) ?? null,
      numberOf,
      isMember: numberOf !== null && numberOf.organisation === organisations.get(one.customer),
    }
  })
}

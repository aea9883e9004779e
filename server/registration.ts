// Registering a product or service by its number, by whoever it is done, and whether a contract names the
// number now. Not: who is then covered (server/entitlement.ts).
import { plain } from '#core/entitlement/entitle.ts'
import type { AgentId, CustomerId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptContract } from '#store/desk/agreement.ts'
import type { Registration } from '#store/desk/registration.ts'

/** A registration with the contract that names its number; null: only claimed. */
export type Known = Registration & { readonly contract: KeptContract | null }

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
  const contracts = await desk.agreements.contracts.naming(all.map(one => one.plain))
  const names = (contract: KeptContract, number: string) =>
    contract.lines.some(({ coverage }) => coverage.kind === 'serial' && plain(coverage.serial) === number)
  return all.map(one => ({ ...one, contract: contracts.find(each => names(each, one.plain)) ?? null }))
}

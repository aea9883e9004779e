// What the customer registered by number, as the server gives it. Not: the part that shows it
// (registered-part.tsx).
import { queryOptions } from '@tanstack/react-query'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'

type ContractRef = { readonly id: string; readonly name: string; readonly organisation: string }

export type Registration = {
  readonly id: string
  readonly number: string
  /** the agent who entered it; null: the customer himself */
  readonly by: string | null
  readonly createdAt: number
  readonly contract: ContractRef | null
  /** the contract whose own number it is */
  readonly numberOf: (ContractRef & { readonly isMember: boolean }) | null
}

/** The question for what a customer registered; each new fact of the case asks anew. */
export const registeredQuery = (customer: string, number: string, seq: number) =>
  queryOptions({
    queryKey: [...keys.case(number), 'registered', customer, seq],
    queryFn: async ({ signal }) =>
      (
        await get<{ items: readonly Registration[] }>(
          `/customers/${customer}/registrations`,
          undefined,
          signal,
        )
      ).items,
  })

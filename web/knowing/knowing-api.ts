// What the server says of who knows which product. Not: the screens.
import { useQuery } from '@tanstack/react-query'
import type { Kind } from '#core/case/event.ts'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import type { Helper } from '#core/people/knowing.ts'
import { get } from '../api/client.ts'

export type Said = { readonly since: string; readonly by: AgentId; readonly at: number } | null
export type KnownProduct = {
  readonly product: ProductId
  readonly used: Said
  readonly trained: Said
  readonly solved: number
  readonly lastSolvedAt: number | null
}
export type Learn = { readonly product: ProductId | null; readonly kind: Kind; readonly cases: number }
export type Knowing = {
  readonly agent: AgentId
  readonly products: readonly KnownProduct[]
  readonly learnNext: readonly Learn[]
}

export const knowingKey = (agent: AgentId) => ['knowing', agent] as const

/** How well one person knows the products. */
export const useKnowing = (agent: AgentId) =>
  useQuery({
    queryKey: knowingKey(agent),
    queryFn: ({ signal }) => get<Knowing>(`/agents/${agent}/knowing`, {}, signal),
  })

/** Who can help with a product. */
export const useHelpers = (product: ProductId) =>
  useQuery({
    queryKey: ['helpers', product],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly Helper[] }>(`/products/${product}/helpers`, {}, signal)).items,
  })

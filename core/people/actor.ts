// Who does a deed: an agent, a customer, or a part of the desk itself.
import type { AgentId, CustomerId } from '#core/kit/id.ts'

export type SystemPart = 'intake' | 'relay' | 'clock' | 'desk' | 'import'
export type Actor =
  | { readonly kind: 'agent'; readonly id: AgentId }
  | { readonly kind: 'customer'; readonly id: CustomerId }
  | { readonly kind: 'system'; readonly part: SystemPart }

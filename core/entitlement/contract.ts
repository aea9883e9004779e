// What was agreed with an organisation: contracts with their lines, and waivers somebody approved.
// Settings, not events: a case records which line it was judged by and why.
import type { Channel } from '#core/case/event.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type {
  AgentId,
  CaseId,
  ContractId,
  CustomerId,
  WaiverId,
  LineId,
  OrganisationId,
  PolicyId,
  ProductId,
} from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Units } from '#core/entitlement/units.ts'

export const contractStates = ['draft', 'active', 'suspended', 'cancelled'] as const
export type ContractState = (typeof contractStates)[number]

/** What a line is about: a device or service by its number, a place, a product, or all of the account. */
export type Coverage =
  | { readonly kind: 'serial'; readonly serial: string }
  | { readonly kind: 'site'; readonly site: string }
  | { readonly kind: 'product'; readonly product: ProductId }
  | { readonly kind: 'account' }

/** Whose product a line is about: ours, or a supplier's for which we answer under our own contract. */
export type Origin = { readonly kind: 'own' } | { readonly kind: 'third_party'; readonly supplier: string }

export type ContractLine = {
  readonly id: LineId
  readonly coverage: Coverage
  readonly origin: Origin
  /** who may file under this line; null: whoever may under the contract */
  readonly callers: readonly CustomerId[] | null
  /** null: by whatever channel */
  readonly channels: readonly Channel[] | null
  readonly onSite: boolean
  readonly outOfHours: boolean
  readonly parts: boolean
  /** what was agreed to be used up; null: not counted */
  readonly units: Units | null
  readonly policy: PolicyId
  readonly from: Instant
  /** first instant at which it no longer holds; null: open-ended */
  readonly until: Instant | null
}

export type Contract = {
  readonly id: ContractId
  readonly name: string
  /** as the customer's own paper says; null: it says none, or nobody has told */
  readonly number: string | null
  readonly organisation: OrganisationId
  readonly state: ContractState
  /** who may file; null: everybody of the organisation */
  readonly callers: readonly CustomerId[] | null
  readonly lines: readonly ContractLine[]
}

/** What people call a contract: its name with its number, by which both sides find the paper. */
export const contractTitle = ({ name, number }: Pick<Contract, 'name' | 'number'>): string =>
  number === null ? name : `${name} (${number})`

export const waiverKinds = ['pro_bono', 'out_of_contract', 'trial', 'goodwill', 'safety'] as const
export type WaiverKind = (typeof waiverKinds)[number]

/** Help without a contract that somebody approved, for whom, until when and at whose cost. */
export type Waiver = {
  readonly id: WaiverId
  readonly kind: WaiverKind
  readonly approver: AgentId
  /** whom or what it is for: the narrowest that is given */
  readonly customer: CustomerId | null
  readonly organisation: OrganisationId | null
  readonly forCase: CaseId | null
  readonly policy: PolicyId
  readonly units: Units | null
  readonly expiresAt: Instant
  /** the policies of the house shown when somebody approved it, as they stood */
  readonly pinned: readonly PinnedPolicy[]
}

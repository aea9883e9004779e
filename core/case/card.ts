// A case as listed: what a queue row shows, without opening the case. A pure projector; stores only keep its result.
import type { Channel, Kind, Severity, WaitReason, WaitTurn } from '#core/case/event.ts'
import type {
  AgentId,
  CaseId,
  CustomerId,
  HandOffId,
  OrganisationId,
  ProductId,
  TeamId,
} from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Why the case is where it is, as a key for the catalogue (`why.<code>`) with what it needs to say it. */
export type Why = {
  readonly code: WhyCode
  readonly at: Instant
  readonly text?: string
  readonly agent?: AgentId
  readonly level?: HouseLevel
}
export type WhyCode =
  | 'new'
  | 'customer_wrote'
  | 'promised'
  | 'first_answer'
  | 'offered'
  | 'returned'
  | 'expired'
  | 'answered'
  | 'help_asked'
  | 'not_sent'
  | 'waiting_customer'
  | 'waiting_supplier'
  | 'waiting_us'
  | 'reopened'
  | 'taken'
  | 'contact_held'
  | 'solved'
  | 'closed'
  | 'merged'
  | 'replied'
  | 'date_came'

export type Clock = { readonly kind: 'promise' | 'first_answer' | 'accept' | 'wait'; readonly dueAt: Instant }

export type Card = {
  readonly id: CaseId
  /** 0 until the store has given one */
  readonly number: number
  readonly seq: number
  readonly phase: 'open' | 'solved' | 'closed' | 'merged'
  readonly subject: string
  readonly customer: CustomerId
  readonly customerName: string
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly channel: Channel
  readonly language: Language
  readonly kind: Kind
  readonly severity: Severity
  readonly product: ProductId | null
  readonly level: HouseLevel
  readonly team: TeamId
  readonly worker: AgentId | null
  readonly contact: AgentId | null
  readonly wait: {
    readonly turn: WaitTurn
    readonly reason: WaitReason
    readonly since: Instant
    readonly until: Instant | null
  } | null
  readonly offer: {
    readonly handOff: HandOffId
    readonly level: HouseLevel
    readonly team: TeamId
    readonly agent: AgentId | null
    readonly acceptBy: Instant
    readonly by: AgentId
  } | null
  /** the next thing owed: what the queue sorts by */
  readonly clock: Clock | null
  readonly why: Why
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly solvedAt: Instant | null
  readonly solvedLevel: HouseLevel | null
  readonly into: CaseId | null
  /** agents with whom the case was (worker, contact or giver of a hand-off): who may still read it */
  readonly hadBy: readonly AgentId[]
}

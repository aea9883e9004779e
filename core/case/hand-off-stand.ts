// What a hand-off is at an instant, by what was recorded of it. Part of state.ts. Not: how it becomes that
// (deed/hand-off-state.ts).
import type { HandOffSummary, ReturnReason } from '#core/case/hand-off-facts.ts'
import type { LevelCheck } from '#core/case/level-check-fact.ts'
import type { Missing } from '#core/case/note-kind.ts'
import type { Place } from '#core/case/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type HandOffState = {
  readonly standing: 'offered' | 'accepted' | 'returned' | 'withdrawn' | 'answered'
  readonly from: Place & { readonly agent: AgentId }
  readonly to: Place & { readonly agent?: AgentId }
  readonly offeredAt: Instant
  readonly acceptBy: Instant
  readonly expired: boolean
  readonly summary: HandOffSummary
  readonly question: TextRef
  readonly returned?: ReturnReason
  /** since when this receiver has it before him */
  readonly since: Instant
  readonly acceptedBy?: AgentId
  readonly returnedBy?: AgentId
  /** missing null: its receiver found it clear */
  readonly rated?: { readonly missing: Missing | null }
  readonly answeredBy?: AgentId
  /** whether level 1 could have, as a lead said who checked it */
  readonly checked?: { readonly says: LevelCheck; readonly by: AgentId | null }
  /** a receiver said that it belongs to another team */
  readonly isRerouted?: boolean
  readonly isDisputed?: boolean
  /** who decides a dispute; null: any lead */
  readonly lead?: AgentId | null
  /** a lead decided that the receiver takes it */
  readonly mustTake?: boolean
  /** when it goes to whoever is on call or leads, if nobody of the team has taken it */
  readonly raiseAt?: Instant | null
  readonly raised?: { readonly to: 'on_call' | 'lead'; readonly agent: AgentId | null }
}

// What a bystander keeps of the parts of a case: promises, clocks, offers, messages. Types only.
import type { TargetKind } from '#core/clock/policy.ts'
import type { AgentId, CustomerId, PolicyId, PromiseId, SpeechId, TeamId } from '#core/kit/id.ts'

export type SeenPromise = {
  readonly house: boolean
  readonly madeAt: number
  /** where a window was promised, its beginning */
  readonly from: number | null
  readonly dueAt: number
  isLate: boolean
  /** who keeps it; null: nobody by name */
  keeper: AgentId | null
  /** the fact that ended it */
  end: string | null
}
/** A clock of what a policy owes. */
export type SeenTarget = {
  readonly kind: TargetKind
  policy: PolicyId
  version: number
  /** the level that had the case when it began */
  readonly level: number
  from: number
  dueAt: number
  warnAt: number | null
  isWarned: boolean
  isBreached: boolean
  isPaused: boolean
  pausedAt: number
  pausedMs: number
  /** the fact that ended it */
  end: string | null
}
export type SeenOffer = {
  readonly from: { readonly level: number; readonly team: TeamId; readonly agent: AgentId }
  to: { readonly level: number; readonly team: TeamId; readonly agent?: AgentId }
  acceptBy: number
  isExpired: boolean
  isDisputed: boolean
  /** a lead has decided so */
  mustTake: boolean
  isRerouted: boolean
  raiseAt: number | null
  /** to whom nobody's offer went on; null: to any lead; undefined: it did not */
  raisedTo?: AgentId | null
  standing: 'offered' | 'accepted' | 'returned' | 'withdrawn' | 'answered'
}
/** Who may speak with the customer beside the contact, or asked to. */
export type SeenSpeech = {
  readonly agent: AgentId
  /** null: for one word */
  readonly until: number | null
  standing: 'asked' | 'agreed' | 'declined' | 'withdrawn' | 'ended'
}
export type SeenMessage = {
  readonly way: 'in' | 'out'
  readonly at: number
  readonly sendAt: number
  readonly automatic: boolean
  /** it says that there is no news; a letter that we are late does, too */
  readonly isNoNews: boolean
  readonly to: CustomerId
  /** what it keeps once it has left */
  readonly keeps: readonly PromiseId[]
  /** by which agreement somebody wrote who is not the contact */
  readonly agreed?: SpeechId | undefined
  /** out: queued until it ended so */
  standing: 'in' | 'queued' | 'withdrawn' | 'sent' | 'failed' | 'bounced'
}

// The facts of proposing something to a customer: a sale or a fix, marked as the one or the other when it is
// made and never both. Part of event.ts: shapes are forever. Not: what is given beyond what is owed
// (goodwill-fact.ts).
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { ProposalId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** A sale is bought beside the help; a fix is part of it. */
export const proposalKinds = ['sale', 'fix'] as const
export type ProposalKind = (typeof proposalKinds)[number]
export const proposalAnswers = ['yes', 'no'] as const
export type ProposalAnswer = (typeof proposalAnswers)[number]

export type ProposalFacts = {
  'proposal.made': {
    proposal: ProposalId
    kind: ProposalKind
    /** what is proposed, in words the customer reads */
    what: TextRef
    /** what it costs him, where that is said */
    amountMinor?: number
    currency?: string
    /** he asked for it himself */
    asked?: true
    /** the policies of the house shown at this moment, as they stood */
    pinned?: readonly PinnedPolicy[]
  }
  'proposal.answered': {
    proposal: ProposalId
    kind: ProposalKind
    says: ProposalAnswer
    words?: TextRef
  }
  'proposal.withdrawn': { proposal: ProposalId; because: TextRef }
}

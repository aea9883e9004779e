// The entry of something proposed to a customer, with what he said to it. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { ProposalKind } from '#core/case/proposal-fact.ts'
import type { ProposalStanding } from '#core/case/deed/proposal.ts'
import type { At } from '#core/case/timeline.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { ProposalId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type ProposalEntry = At & {
  kind: 'proposal'
  proposal: ProposalId
  proposes: ProposalKind
  what: TextRef
  cost: { amountMinor: number; currency: string } | null
  asked: boolean
  standing: ProposalStanding
  /** the policies of the house it rests on */
  pinned: readonly PinnedPolicy[]
  ended: { by: Actor; at: Instant; words: TextRef | null } | null
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

export const proposalBegun = (e: Of<'proposal.made'>): ProposalEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'proposal', proposal: e.proposal, proposes: e.kind },
  ...{ what: e.what, asked: e.asked === true, standing: 'open', ended: null },
  pinned: e.pinned ?? [],
  cost:
    e.amountMinor !== undefined && e.currency !== undefined
      ? { amountMinor: e.amountMinor, currency: e.currency }
      : null,
})

export const proposalChanges = {
  'proposal.answered': (e: EventOf<'proposal.answered'>) => [
    e.proposal,
    { standing: e.says, ended: { by: e.by, at: e.at, words: e.words ?? null } },
  ],
  'proposal.withdrawn': (e: EventOf<'proposal.withdrawn'>) => [
    e.proposal,
    { standing: 'withdrawn', ended: { by: e.by, at: e.at, words: e.because } },
  ],
} satisfies Record<string, (event: never) => [string, object]>

// The facts of a change request to engineering: what we want changed and why, what they answer, and whether
// what they made holds. Shapes are forever and only grow. Not: which cases wait for it (they say so).
import type { AgentId, CaseId, MatterId, ProductId, TrackerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export const changeKinds = ['bug_fix', 'design_change', 'improvement'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** How an entry of a tracker was lost: taken away there, or moved to where we do not follow. */
export const lostHows = ['deleted', 'moved'] as const
export type LostHow = (typeof lostHows)[number]

/** Who of engineering said or did it, and when, as their tracker has it; absent: one of ours recorded it. */
export type Theirs = { readonly author?: TextRef; readonly saidAt: Instant }

/** Of `delivered`: `fact` is the place in this ledger, `remote` what the tracker calls what came of it. */
export type ChangeFacts = {
  'change.drafted': {
    kind: ChangeKind
    title: TextRef
    wanted: TextRef
    why: TextRef
    product: ProductId | null
    owner: AgentId
    from?: CaseId | MatterId
  }
  'change.mended': {
    kind?: ChangeKind
    title?: TextRef
    wanted?: TextRef
    why?: TextRef
    product?: ProductId | null
  }
  'change.evidence_added': { words: TextRef; from?: CaseId | MatterId }
  'change.evidence_struck': { evidence: number }
  'change.owner_named': { owner: AgentId }
  /** to a tracker, or by hand: `words` say to whom and how */
  'change.sent': { tracker: TrackerId | null; words?: TextRef }
  /** tied to an entry that stands there already */
  'change.linked': { tracker: TrackerId | null; entry: string | null; url: string }
  'change.unlinked': { because: TextRef }
  'change.written': { words: TextRef }
  'change.delivered': { fact: number; entry?: string; url?: string; remote?: string }
  'change.answered': { words: TextRef; author: TextRef; remote?: string; saidAt: Instant }
  'change.accepted': { words?: TextRef; theirs?: Theirs }
  'change.planned': { version: string; words?: TextRef; theirs?: Theirs }
  'change.begun': { theirs?: Theirs }
  'change.done': { version?: string; words?: TextRef; theirs?: Theirs }
  'change.rejected': { because?: TextRef; theirs?: Theirs }
  'change.reopened': { because?: TextRef; theirs?: Theirs }
  'change.verified': { words: TextRef }
  'change.withdrawn': { because: TextRef }
  'change.entry_lost': { how: LostHow; url?: string }
}
export type ChangeFactType = keyof ChangeFacts
export type ChangeFactOf<T extends ChangeFactType> = {
  [K in T]: { readonly type: K; readonly at: Instant; readonly by: Actor } & Readonly<ChangeFacts[K]>
}[T]
export type ChangeFact = ChangeFactOf<ChangeFactType>

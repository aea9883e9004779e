// The facts of "may I tell?": somebody knows an answer and asks a lead whether the customer may have it.
// Shapes are forever and only grow. Not: telling it, which the contact does in the case.
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { CaseId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export const mayTellAnswers = ['yes', 'no', 'these_words'] as const
/** What a lead said: tell it, do not, or in these words only. */
export type MayTellAnswer = (typeof mayTellAnswers)[number]

export const mayTellReaches = ['exception', 'policy'] as const
/** Whether a decision holds for this case alone, or is how the house does it from now on. */
export type MayTellReach = (typeof mayTellReaches)[number]

/** Of `asked`: `answer` is what would be told. `late`: nobody had decided when it was due. */
export type MayTellFacts = {
  'may_tell.asked': { case: CaseId; question: TextRef; answer: TextRef; team: TeamId | null; dueAt: Instant }
  'may_tell.late': { dueAt: Instant }
  'may_tell.decided': {
    answer: MayTellAnswer
    words?: TextRef
    because?: TextRef
    reach: MayTellReach
    pinned?: PinnedPolicy
    /** where it names none, the policies shown at this moment, as they stood */
    shown?: readonly PinnedPolicy[]
  }
  'may_tell.withdrawn': { because: TextRef }
}
export type MayTellFactType = keyof MayTellFacts
export type MayTellFactOf<T extends MayTellFactType> = {
  [K in T]: { readonly type: K; readonly at: Instant; readonly by: Actor } & Readonly<MayTellFacts[K]>
}[T]
export type MayTellFact = MayTellFactOf<MayTellFactType>

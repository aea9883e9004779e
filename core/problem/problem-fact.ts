// The facts of a problem: one cause behind several cases, from first suspicion to the proof that it is gone.
// Shapes are forever and only grow. Not: which cases belong to it (they say so), nor how it goes
// (problem.ts).
import type { CauseHow } from '#core/case/finding-fact.ts'
import type { AgentId, CaseId, ProblemId, ProductId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Language } from '#core/people/language.ts'

/** What the cause lies in, as far as anybody can say. */
export const problemKinds = ['software', 'device', 'network', 'set_up', 'supplier', 'unknown'] as const
export type ProblemKind = (typeof problemKinds)[number]

/** How problems said it before they shared the words of cases: read for ever, and recorded no more. */
type FormerCauseHow = 'reproduced' | 'measured' | 'traced' | 'excluded' | 'supplier_said'
/** How a cause was established. */
export type CauseHowRead = CauseHow | FormerCauseHow

/** What a ready wording for customers is about. */
export const wordedNews = ['known_error', 'workaround', 'fixed', 'not_fixed'] as const
export type WordedNews = (typeof wordedNews)[number]

/**
 * Of `problem.opened`: `alike` is what its cases have in common, `from` the case it was opened from. `left`
 * of `problem.owned`: its owner went, and nobody has it. A known error's `edition` counts from 1; `quiet`:
 * its cases hear nothing. A wording without `text` is taken back. `version`: of the product, in which it is
 * gone.
 */
export type ProblemFacts = {
  'problem.opened': {
    title: TextRef
    kind: ProblemKind
    product: ProductId | null
    alike?: TextRef
    from?: CaseId
    owner: AgentId | null
    team: TeamId | null
  }
  'problem.described': { title?: TextRef; kind?: ProblemKind; product?: ProductId | null; alike?: TextRef }
  'problem.owned': {
    owner: AgentId | null
    team: TeamId | null
    how: 'taken' | 'given' | 'left'
    note?: TextRef
  }
  'problem.cause_found': { cause: TextRef; how: CauseHowRead }
  'problem.published': { edition: number; symptoms: TextRef; quiet?: true }
  'problem.worked_around': {
    what: TextRef
    from: Instant
    until: Instant | null
    products: readonly ProductId[]
    versions: readonly string[]
  }
  'problem.workaround_renewed': { until: Instant | null }
  'problem.workaround_ended': { until: Instant }
  'problem.workaround_withdrawn': { because: TextRef }
  'problem.worded': { news: WordedNews; language: Language; text?: TextRef }
  'problem.fixed': { what: TextRef; version?: string; verified: TextRef }
  'problem.not_fixed': { because: TextRef }
  'problem.closed': { because?: TextRef }
  'problem.merged': { into: ProblemId; because?: TextRef }
  'problem.dismissed': { because: TextRef }
  'problem.reopened': { because: TextRef }
}
/**
 * How one gets around it: from when until when (the first instant at which it may not hold any more; null:
 * until it is withdrawn), for which products and versions, as the product calls them (none: for all).
 */
export type Workaround = Readonly<ProblemFacts['problem.worked_around']>
export type ProblemFactType = keyof ProblemFacts
export type ProblemFactOf<T extends ProblemFactType> = {
  [K in T]: { readonly type: K; readonly at: Instant; readonly by: Actor } & Readonly<ProblemFacts[K]>
}[T]
export type ProblemFact = ProblemFactOf<ProblemFactType>

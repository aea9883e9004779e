// A fix as the ledger shows it, with the article that helped. Not: what became of it (check-back-entry.ts).
import type { NamedArticle } from '#core/article/article.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { StepId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type SolvedEntry = { seq: number; at: Instant; by: Actor } & {
  kind: 'solved'
  fix: TextRef
  step: StepId | null
  level: number
  /** one that is in no register */
  article: TextRef | null
  named: NamedArticle | null
}

/** The entry of a fix. */
export const solvedEntry = (e: EventOf<'case.solved'> & Pick<Recorded, 'seq'>): SolvedEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'solved' },
  ...{ fix: e.fix, step: e.step ?? null, level: e.level },
  ...{ article: e.article ?? null, named: e.named ?? null },
})

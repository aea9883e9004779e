// What helped to solve a case, as far as its ledger says: scripts gone through to an end that says solved,
// and an article named with the fix. Not: how a script does step by step (walk-tally.ts), nor whether it
// would have been solved without.
import type { EventOf, Recorded } from '#core/case/event.ts'
import { walksTold } from '#core/measure/walk-told.ts'

/** The facts it is read from beside the fix: a pause changes nothing of it. */
export const factsOfHelp = [
  ...(['walk.begun', 'walk.answered', 'walk.reused', 'walk.jumped', 'walk.went_back'] as const),
  'walk.given_up',
] as const satisfies readonly Recorded['type'][]

/** An article helped; which one is in words that can be erased. */
export const byArticle = 'article:named'

/**
 * Each once, as `script:router-light` or `article:named`, in an order that never changes.
 * @param before what was recorded until the fix
 */
export function helpedBy(before: readonly Recorded[], { article }: EventOf<'case.solved'>): string[] {
  const done = walksTold(before).filter(({ course }) => course.end === 'solved')
  const scripts = new Set(done.map(({ course }) => `script:${course.slug}`))
  return [...[...scripts].toSorted(), ...(article ? [byArticle] : [])]
}

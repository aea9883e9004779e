// What helped to solve a case, as far as its ledger says: scripts gone through to an end that says solved,
// and articles named with the fix or in the answer to a hand-off before it. Not: how a script does step by
// step (walk-tally.ts), nor whether it would have been solved without.
import type { NamedArticle } from '#core/article/article.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { walksTold } from '#core/measure/walk-told.ts'

/** The facts it is read from beside the fix and answers of hand-offs: a pause changes nothing of it. */
export const factsOfHelp = [
  ...(['walk.begun', 'walk.answered', 'walk.reused', 'walk.jumped', 'walk.went_back'] as const),
  'walk.given_up',
] as const satisfies readonly Recorded['type'][]

/** An article helped that is in no register; which one is in words that can be erased. */
const unregistered = 'article:named'

const articleOf = 'article:'

/** Whether what helped is an article, of the register or not. */
export const isArticle = (helped: string): boolean => helped.startsWith(articleOf)

/**
 * Each once, as `script:router-light`, `article:art_1` or `article:named`, in an order that never changes. A
 * version is none of its own: the figures of an article go on through its changes.
 * @param before what was recorded until the fix
 */
export function helpedBy(before: readonly Recorded[], fix: EventOf<'case.solved'>): string[] {
  const done = walksTold(before).filter(({ course }) => course.end === 'solved')
  const scripts = new Set(done.map(({ course }) => `script:${course.slug}`))
  const answers = before.filter(event => event.type === 'hand_off.answered')
  const articles = new Set([...answers, fix].flatMap(event => articlesIn(event)))
  return [...[...scripts].toSorted(), ...[...articles].toSorted()]
}

type Naming = { readonly article?: unknown; readonly named?: NamedArticle }

const articlesIn = ({ article, named }: Naming): string[] => [
  ...(named ? [`${articleOf}${named.article}`] : []),
  ...(article ? [unregistered] : []),
]

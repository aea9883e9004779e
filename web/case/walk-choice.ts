// What one chooses from on the way through a script: scripts, the likeliest first, and steps to jump to. Not:
// how it is drawn (walk-pick.tsx).
import type { Language } from '#core/people/language.ts'
import { fitsOf } from '#core/script/fit.ts'
import type { StepName } from '#core/script/script.ts'
import { plainText } from '#web/kit/find.ts'
import {
  inLanguage,
  type Outline,
  outlineText,
  type PublishedAt,
  type ScriptLine,
  type TitleOf,
  type WalkNow,
} from './walk-data.ts'

const saidWordsMax = 60

const wordsOf = (text: string): string[] => [...new Set(plainText(text).match(/[\p{L}\p{N}]+/gu) ?? [])]

/**
 * The scripts in the order in which they are likely to be needed: those first that fit what the customer
 * says, in his language; the others as they were.
 */
export function likeliestFirst<S extends Pick<ScriptLine, 'title' | 'says'>>(
  scripts: readonly S[],
  said: string,
  language: Language,
): S[] {
  const vocabularies = scripts.map(({ title, says }) =>
    [inLanguage(title, language), ...inLanguage(says, language).split('\n')].map(wordsOf),
  )
  const fits = fitsOf(vocabularies, wordsOf(said).slice(0, saidWordsMax))
  const order = scripts.map((script, i) => ({ script, fit: fits[i] ?? 0 }))
  return order.sort((a, b) => b.fit - a.fit).map(({ script }) => script)
}

export type JumpStep = {
  readonly name: StepName
  /** as its script counts it */
  readonly n: number
  readonly text: string
  readonly end: Outline['end']
  /** the script it is of, where that is not the one the walk stands in */
  readonly of: string | null
}

/**
 * The steps one may jump to: those of the script the walk stands in, then those of the scripts around it. A
 * name that both have means the inner one.
 */
export function stepsToJump(
  { place, around }: Pick<WalkNow, 'place' | 'around'>,
  scripts: PublishedAt,
  { language, titleOf }: { language: Language; titleOf: TitleOf },
): JumpStep[] {
  const found = new Map<StepName, JumpStep>()
  for (const at of [place, ...around.toReversed()]) {
    const form = scripts(at)?.form
    const of = at === place ? null : inLanguage(form?.title, language)
    for (const [i, step] of (form?.steps ?? []).entries()) {
      if (found.has(step.name)) continue
      const text = outlineText(step, language, titleOf) || step.name
      found.set(step.name, { name: step.name, n: i + 1, text, end: step.end, of })
    }
  }
  found.delete(place.step)
  return [...found.values()]
}

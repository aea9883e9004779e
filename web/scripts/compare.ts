// Two versions of a script side by side: which two, and what of their differences is shown. Not: how they are
// found (core/script/compare-scripts.ts), nor the page (compare-view.tsx).
import type { Changes, Comparison, SentenceChange, Stretch } from '#core/script/compare-scripts.ts'
import type { Language } from '#core/people/language.ts'
import type { Whole } from './scripts-api.ts'

/** A version's number as the address says it, or `draft`. */
export type Side = string
export type Sides = { readonly before: Side; readonly after: Side }

/** What there is to lay side by side, the newest first. */
export const sidesOf = ({ draft, past }: Pick<Whole, 'draft' | 'past'>): readonly Side[] => [
  ...(draft ? ['draft'] : []),
  ...(past?.items.map(one => String(one.version)) ?? []),
]

/** What one most likely compares: what new walks begin with, and what is newest. null: there is one only. */
export function usualSides(whole: Pick<Whole, 'draft' | 'past'>): Sides | null {
  const [after, next] = sidesOf(whole)
  const live = whole.past?.live == null ? undefined : String(whole.past.live)
  const before = live === after ? next : (live ?? next)
  return after === undefined || before === undefined ? null : { before, after }
}

/** The two an address names; null: it names none that could be. */
export function sidesIn(search: { readonly compare?: string; readonly with?: string }): Sides | null {
  const { compare: before = '', with: after = 'draft' } = search
  const isSide = (one: string) => one === 'draft' || /^[1-9]\d{0,5}$/.test(one)
  return isSide(before) && isSide(after) ? { before, after } : null
}

/** How many steps came, went, changed and moved. */
export const countsOf = ({ steps }: Comparison) => ({
  added: steps.filter(one => one.what === 'added').length,
  removed: steps.filter(one => one.what === 'removed').length,
  changed: steps.filter(one => one.what === 'changed').length,
  moved: steps.filter(one => one.moved).length,
})

/** The changed sentences in the languages chosen. */
export const shownOf = (
  { sentences }: Pick<Changes, 'sentences'>,
  chosen: readonly Language[],
): readonly SentenceChange[] => sentences.filter(one => chosen.includes(one.language))

/** How many changed sentences are in none of the languages chosen. */
export const hiddenIn = ({ whole, steps }: Comparison, chosen: readonly Language[]): number =>
  [whole, ...steps].reduce((sum, one) => sum + one.sentences.length - shownOf(one, chosen).length, 0)

/** What one side has of a sentence: what both have, and its own. */
export const sideOf = (words: readonly Stretch[], side: 'before' | 'after'): readonly Stretch[] =>
  words.filter(one => one.kind !== (side === 'before' ? 'added' : 'removed'))

/** Nothing at all to tell. */
export const isSame = ({ whole, steps }: Comparison): boolean =>
  steps.length + whole.sentences.length + whole.arrows.length + whole.values.length === 0

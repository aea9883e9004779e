// Whether the words of a case look like those of a known error: by shared words, the rarer the weightier.
// Not: where the words come from (rules.ts, server/known-errors.ts).
import type { ProductId } from '#core/kit/id.ts'

/** So many words tell one thing from another; more only cost. */
const termsMax = 60
const lettersMin = 3
/** Two words that only happen to meet are no likeness. */
const sharedMin = 2
/** So much of the weight of the words must be shared. */
const likenessMin = 0.4

/** The words of a text as they are compared: without capitals and marks over letters, each once. */
export function termsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const found = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter(one => one.length >= lettersMin)
  return [...new Set(found)].slice(0, termsMax)
}

export type Findable = { readonly terms: readonly string[]; readonly product: ProductId | null }
export type Fit<T> = { readonly one: T; readonly likeness: number; readonly shared: readonly string[] }

/** What a word weighs among so many things that it stands in so many of: rarer is more. */
const weightOf = (among: number, inSoMany: number): number => Math.log(1 + among / (1 + inSoMany))

/** Those that fit what is sought, the likest first. One of another product never fits. */
export function fitting<T extends Findable>(sought: Findable, all: readonly T[], most: number): Fit<T>[] {
  const counts = new Map<string, number>()
  for (const { terms } of all) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const weight = (terms: readonly string[]) =>
    terms.reduce((sum, term) => sum + weightOf(all.length, counts.get(term) ?? 0), 0)
  const whole = weight(sought.terms)
  const fits = all.flatMap(one => {
    if (sought.product && one.product && sought.product !== one.product) return []
    const shared = sought.terms.filter(term => one.terms.includes(term))
    // Measured by the shorter of both: a long letter may hold all that a short title says.
    const likeness = weight(shared) / Math.min(whole, weight(one.terms))
    return shared.length >= sharedMin && likeness >= likenessMin ? [{ one, likeness, shared }] : []
  })
  return fits.sort((a, b) => b.likeness - a.likeness).slice(0, most)
}
